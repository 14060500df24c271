using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SelfEval.Web.Data;

/// <summary>Brings the database to this version before anything listens. Refuses, with words for the operator, rather than guesses.</summary>
public abstract class DatabaseStart : IDisposable
{
    /// <summary>What an operator does about a database that cannot be used.</summary>
    public const string RestoreWords =
        "Stop the service, move what is there aside (keep it), and restore the newest backup: selfeval restore FILE. The steps are in deploy/README.md.";

    public abstract Task PrepareAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// For a command that only reads, while the site may run: changes nothing, and refuses a database that is not there or that another version made.
    /// </summary>
    public async Task CheckForReadingAsync(AppDb db, CancellationToken cancellationToken = default)
    {
        if (FindMissing() is { } missing) throw new DatabaseStartException(missing);
        IReadOnlyList<string> pending;
        try
        {
            pending = await PendingAsync(db, cancellationToken);
        }
        catch (DbException e)
        {
            throw new DatabaseStartException($"The database does not answer: {e.Message}", e);
        }

        if (pending.Count > 0)
            throw new DatabaseStartException($"The database is not of this version: it does not have {pending[0]}. Start the service of this version once, which brings it there, or use the program that it was last started with.");
    }

    /// <summary>For a command that writes: SQLite is taken from every other process until the command ends; PostgreSQL may be in use by the site.</summary>
    public virtual Task PrepareForCommandAsync(AppDb db, CancellationToken cancellationToken = default) => CheckForReadingAsync(db, cancellationToken);

    /// <summary>What is not there, where that can be told without asking the database.</summary>
    private protected virtual string? FindMissing() => null;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Migrations that are to be applied; a database that knows migrations we do not is newer than us.</summary>
    private protected static async Task<IReadOnlyList<string>> PendingAsync(AppDb db, CancellationToken cancellationToken)
    {
        var known = db.GetService<IMigrationsAssembly>().Migrations.Keys;
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        var unknown = applied.Except(known).ToList();
        if (unknown.Count > 0)
        {
            throw new DatabaseStartException(
                $"The database was made by a newer version of SelfEval (it has {unknown[^1]}). Start that version, or restore a backup of this one.");
        }

        return (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
    }
}

/// <summary>The database cannot be used; the message says why and what the operator can do.</summary>
public sealed class DatabaseStartException(string message, Exception? inner = null) : Exception(message, inner);
