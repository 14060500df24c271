using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Data.Care;
using SelfEval.Web.Data.Copies;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>A backup that somebody made by hand: what the health page and the audit are to know of it.</summary>
public sealed record BackupByHand(string Path, DateTime MadeAt, long Bytes, long Rows)
{
    public static BackupByHand Of(MakeBackup.Made made) => new(made.Path, made.Manifest.MadeAt, made.Bytes, made.Manifest.Rows);
}

/// <summary>
/// Writes down that a backup was made by hand, so that the health page counts its age from it. PostgreSQL is written at once. One SQLite file serves one process, so there a note is laid
/// beside the database and the site takes it up, now or when it is next started (<see cref="TakeUpBackups"/>).
/// </summary>
public sealed class RecordBackup(AppDb db, WriteGate gate, DatabaseStart start, DatabaseCopy copy, Audit audit, IOptions<SelfEvalOptions> options, TimeProvider clock)
{
    internal const string Folder = "backups-made";

    /// <summary>Of the command, after it has made one.</summary>
    public async Task RunAsync(MakeBackup.Made made, CancellationToken cancellationToken = default)
    {
        if (copy.Folder is { } beside)
        {
            LayNote(Path.Combine(beside, Folder), BackupByHand.Of(made));
            return;
        }

        await start.CheckForReadingAsync(db, cancellationToken);
        await WriteAsync(BackupByHand.Of(made), cancellationToken);
    }

    internal Task WriteAsync(BackupByHand made, CancellationToken cancellationToken) => gate.RunAsync(db, async () =>
    {
        var name = Path.GetFileName(made.Path);
        var detail = $"by hand: {name}, {made.Bytes} bytes, {made.Rows} rows";
        // A note that was taken up by a process that then died.
        if (await db.AuditEntries.AnyAsync(e => e.Action == "backup.made" && e.Detail == detail, cancellationToken)) return;
        var installation = await db.Installations.SingleOrDefaultAsync(cancellationToken);
        if (installation is null) db.Installations.Add(installation = new Installation { CreatedAt = clock.GetUtcNow().UtcDateTime });
        var isScheduledPlace = options.Value.Backup.IsOn && Path.GetDirectoryName(made.Path) == Path.GetFullPath(options.Value.Backup.Folder!).TrimEnd(Path.DirectorySeparatorChar);
        if (!(installation.LastBackupAt >= made.MadeAt))
        {
            installation.LastBackupAt = made.MadeAt;
            // Where it lies elsewhere only its maker knows whether it is still there, so the whole path is kept.
            installation.LastBackupName = isScheduledPlace ? name : made.Path;
            if (isScheduledPlace) installation.BackupFailure = null;
        }

        audit.Add("backup.made", "installation:1", detail: detail);
        await db.SaveChangesAsync(cancellationToken);
    }, cancellationToken);

    private static void LayNote(string folder, BackupByHand made)
    {
        Directory.CreateDirectory(folder);
        var part = Path.Combine(folder, $"{Guid.NewGuid():N}.part");
        File.WriteAllText(part, JsonSerializer.Serialize(made));
        Durable.Rename(part, Path.ChangeExtension(part, ".json"));
    }
}
