using SelfEval.Web.Data.Copies;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>Proves that a backup can be restored, without restoring it: decrypts all of it, compares every part, and has the database in it read from end to end.</summary>
public sealed class VerifyBackup(IServiceProvider services)
{
    /// <param name="file">The backup.</param>
    /// <param name="passphrase">Its passphrase.</param>
    /// <param name="workIn">The folder in which the database is unpacked for a moment.</param>
    /// <param name="progress">Told what is going on.</param>
    /// <param name="cancellationToken">Leaves nothing behind.</param>
    public async Task<BackupManifest> RunAsync(string file, string passphrase, string workIn, IProgress<BackupStep>? progress = null, CancellationToken cancellationToken = default)
    {
        using var work = WorkFolder.Make(workIn);
        return await UnpackAsync(file, passphrase, work.Path, Copies(services), accept: null, progress, cancellationToken);
    }

    /// <summary>Unpacks it into a folder and checks it there.</summary>
    internal static async Task<BackupManifest> UnpackAsync(
        string file, string passphrase, string into, IReadOnlyList<DatabaseCopy> copies, Action<BackupManifest>? accept, IProgress<BackupStep>? progress, CancellationToken cancellationToken)
    {
        var (length, read) = (File.Exists(file) ? new FileInfo(file).Length : 0L, 0L);
        void Accept(BackupManifest manifest)
        {
            var copy = copies.FirstOrDefault(c => c.Provider == manifest.Provider) ?? throw new BackupException($"The backup is of a database that this version of SelfEval does not know: {manifest.Provider}.");
            if (!manifest.Parts.Any(p => p.Name == copy.FileName)) throw new BackupException("There is no database in the backup.");
            if (!copy.Knows(manifest.Schema)) throw new BackupException($"The backup was made by a newer version of SelfEval ({manifest.Version}; its database has {manifest.Schema}). Use that version.");
            DiskSpace.Need(into, manifest.Parts.Sum(p => p.Bytes), "Unpacking the backup");
            accept?.Invoke(manifest);
        }

        var manifest = await Task.Run(() => BackupArchive.Read(file, passphrase, into, Accept, n => progress?.Report(new("decrypting and comparing", read += n, length)), cancellationToken), cancellationToken);
        var copy = copies.First(c => c.Provider == manifest.Provider);
        progress?.Report(new("reading the database in it"));
        await copy.CheckAsync(Path.Combine(into, copy.FileName), manifest.Facts, cancellationToken);
        return manifest;
    }

    /// <summary>Both kinds: a backup can be checked anywhere.</summary>
    internal static IReadOnlyList<DatabaseCopy> Copies(IServiceProvider services) => DatabaseCopies.All(services.GetRequiredService<DatabaseCopy>());
}
