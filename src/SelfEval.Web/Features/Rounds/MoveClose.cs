using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds;

/// <summary>Gives a round that has not closed another closing time; letters that wait live until then.</summary>
public sealed class MoveClose(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    public Task RunAsync(int roundId, int version, DateTime closesLocal) => gate.RunAsync(db, async () =>
    {
        await gate.HoldAsync(db, LetterTruth.Hold, 0);
        var now = clock.GetUtcNow().UtcDateTime;
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        if (round.StateAt(now) == RoundState.Cancelled) throw RoundsProblems.AlreadyCancelled();
        if (round.StateAt(now) == RoundState.Closed) throw RoundsProblems.AlreadyClosed();
        var closesAt = WallClock.ToUtc(closesLocal, round.Zone, Edge.Closes);
        if (closesAt == round.ClosesAt) return;
        if (round.Version != version) throw RoundsProblems.ChangedMeanwhile();
        if (RoundRules.CloseProblem(round.OpensAt, closesAt, now, RoundRules.LongestFor(round.DaysAfterStart)) is { } problem) throw new InvalidInput("ClosesLocal", problem);
        round.CloseAt(closesAt, closesLocal);
        await db.KeepLettersUntilAsync(roundId, closesAt);
        await db.RescheduleAsync(round, now);
        audit.Add("round.close_moved", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId, $"{closesAt:u}");
        await db.SaveChangesAsync();
    });
}
