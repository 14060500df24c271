using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : AppDb(options)
{
    /// <summary>There is one writer.</summary>
    internal override Task<AuditHead> TakeAuditHeadAsync() => AuditHeads.SingleAsync();

    /// <summary>Answers lie by their keys, which chance makes (<see cref="WithoutRowIdMigrations"/>).</summary>
    public override bool ShowsArrival => false;

    private protected override Task LayAnewAsync(Guid[] responses, CancellationToken cancellationToken) => Task.CompletedTask;

    private protected override Task InsertCountingsAsync(Guid batch, IReadOnlyList<Guid> responses, bool isOut, CancellationToken cancellationToken)
    {
        // As the provider writes them: in capitals.
        var ids = JsonSerializer.Serialize(responses.Select(id => id.ToString().ToUpperInvariant()));
        return Database.ExecuteSqlAsync($"""
            INSERT INTO "Countings" ("ResponseId", "Batch", "IsOut") SELECT value, {batch}, {isOut} FROM json_each({ids})
            """, cancellationToken);
    }

    private protected override async Task UpsertCountsAsync(IReadOnlyList<LimitCount> counts, CancellationToken cancellationToken)
    {
        foreach (var count in counts)
        {
            await Database.ExecuteSqlAsync($"""
                INSERT INTO "LimitCounts" ("Purpose", "Who", "Slot", "Count") VALUES ({count.Purpose}, {count.Who}, {count.Slot}, {count.Count})
                ON CONFLICT ("Purpose", "Who", "Slot") DO UPDATE SET "Count" = "Count" + excluded."Count"
                """, cancellationToken);
        }
    }
}
