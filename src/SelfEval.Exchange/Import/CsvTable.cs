namespace SelfEval.Exchange.Import;

/// <summary>One line of a table.</summary>
/// <param name="Line">Where it begins in the file, the header being line 1.</param>
/// <param name="Cells">Its cells, one for each column, with the spaces around them taken off.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);

/// <summary>A CSV file read whole by <see cref="CsvRows"/>, for files that are looked at more than once.</summary>
public sealed class CsvTable
{
    private const long LongestFile = 200_000_000;

    private CsvTable(CsvRows csv, IReadOnlyList<CsvRow> rows) => (File, Columns, Rows, Problems) = (csv.File, csv.Columns, rows, csv.Problems.Kept);

    /// <summary>What complaints call the file.</summary>
    public string File { get; }

    /// <summary>The names in the header.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The lines below the header; empty lines are left out.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Everything wrong with the form of the file. Rows are only to be trusted where this is empty.</summary>
    public IReadOnlyList<CsvProblem> Problems { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="source">The text; a <see cref="StrictUtf8Reader"/> has wrong bytes named with their line.</param>
    /// <param name="file">What complaints call the file.</param>
    public static CsvTable Read(TextReader source, string file)
    {
        var csv = new CsvRows(source, file, mostProblems: int.MaxValue);
        var rows = new List<CsvRow>();
        long length = 0;
        while (csv.Read())
        {
            var cells = new string[csv.Columns.Count];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = csv[i].ToString();
                length += cells[i].Length;
            }
            if (length > LongestFile)
            {
                csv.Problems.Add(csv.Line, null, "is where the file becomes too large to be read whole");
                break;
            }
            rows.Add(new CsvRow(csv.Line, cells));
        }
        return new CsvTable(csv, rows);
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
}
