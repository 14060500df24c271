using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Results.Making;

/// <summary>
/// Publishes the figures of every round for which an edition is due. Rounds that are running or closing are looked at on every tick; those laid to rest when
/// something in them changed (a withdrawal, a late paper), and once a day whatever happens.
/// </summary>
public sealed class MakeEditions(AppDb db, WriteGate gate, RowReader rows, CountAnswers counting, PublishEdition publish, TimeProvider clock) : TickStep
{
    /// <summary>Before the step that lays closed rounds to rest.</summary>
    public override int Order => 800;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var rounds = await RoundsToLookAt(now).ToListAsync(cancellationToken);
        await ForgetAsync([.. rounds.Where(r => r.LookAgain).Select(r => r.Id)], cancellationToken);
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

    private IQueryable<Round> RoundsToLookAt(DateTime now)
    {
        const int minutes = 24 * 60;
        var minute = now.Hour * 60 + now.Minute;
        // Where answers are erased, its own or those of a round it was compared with, nobody could weigh what more would tell.
        return db.Rounds.Where(r => r.AnswersErasedAt == null && !db.Comparisons.Any(c => (c.FromRoundId == r.Id && c.ToRound!.AnswersErasedAt != null) || (c.ToRoundId == r.Id && c.FromRound!.AnswersErasedAt != null)))
            .Where(r => r.CancelledAt == null && r.OpensAt <= now && (r.ClosingDoneAt == null || r.LookAgain || r.Id % minutes == minute));
    }

    /// <summary>Before they are looked at: what changes from now on marks them anew.</summary>
    private Task ForgetAsync(IReadOnlyCollection<int> rounds, CancellationToken cancellationToken) => rounds.Count == 0
        ? Task.CompletedTask
        : gate.RunAsync(db, () => db.Rounds.Where(r => rounds.Contains(r.Id)).ExecuteUpdateAsync(set => set.SetProperty(r => r.LookAgain, false), cancellationToken), cancellationToken);
}
