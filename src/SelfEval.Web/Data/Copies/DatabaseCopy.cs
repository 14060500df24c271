using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SelfEval.Web.Data.Copies;

/// <summary>What a copy of the database holds.</summary>
/// <param name="Schema">The newest migration.</param>
/// <param name="Tables">Rows of every table.</param>
public sealed record CopyFacts(string Schema, SortedDictionary<string, long> Tables)
{
    public bool IsSame(CopyFacts other) => Schema == other.Schema && Tables.Count == other.Tables.Count && Tables.All(t => other.Tables.TryGetValue(t.Key, out var rows) && rows == t.Value);
}

/// <summary>One database as one file and back: SQLite by its own online copy, PostgreSQL by its own programs.</summary>
public abstract class DatabaseCopy
{
    /// <summary>As in SelfEval:Database:Provider.</summary>
    public abstract string Provider { get; }

    /// <summary>The name of the file inside a backup.</summary>
    public abstract string FileName { get; }

    /// <summary>The folder beside the database, where a copy can become the database by a change of its name; null where the database lies elsewhere.</summary>
    public abstract string? Folder { get; }

    /// <summary>How much room a copy may take, as far as it can be known before.</summary>
    public abstract Task<long> GuessBytesAsync(CancellationToken cancellationToken);

    /// <summary>Copies the database as it is at one moment, while others write, and checks the copy.</summary>
    public abstract Task<CopyFacts> WriteAsync(string file, CancellationToken cancellationToken);

    /// <summary>Reads all of a copy.</summary>
    /// <exception cref="CopyException">It is damaged, or the program that reads it is missing.</exception>
    public abstract Task CheckAsync(string file, CopyFacts facts, CancellationToken cancellationToken);

    /// <summary>Refuses a place that holds data or is in use, and keeps others out until disposed.</summary>
    public abstract Task<CopyTarget> TakeEmptyPlaceAsync(CancellationToken cancellationToken);

    /// <summary>Whether this program knows a schema: an older one is brought to the present, a newer one cannot be read.</summary>
    public abstract bool Knows(string schema);

    private protected static bool Knows(DbContext db, string schema) => db.GetService<IMigrationsAssembly>().Migrations.ContainsKey(schema);
}

/// <summary>An empty place for a copy.</summary>
public abstract class CopyTarget : IAsyncDisposable
{
    /// <summary>Where the copy can be worked on before, or (PostgreSQL) after, it is put into its place.</summary>
    public abstract Task<DatabaseOptions> StageAsync(string file, CancellationToken cancellationToken);

    /// <summary>The last step: from now on it is the live database.</summary>
    public abstract Task FinishAsync(DatabaseOptions staged, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}

/// <summary>A copy cannot be made, read or put back; the message says why and what to do.</summary>
public sealed class CopyException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Every kind of copy, for reading files: of the kind that the settings do not name there is no database to copy.</summary>
public static class DatabaseCopies
{
    public static IReadOnlyList<DatabaseCopy> All(DatabaseCopy own) =>
        own is SqliteCopy ? [own, new PostgresCopy(new DatabaseOptions { Provider = "postgres", Connection = "" })] : [own, new SqliteCopy(new SqliteFile("none"))];
}
