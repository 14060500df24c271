using System.Text;
using System.Text.Json;
using SelfEval.Exchange.Export;
using SelfEval.Exchange.Export.Formats;
using SelfEval.Exchange.Export.Tables;
using Xunit;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Random questionnaires, missing kinds and texts: each format, read back by its stated conventions, says what was answered, cell by cell.</summary>
public sealed class SameValuesTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Csv(int seed)
    {
        var export = new RandomExport(seed);
        var rows = CsvReading.Rows(await Written.AsAsync("csv", export));
        Same(export, rows[0], rows[1..], cell => cell);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Csv_for_spreadsheets(int seed)
    {
        var export = new RandomExport(seed);
        var file = await Written.AsAsync("csv-spreadsheet", export);
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        var rows = CsvReading.Rows(file[3..]);
        Assert.All(rows.SelectMany(row => row), cell => Assert.True(cell.Length <= 32_767));
        Same(export, rows[0], rows[1..], CsvReading.Unguarded);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Xlsx(int seed)
    {
        var export = new RandomExport(seed);
        using var book = new XlsxReading(await Written.AsAsync("xlsx", export));
        Assert.Equal(["data", "labels", "codebook", "about"], book.Sheets.Keys);
        Assert.False(book.HasFormulas);
        var rows = book.Rows("data", 300);
        var names = rows[0].TakeWhile(name => name is not null).Cast<string>().ToArray();
        Same(export, names, [.. rows.Skip(1)], (field, cell) => cell switch
        {
            null => Values.Blank,
            double number => Values.OfNumber(field, number, XlsxReading.Day),
            _ => Values.OfText(field, (string)cell),
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Sav(int seed)
    {
        var export = new RandomExport(seed);
        using var sav = new SavReading(await Written.AsAsync("sav", export));
        Same(export, [.. sav.Variables.Select(variable => variable.Name)], sav.Rows, (field, cell) => cell switch
        {
            null => Values.Blank,
            double number => Values.OfNumber(field, number, SavReading.Day),
            _ => Values.OfText(field, (string)cell),
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Ndjson(int seed)
    {
        var export = new RandomExport(seed);
        var fields = export.Frame.Table(ExportLayout.Responses).Fields;
        var lines = Encoding.UTF8.GetString(await Written.AsAsync("ndjson", export)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var rows = lines.Select(line => JsonDocument.Parse(line).RootElement).Select(record => fields.Select(field => (object?)Cell(record, field)).ToArray()).ToList();
        Same(export, [.. fields.Select(field => field.Name)], rows, (_, cell) => (string)cell!);

        static string Cell(JsonElement record, ExportField field)
        {
            var cell = record.GetProperty(field.Name);
            if (cell.ValueKind != JsonValueKind.Null) return Values.OfText(field with { Codes = null }, cell.ToString());
            return field.MissingName is { } name ? Values.MissingByName(record.GetProperty(name).GetString()) : Values.Blank;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Parquet(int seed)
    {
        var export = new RandomExport(seed);
        var fields = export.Frame.Table(ExportLayout.Responses).Fields;
        using var file = new MemoryStream(await Written.AsAsync("parquet", export));
        var rows = await ParquetReading.RowsAsync(file, fields);
        Same(export, [.. fields.Select(field => field.Name)], rows, (_, cell) => (string)cell!);
    }

    [Fact]
    public async Task Every_format_gives_the_same_bytes_again_in_every_layout()
    {
        foreach (var format in ExportFormats.All)
        {
            foreach (var layout in Enum.GetValues<ExportLayout>())
                Assert.Equal(await Written.AsAsync(format.Name, new RandomExport(3, 12, layout)), await Written.AsAsync(format.Name, new RandomExport(3, 12, layout)));
        }
    }

    [Fact]
    public async Task The_first_byte_is_out_before_the_first_row_is_read()
    {
        foreach (var format in ExportFormats.All.Where(format => format.StartsAtOnce && format.Name != "ndjson"))
        {
            var export = new RandomExport(3, 5);
            using var memory = new MemoryStream();
            await using var sink = new ForwardOnly(memory);
            await format.WriteAsync(sink, export.Frame, Watched());

            async IAsyncEnumerable<ExportRow> Watched()
            {
                Assert.True(memory.Length > 0, format.Name);
                await foreach (var row in export.Stream()) yield return row;
            }
        }
    }

    [Fact]
    public async Task Every_format_holds_no_rows_too()
    {
        foreach (var format in ExportFormats.All) Assert.Equal(format.Name == "ndjson", (await Written.AsAsync(format.Name, new RandomExport(3, 0))).Length == 0);
    }

    [Fact]
    public void Escapes_are_turned_back_exactly() =>
        Assert.All([.. NastyTexts.All, NastyTexts.Longest], text => Assert.Equal(text, ExportText.Unescape(ExportText.Escape(text))));

    internal static void Same(RandomExport export, IReadOnlyList<string> names, IReadOnlyList<string[]> rows, Func<string, string> clean) =>
        Same(export, names, [.. rows.Select(row => row.Select(cell => (object?)clean(cell)).ToArray())], (field, cell) => Values.OfText(field, (string)cell!));

    /// <summary>Compares cell by cell; columns of further parts are joined to the one they go on from.</summary>
    internal static void Same(RandomExport export, IReadOnlyList<string> names, IReadOnlyList<object?[]> rows, Func<ExportField, object?, string> value, Func<string, string>? rounded = null)
    {
        var fields = export.Frame.Table(ExportLayout.Responses).Fields;
        var expected = Values.Expected(export);
        Assert.Equal(fields.Select(field => field.Name), names.Where(name => !name.Contains("__part", StringComparison.Ordinal)));
        Assert.Equal(expected.Count, rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            var at = 0;
            for (var column = 0; column < fields.Count; column++)
            {
                var cell = rows[row][at++];
                for (; at < names.Count && names[at].StartsWith(fields[column].Name + "__part", StringComparison.Ordinal); at++)
                {
                    if (rows[row][at] is string part) cell = (string)cell! + part;
                }

                var said = value(fields[column], cell);
                Assert.True(rounded is null ? expected[row][column] == said : rounded(expected[row][column]) == rounded(said), $"{fields[column].Name} in row {row}: {Short(expected[row][column])} became {Short(said)}");
            }
        }
    }

    private static string Short(string text) => string.Concat((text.Length <= 80 ? text : text[..40] + $"…({text.Length})…" + text[^40..]).Select(c => c is < ' ' or > '~' ? $"<{(int)c:X}>" : c.ToString()));
}
