using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SelfEval.Web.Data;

/// <summary>
/// A transaction per piece of work. Two nodes may collide: the loser of a unique key, a concurrency token or a
/// deadlock runs again and then sees what the winner wrote.
/// </summary>
public sealed class PostgresWriteGate : WriteGate
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
