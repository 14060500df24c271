using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export;

/// <summary>Small tables of texts as CSV: the codebook and its kind.</summary>
internal static class CodebookCsv
{
    internal static Task WriteAsync(Stream output, ExportFrame frame, CancellationToken cancellation) => WriteAsync(output, Codebook.Columns, Codebook.Rows(frame), cancellation);

    internal static async Task WriteAsync(Stream output, IEnumerable<string> columns, IEnumerable<IReadOnlyList<string?>> rows, CancellationToken cancellation)
    {
        var csv = new CsvWriter(output);
        await csv.HeaderAsync(columns, cancellation);
        foreach (var row in rows)
        {
            foreach (var cell in row) csv.Text(cell);
            await csv.EndRowAsync(cancellation);
        }

        await csv.FlushAsync(cancellation);
    }
}
