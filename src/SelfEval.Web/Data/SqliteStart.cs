using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SelfEval.Web.Data;

/// <summary>
/// Process lock, version check, backup, left-over migration lock, migrate, self-check: in this order, because EF's
/// migration lock is a row that a killed process leaves behind and that would stop every later start for ever.
/// </summary>
public sealed class SqliteStart(SqliteFile file, ILogger<SqliteStart> log) : DatabaseStart
{
    private static readonly Version OldestSqlite = new(3, 51, 3);
    private FileStream? _lock;

    public override async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        _lock = TakeLock();
        RefuseOldSqlite();
        var isNew = !File.Exists(file.Path) || new FileInfo(file.Path).Length == 0;

        try
        {
            await using var connection = SqliteFile.OpenForWriting(file.WriteConnectionString);
            if (!isNew) await CheckAsync(connection, cancellationToken);

            var options = new DbContextOptionsBuilder<SqliteDb>();
            DataSetup.Configure(options).UseSqlite(connection);
            await using var db = new SqliteDb(options.Options);
            var pending = isNew ? ["all"] : await PendingAsync(db, cancellationToken);
            if (pending.Count == 0) return;

            if (!isNew) await BackUpAsync(connection, pending[^1], cancellationToken);
            await RunAsync(connection, "DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
            await CheckAsync(connection, cancellationToken);
        }
        catch (SqliteException e)
        {
            throw new DatabaseStartException(
                $"The database {file.Path} cannot be opened: {e.Message} Restore the newest backup, or check the file's permissions and the free space.", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _lock?.Dispose();
        base.Dispose(disposing);
    }

    private FileStream TakeLock()
    {
        try
        {
            return new FileStream(file.LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new DatabaseStartException(
                $"Another SelfEval process uses {file.Path}. Stop it first; one SQLite file serves one process. For several nodes use PostgreSQL.", e);
        }
    }

    private static void RefuseOldSqlite()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var version = Version.Parse(connection.ServerVersion);
        if (version < OldestSqlite)
            throw new DatabaseStartException($"SQLite {version} can damage a database in WAL mode; {OldestSqlite} or newer is needed.");
    }

    private async Task BackUpAsync(SqliteConnection connection, string migration, CancellationToken cancellationToken)
    {
        var needed = new FileInfo(file.Path).Length * 5 / 2;
        var free = new DriveInfo(Path.GetPathRoot(file.Path)!).AvailableFreeSpace;
        if (free < needed)
            throw new DatabaseStartException($"The upgrade to {migration} needs {needed >> 20} MB of free space beside the database; {free >> 20} MB are free.");
        var copy = $"{file.Path}.before-{migration}.backup";
        File.Delete(copy);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", copy);
        await command.ExecuteNonQueryAsync(cancellationToken);
        log.LogInformation("Copied the database to {Copy} before the upgrade.", copy);
    }

    private async Task CheckAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        // The header and schema now; the whole-file quick_check would hold up the first page and runs after the start.
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_schema";
        if (await command.ExecuteScalarAsync(cancellationToken) is null)
            throw new DatabaseStartException($"The database {file.Path} does not answer. Restore the newest backup.");
    }

    private static async Task RunAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
