using System.IO.Compression;

namespace SelfEval.Exchange.Export;

/// <summary>
/// A zip written to a stream that need not seek and is only written to asynchronously. Every entry has the same time, so that the same content gives the same
/// bytes.
/// </summary>
internal sealed class ZipFile : IAsyncDisposable
{
    private readonly GatheredWrites gathered;
    private readonly ZipArchive zip;
    private readonly DateTimeOffset written;

    private ZipFile(GatheredWrites gathered, ZipArchive zip, DateTime written) =>
        (this.gathered, this.zip, this.written) = (gathered, zip, new DateTimeOffset(DateTime.SpecifyKind(written, DateTimeKind.Utc)));

    public async ValueTask DisposeAsync()
    {
        await zip.DisposeAsync();
        await gathered.DisposeAsync();
    }

    internal static async Task<ZipFile> CreateAsync(Stream output, DateTime written, CancellationToken cancellation)
    {
        var gathered = new GatheredWrites(output);
        return new ZipFile(gathered, await ZipArchive.CreateAsync(gathered, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation), written);
    }

    internal async Task AddAsync(string name, Func<Stream, Task> write, CancellationToken cancellation)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = written;
        await using var stream = await entry.OpenAsync(cancellation);
        await write(stream);
    }

    internal Task AddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        AddAsync(name, async stream => await stream.WriteAsync(content, cancellation), cancellation);

    /// <summary>Writes what stands at the end of a zip.</summary>
    internal async Task EndAsync(CancellationToken cancellation)
    {
        await zip.DisposeAsync();
        await gathered.FlushAsync(cancellation);
    }
}
