using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Rounds;

/// <summary>
/// What follows a close, once the grace is over: personal links can no longer be read and letters that wait are
/// dropped. A round is closed by its time, not by this; running it late or twice changes nothing else.
/// </summary>
public sealed class CloseRounds(AppDb db, WriteGate gate, Audit audit, TimeProvider clock) : TickStep
{
    /// <summary>After the figures, whose last edition of a round is made before it is laid to rest.</summary>
    public override int Order => 900;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = await Due(now).Select(r => r.Id).ToListAsync(cancellationToken);
        foreach (var id in due) await FinishAsync(id, now, cancellationToken);
    }

    private IQueryable<Round> Due(DateTime now)
    {
        var graceOver = now - Round.Grace;
        return db.Rounds.Where(r => r.ClosingDoneAt == null && (r.ClosesAt <= graceOver || r.CancelledAt <= graceOver));
    }

    private Task FinishAsync(int id, DateTime now, CancellationToken cancellationToken) => gate.RunAsync(db, async () =>
    {
        if (await Due(now).Include(r => r.Team).SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } round) return;
        await db.DropWaitingLettersAsync(id, "the round has closed");
        await db.ForgetLinksAsync(id);
        round.ClosingDoneAt = now;
        audit.Add("round.closing_done", $"round:{id}", round.Team!.ProgrammeId, round.TeamId);
        await db.SaveChangesAsync(cancellationToken);
    }, cancellationToken);
}
