using System.Text;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Packages;

/// <summary>
/// Writes the files of an export as rows stream by; nothing is kept. A zip holds one file after the other, so the scores (and the long table, where it is asked
/// for) wait in a temporary file while the responses are written: all are of the same rows, read once.
/// </summary>
public sealed class RoundExport
{
    private const string Guard =
        "Text cells that a spreadsheet would take for a formula (beginning with = + - @, a tab or a line break, or their full-width forms, or with apostrophes before one of these) have an " +
        "apostrophe before them; take it away before analysing the text. Numbers are never changed.";

    private readonly ExportFrame frame;

    /// <summary>An export of rounds of these questionnaire versions; a version given twice counts once.</summary>
    public RoundExport(RoundExportAbout about, IEnumerable<QuestionnaireDocument> questionnaires) => frame = new ExportFrame(about, questionnaires);

    /// <summary>An export of what a frame holds.</summary>
    public RoundExport(ExportFrame frame) => this.frame = frame;

    private bool HasAnswers => frame.Layout == ExportLayout.Answers;

    /// <summary>All files as one zip. The stream need not seek, and is only written to asynchronously.</summary>
    /// <param name="output">Where it goes; left open.</param>
    /// <param name="rows">The rows; enumerated once.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public async Task WriteZipAsync(Stream output, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        await using var scores = new WaitingFile();
        await using var answers = new WaitingFile();
        await using var zip = await ZipFile.CreateAsync(output, frame.About.Created, cancellation);
        await zip.AddAsync("README.txt", stream => WriteReadmeAsync(stream, cancellation), cancellation);
        var small = FrameTables.Of(frame).ToList();
        ExportTable[] tables = [frame.Wide, new ScoresTable(), .. HasAnswers ? [frame.Table(ExportLayout.Answers)] : Array.Empty<ExportTable>()];
        await zip.AddAsync(DataPackage.Name, DataPackage.Of(frame, tables, small), cancellation);
        foreach (var table in small)
            await zip.AddAsync(table.Name + ".csv", stream => CodebookCsv.WriteAsync(stream, table.Columns.Select(column => column.Name), table.Rows, cancellation), cancellation);
        foreach (var questionnaire in frame.Questionnaires)
            await zip.AddAsync($"questionnaires/{QuestionnaireVersions.ShortHash(questionnaire.ContentHash)}.json", Encoding.UTF8.GetBytes(questionnaire.ToJson()), cancellation);
        await zip.AddAsync("responses.csv", stream => WriteTogetherAsync(tables, [stream, scores.Content, answers.Content], rows, cancellation), cancellation);
        await zip.AddAsync("scores.csv", stream => scores.CopyToAsync(stream, cancellation), cancellation);
        if (HasAnswers) await zip.AddAsync("answers.csv", stream => answers.CopyToAsync(stream, cancellation), cancellation);
        await zip.EndAsync(cancellation);
    }

    /// <summary>One row a response.</summary>
    public Task WriteResponsesAsync(Stream output, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation = default) =>
        new CsvTable(output, frame.Wide.Fields, guard: true).WriteAsync(frame.Wide, rows, cancellation);

    /// <summary>One row a response and scale, with the working.</summary>
    public static Task WriteScoresAsync(Stream output, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation = default)
    {
        var table = new ScoresTable();
        return new CsvTable(output, table.Fields, guard: true).WriteAsync(table, rows, cancellation);
    }

    /// <summary>One row a variable.</summary>
    public Task WriteCodebookAsync(Stream output, CancellationToken cancellation = default) => CodebookCsv.WriteAsync(output, frame, cancellation);

    /// <summary>What the files are and how to use them.</summary>
    public async Task WriteReadmeAsync(Stream output, CancellationToken cancellation = default) =>
        await output.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(ExportReadme.Lines(frame, Files(), Guard).Select(line => line + "\r\n"))), cancellation);

    internal static async Task WriteTogetherAsync(IReadOnlyList<ExportTable> tables, IReadOnlyList<Stream> streams, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation)
    {
        var writers = tables.Select((table, i) => new CsvTable(streams[i], table.Fields, guard: true)).ToArray();
        var cells = tables.Select(table => new ExportCell[table.Fields.Count]).ToArray();
        foreach (var writer in writers) await writer.BeginAsync(cancellation);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            for (var i = 0; i < writers.Length; i++) await writers[i].WriteAsync(tables[i], row, cells[i], cancellation);
        }

        foreach (var writer in writers) await writer.EndAsync(cancellation);
    }

    private IEnumerable<string> Files() =>
    [
        "responses.csv    one row a response: answers and scores; the columns are described in codebook.csv",
        "scores.csv       one row a response and scale, with its working; joins to responses.csv by pseudonym and round",
        .. HasAnswers ? new[] { "answers.csv      one row a response and variable: the same answers in a long table, with labels, and why an answer is missing" } : [],
        "codebook.csv     one row a column of responses.csv: its question, values, instrument and scales",
        "variables.csv    one row a variable and questionnaire version: which item it was there",
        "rounds.csv       one row a round: how many were asked and how many answered",
        "scales.csv       one row a scale and version: method, rule for missing answers, range; scale_items.csv has its items, weights and which are turned round",
        "questionnaires/  each version in full, with calibrations and conversion tables",
        "datapackage.json all of these for programs (Frictionless Data Package)",
        "All CSV files are UTF-8 without a byte order mark, comma-separated, with a header line; numbers use a dot and are never rounded.",
    ];
}
