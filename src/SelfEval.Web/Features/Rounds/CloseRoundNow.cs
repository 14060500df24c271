using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds;

/// <summary>Closes an open round at this moment. Those who have begun keep the grace that every close has.</summary>
public sealed class CloseRoundNow(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    public Task RunAsync(int roundId, int version) => gate.RunAsync(db, async () =>
    {
        await gate.HoldAsync(db, LetterTruth.Hold, 0);
        var now = clock.GetUtcNow().UtcDateTime;
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        switch (round.StateAt(now))
        {
            case RoundState.Closed: return;
            case RoundState.Cancelled: throw RoundsProblems.AlreadyCancelled();
            case RoundState.Planned: throw RoundsProblems.NotOpenYet();
        }

        if (round.Version != version) throw RoundsProblems.ChangedMeanwhile();
        round.CloseAt(now, WallClock.ToLocal(now, round.Zone));
        await db.DropWaitingLettersAsync(roundId, "the round was closed");
        audit.Add("round.closed_now", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId);
        await db.SaveChangesAsync();
    });
}
