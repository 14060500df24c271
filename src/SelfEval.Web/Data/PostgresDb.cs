using Microsoft.EntityFrameworkCore;

namespace SelfEval.Web.Data;

public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : AppDb(options)
{
    private protected override Task InsertCountingsAsync(Guid batch, IReadOnlyList<Guid> responses, bool isOut, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. responses];
        return Database.ExecuteSqlAsync($"""
            INSERT INTO "Countings" ("ResponseId", "Batch", "IsOut") SELECT id, {batch}, {isOut} FROM unnest({ids}) AS id
            """, cancellationToken);
    }
}
