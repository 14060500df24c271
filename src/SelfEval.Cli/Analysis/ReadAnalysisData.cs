using SelfEval.Cli.Scoring;
using SelfEval.Exchange.Import;

namespace SelfEval.Cli.Analysis;

/// <summary>Reads what an analysis works on. Everything wrong in the file is named together, by line and column.</summary>
internal static class ReadAnalysisData
{
    public static AnalysisData Run(Terminal terminal, DataRequest request) => terminal.Read(request.Path, csv =>
    {
        var roles = request.Roles.ToDictionary(role => role.Key, role => Find(csv, role.Value));
        if (request.Instrument is not null && !roles.ContainsKey(Role.Language) && IsExport(csv)) roles[Role.Language] = Find(csv, "language");
        var texts = roles.Keys.ToDictionary(role => role, _ => new List<string>());
        var lines = new List<int>();
        IMeasureReader reader = request.Instrument is null ? new NumberMeasures(csv, request) : new InstrumentMeasures(csv, request);
        while (csv.Read())
        {
            lines.Add(csv.Line);
            foreach (var (role, column) in roles)
                texts[role].Add(column < 0 ? "" : Text(csv, role, column));
            reader.Row();
        }
        if (lines.Count == 0 && csv.Problems.Count == 0)
            csv.Problems.Add(1, null, "holds no data: there is no row below the header");
        if (csv.Problems.Count > 0)
            throw new InputException(csv.Problems);
        foreach (var message in reader.Messages)
            terminal.Error.WriteLine($"{csv.File}: {message}");
        return new AnalysisData(csv.File, lines, reader.Measures(), texts.ToDictionary(text => text.Key, text => text.Value.ToArray()));
    });

    /// <summary>A column's position; −1, and a complaint, where it is not there.</summary>
    internal static int Find(CsvRows csv, string name)
    {
        var column = csv.Columns.ToList().IndexOf(name);
        if (column < 0 && csv.Columns.Count > 0)
            csv.Problems.Add(1, name, $"there is no such column{NearName.Hint(name, [.. csv.Columns], "columns")}");
        return column;
    }

    private static bool IsExport(CsvRows csv) => AnswerColumns.IsExportHeader(csv) && csv.Columns.Contains("language");

    private static string Text(CsvRows csv, Role role, int column)
    {
        var text = csv[column].ToString();
        if (text.Length == 0 && role != Role.Language)
            csv.Problems.Add(csv.Line, csv.Columns[column], "is blank, and every row needs it here");
        if (role == Role.Date && text.Length > 0 && !DateOnly.TryParseExact(text, "yyyy-MM-dd", out _))
            csv.Problems.Add(csv.Line, csv.Columns[column], $"'{text}' is not a date such as 2026-01-31");
        return text;
    }
}

/// <summary>Takes the measures out of a file, row by row.</summary>
internal interface IMeasureReader
{
    IEnumerable<string> Messages { get; }

    void Row();

    IReadOnlyList<Measured> Measures();
}
