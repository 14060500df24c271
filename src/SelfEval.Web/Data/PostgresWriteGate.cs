using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SelfEval.Web.Data;

/// <summary>
/// A transaction per piece of work. Two nodes may collide: the loser of a unique key, a concurrency token or a
/// deadlock runs again and then sees what the winner wrote.
/// </summary>
public sealed class PostgresWriteGate(DatabaseOptions options) : WriteGate
{
    private const int Attempts = 6;

    public override async Task<T> RunAsync<T>(AppDb db, Func<Task<T>> work, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            Enter(db);
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                var value = await work();
                await db.Acts.CloseAsync(db, writersAreMany: true);
                await transaction.CommitAsync(CancellationToken.None);
                return value;
            }
            catch (Exception e) when (attempt < Attempts && IsCollision(e))
            {
            }
            catch (Exception e) when (IsPassing(e))
            {
                throw new WriteGateBusyException(e);
            }
            finally
            {
                Leave(db);
            }

            // Those that met once would meet again if all came back at the same moment.
            await Task.Delay(Random.Shared.Next(1, 10 * attempt), cancellationToken);
        }
    }

    public override Task HoldAsync(AppDb db, string what, int id) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext({what}), {id})");

    /// <summary>The lock is the connection's: a node that dies gives it up.</summary>
    public override async Task<IAsyncDisposable?> TryClaimAsync(string what, int id, CancellationToken cancellationToken = default)
    {
        var connection = new NpgsqlConnection(options.Connection);
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (await RunAsync(connection, "SELECT pg_try_advisory_lock(hashtext($1), $2)", what, id, cancellationToken)) return new Claim(connection, what, id);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    private static async Task<bool> RunAsync(NpgsqlConnection connection, string sql, string what, int id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = what }, new() { Value = id } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private sealed class Claim(NpgsqlConnection connection, string what, int id) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            // The pool keeps the connection: closing it alone would keep the lock.
            if (connection.State == System.Data.ConnectionState.Open) await RunAsync(connection, "SELECT pg_advisory_unlock(hashtext($1), $2)", what, id, CancellationToken.None);
            await connection.DisposeAsync();
        }
    }

    private static bool IsCollision(Exception e) =>
        e is DbUpdateConcurrencyException || State(e) == PostgresErrorCodes.UniqueViolation || IsPassing(e);

    /// <summary>A collision that says nothing against the work itself.</summary>
    private static bool IsPassing(Exception e) =>
        State(e) is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    private static string? State(Exception e) => e switch
    {
        PostgresException p => p.SqlState,
        // EF wraps a deadlock or a failed serialization in the second, to recommend its own way of trying again.
        DbUpdateException or InvalidOperationException when e.InnerException is { } inner => State(inner),
        _ => null,
    };
}
