using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Data.Copies;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>
/// The scheduled backup: once a day at its wall time, later where the site did not run then, an hour after a failure. Of several nodes one makes it. When it is made, the oldest beyond the number
/// to be kept are deleted, so that what was erased is one day gone from backups too.
/// </summary>
public sealed class MakeDueBackup(AppDb db, WriteGate gate, MakeBackup make, Audit audit, BackupAlarm alarm, IOptions<SelfEvalOptions> options, TimeProvider clock, ILogger<MakeDueBackup> log) : TickStep
{
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    // Behind the letters: nobody waits for a backup.
    public override int Order => 2000;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value.Backup;
        if (!settings.IsOn || settings.Time is not { } time) return;
        if (!await IsDueAsync(time, cancellationToken))
        {
            await alarm.RaiseAsync(cancellationToken);
            return;
        }

        await using var claim = await gate.TryClaimAsync("backup", 1, cancellationToken);
        if (claim is null || !await IsDueAsync(time, cancellationToken)) return;
        await NoteAsync(i => i.BackupTriedAt = Now);
        try
        {
            var made = await make.RunAsync(settings.Folder!, Passphrase.FromFile(settings.PassphraseFile ?? throw new BackupException("SelfEval:Backup:PassphraseFile is not set.")), cancellationToken: cancellationToken);
            await NoteAsync(i => (i.LastBackupAt, i.LastBackupName, i.BackupFailure) = (made.Manifest.MadeAt, Path.GetFileName(made.Path), null),
                "backup.made", $"{Path.GetFileName(made.Path)}, {made.Bytes} bytes, {made.Manifest.Rows} rows");
            foreach (var old in Old(settings)) File.Delete(old);
        }
        catch (Exception e) when (e is BackupException or CopyException or IOException or UnauthorizedAccessException)
        {
            log.LogError(e, "The scheduled backup failed; it is tried again in {Again}.", Again);
            await NoteAsync(i => i.BackupFailure = e.Message, "backup.failed", null);
        }

        await alarm.RaiseAsync(cancellationToken);
    }

    /// <summary>The scheduled backups in the folder beyond those to be kept, the oldest first to go. Their names sort by time.</summary>
    private static List<string> Old(BackupOptions settings) =>
        [.. Directory.EnumerateFiles(settings.Folder!, $"{MakeBackup.Prefix}*Z{MakeBackup.Extension}").OrderDescending(StringComparer.Ordinal).Skip(settings.Keep)];

    private async Task<bool> IsDueAsync(TimeOnly time, CancellationToken cancellationToken)
    {
        var now = Now;
        var state = await db.Installations.Select(i => new { i.LastBackupAt, i.LastBackupName, i.BackupTriedAt, i.BackupFailure }).SingleOrDefaultAsync(cancellationToken);
        var today = WallClock.ToLocal(now, options.Value.Zone).Date;
        var due = WallClock.ToUtc(today + time.ToTimeSpan(), options.Value.Zone, Edge.Opens);
        if (due > now) due = WallClock.ToUtc(today.AddDays(-1) + time.ToTimeSpan(), options.Value.Zone, Edge.Opens);
        // One that was made by hand into another folder does not count for the night.
        if (state?.LastBackupAt >= due && (!Path.IsPathRooted(state.LastBackupName) || (state.BackupTriedAt >= due && state.BackupFailure is null))) return false;
        // One that was begun and neither made nor failed died with its process.
        return state?.BackupTriedAt is not { } tried || tried < due || now - tried >= Again;
    }

    private Task NoteAsync(Action<Installation> note, string? action = null, string? detail = null) => gate.RunAsync(db, async () =>
    {
        var installation = await db.Installations.SingleOrDefaultAsync();
        if (installation is null) db.Installations.Add(installation = new Installation { CreatedAt = Now });
        note(installation);
        if (action is not null) audit.Add(action, "installation:1", detail: detail);
        await db.SaveChangesAsync();
    });
}
