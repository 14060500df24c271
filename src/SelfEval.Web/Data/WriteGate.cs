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

    private protected static void Enter(AppDb db)
    {
        if (db.IsInGate) throw new InvalidOperationException("This context is already inside the write gate.");
        db.ChangeTracker.Clear();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        db.Database.AutoSavepointsEnabled = false;
        db.IsInGate = true;
    }

    private protected static void Leave(AppDb db)
    {
        db.IsInGate = false;
        db.ChangeTracker.Clear();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
    }
}

/// <summary>The gate did not open in time: nothing was written and the person may try again.</summary>
public sealed class WriteGateBusyException() : Exception("The database is busy; nothing was written.");
