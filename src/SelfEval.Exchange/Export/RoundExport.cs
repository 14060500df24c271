using System.IO.Compression;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export;

/// <summary>
/// Writes the files of an export as rows stream by; nothing is kept. A zip holds one file after the other, so the scores wait in a temporary file
/// while the responses are written: both files are of the same rows, read once.
/// </summary>
public sealed class RoundExport
{
    private static readonly string[] ResponseColumns =
        ["pseudonym", "round", "round_label", "team", "programme", "questionnaire", "language", "channel", "started", "completed", "late"];

    private static readonly string[] ScoreColumns =
    [
        "pseudonym", "round", "instrument", "version", "standing", "scale", "rule", "scoring_version", "value", "standard_error", "band", "items", "answered", "replaced",
        "replaced_items", "used_items", "unscored_reason", "flags",
    ];

    private readonly RoundExportAbout about;
    private readonly IReadOnlyList<QuestionnaireDocument> questionnaires;
    private readonly ExportVariables variables;

    /// <summary>An export of rounds of these questionnaire versions; a version given twice counts once.</summary>
    public RoundExport(RoundExportAbout about, IEnumerable<QuestionnaireDocument> questionnaires)
    {
        ArgumentNullException.ThrowIfNull(about);
        this.about = about;
        this.questionnaires = [.. questionnaires.DistinctBy(questionnaire => questionnaire.ContentHash)];
        variables = new ExportVariables(this.questionnaires, about.IncludesTexts);
    }

    /// <summary>All files as one zip. The stream need not seek, and is only written to asynchronously.</summary>
    /// <param name="output">Where it goes; left open.</param>
    /// <param name="rows">The rows; enumerated once.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public async Task WriteZipAsync(Stream output, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        await using var gathered = new GatheredWrites(output);
        await using var scores = new WaitingFile();
        await using (var zip = await ZipArchive.CreateAsync(gathered, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation))
        {
            await AddAsync(zip, "README.txt", stream => WriteReadmeAsync(stream, cancellation), cancellation);
            await AddAsync(zip, "codebook.csv", stream => WriteCodebookAsync(stream, cancellation), cancellation);
            await AddAsync(zip, "responses.csv", stream => WriteBothAsync(stream, scores.Content, rows, cancellation), cancellation);
            await AddAsync(zip, "scores.csv", stream => scores.CopyToAsync(stream, cancellation), cancellation);
        }

        await gathered.FlushAsync(cancellation);
    }

    /// <summary>One row a response.</summary>
    public async Task WriteResponsesAsync(Stream output, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var csv = await ResponsesAsync(output, cancellation);
        await foreach (var row in rows.WithCancellation(cancellation)) await WriteAsync(csv, row, cancellation);
        await csv.FlushAsync(cancellation);
    }

    /// <summary>One row a response and scale, with the working.</summary>
    public static async Task WriteScoresAsync(Stream output, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var csv = await ScoresAsync(output, cancellation);
        await foreach (var row in rows.WithCancellation(cancellation)) await WriteScoresAsync(csv, row, cancellation);
        await csv.FlushAsync(cancellation);
    }

    /// <summary>One row a variable.</summary>
    public Task WriteCodebookAsync(Stream output, CancellationToken cancellation = default) =>
        new Codebook(questionnaires, variables, about.Language).WriteAsync(output, cancellation);

    /// <summary>What the files are and how to use them.</summary>
    public async Task WriteReadmeAsync(Stream output, CancellationToken cancellation = default) =>
        await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(ExportReadme.Write(about, questionnaires)), cancellation);

    internal static string ShortHash(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private async Task WriteBothAsync(Stream responses, Stream scores, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation)
    {
        var (people, working) = (await ResponsesAsync(responses, cancellation), await ScoresAsync(scores, cancellation));
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            await WriteAsync(people, row, cancellation);
            await WriteScoresAsync(working, row, cancellation);
        }

        await people.FlushAsync(cancellation);
        await working.FlushAsync(cancellation);
    }

    private async Task<CsvWriter> ResponsesAsync(Stream output, CancellationToken cancellation)
    {
        var csv = new CsvWriter(output);
        await csv.HeaderAsync([.. ResponseColumns, .. variables.All.SelectMany(variable => variable.Columns)], cancellation);
        return csv;
    }

    private static async Task<CsvWriter> ScoresAsync(Stream output, CancellationToken cancellation)
    {
        var csv = new CsvWriter(output);
        await csv.HeaderAsync(ScoreColumns, cancellation);
        return csv;
    }

    private ValueTask WriteAsync(CsvWriter csv, ExportRow row, CancellationToken cancellation)
    {
        csv.Text(row.Pseudonym);
        csv.Text(row.Round);
        csv.Text(row.RoundLabel);
        csv.Text(row.Team);
        csv.Text(row.Programme);
        csv.Text(ShortHash(row.QuestionnaireHash));
        csv.Text(row.Language);
        csv.Text(row.Channel);
        csv.Date(row.Started);
        csv.Date(row.Completed);
        csv.Number(row.Late ? 1 : 0);
        variables.Write(csv, row);
        return csv.EndRowAsync(cancellation);
    }

    private static async ValueTask WriteScoresAsync(CsvWriter csv, ExportRow row, CancellationToken cancellation)
    {
        foreach (var score in row.Scores)
        {
            csv.Text(row.Pseudonym);
            csv.Text(row.Round);
            ScoreCells.Write(csv, score);
            await csv.EndRowAsync(cancellation);
        }
    }

    private async Task AddAsync(ZipArchive zip, string name, Func<Stream, Task> write, CancellationToken cancellation)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(DateTime.SpecifyKind(about.Created, DateTimeKind.Utc));
        await using var stream = await entry.OpenAsync(cancellation);
        await write(stream);
    }
}
