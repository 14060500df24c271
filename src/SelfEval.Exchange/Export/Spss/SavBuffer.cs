using System.Buffers.Binary;
using System.Text;

namespace SelfEval.Exchange.Export.Spss;

/// <summary>Little-endian bytes gathered for a stream.</summary>
internal sealed class SavBuffer(Stream output)
{
    private const int FlushAt = 48 * 1024;
    private byte[] buffer = new byte[64 * 1024];
    private int length;

    internal void Int(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    internal void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    internal void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);

    internal void Byte(byte value) => Take(1)[0] = value;

    internal void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Bytes followed by as many others as make them <paramref name="width"/>.</summary>
    internal void Padded(ReadOnlySpan<byte> bytes, int width, byte with = (byte)' ')
    {
        var room = Take(width);
        bytes.CopyTo(room);
        room[bytes.Length..].Fill(with);
    }

    internal void Padded(string text, int width) => Padded(Encoding.UTF8.GetBytes(text), width);

    internal ValueTask FlushIfFullAsync(CancellationToken cancellation) => length < FlushAt ? ValueTask.CompletedTask : FlushAsync(cancellation);

    internal async ValueTask FlushAsync(CancellationToken cancellation)
    {
        await output.WriteAsync(buffer.AsMemory(0, length), cancellation);
        length = 0;
    }

    private Span<byte> Take(int bytes)
    {
        if (length + bytes > buffer.Length) Array.Resize(ref buffer, Math.Max(2 * buffer.Length, length + bytes));
        length += bytes;
        return buffer.AsSpan(length - bytes, bytes);
    }
}
