namespace SelfEval.Exchange.Export.Tables;

/// <summary>Writes the records of a table in one format.</summary>
internal abstract class TableWriter
{
    /// <summary>What stands before the first record.</summary>
    internal virtual ValueTask BeginAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>One record. The cells are filled anew for the next.</summary>
    internal abstract ValueTask WriteAsync(ExportCell[] cells, CancellationToken cancellation);

    /// <summary>What stands after the last record.</summary>
    internal abstract ValueTask EndAsync(CancellationToken cancellation);

    /// <summary>A whole table.</summary>
    internal async Task WriteAsync(ExportTable table, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation)
    {
        await BeginAsync(cancellation);
        var cells = new ExportCell[table.Fields.Count];
        await foreach (var row in rows.WithCancellation(cancellation)) await WriteAsync(table, row, cells, cancellation);
        await EndAsync(cancellation);
    }

    /// <summary>The records of one response.</summary>
    internal async ValueTask WriteAsync(ExportTable table, ExportRow row, ExportCell[] cells, CancellationToken cancellation)
    {
        for (var record = 0; record < table.Count(row); record++)
        {
            table.Fill(row, record, cells);
            await WriteAsync(cells, cancellation);
        }
    }
}
