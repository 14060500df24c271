using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>The newest edition of a round in short.</summary>
public sealed record SummarisedEdition(int RoundId, int Number, DateTime MadeAt, int Responses, bool IsFinal, bool HeldBack, PublishedSummary Summary);

/// <summary>The short forms of the newest editions, for pages over many teams.</summary>
public sealed class EditionSummaries(AppDb db)
{
    /// <summary>Of each of these rounds that has an edition.</summary>
    public async Task<IReadOnlyDictionary<int, SummarisedEdition>> LatestAsync(IQueryable<Round> rounds, CancellationToken cancellationToken = default)
    {
        var newest = await (
            from edition in db.Editions
            from summary in db.EditionSummaries.Where(s => s.EditionId == edition.Id).DefaultIfEmpty()
            where rounds.Any(r => r.Id == edition.RoundId) && !db.Editions.Any(later => later.RoundId == edition.RoundId && later.Number > edition.Number)
            select new
            {
                edition.Id, edition.RoundId, edition.Number, edition.MadeAt, edition.Responses, edition.IsFinal, edition.HeldBack,
                Summary = summary == null ? null : summary.Summary,
            }).ToListAsync(cancellationToken);
        // An edition of before there were summaries, until the tick has made one: the same gate makes it now.
        var without = newest.Where(e => e.Summary is null).Select(e => e.Id).ToList();
        var whole = without.Count == 0 ? [] : await db.Editions.Where(e => without.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Figures, cancellationToken);
        return newest.ToDictionary(e => e.RoundId, e => new SummarisedEdition(e.RoundId, e.Number, e.MadeAt, e.Responses, e.IsFinal, e.HeldBack,
            e.Summary is { } summary ? SummaryGate.Reopen(summary) : SummaryGate.Of(DisclosureGate.ReopenEdition(whole[e.Id]))));
    }

    /// <summary>What is stored of an edition's figures.</summary>
    public static string Summarise(string figures) => SummaryGate.ToJson(SummaryGate.Of(DisclosureGate.ReopenEdition(figures)));
}
