using System.Text;
using SelfEval.Exchange.Export.Spss;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Scripts;

/// <summary>A zip of <c>data.csv</c> and the script that reads it into a statistics program, with the codebook and a README.</summary>
internal static class ScriptPackage
{
    internal static Task SpssAsync(Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation) =>
        WriteAsync(output, frame, rows, SpssSyntax.Name, 64, SpssSyntax.Of, cancellation);

    internal static Task StataAsync(Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation) =>
        WriteAsync(output, frame, rows, StataDo.Name, 32, StataDo.Of, cancellation);

    internal static Task RAsync(Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation) =>
        WriteAsync(output, frame, rows, RScript.Name, 64, RScript.Of, cancellation);

    private static async Task WriteAsync(
        Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, string name, int longestName, Func<IReadOnlyList<ScriptVariable>, RoundExportAbout, string> script, CancellationToken cancellation)
    {
        var table = new OneLineTable(frame.Table(frame.Layout));
        var parts = new TextParts(table.Fields, SavVariable.LongestString, inBytes: true, keepsTrailingSpaces: false);
        await using var zip = await ZipFile.CreateAsync(output, frame.About.Created, cancellation);
        await zip.AddAsync("README.txt", Encoding.UTF8.GetBytes(string.Concat(ExportReadme.Lines(frame, Files(name), ScriptedCsv.Stated).Select(line => line + "\r\n"))), cancellation);
        await zip.AddAsync("codebook.csv", stream => CodebookCsv.WriteAsync(stream, frame, cancellation), cancellation);
        await using var spool = await PartedSpool.OfAsync(table, rows, parts, cancellation);
        var sizes = table.Fields.SelectMany((_, field) => parts.SizesOf(field)).ToList();
        var names = StatisticalNames.Of(spool.Fields, longestName);
        await zip.AddAsync(name, Encoding.UTF8.GetBytes(script([.. spool.Fields.Select((field, i) => new ScriptVariable(field, names[i], sizes[i]))], frame.About)), cancellation);
        await zip.AddAsync("data.csv", async stream =>
        {
            var csv = new ScriptedCsv(stream, spool.Fields);
            await csv.BeginAsync(cancellation);
            await foreach (var cells in spool.ReadAsync(cancellation)) await csv.WriteAsync(cells, cancellation);
            await csv.EndAsync(cancellation);
        }, cancellation);
        await zip.EndAsync(cancellation);
    }

    private static string[] Files(string script) =>
    [
        "data.csv      one row a record",
        $"{script,-13} run it in the folder of data.csv",
        "codebook.csv  one row a variable: its question, values, instrument and scales",
    ];

    /// <summary>A table whose texts are each on one line.</summary>
    private sealed class OneLineTable(ExportTable inner) : ExportTable(inner.Name, inner.Title, inner.Fields)
    {
        public override int Count(ExportRow row) => inner.Count(row);

        public override void Fill(ExportRow row, int record, ExportCell[] cells)
        {
            inner.Fill(row, record, cells);
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i].Words is { } words) cells[i] = ExportCell.Of(ScriptedCsv.OneLine(words));
            }
        }
    }
}
