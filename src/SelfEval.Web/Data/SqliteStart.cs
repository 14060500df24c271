using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data.Care;

namespace SelfEval.Web.Data;

/// <summary>
/// Process lock, version check, backup, left-over migration lock, migrate, self-check: in this order, because EF's
/// migration lock is a row that a killed process leaves behind and that would stop every later start for ever.
/// </summary>
public sealed class SqliteStart(SqliteFile file, ILogger<SqliteStart> log) : DatabaseStart
{
    // So much is read before anything listens; of a larger file the IntegrityWatch reads the whole later.
    private const long ReadAtOnce = 128 << 20;
    private static readonly Version OldestSqlite = new(3, 51, 3);
    private FileStream? _lock;
    private DatabaseMark? _mark;
    private SqliteConnection? _keeper;
    private bool _isMoved;

    public override async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        _lock = TakeLock(file);
        _mark = new DatabaseMark(_lock);
        RefuseOldSqlite();
        var isNew = IsNew(_mark.Read());
        if (!isNew) RefuseReadOnly();

        try
        {
            if (isNew) _mark.Write(DatabaseMark.Making);
            else if (new FileInfo(file.Path).Length <= ReadAtOnce && SqlitePages.FindDamage(file.WriteConnectionString, "quick_check") is { } damage)
                throw new DatabaseStartException($"The database {file.Path} is damaged: {damage}. Nothing was changed. {RestoreWords}");
            // Open as long as the process lives: who closes the last connection takes the file with the newest transactions away, and then it would not be missed.
            _keeper = SqliteFile.OpenForWriting(file.WriteConnectionString);
            await CheckAsync(_keeper, cancellationToken);
            await MigrateAsync(_keeper, isNew, cancellationToken);
            Durable.SyncFolder(Path.GetDirectoryName(file.Path)!);
            _mark.Write(DatabaseMark.Open);
        }
        catch (SqliteException e)
        {
            throw new DatabaseStartException(
                $"The database {file.Path} cannot be opened: {e.Message} Check that the service's account may write to the file and its folder, and that the disk has room. "
                + $"If the file itself is at fault: {RestoreWords}", e);
        }
    }

    public override Task PrepareForCommandAsync(AppDb db, CancellationToken cancellationToken = default) =>
        FindMissing() is { } missing ? throw new DatabaseStartException(missing) : PrepareAsync(cancellationToken);

    private protected override string? FindMissing() => File.Exists(file.Path)
        ? null
        : $"There is no database {file.Path}. Set SelfEval:DataFolder (or SelfEval:Database:Connection) to where the service keeps its data.";

    /// <summary>SQLite opens such a file all the same, leaves files beside it, and fails with the first answer. Nothing of ours has it open yet, so that no lock goes with the closing.</summary>
    private void RefuseReadOnly()
    {
        try
        {
            using var probe = new FileStream(file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new DatabaseStartException(
                $"The service's account cannot write to the database {file.Path}: {e.Message} Make the file, and the folder around it, writable for it. Nothing was changed.", e);
        }
    }

    /// <summary>From now on this file is not started any more.</summary>
    internal void MarkMoved()
    {
        _isMoved = true;
        _mark!.Write(DatabaseMark.Moved);
    }

    /// <summary>Takes the lock of a file for this process, so that no site and no other command uses it.</summary>
    internal static FileStream TakeLock(SqliteFile file)
    {
        try
        {
            return new FileStream(file.LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not DirectoryNotFoundException && File.Exists(file.LockPath))
        {
            throw new DatabaseStartException(
                $"Another SelfEval process uses {file.Path}. Stop it first; one SQLite file serves one process. For several nodes use PostgreSQL.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseStartException(
                $"The service's account cannot write to {Path.GetDirectoryName(file.Path)}: {e.Message} Make the folder writable for it, or set SelfEval:DataFolder to one that is.", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _lock is not null)
        {
            if (_keeper is not null)
            {
                // Before closing: a process killed in between has lost nothing.
                if (!_isMoved) _mark!.Write(DatabaseMark.Closed);
                _keeper.Dispose();
            }

            _lock.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Whether a database is to be made here. Where there was one and it is gone, no empty one takes its place.</summary>
    private bool IsNew(string mark)
    {
        var length = File.Exists(file.Path) ? new FileInfo(file.Path).Length : -1;
        if (mark == DatabaseMark.Moved)
            throw new DatabaseStartException($"The data of {file.Path} were moved to PostgreSQL. Set SelfEval:Database:Provider to postgres and SelfEval:Database:Connection. To use this old file all the same, delete {file.LockPath}.");
        if (length > 0)
        {
            if (mark == DatabaseMark.Open && !File.Exists(file.WalPath))
                throw new DatabaseStartException(
                    $"The file {file.WalPath} is missing. The last process did not end by itself, so that file held the newest answers; without it they are lost. Bring it back from where it went. "
                    + $"If it is gone for good: {RestoreWords} If somebody opened the database with another program since, which merges that file, nothing is lost: delete {file.LockPath} and start again.");
            if (WalCheck.IsDamaged(file.WalPath))
                throw new DatabaseStartException($"The file {file.WalPath} is damaged. It holds the newest answers, and SQLite would leave out what comes after the damage. Nothing was changed. {RestoreWords}");
            return false;
        }

        if (mark == DatabaseMark.Making || (mark.Length == 0 && length < 0)) return true;
        throw new DatabaseStartException(length < 0
            ? $"The database {file.Path} is missing, and there was one here. No empty one is made in its place. Look whether the disk is mounted. If the file is gone: {RestoreWords} For a new, empty installation use another folder, or delete {file.LockPath}."
            : $"The database {file.Path} is empty (0 bytes). No new one is made in its place. {RestoreWords} If nothing was ever stored here, delete the file and {file.LockPath} and start again.");
    }

    private async Task MigrateAsync(SqliteConnection connection, bool isNew, CancellationToken cancellationToken)
    {
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
        var free = new DriveInfo(Path.GetDirectoryName(file.Path)!).AvailableFreeSpace;
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
