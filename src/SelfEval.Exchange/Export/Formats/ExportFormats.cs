using SelfEval.Exchange.Export.Columnar;
using SelfEval.Exchange.Export.Fhir;
using SelfEval.Exchange.Export.Lines;
using SelfEval.Exchange.Export.Packages;
using SelfEval.Exchange.Export.Scripts;
using SelfEval.Exchange.Export.Spreadsheet;
using SelfEval.Exchange.Export.Spss;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Formats;

/// <summary>Every format that rows leave in.</summary>
public static class ExportFormats
{
    /// <summary>The formats, in the order in which a page lists them.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        new("zip", "Everything, with a README, as one zip", ".zip", "application/zip", PackageFormat.WriteAsync),
        new("csv", "CSV for analysis", ".csv", "text/csv", CsvAsync),
        new("csv-spreadsheet", "CSV for a spreadsheet", ".csv", "text/csv", CsvForSpreadsheets.WriteAsync),
        new("xlsx", "Excel workbook", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Xlsx.WriteAsync),
        new("sav", "SPSS data file", ".sav", "application/x-spss-sav", Sav.WriteAsync) { StartsAtOnce = false },
        new("sps", "SPSS syntax with its data", ".zip", "application/zip", ScriptPackage.SpssAsync),
        new("do", "Stata script with its data", ".zip", "application/zip", ScriptPackage.StataAsync),
        new("r", "R script with its data", ".zip", "application/zip", ScriptPackage.RAsync),
        new("parquet", "Parquet", ".parquet", "application/vnd.apache.parquet", ParquetTable.WriteAsync),
        new("ndjson", "NDJSON, one record a line", ".ndjson", "application/x-ndjson", NdjsonAsync),
        new("fhir", "FHIR R4 bundle", ".json", "application/fhir+json", FhirBundle.WriteAsync) { HasLayouts = false },
    ];

    /// <summary>The format of this name, whatever the case of its letters; null where there is none.</summary>
    public static ExportFormat? Find(string name) => All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Task CsvAsync(Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation)
    {
        var table = frame.Table(frame.Layout);
        return new CsvTable(output, table.Fields, guard: false).WriteAsync(table, rows, cancellation);
    }

    private static Task NdjsonAsync(Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation)
    {
        var table = frame.Table(frame.Layout);
        return new NdjsonTable(output, table.Fields).WriteAsync(table, rows, cancellation);
    }
}
