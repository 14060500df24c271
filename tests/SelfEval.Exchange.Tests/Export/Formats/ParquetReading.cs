using Parquet;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Reads a Parquet file of ours by its stated convention: null, and a column beside it that says why.</summary>
internal static class ParquetReading
{
    internal static async Task<List<object?[]>> RowsAsync(Stream file, IReadOnlyList<ExportField> fields)
    {
        await using var reader = await ParquetReader.CreateAsync(file);
        var rows = new List<object?[]>();
        for (var g = 0; g < reader.RowGroupCount; g++)
        {
            using var group = reader.OpenRowGroupReader(g);
            var from = rows.Count;
            for (var i = 0L; i < group.RowCount; i++) rows.Add(new object?[fields.Count]);
            for (var column = 0; column < fields.Count; column++)
            {
                var values = await ColumnAsync(reader, group, fields[column].Name);
                var reasons = fields[column].MissingName is { } name ? await ColumnAsync(reader, group, name) : null;
                for (var i = 0; i < values.Count; i++)
                {
                    rows[from + i][column] = values[i] is { } cell ? Values.OfText(fields[column] with { Codes = null }, cell)
                        : reasons is null ? Values.Blank : Values.MissingByName(reasons[i]);
                }
            }
        }

        return rows;
    }

    private static async Task<IReadOnlyList<string?>> ColumnAsync(ParquetReader reader, ParquetRowGroupReader group, string name)
    {
        var field = reader.Schema.DataFields.Single(one => one.Name == name);
        var count = (int)group.RowCount;
        if (field.ClrType == typeof(double)) return await OfAsync<double>(number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        if (field.ClrType == typeof(int)) return await OfAsync<int>(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (field.ClrType == typeof(DateOnly)) return await OfAsync<DateOnly>(day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        if (field.ClrType == typeof(DateTime)) return await OfAsync<DateTime>(day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var texts = new string?[count];
        await group.ReadAsync(field, texts.AsMemory());
        return texts;

        async Task<IReadOnlyList<string?>> OfAsync<T>(Func<T, string> spell)
            where T : struct
        {
            var values = new T?[count];
            await group.ReadAsync(field, values.AsMemory());
            return [.. values.Select(value => value is { } given ? spell(given) : null)];
        }
    }
}
