using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>A backup on the disk: head, then a compressed tar of manifest and parts, encrypted chunk by chunk. Written and read as a stream, whatever its size.</summary>
internal static class BackupArchive
{
    private const int Buffer = 1 << 20;

    /// <param name="path">Made anew, readable by its owner alone, and on the disk when this returns.</param>
    /// <param name="passphrase">What the key is made of.</param>
    /// <param name="manifest">What is in it.</param>
    /// <param name="files">Where each part lies.</param>
    /// <param name="progress">Told each number of bytes that was taken in.</param>
    /// <param name="cancellationToken">Leaves half a file, which is the caller's to delete.</param>
    public static void Write(string path, string passphrase, BackupManifest manifest, IReadOnlyDictionary<string, string> files, Action<long>? progress, CancellationToken cancellationToken)
    {
        var head = BackupHead.Make(passphrase);
        using var file = new FileStream(path, Private(FileMode.CreateNew, FileAccess.Write));
        file.Write(head.Bytes);
        using (var sealing = new SealingStream(file, head))
        {
            using (var zip = new GZipStream(sealing, CompressionLevel.Fastest, leaveOpen: true))
            using (var tar = new TarWriter(zip, TarEntryFormat.Pax))
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, BackupManifest.FileName) { DataStream = new MemoryStream(manifest.ToJson()) });
                foreach (var part in manifest.Parts)
                {
                    using var content = new WatchedStream(File.OpenRead(files[part.Name]), progress, cancellationToken);
                    tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, part.Name) { DataStream = content });
                }
            }

            sealing.Finish();
        }

        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads all of it and compares every part with what the manifest says.</summary>
    /// <param name="path">The backup.</param>
    /// <param name="passphrase">Its passphrase.</param>
    /// <param name="into">A folder in which the parts are laid down; null where they are only to be checked.</param>
    /// <param name="accept">Asked about the manifest before anything else is read.</param>
    /// <param name="progress">Told each number of bytes that was read from the file.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static BackupManifest Read(string path, string passphrase, string? into, Action<BackupManifest>? accept, Action<long>? progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new BackupException($"{path}: there is no such file.");
        using var file = new WatchedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Buffer, FileOptions.SequentialScan), progress, cancellationToken);
        using var opening = new OpeningStream(file, BackupHead.Read(file, passphrase));
        try
        {
            using var zip = new GZipStream(opening, CompressionMode.Decompress, leaveOpen: true);
            using var tar = new TarReader(zip);
            var first = tar.GetNextEntry();
            if (first?.Name != BackupManifest.FileName || first.DataStream is null) throw new BackupException("The backup does not begin with the list of what is in it.");
            var manifest = BackupManifest.Read(first.DataStream);
            if (manifest.Format > BackupManifest.Newest) throw new BackupException($"The backup was made by a newer version of SelfEval ({manifest.Version}). Use that version.");
            accept?.Invoke(manifest);
            foreach (var part in manifest.Parts)
            {
                var entry = tar.GetNextEntry();
                if (entry?.Name != part.Name) throw new BackupException($"{part.Name} is missing in the backup.");
                Take(entry.DataStream ?? Stream.Null, part, into);
            }

            if (tar.GetNextEntry() is { } more) throw new BackupException($"{more.Name} is in the backup and not on its list.");
            // To the very end: the last chunk proves that nothing was cut off.
            zip.CopyTo(Stream.Null);
            opening.CopyTo(Stream.Null);
            return manifest;
        }
        catch (InvalidDataException e)
        {
            throw new BackupException($"The backup cannot be unpacked: {e.Message}", e);
        }
    }

    public static BackupPart Describe(string name, string path)
    {
        using var content = File.OpenRead(path);
        return new BackupPart(name, content.Length, Convert.ToHexString(SHA256.HashData(content)));
    }

    public static FileStreamOptions Private(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None, BufferSize = Buffer };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void Take(Stream content, BackupPart part, string? into)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var target = into is null ? Stream.Null : new FileStream(Place(into, part.Name), Private(FileMode.CreateNew, FileAccess.Write));
        var buffer = new byte[Buffer];
        long length = 0;
        for (int read; (read = content.Read(buffer)) > 0; length += read)
        {
            hash.AppendData(buffer.AsSpan(0, read));
            target.Write(buffer.AsSpan(0, read));
        }

        if (length != part.Bytes || Convert.ToHexString(hash.GetHashAndReset()) != part.Sha256) throw new BackupException($"{part.Name} in the backup is not what it was when the backup was made.");
    }

    /// <summary>Where a part goes; never outside the folder, whatever it is called.</summary>
    private static string Place(string folder, string name)
    {
        var place = Path.GetFullPath(Path.Combine(folder, name));
        if (!place.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new BackupException($"The backup holds a file whose name leads elsewhere: {name}");
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        return place;
    }
}
