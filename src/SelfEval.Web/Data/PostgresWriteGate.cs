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
            finally
            {
                Leave(db);
            }
        }
    }

    private static bool IsCollision(Exception e) => e switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: { } inner } => IsCollision(inner),
        // What EF wraps a deadlock or a failed serialization in, to recommend its own way of trying again.
        InvalidOperationException { InnerException: { } inner } => IsCollision(inner),
        PostgresException p => p.SqlState is PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        _ => false,
    };
}
