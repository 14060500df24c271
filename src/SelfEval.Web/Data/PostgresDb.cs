using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : AppDb(options)
{
    internal override async Task<AuditHead> TakeAuditHeadAsync() =>
        (await AuditHeads.FromSql($"""SELECT * FROM "AuditHeads" FOR UPDATE""").ToListAsync()).Single();

    /// <summary>Rows lie in the order in which they were last written, and a dump has them in that order.</summary>
    public override bool ShowsArrival => true;

    /// <summary>Deleted and inserted again: an update would keep a row on its page.</summary>
    private protected override async Task LayAnewAsync(Guid[] responses, CancellationToken cancellationToken)
    {
        // Whoever saves at the moment waits, finds that the row has changed, and saves again.
        await Database.ExecuteSqlAsync($"""SELECT 1 FROM "Responses" WHERE "Id" = ANY({responses}) FOR UPDATE""", cancellationToken);
        await Database.ExecuteSqlAsync($"""CREATE TEMP TABLE mixed_responses ON COMMIT DROP AS SELECT * FROM "Responses" WHERE "Id" = ANY({responses})""", cancellationToken);
        await Database.ExecuteSqlAsync($"""CREATE TEMP TABLE mixed_scores ON COMMIT DROP AS SELECT * FROM "Scores" WHERE "ResponseId" = ANY({responses})""", cancellationToken);
        await Database.ExecuteSqlAsync($"""CREATE TEMP TABLE mixed_countings ON COMMIT DROP AS SELECT * FROM "Countings" WHERE "ResponseId" = ANY({responses})""", cancellationToken);
        await Database.ExecuteSqlAsync($"""DELETE FROM "Responses" WHERE "Id" = ANY({responses})""", cancellationToken);
        await Database.ExecuteSqlAsync($"""INSERT INTO "Responses" SELECT * FROM mixed_responses ORDER BY random()""", cancellationToken);
        await Database.ExecuteSqlAsync($"""INSERT INTO "Scores" SELECT * FROM mixed_scores ORDER BY random()""", cancellationToken);
        await Database.ExecuteSqlAsync($"""INSERT INTO "Countings" SELECT * FROM mixed_countings ORDER BY random()""", cancellationToken);
    }

    private protected override Task InsertCountingsAsync(Guid batch, IReadOnlyList<Guid> responses, bool isOut, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. responses];
        return Database.ExecuteSqlAsync($"""
            INSERT INTO "Countings" ("ResponseId", "Batch", "IsOut") SELECT id, {batch}, {isOut} FROM unnest({ids}) AS id
            """, cancellationToken);
    }

    private protected override Task UpsertCountsAsync(IReadOnlyList<LimitCount> counts, CancellationToken cancellationToken)
    {
        var (purposes, whos) = (counts.Select(c => c.Purpose).ToArray(), counts.Select(c => c.Who).ToArray());
        var (slots, numbers) = (counts.Select(c => c.Slot).ToArray(), counts.Select(c => c.Count).ToArray());
        return Database.ExecuteSqlAsync($"""
            INSERT INTO "LimitCounts" ("Purpose", "Who", "Slot", "Count") SELECT * FROM unnest({purposes}, {whos}, {slots}, {numbers})
            ON CONFLICT ("Purpose", "Who", "Slot") DO UPDATE SET "Count" = "LimitCounts"."Count" + excluded."Count"
            """, cancellationToken);
    }
}
