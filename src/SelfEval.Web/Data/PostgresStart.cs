using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SelfEval.Web.Data;

/// <summary>Nodes that start together wait for one another on an advisory lock; the first one migrates.</summary>
public sealed class PostgresStart(DatabaseOptions options) : DatabaseStart
{
    private const long MigrationLock = 7_305_808_870_001;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public override async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        var builder = new DbContextOptionsBuilder<PostgresDb>();
        DataSetup.Configure(builder).UseNpgsql(options.Connection);
        await using var db = new PostgresDb(builder.Options);
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            await LockAsync(db, cancellationToken);
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
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new DatabaseStartException($"Another node has been bringing the database to its version for {Patience.TotalMinutes} minutes. Wait until it is done, or look why it hangs, and start again.", e);
        }
        catch (PostgresException e)
        {
            throw new DatabaseStartException($"PostgreSQL refuses: {e.MessageText} ({e.SqlState}). Check SelfEval:Database:Connection, and that its user owns the database.", e);
        }
        catch (NpgsqlException e)
        {
            throw new DatabaseStartException($"PostgreSQL cannot be reached: {e.Message} Check SelfEval:Database:Connection and that the server runs.", e);
        }
    }

    private static async Task LockAsync(PostgresDb db, CancellationToken cancellationToken)
    {
        var usual = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(Patience + TimeSpan.FromSeconds(30));
        await db.Database.ExecuteSqlAsync($"SELECT set_config('lock_timeout', {$"{Patience.TotalSeconds}s"}, false)", cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
        await db.Database.ExecuteSqlRawAsync("RESET lock_timeout", cancellationToken);
        db.Database.SetCommandTimeout(usual);
    }
}
