using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Results.Making;

/// <summary>
/// Publishes the figures of every round for which an edition is due. Rounds that are running or closing are looked at
/// on every tick, those laid to rest once an hour, because only withdrawals and late papers still change them.
/// </summary>
public sealed class MakeEditions(AppDb db, RowReader rows, CountAnswers counting, PublishEdition publish, TimeProvider clock) : TickStep
{
    /// <summary>Before the step that lays closed rounds to rest.</summary>
    public override int Order => 800;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var rounds = await RoundsToLookAt(now, await IsFirstOfTheHourAsync(now, cancellationToken)).ToListAsync(cancellationToken);
        var ids = rounds.Select(r => r.Id).ToList();
        var counts = await rows.CountAsync(ids, cancellationToken);
        var last = await PublishEdition.LastOf(db, ids).ToDictionaryAsync(e => e.RoundId, e => e.Last, cancellationToken);
        var moved = await counting.MovedAsync(counts, last, cancellationToken);
        var failures = new List<Exception>();
        foreach (var round in rounds)
        {
            if (!EditionRule.IsDue(round, last.GetValueOrDefault(round.Id), moved.GetValueOrDefault(round.Id), now)) continue;
            try
            {
                await publish.RunAsync(round.Id, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One round's trouble must not keep the others' figures back.
                failures.Add(new InvalidOperationException($"No edition could be made of round {round.Id}.", e));
            }
        }

        if (failures.Count > 0) throw new AggregateException(failures);
    }

    private IQueryable<Round> RoundsToLookAt(DateTime now, bool all) =>
        db.Rounds.Where(r => r.CancelledAt == null && r.OpensAt <= now && (all || r.ClosingDoneAt == null));

    private async Task<bool> IsFirstOfTheHourAsync(DateTime now, CancellationToken cancellationToken)
    {
        var last = await db.Installations.Select(i => i.LastTickAt).SingleOrDefaultAsync(cancellationToken);
        return last is null || last.Value.Date != now.Date || last.Value.Hour != now.Hour;
    }
}
