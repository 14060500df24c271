using System.IO.Compression;
using System.Text;
using SelfEval.Exchange.Export;
using SelfEval.Exchange.Export.Formats;
using SelfEval.Exchange.Export.Packages;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Cli.Tests;

public sealed class ExportCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("selfeval-export-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_format_is_what_the_library_makes_of_the_same_rows()
    {
        var (zip, frame, rows) = await ZipAsync();
        foreach (var format in ExportFormats.All)
        {
            var (exit, output, error) = Terminal.Run(["export", zip, "--format", format.Name, "--out", File("out")]);
            Assert.True((exit, output) == (0, ""), error);
            using var expected = new MemoryStream();
            await format.WriteAsync(expected, frame, Stream(rows), TestContext.Current.CancellationToken);
            Assert.Equal(expected.ToArray(), await System.IO.File.ReadAllBytesAsync(File("out"), TestContext.Current.CancellationToken));
        }

        Assert.Equal(["export.zip", "out"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_layout_is_written_where_the_format_has_one()
    {
        var (zip, _, rows) = await ZipAsync();
        Assert.Equal(0, Terminal.Run(["export", zip, "--format", "csv", "--layout", "long", "--out", File("long.csv")]).Exit);
        Assert.Equal(1 + (10 * rows.Length), (await System.IO.File.ReadAllLinesAsync(File("long.csv"), TestContext.Current.CancellationToken)).Length);
        var (exit, _, error) = Terminal.Run(["export", zip, "--format", "fhir", "--layout", "long", "--out", File("x")]);
        Assert.Equal((2, "The format 'fhir' has no layouts: it holds everything." + Environment.NewLine), (exit, error));
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_nothing_is_left()
    {
        var (zip, _, _) = await ZipAsync();
        Assert.Contains("There is no format 'docx'. There are zip, csv,", Terminal.Run(["export", zip, "--format", "docx", "--out", File("x")]).Error, StringComparison.Ordinal);
        Assert.Equal(1, Terminal.Run(["export", File("none.zip"), "--format", "csv", "--out", File("x")]).Exit);
        await System.IO.File.WriteAllTextAsync(File("text.zip"), "no zip", TestContext.Current.CancellationToken);
        Assert.Equal(1, Terminal.Run(["export", File("text.zip"), "--format", "csv", "--out", File("x")]).Exit);
        await ChangeAsync(zip, "responses.csv", text => text.Replace("2026-01-05,0,5,", "2026-01-05,0,1,", StringComparison.Ordinal));
        var (exit, _, error) = Terminal.Run(["export", zip, "--format", "csv", "--out", File("x")]);
        Assert.Equal(1, exit);
        Assert.Contains("scores.csv: the score of care-style.empathy for record 2 of responses.csv is 50, and its answers give 46.", error, StringComparison.Ordinal);
        await ChangeAsync(zip, "responses.csv", text => text[..(text.Length / 2)]);
        Assert.Equal(1, Terminal.Run(["export", zip, "--format", "csv", "--out", File("x")]).Exit);
        Assert.Equal(["export.zip", "text.zip"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
    }

    private string File(string name) => Path.Combine(folder, name);

    private static async Task ChangeAsync(string zip, string name, Func<string, string> change)
    {
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Update);
        var entry = archive.GetEntry(name)!;
        string text;
        using (var reader = new StreamReader(entry.Open())) text = await reader.ReadToEndAsync();
        entry.Delete();
        await using var writer = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
        await writer.WriteAsync(change(text));
    }

    private async Task<(string Zip, ExportFrame Frame, ExportRow[] Rows)> ZipAsync()
    {
        var instrument = InstrumentFolder.Instrument("care-style");
        var document = QuestionnaireDocument.Compose("Listening", null, [new QuestionnairePage("All", null, [.. instrument.Items.Select(item => item.Code)])], [instrument]);
        ExportRow[] rows = [Row(document, "5"), Row(document, "4"), Row(document, "na")];
        var frame = new ExportFrame(new RoundExportAbout
        {
            Title = "Team: Navigators", Created = new DateTime(2026, 11, 23, 9, 30, 0, DateTimeKind.Utc), K = 3, Rounds = [new("r1", "January", "=Navigators", "Closing the gap", 3, 8, document.ContentHash)],
        }, [document]);
        var zip = File("export.zip");
        await using var file = System.IO.File.Create(zip);
        await new RoundExport(frame).WriteZipAsync(file, Stream(rows), TestContext.Current.CancellationToken);
        return (zip, frame, rows);
    }

    private static ExportRow Row(QuestionnaireDocument document, string code)
    {
        var sheet = AnswerSheet.Of(document.Items.Select(item => KeyValuePair.Create(item.Code, code)));
        return new ExportRow
        {
            Pseudonym = "p" + code, Round = "r1", RoundLabel = "January", Team = "=Navigators", Programme = "Closing the gap", Language = "en", Channel = "own device",
            QuestionnaireHash = document.ContentHash, Completed = new DateOnly(2026, 1, 5), Answers = sheet, Scores = Scorer.Score(document, sheet),
        };
    }

    private static async IAsyncEnumerable<ExportRow> Stream(ExportRow[] rows)
    {
        await Task.CompletedTask;
        foreach (var row in rows) yield return row;
    }
}
