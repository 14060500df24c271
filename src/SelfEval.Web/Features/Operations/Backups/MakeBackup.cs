using System.Reflection;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Data.Care;
using SelfEval.Web.Data.Copies;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>What is going on, for whoever watches: words, and how much of the step is done where that is known.</summary>
public sealed record BackupStep(string Words, long Done = 0, long Of = 0);

/// <summary>
/// Everything that an installation is, in one encrypted file: the database as it is at one moment, the keys that open what is sealed in it, and instrument
/// files. It gets its name only after it was read back. A file that is there already is never replaced: it may be
/// the only good backup. The site may run meanwhile.
/// </summary>
public sealed class MakeBackup(DatabaseCopy copy, DatabaseOptions database, InstrumentFolder instruments, IOptions<SelfEvalOptions> options, TimeProvider clock)
{
    public const string Extension = ".backup";
    public const string Prefix = "selfeval-";

    public sealed record Made(string Path, long Bytes, BackupManifest Manifest);

    /// <param name="to">A file, or a folder, where it is named by its time.</param>
    /// <param name="passphrase">Opens it.</param>
    /// <param name="progress">Told what is going on.</param>
    /// <param name="cancellationToken">Leaves nothing behind.</param>
    public async Task<Made> RunAsync(string to, string passphrase, IProgress<BackupStep>? progress = null, CancellationToken cancellationToken = default)
    {
        var at = clock.GetUtcNow().UtcDateTime;
        var target = Target(to, at);
        var data = Path.GetFullPath(options.Value.DataFolder);
        var guess = await copy.GuessBytesAsync(cancellationToken);
        if (!Directory.Exists(data)) throw new BackupException($"There is no folder {data}. Set SelfEval:DataFolder to where the service keeps its data.");
        var beside = copy.Folder ?? data;
        DiskSpace.Need(beside, guess + (guess / 10), "The copy of the database");

        using var work = WorkFolder.Make(beside);
        var files = new Dictionary<string, string> { [copy.FileName] = Path.Combine(work.Path, copy.FileName) };
        progress?.Report(new("copying and checking the database"));
        var facts = await copy.WriteAsync(files[copy.FileName], cancellationToken);
        foreach (var (name, path) in Keys(data).Concat(Instruments())) files[name] = path;

        progress?.Report(new("looking at what is to be packed"));
        var parts = files.Select(f => BackupArchive.Describe(f.Key, f.Value)).ToList();
        var manifest = new BackupManifest(BackupManifest.Newest, Version, database.Provider.ToLowerInvariant(), facts.Schema, at, facts.Tables, parts);
        var total = parts.Sum(p => p.Bytes);
        // Answers become about a third; without knowing, room for half is asked for.
        DiskSpace.Need(Path.GetDirectoryName(target)!, total / 2, "The backup");
        await Task.Run(() => Write(target, passphrase, manifest, files, total, progress, cancellationToken), cancellationToken);
        return new Made(target, new FileInfo(target).Length, manifest);
    }

    internal static string Version =>
        typeof(MakeBackup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static void Write(
        string target, string passphrase, BackupManifest manifest, Dictionary<string, string> files, long total, IProgress<BackupStep>? progress, CancellationToken cancellationToken)
    {
        var part = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            long packed = 0;
            BackupArchive.Write(part, passphrase, manifest, files, n => progress?.Report(new("packing and encrypting", packed += n, total)), cancellationToken);
            var (length, read) = (new FileInfo(part).Length, 0L);
            BackupArchive.Read(part, passphrase, into: null, accept: null, n => progress?.Report(new("reading it back", read += n, length)), cancellationToken);
            RefuseExisting(target);
            Durable.Rename(part, target);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static string Target(string to, DateTime at)
    {
        var isFolder = Directory.Exists(to) || to.EndsWith(Path.DirectorySeparatorChar);
        var path = Path.GetFullPath(isFolder ? Path.Combine(to, $"{Prefix}{at:yyyyMMdd'T'HHmmss'Z'}{Extension}") : to);
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw new BackupException($"There is no folder {Path.GetDirectoryName(path)} for the backup. Make it, or look whether its disk is mounted.");
        RefuseExisting(path);
        return path;
    }

    private static void RefuseExisting(string path)
    {
        if (File.Exists(path)) throw new BackupException($"{path} is there already and stays as it is. Name another file, or a folder, in which each backup is named by its time.");
    }

    /// <summary>Beside SQLite the keys lie in files; on PostgreSQL they are rows.</summary>
    private static IEnumerable<(string, string)> Keys(string data)
    {
        var folder = Path.Combine(data, "keys");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(f => ($"keys/{Path.GetFileName(f)}", f)) : [];
    }

    /// <summary>All of them, shipped or not: they are small, and a later program may no longer ship what a team is asking now.</summary>
    private IEnumerable<(string, string)> Instruments() => Directory.Exists(instruments.Path)
        ? Directory.EnumerateFiles(instruments.Path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => ($"instruments/{Path.GetRelativePath(instruments.Path, f).Replace('\\', '/')}", f))
        : [];
}
