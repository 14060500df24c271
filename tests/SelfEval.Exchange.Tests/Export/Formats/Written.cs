using SelfEval.Exchange.Export;
using SelfEval.Exchange.Export.Formats;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Writes exports as a web server would take them.</summary>
internal static class Written
{
    internal static async Task<byte[]> AsAsync(string format, RandomExport export) => await AsAsync(format, export.Frame, export.Stream());

    internal static async Task<byte[]> AsAsync(string format, ExportFrame frame, IAsyncEnumerable<ExportRow> rows)
    {
        using var memory = new MemoryStream();
        await using (var sink = new ForwardOnly(memory)) await ExportFormats.Find(format)!.WriteAsync(sink, frame, rows);
        return memory.ToArray();
    }
}

/// <summary>A stream as a web server gives it: forward only, and never written to synchronously.</summary>
internal sealed class ForwardOnly(Stream inner) : Stream
{
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() => throw new InvalidOperationException("Synchronous flush.");
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous write.");
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);
}
