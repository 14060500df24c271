using System.Text.Json;
using SelfEval.Web.Data.Copies;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>Takes up the notes that the backup command has laid beside a SQLite database (<see cref="RecordBackup"/>).</summary>
public sealed class TakeUpBackups(DatabaseCopy copy, RecordBackup record, ILogger<TakeUpBackups> log) : TickStep
{
    private const int LongestNote = 10_000;

    // Before the scheduled one, which may not be needed then.
    public override int Order => 1990;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (copy.Folder is null || Path.Combine(copy.Folder, RecordBackup.Folder) is var folder && !Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList())
        {
            try
            {
                if (Read(file) is { } made) await record.WriteAsync(made, cancellationToken);
                File.Delete(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Left by another account than the service's; what it says is written down once, whenever it is read.
                log.LogWarning(e, "{File} cannot be read or removed. Run the backup command as the service's account, and remove the file.", file);
            }
        }
    }

    private BackupByHand? Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length <= LongestNote && JsonSerializer.Deserialize<BackupByHand>(File.ReadAllText(file)) is { Path: not null } made) return made;
        }
        catch (JsonException)
        {
            // Said below.
        }

        log.LogWarning("{File} says nothing about a backup; it is removed.", file);
        return null;
    }
}
