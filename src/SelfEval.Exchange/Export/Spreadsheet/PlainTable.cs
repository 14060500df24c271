using System.Buffers;
using System.Globalization;
using System.Text;

namespace SelfEval.Exchange.Export.Spreadsheet;

/// <summary>A table of figures that is already made, such as the published ones of an edition.</summary>
/// <param name="Name">Name of its sheet, at most 31 characters and none of <c>[ ] : * ? / \</c>.</param>
/// <param name="Columns">Names of its columns.</param>
/// <param name="Rows">Its rows; a cell is a text, a number (double, int, long), a day or null.</param>
public sealed record PlainTable(string Name, IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows)
{
    private const int LongestName = 31;
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("[]:*?/\\");

    /// <summary>The table as CSV that spreadsheets open unharmed: a byte order mark, and apostrophes before what would be taken for formulas.</summary>
    public async Task WriteCsvAsync(Stream output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        await output.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancellation);
        var csv = new CsvWriter(output);
        await csv.HeaderAsync(Columns, cancellation);
        foreach (var row in Rows)
        {
            foreach (var cell in row)
            {
                if (cell is DateOnly day) csv.Date(day);
                else if (Number(cell) is { } number) csv.Number(number);
                else csv.Text(cell is string text ? ExportText.Escape(text) : null);
            }

            await csv.EndRowAsync(cancellation);
        }

        await csv.FlushAsync(cancellation);
    }

    /// <summary>Tables as the sheets of one workbook; no cell is a formula.</summary>
    /// <param name="output">Where it goes; left open.</param>
    /// <param name="tables">The sheets in order.</param>
    /// <param name="written">The time in the file: that of the edition, so that the same figures give the same bytes.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public static async Task WriteXlsxAsync(Stream output, IEnumerable<PlainTable> tables, DateTime written, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tables);
        await using var book = await Workbook.CreateAsync(output, written, cancellation);
        var isFirst = true;
        foreach (var table in tables)
        {
            if (table.Name.Length is 0 or > LongestName || table.Name.AsSpan().ContainsAny(NotInNames)) throw new ArgumentException($"'{table.Name}' is no name for a sheet.", nameof(tables));
            await book.AddAsync(table.Name, sheet => table.WriteAsync(sheet, isFirst, cancellation), cancellation);
            isFirst = false;
        }

        await book.EndAsync(cancellation);
    }

    private async Task WriteAsync(SheetWriter sheet, bool isFirst, CancellationToken cancellation)
    {
        sheet.Begin(Columns.Select(column => Math.Clamp(column.Length + 2.0, 10, 40)), isFirst, freezes: true);
        sheet.BeginRow();
        for (var i = 0; i < Columns.Count; i++) sheet.Text(i, Columns[i], SheetWriter.Bold);
        await sheet.EndRowAsync(cancellation);
        foreach (var row in Rows)
        {
            sheet.BeginRow();
            for (var i = 0; i < row.Count; i++)
            {
                if (row[i] is DateOnly day) sheet.Date(i, day);
                else if (Number(row[i]) is { } number) sheet.Number(i, number);
                else if (row[i] is string { Length: > 0 } text) sheet.Text(i, text.Length <= Xlsx.CellLimit ? ExportText.Escape(text) : throw new ArgumentException("A text of a published table is longer than a cell holds."));
            }

            await sheet.EndRowAsync(cancellation);
        }
    }

    private static double? Number(object? cell) => cell switch
    {
        null or string or DateOnly => null,
        double number => double.IsFinite(number) ? number : null,
        int or long => Convert.ToDouble(cell, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A cell cannot be a {cell.GetType().Name}."),
    };
}
