using System.Runtime.CompilerServices;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>A table's records kept, with texts split into as many columns as the longest needs.</summary>
internal sealed class PartedSpool : IAsyncDisposable
{
    private readonly TableSpool spool;
    private readonly TextParts parts;

    private PartedSpool(ExportTable table, TextParts parts) => (spool, this.parts) = (new TableSpool(table.Fields.Count), parts);

    internal long Count => spool.Count;

    internal IReadOnlyList<ExportField> Fields { get; private set; } = [];

    public ValueTask DisposeAsync() => spool.DisposeAsync();

    internal static async Task<PartedSpool> OfAsync(ExportTable table, IAsyncEnumerable<ExportRow> rows, TextParts parts, CancellationToken cancellation)
    {
        var kept = new PartedSpool(table, parts);
        try
        {
            var cells = new ExportCell[table.Fields.Count];
            await foreach (var row in rows.WithCancellation(cancellation))
            {
                for (var record = 0; record < table.Count(row); record++)
                {
                    table.Fill(row, record, cells);
                    parts.Measure(cells);
                    await kept.spool.AddAsync(cells, cancellation);
                }
            }

            kept.Fields = parts.Fields();
            return kept;
        }
        catch
        {
            await kept.DisposeAsync();
            throw;
        }
    }

    /// <summary>The records with their texts split; each time the same array, filled anew.</summary>
    internal async IAsyncEnumerable<ExportCell[]> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var split = new ExportCell[Fields.Count];
        await foreach (var cells in spool.ReadAsync(cancellation))
        {
            parts.Fill(cells, split);
            yield return split;
        }
    }
}
