using CsvHelper;

namespace SelfEval.Exchange.Import;

/// <summary>One line of a table.</summary>
/// <param name="Line">Where it begins in the file, the header being line 1.</param>
/// <param name="Cells">Its cells, one for each column, with the spaces around them taken off.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);

/// <summary>
/// A CSV file read whole: UTF-8 with or without a byte-order mark, separated by commas, semicolons or tabs (whichever the header uses), cells in
/// quotation marks where they hold separators or line breaks.
/// </summary>
public sealed class CsvTable
{
    private const int LongestFile = 200_000_000;

    private static readonly CsvReaderOptions AsPeopleWriteThem = new()
    {
        HasHeader = false,
        TrimWhitespace = true,
        TrimInsideQuotes = true,
        TrackLineNumbers = true,
        PoolStrings = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private CsvTable(string file, IReadOnlyList<string> columns, IReadOnlyList<CsvRow> rows, IReadOnlyList<CsvProblem> problems)
    {
        File = file;
        Columns = columns;
        Rows = rows;
        Problems = problems;
    }

    /// <summary>What complaints call the file.</summary>
    public string File { get; }

    /// <summary>The names in the header.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The lines below the header; empty lines are left out.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Everything wrong with the form of the file. Rows are only to be trusted where this is empty.</summary>
    public IReadOnlyList<CsvProblem> Problems { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="source">The text.</param>
    /// <param name="file">What complaints call the file.</param>
    public static CsvTable Read(TextReader source, string file)
    {
        ArgumentNullException.ThrowIfNull(source);
        var text = source.ReadToEnd().TrimStart('\uFEFF');
        if (text.Length > LongestFile)
            return Refused(file, "is too large");
        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
            return new CsvTable(file, [], [], [new CsvProblem(file, 1 + text.AsSpan(0, nul).Count('\n'), null, "holds a NUL character; is this a text file?")]);
        if (string.IsNullOrWhiteSpace(text))
            return Refused(file, "is empty: the first line must name the columns");

        var problems = new List<CsvProblem>();
        var columns = new List<string>();
        var rows = new List<CsvRow>();
        using var reader = CsvReader.FromText(text, AsPeopleWriteThem with { Separator = SeparatorOf(text) });
        try
        {
            while (reader.Read())
            {
                var cells = new string[reader.FieldCount];
                for (var i = 0; i < cells.Length; i++)
                    cells[i] = reader.GetString(i);
                if (columns.Count == 0)
                    columns = Header(cells, file, problems);
                else if (cells.Length == columns.Count)
                    rows.Add(new CsvRow((int)reader.LineNumber, cells));
                else
                    problems.Add(new CsvProblem(file, (int)reader.LineNumber, null, $"has {cells.Length} cells where the header has {columns.Count}"));
            }
        }
        catch (CsvFormatException problem)
        {
            problems.Add(new CsvProblem(file, (int)Math.Max(1, problem.LineNumber), null, "a quotation mark is not closed, or stands inside a cell without being doubled"));
        }
        rows.RemoveAll(row => row.Cells.All(string.IsNullOrEmpty));
        return new CsvTable(file, columns, rows, problems);
    }

    /// <summary>Position of a column, or −1.</summary>
    public int Find(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
                return i;
        }
        return -1;
    }

    private static CsvTable Refused(string file, string message) => new(file, [], [], [new CsvProblem(file, 1, null, message)]);

    private static List<string> Header(string[] names, string file, List<CsvProblem> problems)
    {
        var columns = new List<string>();
        foreach (var name in names)
        {
            if (name.Length == 0)
                problems.Add(new CsvProblem(file, 1, null, $"column {columns.Count + 1} has no name"));
            else if (columns.Contains(name))
                problems.Add(new CsvProblem(file, 1, name, "is named twice"));
            columns.Add(name);
        }
        return columns;
    }

    private static char SeparatorOf(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        var header = end < 0 ? text.AsSpan() : text.AsSpan(0, end);
        int commas = header.Count(','), semicolons = header.Count(';'), tabs = header.Count('\t');
        return tabs > commas && tabs > semicolons ? '\t' : semicolons > commas ? ';' : ',';
    }
}
