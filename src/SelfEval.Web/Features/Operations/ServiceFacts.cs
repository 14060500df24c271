using System.Runtime.InteropServices;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Data.Care;
using SelfEval.Web.Features.Operations.Backups;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Operations;

/// <summary>What the service stands on: database, disk, clock, backups, recurring work; what is wrong with it and what to do next.</summary>
public sealed class ServiceFacts(
    AppDb db, DatabaseCare care, IntegrityWatch integrity, StorageState storage, BackupAlarm alarm, JobStorage jobs, IOptions<SelfEvalOptions> options, TimeProvider clock, ILogger<ServiceFacts> log)
{
    private const long LittleRoom = 1L << 30;
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    private readonly List<HealthReport.Trouble> _troubles = [];
    private readonly List<(string Name, string Value)> _facts = [];

    private string Zone => options.Value.Zone;

    public async Task<(List<HealthReport.Trouble> Troubles, IReadOnlyList<(string Name, string Value)> Facts)> ReadAsync(CancellationToken cancellationToken)
    {
        await ReadDatabaseAsync(cancellationToken);
        ReadDisks();
        await ReadBackupsAsync(cancellationToken);
        ReadJobs();
        _facts.Add(("Version", MakeBackup.Version));
        _facts.Add(("Runs on", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}"));
        return (_troubles, _facts);
    }

    private async Task ReadDatabaseAsync(CancellationToken cancellationToken)
    {
        _facts.Add(("Database", await care.NameAsync(cancellationToken)));
        _facts.Add(("Size of the database", DiskSpace.Words(await care.SizeAsync(cancellationToken))));
        _facts.Add(("Version of the database", (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).LastOrDefault() ?? "none"));
        if (care.Folder is not null)
        {
            _facts.Add(("Database read through after the start", integrity.Found switch
            {
                null => "not yet done; until then the service is not ready",
                { Damage: null } good => $"{LocalTime.Words(good.At, Zone)}, no damage",
                { } bad => $"{LocalTime.Words(bad.At, Zone)}, damaged",
            }));
        }

        if (integrity.Found?.Damage is { } damage) _troubles.Add(new($"The database is damaged. Nothing is written any more. {damage}", DatabaseStart.RestoreWords));
        else if (storage.Closed is { } why) _troubles.Add(new($"Nothing is written any more: {why}.", "Look at the disk and the system's log, then start the service again."));

        if (await care.ClockAheadAsync(cancellationToken) is not { } ahead) return;
        _facts.Add(("Clock of the database", ahead.Duration() < TimeSpan.FromSeconds(1) ? "the same as here" : $"{ahead.Duration().TotalSeconds:F0} seconds {(ahead > TimeSpan.Zero ? "ahead" : "behind")}"));
        if (ahead.Duration() > ClockTolerance)
            _troubles.Add(new($"The clocks of this machine and of the database's differ by {ahead.Duration().TotalSeconds:F0} seconds.", "Set both by a time server (chrony or systemd-timesyncd). Rounds open and close by them."));
    }

    private void ReadDisks()
    {
        var folders = new List<(string Name, string Folder)> { ("data", care.Folder ?? Path.GetFullPath(options.Value.DataFolder)) };
        if (options.Value.Backup.IsOn) folders.Add(("backups", options.Value.Backup.Folder!));
        foreach (var (name, folder) in folders)
        {
            if (!Directory.Exists(folder))
            {
                _troubles.Add(new($"The folder for {name}, {folder}, is not there.", "Look whether its disk is mounted."));
                continue;
            }

            var free = DiskSpace.Free(folder);
            _facts.Add(($"Room on the disk of the {name}", DiskSpace.Words(free)));
            if (free < LittleRoom) _troubles.Add(new($"The disk of the {name} has only {DiskSpace.Words(free)} left.", $"Make room on the disk of {folder}. When it is full, no answer can be saved until there is room again."));
        }
    }

    private async Task ReadBackupsAsync(CancellationToken cancellationToken)
    {
        var backup = options.Value.Backup;
        if (!backup.IsOn) _facts.Add(("Backups", "not scheduled here (SelfEval:Backup:Folder is not set)"));
        var last = await db.Installations.Select(i => new { i.LastBackupAt, i.LastBackupName }).SingleOrDefaultAsync(cancellationToken);
        _facts.Add(("Last backup", last?.LastBackupAt is { } at ? $"{HealthReport.Ago(clock.GetUtcNow().UtcDateTime - at)}, {last.LastBackupName}" : "none yet"));
        if (!backup.IsOn) return;
        if (await alarm.ReadAsync(cancellationToken) is { } trouble)
            _troubles.Add(new(trouble, "Mend the cause. It is tried again every hour; to try at once run: selfeval backup --to FOLDER"));
        else if (last?.LastBackupName is { } name && !Path.IsPathRooted(name) && Directory.Exists(backup.Folder) && !File.Exists(Path.Combine(backup.Folder!, name)))
            _troubles.Add(new($"The newest backup, {name}, is no longer in {backup.Folder}.", "If it was moved to a safer place, all is well. Otherwise make one now: selfeval backup --to FOLDER"));
    }

    private void ReadJobs()
    {
        try
        {
            var failed = jobs.GetMonitoringApi().FailedCount();
            _facts.Add(("Recurring work that failed", $"{failed}"));
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Hangfire's storage does not answer.");
            _troubles.Add(new("The storage of the recurring work does not answer.", "Nothing is lost: the watchdog does the work. Look at the log, and restart the service if it stays so."));
        }
    }
}
