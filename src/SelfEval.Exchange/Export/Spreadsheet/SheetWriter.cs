using System.Globalization;
using System.Text;

namespace SelfEval.Exchange.Export.Spreadsheet;

/// <summary>
/// The XML of one worksheet (ECMA-376 part 1, 18.3), written as it comes. Texts are inline strings, which no spreadsheet ever evaluates. Characters that
/// XML would change are escaped as ST_Xstring has it (22.9.2.19): <c>_x000D_</c>, and <c>_x005F_</c> for an underscore that would read as such an escape.
/// </summary>
internal sealed class SheetWriter(Stream output)
{
    internal const int Plain = 0, Bold = 1, Day = 2;
    private const int FlushAt = 48 * 1024;
    private static readonly DateOnly FirstDay = new(1900, 3, 1), Zero = new(1899, 12, 30);
    private readonly List<byte[]> letters = [];
    private byte[] buffer = new byte[64 * 1024];
    private int length;
    private byte[] rowNumber = [];

    /// <summary>Rows written, the header among them.</summary>
    internal int Rows { get; private set; }

    internal void Begin(IEnumerable<double> widths, bool isFirst, bool freezes)
    {
        Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews><sheetView "u8);
        if (isFirst) Write("tabSelected=\"1\" "u8);
        Write("workbookViewId=\"0\">"u8);
        if (freezes) Write("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"u8);
        Write("</sheetView></sheetViews><cols>"u8);
        var column = 0;
        foreach (var width in widths)
        {
            column++;
            Write(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>"));
        }

        Write("</cols><sheetData>"u8);
        Rows = 0;
    }

    internal void BeginRow()
    {
        rowNumber = Encoding.ASCII.GetBytes((++Rows).ToString(CultureInfo.InvariantCulture));
        Write("<row r=\""u8);
        Write(rowNumber);
        Write("\">"u8);
    }

    internal ValueTask EndRowAsync(CancellationToken cancellation)
    {
        Write("</row>"u8);
        return length < FlushAt ? ValueTask.CompletedTask : FlushAsync(cancellation);
    }

    internal async ValueTask EndAsync(CancellationToken cancellation)
    {
        Write("</sheetData></worksheet>"u8);
        await FlushAsync(cancellation);
    }

    internal void Text(int column, string text, int style = Plain)
    {
        Open(column, style);
        Write(" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
        Escaped(text);
        Write("</t></is></c>"u8);
    }

    internal void Number(int column, double number)
    {
        Open(column, Plain);
        Write("><v>"u8);
        Reserve(32);
        number.TryFormat(buffer.AsSpan(length), out var written, default, CultureInfo.InvariantCulture);
        length += written;
        Write("</v></c>"u8);
    }

    /// <summary>A day; one before a spreadsheet's calendar begins is a text.</summary>
    internal void Date(int column, DateOnly day)
    {
        if (day < FirstDay)
        {
            Text(column, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            return;
        }

        Open(column, Day);
        Write(string.Create(CultureInfo.InvariantCulture, $"><v>{day.DayNumber - Zero.DayNumber}</v></c>"));
    }

    /// <summary>A cell whose XML after the reference is known.</summary>
    internal void Known(int column, byte[] rest)
    {
        Open(column, Plain);
        Write(rest);
    }

    /// <summary>What the other one writes after the reference, for a text.</summary>
    internal static byte[] Known(string text)
    {
        var sheet = new SheetWriter(Stream.Null);
        sheet.Write(" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
        sheet.Escaped(text);
        sheet.Write("</t></is></c>"u8);
        return sheet.buffer[..sheet.length];
    }

    internal async ValueTask FlushAsync(CancellationToken cancellation)
    {
        await output.WriteAsync(buffer.AsMemory(0, length), cancellation);
        length = 0;
    }

    private void Open(int column, int style)
    {
        while (letters.Count <= column) letters.Add(Encoding.ASCII.GetBytes(Letters(letters.Count)));
        Write("<c r=\""u8);
        Write(letters[column]);
        Write(rowNumber);
        Write(style switch { Bold => "\" s=\"1\""u8, Day => "\" s=\"2\""u8, _ => "\""u8 });
    }

    private void Escaped(string text)
    {
        Reserve(3 * text.Length);
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is not ('&' or '<' or '>' or '\r' or '_') || (c == '_' && !IsEscape(text, i))) continue;
            Write(text.AsSpan(from, i - from));
            Write(c switch { '&' => "&amp;"u8, '<' => "&lt;"u8, '>' => "&gt;"u8, '\r' => "_x000D_"u8, _ => "_x005F_"u8 });
            from = i + 1;
        }

        Write(text.AsSpan(from));
    }

    /// <summary>True where an underscore begins what would be read as <c>_xHHHH_</c>.</summary>
    private static bool IsEscape(string text, int at)
    {
        if (at + 6 >= text.Length || text[at + 1] is not ('x' or 'X') || text[at + 6] != '_') return false;
        for (var i = at + 2; i < at + 6; i++)
        {
            if (!char.IsAsciiHexDigit(text[i])) return false;
        }

        return true;
    }

    private static string Letters(int column)
    {
        var name = "";
        for (var left = column + 1; left > 0; left = (left - 1) / 26) name = (char)('A' + ((left - 1) % 26)) + name;
        return name;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }

    private void Write(ReadOnlySpan<char> text)
    {
        Reserve(3 * text.Length);
        length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
    }

    private void Reserve(int bytes)
    {
        if (length + bytes > buffer.Length) Array.Resize(ref buffer, Math.Max(2 * buffer.Length, length + bytes));
    }
}
