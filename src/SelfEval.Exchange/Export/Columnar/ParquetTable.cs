using System.Text.Json;
using Parquet;
using Parquet.Schema;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Columnar;

/// <summary>
/// A table as Parquet. An answer that is missing is null, and the column <c>name__missing</c> after it says why; the columns of an item with several choices
/// share theirs. The codebook is in the file's key-value metadata, as JSON under <c>selfeval.codebook</c>. Row groups are written as they fill, so memory
/// does not grow with the rows.
/// </summary>
internal sealed class ParquetTable : TableWriter
{
    private const int GroupRows = 10_000, GroupCharacters = 8_000_000;
    private readonly GatheredWrites output;
    private readonly ExportFrame frame;
    private readonly List<ParquetColumn> columns = [];
    private readonly List<int> fieldOf = [];
    private ParquetWriter? writer;
    private int rows;
    private int characters;

    private ParquetTable(GatheredWrites output, ExportFrame frame, IReadOnlyList<ExportField> fields)
    {
        (this.output, this.frame) = (output, frame);
        for (var i = 0; i < fields.Count; i++)
        {
            var before = columns.Count;
            columns.AddRange(ParquetColumn.Of(fields[i], fields[i].MissingName is { } name && (i == 0 || fields[i - 1].MissingName != name), GroupRows));
            for (; before < columns.Count; before++) fieldOf.Add(i);
        }
    }

    internal static async Task WriteAsync(Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation)
    {
        var table = frame.Table(frame.Layout);
        await using var gathered = new GatheredWrites(output);
        await new ParquetTable(gathered, frame, table.Fields).WriteAsync(table, rows, cancellation);
        await gathered.FlushAsync(cancellation);
    }

    internal override async ValueTask BeginAsync(CancellationToken cancellation)
    {
        writer = await ParquetWriter.CreateAsync(new ParquetSchema([.. columns.Select(column => column.Field)]), output, new ParquetOptions { CompressionMethod = CompressionMethod.Snappy }, false, cancellation);
        writer.CustomMetadata = new Dictionary<string, string>
        {
            ["selfeval.codebook"] = JsonSerializer.Serialize(Codebook.Rows(frame).Select(row => Codebook.Columns.Zip(row).Where(cell => cell.Second is not null).ToDictionary(cell => cell.First, cell => cell.Second))),
            ["selfeval.readme"] = string.Join('\n', ExportReadme.Lines(frame, ["One row a record. Null is a missing answer; name__missing says why."])),
        };
        await output.FlushAsync(cancellation);
    }

    internal override ValueTask WriteAsync(ExportCell[] cells, CancellationToken cancellation)
    {
        for (var i = 0; i < columns.Count; i++) columns[i].Add(rows, in cells[fieldOf[i]]);
        for (var i = 0; i < cells.Length; i++) characters += cells[i].Words?.Length ?? 0;
        return ++rows < GroupRows && characters < GroupCharacters ? ValueTask.CompletedTask : WriteGroupAsync(cancellation);
    }

    internal override async ValueTask EndAsync(CancellationToken cancellation)
    {
        if (rows > 0) await WriteGroupAsync(cancellation);
        await writer!.DisposeAsync();
    }

    private async ValueTask WriteGroupAsync(CancellationToken cancellation)
    {
        using (var group = writer!.CreateRowGroup())
        {
            foreach (var column in columns) await column.WriteAsync(group, rows, cancellation);
        }

        (rows, characters) = (0, 0);
        await output.FlushAsync(cancellation);
    }
}
