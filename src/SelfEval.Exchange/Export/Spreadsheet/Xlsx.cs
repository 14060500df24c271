using System.Globalization;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Spreadsheet;

/// <summary>
/// A workbook with the sheets <c>data</c> (codes), <c>labels</c> (words), <c>codebook</c> and <c>about</c>. The records wait in a temporary file, because the
/// sheets of a file stand one after the other; memory does not grow with them. More records than a sheet holds go on in <c>data 2</c>.
/// </summary>
internal static class Xlsx
{
    /// <summary>The most UTF-16 units that a cell holds (Microsoft: Excel specifications and limits).</summary>
    internal const int CellLimit = 32_767;

    /// <summary>The most rows of a sheet, the header among them.</summary>
    internal const int RowLimit = 1_048_576;

    private static readonly string[] Sheets =
    [
        "data      codes; one row a record",
        "labels    the same rows with the words that people read",
        "codebook  one row a variable of a wide data sheet: its question, values, instrument and scales",
        "No cell is a formula: texts are texts, whatever they begin with.",
    ];

    internal static Task WriteAsync(Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation) =>
        WriteAsync(output, frame, rows, RowLimit, cancellation);

    internal static async Task WriteAsync(Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, int rowLimit, CancellationToken cancellation)
    {
        var table = frame.Table(frame.Layout);
        await using var book = await Workbook.CreateAsync(output, frame.About.Created, cancellation);
        await using var spool = await PartedSpool.OfAsync(table, rows, new TextParts(table.Fields, CellLimit, inBytes: false, keepsTrailingSpaces: true), cancellation);
        await RecordsAsync(book, "data", spool, rowLimit, Data(spool.Fields), cancellation);
        await RecordsAsync(book, "labels", spool, rowLimit, Labels(spool.Fields), cancellation);
        await book.AddAsync("codebook", sheet => CodebookAsync(sheet, frame, cancellation), cancellation);
        await book.AddAsync("about", sheet => AboutAsync(sheet, frame, cancellation), cancellation);
        await book.EndAsync(cancellation);
    }

    private static async Task RecordsAsync(Workbook book, string name, PartedSpool spool, int rowLimit, Action<SheetWriter, ExportCell[]> write, CancellationToken cancellation)
    {
        await using var records = spool.ReadAsync(cancellation).GetAsyncEnumerator(cancellation);
        var (left, sheets) = (spool.Count, 0);
        do
        {
            sheets++;
            var isFirst = name == "data" && sheets == 1;
            await book.AddAsync(sheets == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {sheets}"), async sheet =>
            {
                sheet.Begin(spool.Fields.Select(Width), isFirst, freezes: true);
                await HeaderAsync(sheet, spool.Fields.Select(field => field.Name), cancellation);
                for (; left > 0 && sheet.Rows < rowLimit; left--)
                {
                    await records.MoveNextAsync();
                    sheet.BeginRow();
                    write(sheet, records.Current);
                    await sheet.EndRowAsync(cancellation);
                }
            }, cancellation);
        }
        while (left > 0);
    }

    private static Action<SheetWriter, ExportCell[]> Data(IReadOnlyList<ExportField> fields)
    {
        byte[][][] codes = [.. fields.Select(field => field.Options.Select(option => SheetWriter.Known(option.Code)).ToArray())];
        return (sheet, cells) =>
        {
            for (var i = 0; i < cells.Length; i++)
            {
                switch (cells[i].Kind)
                {
                    case CellKind.Blank: break;
                    case CellKind.Missing: sheet.Number(i, fields[i].Codes!.Of(cells[i].MissingKind)!.Value); break;
                    case CellKind.Choice when fields[i].HasNumberCodes: sheet.Number(i, fields[i].Options[cells[i].Choice].Number); break;
                    case CellKind.Choice: sheet.Known(i, codes[i][cells[i].Choice]); break;
                    default: Value(sheet, i, cells[i]); break;
                }
            }
        };
    }

    private static Action<SheetWriter, ExportCell[]> Labels(IReadOnlyList<ExportField> fields)
    {
        byte[][][] labels = [.. fields.Select(field => field.Options.Select(option => SheetWriter.Known(ExportText.Escape(option.Label))).ToArray())];
        byte[][] missing = [.. Enum.GetValues<Instruments.Definition.MissingKind>().Select(kind => SheetWriter.Known($"({MissingCodes.Words(kind)})"))];
        return (sheet, cells) =>
        {
            for (var i = 0; i < cells.Length; i++)
            {
                switch (cells[i].Kind)
                {
                    case CellKind.Blank: break;
                    case CellKind.Missing: sheet.Known(i, missing[(int)cells[i].MissingKind]); break;
                    case CellKind.Choice: sheet.Known(i, labels[i][cells[i].Choice]); break;
                    default: Value(sheet, i, cells[i]); break;
                }
            }
        };
    }

    private static void Value(SheetWriter sheet, int column, in ExportCell cell)
    {
        if (cell.Kind == CellKind.Number) sheet.Number(column, cell.Number);
        else if (cell.Kind == CellKind.Date) sheet.Date(column, cell.Day);
        else sheet.Text(column, cell.Words!);
    }

    private static async Task CodebookAsync(SheetWriter sheet, ExportFrame frame, CancellationToken cancellation)
    {
        sheet.Begin(Codebook.Columns.Select(column => column is "item_text" or "values" or "label" or "missing_codes" ? 50.0 : 16.0), isFirst: false, freezes: true);
        await HeaderAsync(sheet, Codebook.Columns, cancellation);
        foreach (var row in Codebook.Rows(frame))
        {
            // What does not fit a cell goes on in the next row, under the same variable.
            for (var from = 0; from == 0 || row.Any(cell => cell?.Length > from); from += CellLimit)
            {
                sheet.BeginRow();
                if (from > 0) sheet.Text(0, row[0]!);
                for (var i = 0; i < row.Count; i++)
                {
                    if (row[i]?.Length > from) sheet.Text(i, row[i]![from..Math.Min(row[i]!.Length, from + CellLimit)]);
                }

                await sheet.EndRowAsync(cancellation);
            }
        }
    }

    private static async Task AboutAsync(SheetWriter sheet, ExportFrame frame, CancellationToken cancellation)
    {
        sheet.Begin([140.0], isFirst: false, freezes: false);
        foreach (var line in ExportReadme.Lines(frame, Sheets, TextParts.Stated))
        {
            sheet.BeginRow();
            if (line.Length > 0) sheet.Text(0, line, line.All(c => char.IsUpper(c) || c == ' ') ? SheetWriter.Bold : SheetWriter.Plain);
            await sheet.EndRowAsync(cancellation);
        }
    }

    private static ValueTask HeaderAsync(SheetWriter sheet, IEnumerable<string> names, CancellationToken cancellation)
    {
        sheet.BeginRow();
        var column = 0;
        foreach (var name in names) sheet.Text(column++, name, SheetWriter.Bold);
        return sheet.EndRowAsync(cancellation);
    }

    private static double Width(ExportField field) => field.IsWritten ? 50 : Math.Clamp(field.Name.Length + 2, 8, 30);
}
