using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>
/// The records of a table kept in a temporary file, for formats that must know something of all of them before the first can be written (how wide a
/// column is, how many there are), or that write them twice. Memory does not grow with the records.
/// </summary>
internal sealed class TableSpool(int columns) : IAsyncDisposable
{
    private const int FlushAt = 96 * 1024;
    private readonly WaitingFile file = new();
    private byte[] buffer = new byte[128 * 1024];
    private int length;

    /// <summary>How many records there are.</summary>
    internal long Count { get; private set; }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    internal ValueTask AddAsync(ExportCell[] cells, CancellationToken cancellation)
    {
        for (var i = 0; i < columns; i++) Add(in cells[i]);
        Count++;
        return length < FlushAt ? ValueTask.CompletedTask : FlushAsync(cancellation);
    }

    /// <summary>The records again, in their order. Each time the same array, filled anew.</summary>
    internal async IAsyncEnumerable<ExportCell[]> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await FlushAsync(cancellation);
        file.Content.Position = 0;
        var cells = new ExportCell[columns];
        var words = new LastWords[columns];
        var (start, end) = (0, 0);
        for (var record = 0L; record < Count; record++)
        {
            for (var column = 0; column < columns; column++)
            {
                // What a cell of this kind may need lies in the buffer before it is read: its head, and then its words.
                if (end - start < 16) await MoreAsync(16);
                var kind = (CellKind)(buffer[start] & 15);
                if (kind == CellKind.Text)
                {
                    var bytes = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(start + 1));
                    if (end - start < 5 + bytes) await MoreAsync(5 + bytes);
                    cells[column] = ExportCell.Of(words[column].Of(buffer.AsSpan(start + 5, bytes)));
                    start += 5 + bytes;
                }
                else start += Read(start, kind, out cells[column]);
            }

            yield return cells;
        }

        length = 0;

        async ValueTask MoreAsync(int needed)
        {
            Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
            (start, end) = (0, end - start);
            if (buffer.Length < needed) Array.Resize(ref buffer, needed);
            int got;
            while (end < needed && (got = await file.Content.ReadAsync(buffer.AsMemory(end), cancellation)) > 0) end += got;
        }
    }

    private int Read(int at, CellKind kind, out ExportCell cell)
    {
        switch (kind)
        {
            case CellKind.Missing:
                cell = ExportCell.Of((MissingKind)(buffer[at] >> 4));
                return 1;
            case CellKind.Number:
                cell = ExportCell.Of(BinaryPrimitives.ReadDoubleLittleEndian(buffer.AsSpan(at + 1)));
                return 9;
            case CellKind.Date:
                cell = ExportCell.Of(DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(at + 1))));
                return 5;
            case CellKind.Choice:
                cell = ExportCell.Option(BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(at + 1)));
                return 3;
            default:
                cell = default;
                return 1;
        }
    }

    private void Add(in ExportCell cell)
    {
        var bytes = cell.Kind == CellKind.Text ? Encoding.UTF8.GetByteCount(cell.Words!) : 8;
        if (buffer.Length - length < bytes + 16) Array.Resize(ref buffer, Math.Max(2 * buffer.Length, length + bytes + 16));
        buffer[length++] = (byte)((int)cell.Kind | ((int)cell.MissingKind << 4));
        switch (cell.Kind)
        {
            case CellKind.Text:
                BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), bytes);
                length += 4 + Encoding.UTF8.GetBytes(cell.Words!, buffer.AsSpan(length + 4));
                break;
            case CellKind.Number:
                BinaryPrimitives.WriteDoubleLittleEndian(buffer.AsSpan(length), cell.Number);
                length += 8;
                break;
            case CellKind.Date:
                BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), cell.Day.DayNumber);
                length += 4;
                break;
            case CellKind.Choice:
                BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(length), (ushort)cell.Choice);
                length += 2;
                break;
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellation)
    {
        await file.Content.WriteAsync(buffer.AsMemory(0, length), cancellation);
        length = 0;
    }

    /// <summary>The last words of a column: rounds and teams repeat in record after record.</summary>
    private struct LastWords
    {
        private string? last;
        private byte[]? bytes;

        internal string Of(ReadOnlySpan<byte> read)
        {
            if (bytes is not null && read.SequenceEqual(bytes)) return last!;
            last = Encoding.UTF8.GetString(read);
            bytes = read.Length <= 256 ? read.ToArray() : null;
            return last;
        }
    }
}
