using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Packages;

/// <summary>
/// Reads a zip that <see cref="RoundExport"/> wrote, so that its rows can leave in another format. Answers are read back exactly; scores are computed anew from
/// them by the questionnaire that lies in the zip, and one that comes out otherwise than the zip has it is refused.
/// </summary>
public sealed class PackageReader : IDisposable
{
    private readonly ZipArchive zip;
    private readonly Dictionary<string, QuestionnaireDocument> versions;

    private PackageReader(ZipArchive zip, Dictionary<string, QuestionnaireDocument> versions, RoundExportAbout about)
    {
        (this.zip, this.versions, About) = (zip, versions, about);
    }

    /// <summary>What the export says of itself.</summary>
    public RoundExportAbout About { get; }

    /// <summary>The questionnaire versions in it.</summary>
    public IReadOnlyCollection<QuestionnaireDocument> Questionnaires => versions.Values;

    /// <summary>Opens a zip.</summary>
    /// <exception cref="InvalidDataException">It is not a zip that an export made; the message says what is missing or wrong.</exception>
    public static async Task<PackageReader> OpenAsync(Stream stream, CancellationToken cancellation = default)
    {
        var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellation);
        try
        {
            var versions = new Dictionary<string, QuestionnaireDocument>();
            foreach (var entry in zip.Entries.Where(entry => entry.FullName.StartsWith("questionnaires/", StringComparison.Ordinal)))
            {
                var document = QuestionnaireDocument.Read(await TextAsync(zip, entry.FullName, cancellation));
                versions[QuestionnaireVersions.ShortHash(document.ContentHash)] = document;
            }

            return new PackageReader(zip, versions, await AboutAsync(zip, versions, cancellation));
        }
        catch (Exception problem)
        {
            zip.Dispose();
            if (problem is JsonException or KeyNotFoundException or FormatException) throw new InvalidDataException($"This is not an export that can be read: {problem.Message}", problem);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => zip.Dispose();

    /// <summary>The rows, in the order in which they stand in the zip.</summary>
    public async IAsyncEnumerable<ExportRow> RowsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var frame = new ExportFrame(About, versions.Values);
        var reading = new RowReading(frame);
        await using var scores = new StoredScores(await StreamAsync(zip, "scores.csv", cancellation), cancellation);
        await using var responses = await StreamAsync(zip, "responses.csv", cancellation);
        var line = 0L;
        await foreach (var record in CsvRecords.ReadAsync(responses, "responses.csv", cancellation))
        {
            line++;
            if (line == 1) reading.Header(record);
            else
            {
                yield return await scores.WithNumbersAsync(reading.Row(record, line, versions), line);
            }
        }

        await scores.EndAsync();
    }

    private static async Task<RoundExportAbout> AboutAsync(ZipArchive zip, Dictionary<string, QuestionnaireDocument> versions, CancellationToken cancellation)
    {
        using var package = JsonDocument.Parse(await TextAsync(zip, DataPackage.Name, cancellation));
        var (root, own) = (package.RootElement, package.RootElement.GetProperty(DataPackage.Own));
        var rounds = new List<ExportedRound>();
        await using var stream = await StreamAsync(zip, "rounds.csv", cancellation);
        await foreach (var record in CsvRecords.ReadAsync(stream, "rounds.csv", cancellation))
        {
            if (record[0] == "round") continue;
            var texts = record.ConvertAll(cell => ExportText.Unescape(CsvRecords.Unguarded(cell)));
            rounds.Add(new ExportedRound(texts[0], texts[1], texts[2], texts[3], long.Parse(texts[5], CultureInfo.InvariantCulture),
                texts[6].Length == 0 ? null : long.Parse(texts[6], CultureInfo.InvariantCulture), versions.TryGetValue(texts[4], out var document) ? document.ContentHash : texts[4]));
        }

        return new RoundExportAbout
        {
            Title = ExportText.Unescape(root.GetProperty("title").GetString()!),
            Created = root.GetProperty("created").GetDateTime().ToUniversalTime(),
            K = own.GetProperty("k").GetInt32(),
            Language = own.GetProperty("language").GetString()!,
            IncludesTexts = own.GetProperty("includesTexts").GetBoolean(),
            RoundsLeftOut = own.GetProperty("roundsLeftOut").GetInt32(),
            Rounds = rounds,
        };
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name, CancellationToken cancellation)
    {
        using var reader = new StreamReader(await StreamAsync(zip, name, cancellation), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellation);
    }

    private static async Task<Stream> StreamAsync(ZipArchive zip, string name, CancellationToken cancellation) =>
        await (zip.GetEntry(name) ?? throw new InvalidDataException($"This is not an export that can be read: it has no {name}.")).OpenAsync(cancellation);
}
