using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.Making;

/// <summary>
/// Opens the ledger of a round with all that was ever shown of it: the figures of everybody in every edition, of the groups in every final one, and of
/// the same people as in other rounds. What is to be shown next is asked of it.
/// </summary>
public sealed class OpenLedger(AppDb db, ReadCounted read, Changes changes)
{
    private sealed record Part(Func<CountedAnswer, bool> IsIn, int Edition, bool[] Scales);

    /// <param name="round">The round.</param>
    /// <param name="k">The smallest number of people about whom something may follow.</param>
    /// <param name="counted">Everybody its editions ever counted.</param>
    /// <param name="wanted">What is to be asked: who is in it. It is numbered from the number returned.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The ledger, and the number of the first of what is wanted; an edition's number is its own.</returns>
    public async Task<(RoundLedger Ledger, int First)> RunAsync(
        Round round, int k, CountedAnswers counted, IReadOnlyList<Func<CountedAnswer, bool>> wanted, CancellationToken cancellationToken)
    {
        var shown = counted.After.ShownEditions;
        var parts = await PartsAsync(round, counted, cancellationToken);
        // After the edition that may be on its way.
        var firstPart = counted.After.Edition + 1;
        var firstWanted = firstPart + parts.Count;
        int[] editions = [.. shown, counted.After.Edition];
        var ledger = new RoundLedger(k, counted.Keys, editions);
        var outputs = new List<int>();
        await foreach (var answer in counted.AllAsync().WithCancellation(cancellationToken))
        {
            outputs.Clear();
            foreach (var edition in editions)
                if (answer.IsIn(edition)) outputs.Add(edition);
            for (var i = 0; i < parts.Count; i++)
                if (parts[i].IsIn(answer)) outputs.Add(firstPart + i);
            for (var i = 0; i < wanted.Count; i++)
                if (wanted[i](answer)) outputs.Add(firstWanted + i);
            ledger.Add(outputs, answer.Scores);
        }

        foreach (var edition in shown) ledger.NoteEdition(edition, [.. counted.Keys.Select(key => counted.After.Showed(edition, key))]);
        foreach (var (i, part) in parts.Index()) ledger.NotePart(firstPart + i, part.Edition, part.Scales);
        return (ledger, firstWanted);
    }

    /// <summary>Who is in a group of the declared breakdowns.</summary>
    public static Func<CountedAnswer, bool> Group(int group, int edition) => answer => answer.IsIn(edition) && answer.Groups.Contains(group);

    /// <summary>Who has a score on a scale, and one in another round too.</summary>
    public static Func<CountedAnswer, bool> SamePeople(int scale, int edition, IReadOnlySet<string> there) =>
        answer => answer.IsIn(edition) && answer.Scores[scale] is not null && there.Contains(answer.Pseudonym);

    private async Task<List<Part>> PartsAsync(Round round, CountedAnswers counted, CancellationToken cancellationToken)
    {
        var parts = new List<Part>();
        var finals = await db.Editions.Where(e => e.RoundId == round.Id && e.IsFinal).OrderBy(e => e.Number).Select(e => new { e.Number, e.Figures }).ToListAsync(cancellationToken);
        foreach (var final in finals)
        {
            var groups = DisclosureGate.ReopenEdition(final.Figures).Breakdowns.SelectMany(breakdown => breakdown.Groups);
            parts.AddRange(groups.Select((group, i) => new Part(Group(i, final.Number), final.Number, [.. counted.Keys.Select(key => group.FindScale(key)?.Mean is not null)])));
        }

        foreach (var comparison in await changes.OfAsync(round.Id, cancellationToken))
        {
            var (here, otherRound, there) = comparison.ToRoundId == round.Id
                ? (comparison.ToEdition, comparison.FromRoundId, comparison.FromEdition) : (comparison.FromEdition, comparison.ToRoundId, comparison.ToEdition);
            var shown = counted.Keys.Index().Where(k => comparison.Change.FindScale(k.Item)?.SamePeople is not null).ToList();
            if (shown.Count == 0) continue;
            var other = await read.OfAsync(await db.Rounds.SingleAsync(r => r.Id == otherRound, cancellationToken), cancellationToken);
            var scored = await other.ScoredInAsync(there, [.. shown.Select(k => k.Item)]);
            parts.AddRange(shown.Select(k => new Part(SamePeople(k.Index, here, scored[k.Item]), here, [.. counted.Keys.Select(key => key == k.Item)])));
        }

        return parts;
    }
}
