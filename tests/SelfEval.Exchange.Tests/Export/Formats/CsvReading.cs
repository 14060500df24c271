using System.Text;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Reads CSV as RFC 4180 has it.</summary>
internal static class CsvReading
{
    internal static List<string[]> Rows(byte[] file)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        var (rows, row, cell) = (new List<string[]>(), new List<string>(), new StringBuilder());
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') { cell.Append('"'); i++; }
                else quoted = false;
            }
            else if (c == '"') quoted = true;
            else if (c == ',') { row.Add(cell.ToString()); cell.Clear(); }
            else if (c == '\n')
            {
                row.Add(cell.ToString());
                rows.Add([.. row]);
                row.Clear();
                cell.Clear();
            }
            else if (c != '\r') cell.Append(c);
        }

        return rows;
    }

    /// <summary>Takes away the apostrophe that guards against formulas.</summary>
    internal static string Unguarded(string cell) =>
        cell.Length > 1 && cell[0] == '\'' && cell.TrimStart('\'') is { Length: > 0 } rest && "=+-@\t\r\n＝＋－＠".Contains(rest[0], StringComparison.Ordinal) ? cell[1..] : cell;
}
