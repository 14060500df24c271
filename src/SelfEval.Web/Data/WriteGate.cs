using Microsoft.EntityFrameworkCore;

namespace SelfEval.Web.Data;

/// <summary>
/// The only way to write. An operation hands over one piece of work; it runs in a transaction that is durable when
/// the task completes, sees only freshly loaded rows, and may be run again after a conflict, so it loads all it
/// decides on inside. No network calls inside.
/// </summary>
public abstract class WriteGate
{
    public abstract Task<T> RunAsync<T>(AppDb db, Func<Task<T>> work, CancellationToken cancellationToken = default);

    public Task RunAsync(AppDb db, Func<Task> work, CancellationToken cancellationToken = default) =>
        RunAsync(db, async () => { await work(); return true; }, cancellationToken);

    /// <summary>
    /// Inside the gate, before the first write: whoever names the same waits until this piece of work is done. For work that writes many
    /// rows others may write too; without it they would wait for one another in a ring until the database ends one of them.
    /// </summary>
    /// <param name="db">The context in the gate.</param>
    /// <param name="what">A kind of thing.</param>
    /// <param name="id">Which one.</param>
    public abstract Task HoldAsync(AppDb db, string what, int id);

    /// <summary>
    /// Claims long work that is done before the gate opens, so that nobody else, on this node or another, does it too. It ends with what is returned, or with the process.
    /// </summary>
    /// <returns>Null where somebody else is at it.</returns>
    public abstract Task<IAsyncDisposable?> TryClaimAsync(string what, int id, CancellationToken cancellationToken = default);

    private protected static void Enter(AppDb db)
    {
        if (db.IsInGate) throw new InvalidOperationException("This context is already inside the write gate.");
        db.ChangeTracker.Clear();
        db.Acts.Forget();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        db.Database.AutoSavepointsEnabled = false;
        db.IsInGate = true;
    }

    private protected static void Leave(AppDb db)
    {
        db.IsInGate = false;
        db.Acts.Forget();
        db.ChangeTracker.Clear();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
    }
}

/// <summary>The gate did not open in time: nothing was written and the person may try again.</summary>
public sealed class WriteGateBusyException(Exception? inner = null) : Exception("The database is busy; nothing was written.", inner);
