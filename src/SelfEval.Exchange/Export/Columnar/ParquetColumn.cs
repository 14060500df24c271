using Parquet;
using Parquet.Schema;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Columnar;

/// <summary>The values of a column that wait for the next row group.</summary>
internal abstract class ParquetColumn(DataField field)
{
    internal DataField Field { get; } = field;

    internal static IEnumerable<ParquetColumn> Of(ExportField field, bool hasMissing, int rows)
    {
        yield return field.Kind switch
        {
            FieldKind.Number => new Numbers(field.Name, rows),
            FieldKind.Date => new Days(field.Name, rows),
            FieldKind.Choice when field.HasNumberCodes => new WholeNumbers(field, rows),
            _ => new Words(field, rows),
        };
        if (hasMissing) yield return new Reasons(field.MissingName!, rows);
    }

    internal abstract void Add(int row, in ExportCell cell);

    internal abstract Task WriteAsync(ParquetRowGroupWriter group, int rows, CancellationToken cancellation);

    private abstract class Values<T>(string name, int rows) : ParquetColumn(new DataField(name, typeof(T), isNullable: true))
        where T : struct
    {
        private readonly T?[] values = new T?[rows];

        internal override void Add(int row, in ExportCell cell) => values[row] = cell.Kind is CellKind.Blank or CellKind.Missing ? null : Value(cell);

        internal override async Task WriteAsync(ParquetRowGroupWriter group, int rows, CancellationToken cancellation) =>
            await group.WriteAsync<T>(Field, values.AsMemory(0, rows), cancellationToken: cancellation);

        protected abstract T Value(in ExportCell cell);
    }

    private sealed class Numbers(string name, int rows) : Values<double>(name, rows)
    {
        protected override double Value(in ExportCell cell) => cell.Number;
    }

    private sealed class Days(string name, int rows) : Values<DateOnly>(name, rows)
    {
        protected override DateOnly Value(in ExportCell cell) => cell.Day;
    }

    private sealed class WholeNumbers(ExportField field, int rows) : Values<int>(field.Name, rows)
    {
        protected override int Value(in ExportCell cell) => field.Options[cell.Choice].Number;
    }

    private abstract class Strings(string name, int rows) : ParquetColumn(new DataField(name, typeof(string), isNullable: true))
    {
        private readonly string?[] values = new string?[rows];

        internal override void Add(int row, in ExportCell cell) => values[row] = Value(cell);

        internal override async Task WriteAsync(ParquetRowGroupWriter group, int rows, CancellationToken cancellation)
        {
            await group.WriteAsync(Field, new ArraySegment<string>(values!, 0, rows));
            Array.Clear(values);
        }

        protected abstract string? Value(in ExportCell cell);
    }

    private sealed class Words(ExportField field, int rows) : Strings(field.Name, rows)
    {
        protected override string? Value(in ExportCell cell) => cell.Kind switch
        {
            CellKind.Text => cell.Words,
            CellKind.Choice => field.Options[cell.Choice].Code,
            _ => null,
        };
    }

    /// <summary>Why an answer is missing; null where it is not.</summary>
    private sealed class Reasons(string name, int rows) : Strings(name, rows)
    {
        protected override string? Value(in ExportCell cell) => cell.Kind switch
        {
            CellKind.Blank => MissingCodes.Name(MissingKind.NotShown),
            CellKind.Missing => MissingCodes.Name(cell.MissingKind),
            _ => null,
        };
    }
}
