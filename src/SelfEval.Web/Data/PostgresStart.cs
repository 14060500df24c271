using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SelfEval.Web.Data;

/// <summary>Nodes that start together wait for one another on an advisory lock; the first one migrates.</summary>
public sealed class PostgresStart(DatabaseOptions options) : DatabaseStart
{
    private const long MigrationLock = 7_305_808_870_001;

    public override async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        var builder = new DbContextOptionsBuilder<PostgresDb>();
        DataSetup.Configure(builder).UseNpgsql(options.Connection);
        await using var db = new PostgresDb(builder.Options);
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException e)
        {
            throw new DatabaseStartException($"PostgreSQL cannot be reached: {e.Message} Check SelfEval:Database:Connection and that the server runs.", e);
        }

        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
        try
        {
            if ((await PendingAsync(db, cancellationToken)).Count > 0) await db.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }
}
