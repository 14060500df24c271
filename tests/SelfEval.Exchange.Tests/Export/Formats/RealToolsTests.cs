using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using SelfEval.Exchange.Export.Tables;
using Xunit;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Our files in the programs that evaluators open them with.</summary>
public sealed class RealToolsTests
{
    private const int Files = 6;

    [Fact]
    public async Task Haven_reads_every_sav_cell_by_cell()
    {
        using var folder = new Folder();
        var exports = Enumerable.Range(101, Files).Select(seed => new RandomExport(seed)).ToList();
        var files = new List<string>();
        foreach (var export in exports) files.Add(await folder.WriteAsync($"{files.Count}.sav", await Written.AsAsync("sav", export)));
        foreach (var (export, (names, rows)) in exports.Zip(await HavenReading.FilesAsync(folder, files))) SameValuesTests.Same(export, names, rows, OfSav);
    }

    [Fact]
    public async Task Pspp_runs_the_syntax_and_haven_reads_what_it_saved()
    {
        using var folder = new Folder();
        var exports = Enumerable.Range(201, Files).Select(seed => new RandomExport(seed)).ToList();
        var files = new List<string>();
        foreach (var export in exports)
        {
            var own = folder.Unzip($"sps{files.Count}", await Written.AsAsync("sps", export));
            var said = await Tool.RunAsync("pspp", own, "-b", "read.sps", "-o", "-", "-O", "format=txt");
            Assert.DoesNotContain("error", said, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("warning", said, StringComparison.OrdinalIgnoreCase);
            files.Add(Path.Combine(own, "data.sav"));
        }

        foreach (var (export, (names, rows)) in exports.Zip(await HavenReading.FilesAsync(folder, files))) SameValuesTests.Same(export, names, rows, OfSav);
    }

    [Fact]
    public async Task Pspp_reads_every_sav_cell_by_cell()
    {
        using var folder = new Folder();
        for (var seed = 301; seed < 301 + Files; seed++)
        {
            var export = new RandomExport(seed);
            await folder.WriteAsync("in.sav", await Written.AsAsync("sav", export));
            // As days, codes for missing answers could not be printed.
            var days = string.Join(' ', export.Frame.Table(ExportLayout.Responses).Fields.Where(field => field.Kind == FieldKind.Date).Select(field => field.Name));
            await folder.WriteAsync("read.sps", Encoding.UTF8.GetBytes($"GET FILE='in.sav'.\nFORMATS {days} (F20.0).\nSAVE TRANSLATE /OUTFILE='out.csv' /TYPE=CSV /FIELDNAMES /CELLS=VALUES /REPLACE.\n"));
            await Tool.RunAsync("pspp", folder.Path, "-b", "read.sps", "-o", "log.txt");
            var rows = CsvReading.Rows(await File.ReadAllBytesAsync(folder.File("out.csv")));
            SameValuesTests.Same(export, rows[0], [.. rows.Skip(1).Select(row => row.Select(cell => (object?)cell).ToArray())], (field, cell) => (string)cell! switch
            {
                " " or "" => Values.Blank,
                var text when field.Kind == FieldKind.Text => Values.OfText(field, text),
                var number => Values.OfNumber(field, double.Parse(number, CultureInfo.InvariantCulture), SavReading.Day),
            }, Values.Rounded);
        }
    }

    [Fact]
    public async Task LibreOffice_reads_every_cell_of_a_workbook()
    {
        using var folder = new Folder();
        var exports = Enumerable.Range(401, Files).Select(seed => new RandomExport(seed)).ToList();
        var files = new List<string>();
        foreach (var export in exports) files.Add(await folder.WriteAsync($"{files.Count}.xlsx", await Written.AsAsync("xlsx", export)));
        await Tool.RunAsync("soffice", folder.Path, ["--headless", "--norestore", $"-env:UserInstallation=file://{folder.Path}/profile", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false", .. files]);
        foreach (var (export, file) in exports.Zip(files))
        {
            var rows = CsvReading.Rows(await File.ReadAllBytesAsync(Path.ChangeExtension(file, ".csv")));
            SameValuesTests.Same(export, rows[0], [.. rows.Skip(1).Select(row => row.Select(cell => (object?)cell).ToArray())], (field, cell) => (string)cell! switch
            {
                "" => Values.Blank,
                var number when field.Kind != FieldKind.Text && double.TryParse(number, CultureInfo.InvariantCulture, out var given) => Values.OfNumber(field, given, XlsxReading.Day),
                var text => Values.OfText(field, text),
            }, value => OneKindOfLineBreak(Values.Rounded(value)));
        }
    }

    [Fact]
    public async Task DuckDB_reads_every_cell_of_a_parquet_file()
    {
        using var folder = new Folder();
        await using var db = new DuckDBConnection("DataSource=:memory:");
        await db.OpenAsync();
        for (var seed = 501; seed < 501 + Files; seed++)
        {
            var export = new RandomExport(seed);
            var fields = export.Frame.Table(ExportLayout.Responses).Fields;
            var file = await folder.WriteAsync($"{seed}.parquet", await Written.AsAsync("parquet", export));
            await using var query = db.CreateCommand();
            query.CommandText = $"SELECT * FROM read_parquet('{file}')";
            await using var reader = await query.ExecuteReaderAsync();
            var rows = new List<object?[]>();
            while (await reader.ReadAsync()) rows.Add([.. fields.Select(field => (object?)Cell(reader, field))]);
            SameValuesTests.Same(export, [.. fields.Select(field => field.Name)], rows, (_, cell) => (string)cell!);
        }

        static string Cell(System.Data.Common.DbDataReader reader, ExportField field)
        {
            var at = reader.GetOrdinal(field.Name);
            if (reader.IsDBNull(at)) return field.MissingName is { } name ? Values.MissingByName(reader.GetString(reader.GetOrdinal(name))) : Values.Blank;
            return reader.GetValue(at) switch
            {
                DateOnly day => Values.Day(day),
                DateTime day => Values.Day(DateOnly.FromDateTime(day)),
                double number => Values.Number(number),
                var other => Values.OfText(field with { Codes = null }, Convert.ToString(other, CultureInfo.InvariantCulture)!),
            };
        }
    }

    /// <summary>A cell of LibreOffice has one kind of line break, whatever is in the file.</summary>
    private static string OneKindOfLineBreak(string value) => value.ReplaceLineEndings("\n");

    private static string OfSav(ExportField field, object? cell) => cell switch
    {
        null => Values.Blank,
        double number => Values.OfNumber(field, number, SavReading.Day),
        _ => Values.OfText(field, (string)cell),
    };
}
