using System.Text;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Spreadsheet;

/// <summary>
/// CSV that a spreadsheet opens unharmed: a byte order mark, apostrophes before what it would take for formulas, and no cell longer than it holds. Where
/// there are no texts the records stream by; otherwise they wait until the longest is known.
/// </summary>
internal static class CsvForSpreadsheets
{
    /// <summary>The most UTF-16 units that a cell holds, less the apostrophe (Microsoft: Excel specifications and limits).</summary>
    internal const int CellLimit = 32_766;

    internal static async Task WriteAsync(Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation)
    {
        var table = frame.Table(frame.Layout);
        if (!table.Fields.Any(field => field.IsWritten))
        {
            await new CsvTable(output, table.Fields, guard: true, mark: true).WriteAsync(table, rows, cancellation);
            return;
        }

        // The mark goes out at once, however long the rows take.
        await output.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancellation);
        await using var spool = await PartedSpool.OfAsync(table, rows, new TextParts(table.Fields, CellLimit, inBytes: false, keepsTrailingSpaces: true), cancellation);
        var csv = new CsvTable(output, spool.Fields, guard: true);
        await csv.BeginAsync(cancellation);
        await foreach (var cells in spool.ReadAsync(cancellation)) await csv.WriteAsync(cells, cancellation);
        await csv.EndAsync(cancellation);
    }
}
