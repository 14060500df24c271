using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>What may be shown of the change between two rounds, and which editions it was worked out from.</summary>
public sealed record PublishedComparison(
    int FromRoundId, int ToRoundId, int FromEdition, int ToEdition, DateTime MadeAt, string ContentHash, PublishedChange Change);

/// <summary>The changes that were published. Nothing is computed here: a page costs the same whatever the number of answers.</summary>
public sealed class Changes(AppDb db)
{
    /// <summary>The newest comparison of each pair of rounds of which these are the later.</summary>
    public async Task<IReadOnlyList<PublishedComparison>> LatestAsync(IReadOnlyCollection<int> laterRounds, CancellationToken cancellationToken = default)
    {
        var newest = await db.Comparisons
            .Where(c => laterRounds.Contains(c.ToRoundId)
                && !db.Comparisons.Any(later => later.ToRoundId == c.ToRoundId && later.FromRoundId == c.FromRoundId && later.Id > c.Id))
            .OrderBy(c => c.ToRoundId).ThenBy(c => c.FromRoundId)
            .ToListAsync(cancellationToken);
        return [.. newest.Select(Open)];
    }

    /// <summary>Everything ever published of a round's change from or to any other, oldest first.</summary>
    public async Task<IReadOnlyList<PublishedComparison>> OfAsync(int round, CancellationToken cancellationToken = default)
    {
        var all = await db.Comparisons.Where(c => c.FromRoundId == round || c.ToRoundId == round).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        return [.. all.Select(Open)];
    }

    private static PublishedComparison Open(Comparison row) =>
        new(row.FromRoundId, row.ToRoundId, row.FromEdition, row.ToEdition, row.MadeAt, row.ContentHash, ChangeGate.Reopen(row.Change));
}
