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
}
