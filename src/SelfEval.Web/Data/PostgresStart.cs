using Microsoft.EntityFrameworkCore;
using Npgsql;
using SelfEval.Web.Data.Moving;

namespace SelfEval.Web.Data;

/// <summary>Nodes that start together wait for one another on an advisory lock; the first one migrates.</summary>
public sealed class PostgresStart(DatabaseOptions options) : DatabaseStart
{
    private const long MigrationLock = 7_305_808_870_001;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public override Task PrepareAsync(CancellationToken cancellationToken = default) => PrepareAsync(isMove: false, cancellationToken);

    /// <summary>Makes the tables for a move, whose mark stands there.</summary>
    internal Task PrepareForMoveAsync(CancellationToken cancellationToken) => PrepareAsync(isMove: true, cancellationToken);

    private async Task PrepareAsync(bool isMove, CancellationToken cancellationToken)
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
                if (!isMove) await EndMoveAsync((NpgsqlConnection)db.Database.GetDbConnection(), cancellationToken);
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

    /// <summary>A move that was killed just before its end has left everything here but its mark; one that was killed earlier has not.</summary>
    private static async Task EndMoveAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await MoveMark.FindAsync(connection, cancellationToken) is not { } left) return;
        if (!left.IsWhole)
            throw new DatabaseStartException($"The database {connection.Database} holds what is left of a move of {left.From} that was cut short. Nothing of it is in use. "
                + "Set SelfEval:Database:Provider back to sqlite, or move again: selfeval move --start-again.");
        await MoveMark.RemoveAsync(connection);
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
