using System.Buffers;
using System.Globalization;

namespace SelfEval.Cli.Scoring;

/// <summary>Writes CSV lines: cells as they are, in quotation marks where needed; numbers in the shortest spelling that reads back exactly.</summary>
internal sealed class CsvLines(TextWriter output)
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");
    private char[] buffer = new char[32 * 1024];
    private int length;
    private bool inLine;

    public void Text(ReadOnlySpan<char> cell)
    {
        Separate(2 * cell.Length + 2);
        if (!cell.ContainsAny(Quoted))
        {
            cell.CopyTo(buffer.AsSpan(length));
            length += cell.Length;
            return;
        }
        buffer[length++] = '"';
        foreach (var c in cell)
        {
            if (c == '"') buffer[length++] = '"';
            buffer[length++] = c;
        }
        buffer[length++] = '"';
    }

    public void Number(double? number)
    {
        Separate(32);
        if (number is not { } value) return;
        value.TryFormat(buffer.AsSpan(length), out var written, default, CultureInfo.InvariantCulture);
        length += written;
    }

    public void Number(int number)
    {
        Separate(16);
        number.TryFormat(buffer.AsSpan(length), out var written, default, CultureInfo.InvariantCulture);
        length += written;
    }

    public void End()
    {
        Reserve(1);
        buffer[length++] = '\n';
        inLine = false;
    }

    public void Flush()
    {
        output.Write(buffer.AsSpan(0, length));
        length = 0;
    }

    private void Separate(int room)
    {
        Reserve(room + 1);
        if (inLine) buffer[length++] = ',';
        inLine = true;
    }

    private void Reserve(int room)
    {
        if (length + room <= buffer.Length) return;
        Flush();
        if (room > buffer.Length) buffer = new char[room];
    }
}
