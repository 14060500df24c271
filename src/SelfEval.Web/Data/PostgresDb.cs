using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : AppDb(options)
{
    internal override async Task<AuditHead> TakeAuditHeadAsync() =>
        (await AuditHeads.FromSql($"""SELECT * FROM "AuditHeads" FOR UPDATE""").ToListAsync()).Single();

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
