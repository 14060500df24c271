using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Results.Making;

/// <summary>
/// Writes the short form of the newest edition of every round that has none: those published before there were short forms. Since then each edition
/// brings its own, and this finds nothing to do.
/// </summary>
public sealed class SummariseEditions(AppDb db, WriteGate gate) : TickStep
{
    private const int Together = 50;

    /// <summary>Before new editions are made.</summary>
    public override int Order => 790;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await Missing().OrderBy(e => e.Id).Take(Together).Select(e => new { e.Id, e.Figures }).ToListAsync(cancellationToken) is { Count: > 0 } some)
        {
            var made = some.ConvertAll(e => new EditionSummary { EditionId = e.Id, Summary = EditionSummaries.Summarise(e.Figures) });
            await gate.RunAsync(db, async () =>
            {
                // Another node's tick may have been here meanwhile.
                var ids = made.ConvertAll(s => s.EditionId);
                var there = await db.EditionSummaries.Where(s => ids.Contains(s.EditionId)).Select(s => s.EditionId).ToListAsync(cancellationToken);
                db.EditionSummaries.AddRange(made.Where(s => !there.Contains(s.EditionId)));
                await db.SaveChangesAsync(cancellationToken);
            }, cancellationToken);
        }
    }

    private IQueryable<Edition> Missing() => db.Editions
        .Where(e => !db.EditionSummaries.Any(s => s.EditionId == e.Id) && !db.Editions.Any(later => later.RoundId == e.RoundId && later.Number > e.Number));
}
