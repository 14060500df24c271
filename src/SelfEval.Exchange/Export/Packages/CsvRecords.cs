using System.Runtime.CompilerServices;
using System.Text;

namespace SelfEval.Exchange.Export.Packages;

/// <summary>
/// Reads the CSV of our own zips, exactly: nothing is trimmed, and a line break within quotation marks is part of the cell. CSV that people bring is read by
/// <see cref="Import.CsvRows"/>.
/// </summary>
internal static class CsvRecords
{
    /// <summary>The records, the header first.</summary>
    internal static async IAsyncEnumerable<List<string>> ReadAsync(Stream stream, string file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        var (buffer, record, cell) = (new char[64 * 1024], new List<string>(), new StringBuilder());
        var (quoted, afterQuote, any) = (false, false, false);
        int got;
        while ((got = await reader.ReadAsync(buffer, cancellation)) > 0)
        {
            for (var i = 0; i < got; i++)
            {
                var c = buffer[i];
                any = true;
                if (quoted && c != '"') cell.Append(c);
                else if (c == '"')
                {
                    // Two marks within a quoted cell are one mark of it.
                    if (afterQuote) cell.Append('"');
                    afterQuote = quoted;
                    quoted = !quoted;
                    continue;
                }
                else if (c is ',' or '\n')
                {
                    record.Add(cell.ToString());
                    cell.Clear();
                    if (c == '\n')
                    {
                        yield return record;
                        record = [];
                        any = false;
                    }
                }
                else if (c != '\r') cell.Append(c);

                afterQuote = false;
            }
        }

        if (any || quoted) throw new InvalidDataException($"{file}: it breaks off in the middle of a line.");
    }

    /// <summary>A cell without the apostrophe that guards it against being taken for a formula.</summary>
    internal static string Unguarded(string cell) => cell.Length > 1 && cell[0] == '\'' && CsvWriter.IsFormula(cell) ? cell[1..] : cell;
}
