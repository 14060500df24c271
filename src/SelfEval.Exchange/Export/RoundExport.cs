using System.IO.Compression;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export;

/// <summary>
/// Writes the files of an export as rows stream by; nothing is kept. The row source is opened once for each file, because a zip holds one file after
/// the other.
/// </summary>
public sealed class RoundExport
{
    private static readonly string[] ResponseColumns =
        ["pseudonym", "round", "round_label", "team", "programme", "questionnaire", "language", "channel", "started", "completed", "late"];

    private static readonly string[] ScoreColumns =
    [
        "pseudonym", "round", "instrument", "version", "standing", "scale", "rule", "value", "standard_error", "band", "items", "answered", "replaced",
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
    /// <param name="rows">Opens the rows from the beginning, the same rows in the same order each time.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public async Task WriteZipAsync(Stream output, Func<IAsyncEnumerable<ExportRow>> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        await using var gathered = new GatheredWrites(output);
        await using (var zip = await ZipArchive.CreateAsync(gathered, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation))
        {
            await AddAsync(zip, "README.txt", stream => WriteReadmeAsync(stream, cancellation), cancellation);
            await AddAsync(zip, "codebook.csv", stream => WriteCodebookAsync(stream, cancellation), cancellation);
            await AddAsync(zip, "responses.csv", stream => WriteResponsesAsync(stream, rows(), cancellation), cancellation);
            await AddAsync(zip, "scores.csv", stream => WriteScoresAsync(stream, rows(), cancellation), cancellation);
        }

        await gathered.FlushAsync(cancellation);
    }

    /// <summary>One row a response.</summary>
    public async Task WriteResponsesAsync(Stream output, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var csv = new CsvWriter(output);
        await csv.HeaderAsync([.. ResponseColumns, .. variables.All.SelectMany(variable => variable.Columns)], cancellation);
        await foreach (var row in rows.WithCancellation(cancellation))
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
            await csv.EndRowAsync(cancellation);
        }

        await csv.FlushAsync(cancellation);
    }

    /// <summary>One row a response and scale, with the working.</summary>
    public static async Task WriteScoresAsync(Stream output, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var csv = new CsvWriter(output);
        await csv.HeaderAsync(ScoreColumns, cancellation);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            foreach (var score in row.Scores)
            {
                csv.Text(row.Pseudonym);
                csv.Text(row.Round);
                ScoreCells.Write(csv, score);
                await csv.EndRowAsync(cancellation);
            }
        }

        await csv.FlushAsync(cancellation);
    }

    /// <summary>One row a variable.</summary>
    public Task WriteCodebookAsync(Stream output, CancellationToken cancellation = default) =>
        new Codebook(questionnaires, variables, about.Language).WriteAsync(output, cancellation);

    /// <summary>What the files are and how to use them.</summary>
    public async Task WriteReadmeAsync(Stream output, CancellationToken cancellation = default) =>
        await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(ExportReadme.Write(about, questionnaires)), cancellation);

    internal static string ShortHash(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private async Task AddAsync(ZipArchive zip, string name, Func<Stream, Task> write, CancellationToken cancellation)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(DateTime.SpecifyKind(about.Created, DateTimeKind.Utc));
        await using var stream = await entry.OpenAsync(cancellation);
        await write(stream);
    }
}
