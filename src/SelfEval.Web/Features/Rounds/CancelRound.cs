using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds;

/// <summary>Calls a round off: its links stop at once and letters that wait are not sent.</summary>
public sealed class CancelRound(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    public Task RunAsync(int roundId, int version) => gate.RunAsync(db, async () =>
    {
        await gate.HoldAsync(db, LetterTruth.Hold, 0);
        var now = clock.GetUtcNow().UtcDateTime;
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        if (round.StateAt(now) == RoundState.Cancelled) return;
        if (round.StateAt(now) == RoundState.Closed) throw RoundsProblems.AlreadyClosed();
        if (round.Version != version) throw RoundsProblems.ChangedMeanwhile();
        round.Cancel(now);
        await db.DropWaitingLettersAsync(roundId, "the round was cancelled");
        await db.ForgetLinksAsync(roundId);
        audit.Add("round.cancelled", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId);
        await db.SaveChangesAsync();
    });
}
