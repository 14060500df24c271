using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>An edition as any surface may show it.</summary>
public sealed record PublishedEdition(int RoundId, int Number, DateTime MadeAt, int Responses, bool IsFinal, bool HeldBack, string ContentHash, PublishedRound Figures);

/// <summary>An edition in the list of a round's editions.</summary>
public sealed record EditionLine(int Number, DateTime MadeAt, int Responses, bool IsFinal, bool HeldBack);

/// <summary>The figures that were published. Nothing is counted here: a page costs the same whatever the number of answers.</summary>
public sealed class Editions(AppDb db)
{
    /// <summary>The newest edition of a round, or null before the first.</summary>
    public async Task<PublishedEdition?> LatestAsync(int roundId, CancellationToken cancellationToken = default) =>
        (await LatestAsync([roundId], cancellationToken)).GetValueOrDefault(roundId);

    /// <summary>One of a round's editions; null where there is none of that number.</summary>
    public async Task<PublishedEdition?> OfAsync(int roundId, int number, CancellationToken cancellationToken = default) =>
        await db.Editions.SingleOrDefaultAsync(e => e.RoundId == roundId && e.Number == number, cancellationToken) is { } edition ? Open(edition) : null;

    /// <summary>All editions of a round, newest first, without their figures.</summary>
    public Task<List<EditionLine>> HistoryAsync(int roundId, CancellationToken cancellationToken = default) =>
        db.Editions.Where(e => e.RoundId == roundId).OrderByDescending(e => e.Number)
            .Select(e => new EditionLine(e.Number, e.MadeAt, e.Responses, e.IsFinal, e.HeldBack)).ToListAsync(cancellationToken);

    /// <summary>The newest edition of each round that has one.</summary>
    public async Task<IReadOnlyDictionary<int, PublishedEdition>> LatestAsync(IReadOnlyCollection<int> rounds, CancellationToken cancellationToken = default)
    {
        var newest = await db.Editions
            .Where(e => rounds.Contains(e.RoundId) && !db.Editions.Any(later => later.RoundId == e.RoundId && later.Number > e.Number))
            .ToListAsync(cancellationToken);
        return newest.ToDictionary(e => e.RoundId, Open);
    }

    /// <summary>How many responses the newest edition of each of these rounds holds; rounds without one are left out.</summary>
    public Task<Dictionary<int, int>> SizesAsync(IQueryable<Round> rounds, CancellationToken cancellationToken = default) =>
        db.Editions.Where(e => rounds.Any(r => r.Id == e.RoundId) && !db.Editions.Any(later => later.RoundId == e.RoundId && later.Number > e.Number))
            .Select(e => new { e.RoundId, e.Responses })
            .ToDictionaryAsync(e => e.RoundId, e => e.Responses, cancellationToken);

    private static PublishedEdition Open(Edition edition) =>
        new(edition.RoundId, edition.Number, edition.MadeAt, edition.Responses, edition.IsFinal, edition.HeldBack, edition.ContentHash, DisclosureGate.ReopenEdition(edition.Figures));
}
