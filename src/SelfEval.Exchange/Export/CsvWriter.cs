using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace SelfEval.Exchange.Export;

/// <summary>
/// Writes CSV as RFC 4180 has it: UTF-8 without a byte order mark, CRLF, quotes where needed, numbers in their shortest spelling that reads back
/// exactly. Nothing is kept but the rows not yet flushed.
/// </summary>
/// <param name="output">Where it goes; left open.</param>
/// <param name="guard">
/// True gives a text that a spreadsheet would take for a formula a leading apostrophe, and another one to a text that has apostrophes before such a
/// beginning, so that taking one away always gives the text again. False writes every text as it is.
/// </param>
public sealed class CsvWriter(Stream output, bool guard = true)
{
    private const int FlushAt = 48 * 1024;
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");
    private byte[] buffer = new byte[64 * 1024];
    private int length;
    private bool inRow;

    /// <summary>A text cell; null or empty gives a blank cell.</summary>
    public void Text(string? text)
    {
        Separate();
        if (string.IsNullOrEmpty(text)) return;
        var guarded = guard && IsFormula(text);
        var quote = text.AsSpan().ContainsAny(Quoted) || text[0] == ' ' || text[^1] == ' ';
        Reserve(2 * Encoding.UTF8.GetMaxByteCount(text.Length) + 3);
        if (quote) buffer[length++] = (byte)'"';
        if (guarded) buffer[length++] = (byte)'\'';
        if (quote && text.Contains('"', StringComparison.Ordinal)) text = text.Replace("\"", "\"\"", StringComparison.Ordinal);
        length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
        if (quote) buffer[length++] = (byte)'"';
    }

    /// <summary>A number cell; null gives a blank cell.</summary>
    public void Number(double? number)
    {
        Separate();
        if (number is not { } value) return;
        Reserve(32);
        value.TryFormat(buffer.AsSpan(length), out var written, default, CultureInfo.InvariantCulture);
        length += written;
    }

    /// <summary>A whole-number cell.</summary>
    public void Number(long number)
    {
        Separate();
        Reserve(24);
        Utf8Formatter.TryFormat(number, buffer.AsSpan(length), out var written);
        length += written;
    }

    /// <summary>A date cell, <c>yyyy-MM-dd</c>; null gives a blank cell.</summary>
    public void Date(DateOnly? date)
    {
        Separate();
        if (date is not { } day) return;
        Reserve(16);
        day.TryFormat(buffer.AsSpan(length), out var written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        length += written;
    }

    /// <summary>A blank cell.</summary>
    public void Blank() => Separate();

    /// <summary>A cell whose bytes are known to need neither quotes nor a guard.</summary>
    internal void Token(ReadOnlySpan<byte> token)
    {
        Separate();
        Reserve(token.Length);
        token.CopyTo(buffer.AsSpan(length));
        length += token.Length;
    }

    /// <summary>Ends the row and hands over what has gathered.</summary>
    public ValueTask EndRowAsync(CancellationToken cancellation = default)
    {
        Reserve(2);
        buffer[length++] = (byte)'\r';
        buffer[length++] = (byte)'\n';
        inRow = false;
        return length < FlushAt ? ValueTask.CompletedTask : FlushAsync(cancellation);
    }

    /// <summary>Hands over what has gathered.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellation = default)
    {
        await output.WriteAsync(buffer.AsMemory(0, length), cancellation);
        length = 0;
    }

    /// <summary>A header row.</summary>
    public ValueTask HeaderAsync(IEnumerable<string> names, CancellationToken cancellation = default)
    {
        foreach (var name in names) Text(name);
        return EndRowAsync(cancellation);
    }

    // The full-width forms are read as their plain ones by spreadsheets in some languages.
    /// <summary>True for a text that a spreadsheet would take for a formula, whatever apostrophes stand before it.</summary>
    internal static bool IsFormula(string text)
    {
        var at = 0;
        while (at < text.Length - 1 && text[at] == '\'') at++;
        return IsFormula(text[at]);
    }

    private static bool IsFormula(char first) => first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';

    private void Separate()
    {
        if (inRow)
        {
            Reserve(1);
            buffer[length++] = (byte)',';
        }

        inRow = true;
    }

    private void Reserve(int bytes)
    {
        if (length + bytes > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes));
    }
}
