using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace SelfEval.Exchange.Import;

/// <summary>
/// Reads UTF-8 and nothing else. Everything before the first wrong byte is given out before the fault is thrown, so that whoever counts lines knows where it is.
/// A byte order mark is passed over.
/// </summary>
/// <param name="source">The bytes; not closed.</param>
public sealed class StrictUtf8Reader(Stream source) : TextReader
{
    private readonly byte[] bytes = new byte[64 * 1024];
    private int start;
    private int end;
    private bool begun;
    private bool ended;

    /// <summary>Bytes read from the source so far.</summary>
    public long BytesRead { get; private set; }

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The next byte is not UTF-8; the message says so in plain words.</exception>
    public override int Read(Span<char> buffer)
    {
        while (true)
        {
            if (!ended && end - start < 4) Fill();
            if (!begun)
            {
                begun = true;
                if (bytes.AsSpan(start, end - start).StartsWith("\uFEFF"u8)) start += 3;
            }

            if (start == end) return 0;
            var status = Utf8.ToUtf16(bytes.AsSpan(start, end - start), buffer, out var read, out var written, replaceInvalidSequences: false, isFinalBlock: ended);
            start += read;
            if (written > 0) return written;
            if (status == OperationStatus.InvalidData) throw new InvalidDataException(Words(bytes[start]));
            if (status == OperationStatus.DestinationTooSmall) throw new ArgumentException("A buffer takes at least 2 characters.", nameof(buffer));
        }
    }

    private void Fill()
    {
        bytes.AsSpan(start, end - start).CopyTo(bytes);
        (start, end) = (0, end - start);
        do
        {
            var read = source.Read(bytes, end, bytes.Length - end);
            ended = read == 0;
            end += read;
            BytesRead += read;
        }
        while (!ended && end < 4);
    }

    private string Words(byte wrong) => BytesRead == end && start == 0 && wrong is 0xFF or 0xFE
        ? "is not UTF-8 text but probably UTF-16; save it as 'CSV UTF-8'"
        : string.Create(CultureInfo.InvariantCulture, $"holds the byte {wrong:X2}, which is not UTF-8 text (an accented letter in another encoding?); save the file as 'CSV UTF-8'");
}
