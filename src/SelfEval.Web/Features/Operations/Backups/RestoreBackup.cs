using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Data.Care;
using SelfEval.Web.Data.Copies;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>
/// Puts a backup into an empty place. Nothing there is touched before all of the backup was read and found whole. Afterwards nothing is sent until an administrator
/// has looked: since the backup was made, people may have been written to, have answered or have left.
/// </summary>
public sealed class RestoreBackup(DatabaseCopy copy, DatabaseOptions database, InstrumentFolder instruments, IOptions<SelfEvalOptions> options, TimeProvider clock)
{
    /// <param name="Manifest">What was restored.</param>
    /// <param name="Notes">What the operator has to know or do.</param>
    public sealed record Restored(BackupManifest Manifest, IReadOnlyList<string> Notes);

    public async Task<Restored> RunAsync(string file, string passphrase, IProgress<BackupStep>? progress = null, CancellationToken cancellationToken = default)
    {
        var data = Path.GetFullPath(options.Value.DataFolder);
        if (!File.Exists(file)) throw new BackupException($"{file}: there is no such file.");
        await using var target = await copy.TakeEmptyPlaceAsync(cancellationToken);
        using var work = WorkFolder.Make(copy.Folder ?? data);
        var manifest = await VerifyBackup.UnpackAsync(file, passphrase, work.Path, DatabaseCopies.All(copy), Accept, progress, cancellationToken);
        var keys = NewFiles(Path.Combine(work.Path, "keys"), Path.Combine(data, "keys"), "keys");

        progress?.Report(new("putting the database into its place"));
        var staged = await target.StageAsync(Path.Combine(work.Path, copy.FileName), cancellationToken);
        await MarkAsync(staged, work.Path, manifest);
        // From here on nothing is left half: keys that open nothing yet do no harm, and the database comes last.
        PutKeys(keys);
        var notes = PutInstruments(Path.Combine(work.Path, "instruments"), data);
        await target.FinishAsync(staged, CancellationToken.None);
        return new Restored(manifest, notes);
    }

    private void Accept(BackupManifest manifest)
    {
        if (manifest.Provider != copy.Provider)
            throw new BackupException($"The backup is of a {manifest.Provider} database and the settings say {database.Provider}. Restore it with SelfEval:Database:Provider={manifest.Provider}"
                + (manifest.Provider == "sqlite" ? ", and move it to PostgreSQL afterwards with: selfeval move" : "."));
    }

    /// <summary>Pauses sending and writes the audit, in the restored database itself; brings an older one to this version first.</summary>
    private async Task MarkAsync(DatabaseOptions staged, string folder, BackupManifest manifest)
    {
        await using var site = StoppedSite.Open(staged, folder, options.Value, clock);
        await site.Services.GetRequiredService<DatabaseStart>().PrepareAsync();
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await scope.ServiceProvider.GetRequiredService<WriteGate>().RunAsync(db, async () =>
        {
            scope.ServiceProvider.GetRequiredService<Audit>().Add("backup.restored", "installation:1", detail: $"made {manifest.MadeAt:yyyy-MM-dd HH:mm:ss}Z by {manifest.Version}, {manifest.Rows} rows");
            await scope.ServiceProvider.GetRequiredService<SendingState>().PauseAsync($"a backup of {LocalTime.Words(manifest.MadeAt, options.Value.Zone)} was restored");
            await db.SaveChangesAsync();
        });
    }

    /// <summary>Files that are not there yet. One of the same name with other bytes belongs to another installation.</summary>
    private static List<(string From, string To)> NewFiles(string from, string to, string what)
    {
        if (Directory.Exists(to))
        {
            var ours = Directory.Exists(from) ? Directory.EnumerateFiles(from).Select(Path.GetFileName).ToHashSet() : [];
            var strange = Directory.EnumerateFiles(to).FirstOrDefault(f => !ours.Contains(Path.GetFileName(f)) || !Same(f, Path.Combine(from, Path.GetFileName(f))));
            if (strange is not null) throw new BackupException($"{strange} belongs to another installation. A backup is restored into an empty place only: move the old {what} aside, or set SelfEval:DataFolder to a new folder.");
        }

        return Directory.Exists(from) ? [.. Directory.EnumerateFiles(from).Select(f => (f, Path.Combine(to, Path.GetFileName(f))))] : [];
    }

    private static void PutKeys(List<(string From, string To)> keys)
    {
        foreach (var (from, to) in keys)
        {
            var folder = Path.GetDirectoryName(to)!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Durable.Rename(from, to);
        }
    }

    /// <summary>Those that this installation has not. They are laid beside the data: the program's own folder belongs to the program.</summary>
    private List<string> PutInstruments(string from, string data)
    {
        if (!Directory.Exists(from)) return [];
        var (notes, laid) = (new List<string>(), Path.Combine(data, "instruments-from-backup"));
        var (missing, changed) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(from, "*.json", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(from, file);
            var own = Path.Combine(instruments.Path, name);
            if (File.Exists(own) && Same(own, file)) continue;
            if (File.Exists(own)) changed++;
            else missing++;
            var to = Path.Combine(laid, name);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Move(file, to, overwrite: true);
        }

        if (missing > 0) notes.Add($"{missing} instrument files of the backup are not in {instruments.Path}. They lie in {laid}: copy them over before you start the service.");
        if (changed > 0) notes.Add($"{changed} instrument files of the backup differ from those in {instruments.Path}. The old ones lie in {laid}; the service will say at its start if it needs them.");
        return notes;
    }

    private static bool Same(string one, string other) => new FileInfo(one).Length == new FileInfo(other).Length && File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other));
}
