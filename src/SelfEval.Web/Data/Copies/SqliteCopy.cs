using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data.Care;

namespace SelfEval.Web.Data.Copies;

/// <summary>VACUUM INTO takes every committed row and no half-written page. Copying the file itself misses what is still in the -wal file, and nothing would tell.</summary>
public sealed class SqliteCopy(SqliteFile sqlite) : DatabaseCopy
{
    public override string Provider => "sqlite";

    public override string FileName => "database.sqlite";

    public override string? Folder => Path.GetDirectoryName(sqlite.Path);

    public override Task<long> GuessBytesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new[] { sqlite.Path, sqlite.WalPath }.Select(p => new FileInfo(p)).Where(f => f.Exists).Sum(f => f.Length));

    public override async Task<CopyFacts> WriteAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(sqlite.Path)) throw new CopyException($"There is no database {sqlite.Path}. Set SelfEval:DataFolder (or SelfEval:Database:Connection) to where it is.");
        try
        {
            await Task.Run(() => CopyTo(file), cancellationToken);
            var facts = await Task.Run(() => Read(file), cancellationToken);
            await CheckAsync(file, facts, cancellationToken);
            return facts;
        }
        catch (SqliteException e)
        {
            throw new CopyException($"The database {sqlite.Path} cannot be copied: {e.Message}", e);
        }
    }

    public override Task CheckAsync(string file, CopyFacts facts, CancellationToken cancellationToken) => Task.Run(() =>
    {
        var connection = Reading(file);
        if (SqlitePages.FindDamage(connection, "integrity_check") is { } damage) throw new CopyException($"The database in it is damaged: {damage}");
        using var open = new SqliteConnection(connection);
        open.Open();
        if (SqlitePages.Read(open, "PRAGMA foreign_key_check").Count > 0) throw new CopyException("The database in it has rows that belong to nothing.");
        var found = Read(file);
        if (!found.IsSame(facts)) throw new CopyException("The database in it does not hold the rows that were counted when it was made.");
    }, cancellationToken);

    public override Task<CopyTarget> TakeEmptyPlaceAsync(CancellationToken cancellationToken)
    {
        var folders = NewFolders.Make(Path.GetDirectoryName(sqlite.Path)!);
        var isNewLock = !File.Exists(sqlite.LockPath);
        var target = new Target(sqlite, SqliteStart.TakeLock(sqlite), isNewLock, folders);
        foreach (var path in new[] { sqlite.Path, sqlite.WalPath })
        {
            if (!File.Exists(path)) continue;
            target.Leave();
            throw new CopyException($"{path} is there already. A backup is restored into an empty place only: move the old files aside (keep them), or set SelfEval:DataFolder to a new folder.");
        }

        return Task.FromResult<CopyTarget>(target);
    }

    public override bool Knows(string schema)
    {
        var options = new DbContextOptionsBuilder<SqliteDb>();
        DataSetup.Configure(options).UseSqlite("Data Source=:memory:");
        using var db = new SqliteDb(options.Options);
        return Knows(db, schema);
    }

    internal static CopyFacts Read(string path)
    {
        using var connection = new SqliteConnection(Reading(path));
        connection.Open();
        var tables = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in SqlitePages.Read(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"))
            tables[table] = long.Parse(SqlitePages.Read(connection, $"SELECT count(*) FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")[0], CultureInfo.InvariantCulture);
        if (!tables.ContainsKey("__EFMigrationsHistory")) throw new CopyException("This is no database of SelfEval: it has no history of its versions.");
        var schema = SqlitePages.Read(connection, "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY \"MigrationId\" DESC LIMIT 1");
        return new CopyFacts(schema.Count == 1 ? schema[0] : "", tables);
    }

    private static string Reading(string path) => new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

    private void CopyTo(string path)
    {
        // Read only: whoever closes a database for writing last would merge its newest transactions, which is the site's own business.
        using var connection = new SqliteConnection(Reading(sqlite.Path));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = "VACUUM INTO $path";
        command.Parameters.AddWithValue("$path", path);
        command.ExecuteNonQuery();
    }

    /// <summary>The copy is worked on where it lies, in the folder's own file system, and becomes the database by a change of its name.</summary>
    private sealed class Target(SqliteFile sqlite, FileStream held, bool isNewLock, NewFolders folders) : CopyTarget
    {
        private bool _isFinished;

        public override Task<DatabaseOptions> StageAsync(string file, CancellationToken cancellationToken) =>
            Task.FromResult(new DatabaseOptions { Provider = "sqlite", Connection = file });

        public override Task FinishAsync(DatabaseOptions staged, CancellationToken cancellationToken)
        {
            SqliteConnection.ClearAllPools();
            using (var connection = SqliteFile.OpenForWriting(new SqliteFile(staged.Connection!).WriteConnectionString))
            using (var command = connection.CreateCommand())
            {
                command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
                command.ExecuteNonQuery();
            }

            Durable.Rename(staged.Connection!, sqlite.Path);
            new DatabaseMark(held).Write(DatabaseMark.Closed);
            _isFinished = true;
            return Task.CompletedTask;
        }

        /// <summary>A place in which nothing was put is left as it was found.</summary>
        public void Leave()
        {
            held.Dispose();
            if (_isFinished) return;
            if (isNewLock) File.Delete(sqlite.LockPath);
            folders.TakeBack();
        }

        public override ValueTask DisposeAsync()
        {
            Leave();
            return ValueTask.CompletedTask;
        }
    }
}
