using System.IO.Compression;
using SelfEval.Exchange.Export;
using SelfEval.Exchange.Export.Packages;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Tests that measure what the whole process allocates, and so run while no others do.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;

[Collection(nameof(MeasuresMemory))]
public sealed class RoundExportTests
{
    private static readonly RoundExportAbout About = new()
    {
        Title = "Team: Navigators",
        Created = new DateTime(2026, 11, 23, 9, 30, 0, DateTimeKind.Utc),
        K = 5,
        Rounds = [new("r1", "January", "Navigators", "Closing the gap", 5, 8, "h"), new("r2", "June", "Navigators", "Closing the gap", 6, null, "h")],
    };

    private static QuestionnaireDocument Mixed()
    {
        var agree = Make.Set("agree", Make.Agreement);
        var several = new ResponseSet
        {
            Id = "who",
            Options =
            [
                new() { Code = "gp", Label = LocalText.Of("GP") }, new() { Code = "nurse", Label = LocalText.Of("Nurse, or health visitor") },
                new() { Code = "unsure", Label = LocalText.Of("Not sure"), Missing = MissingKind.NotSure, Exclusive = true },
            ],
        };
        Item[] items =
        [
            Make.Item("a_1", ItemKind.SingleChoice, "I was listened to", agree), Make.Item("a_2", ItemKind.SingleChoice, "I was rushed", agree),
            Make.Item("who", ItemKind.SeveralChoices, "Whom did you see?", several), Make.Item("age", ItemKind.Number, "Your age"),
            Make.Item("note", ItemKind.LongText, "Anything else?") with { ShowIf = new Condition.Answered("a_1") },
        ];
        var scale = Make.Scale("heard", "Being heard", ScoringMethod.Mean, 1, 5, "a_1") with { Items = [new("a_1"), new("a_2", Reverse: true)] };
        return Make.Questionnaire(Make.Instrument("heard", items, scale));
    }

    private static ExportRow Row(QuestionnaireDocument questionnaire, string who, AnswerSheet sheet) => new()
    {
        Pseudonym = who, Round = "r1", RoundLabel = "January", Team = "=Navigators", Programme = "Closing the gap", Language = "en", Channel = "own device",
        QuestionnaireHash = questionnaire.ContentHash, Completed = new DateOnly(2026, 1, 5), Answers = sheet, Scores = Scorer.Score(questionnaire, sheet),
    };

    private static async IAsyncEnumerable<ExportRow> Stream(IEnumerable<ExportRow> rows)
    {
        await Task.CompletedTask;
        foreach (var row in rows) yield return row;
    }

    [Fact]
    public async Task The_files_say_what_was_answered_and_what_was_not()
    {
        var questionnaire = Mixed();
        ExportRow[] rows =
        [
            Row(questionnaire, "p1", AnswerSheet.Read("""{"a_1":"5","a_2":"2","who":["gp","nurse"],"age":42.5,"note":"-good, \"really\""}""")),
            Row(questionnaire, "p2", AnswerSheet.Read("""{"a_1":"na","a_2":"1","who":["unsure"]}""")),
            Row(questionnaire, "p3", AnswerSheet.Read("""{}""")),
        ];
        var files = await Unzipped(new RoundExport(About, [questionnaire, questionnaire]), rows);
        var hash = questionnaire.ContentHash[..12];
        Assert.Equal(
            "pseudonym,round,round_label,team,programme,questionnaire,language,channel,started,completed,late,a_1,a_2,who___gp,who___nurse,age,note,score_heard_heard,score_heard_heard_n\r\n"
            + $"p1,r1,January,'=Navigators,Closing the gap,{hash},en,own device,,2026-01-05,0,5,2,1,1,42.5,\"'-good, \"\"really\"\"\",4.5,2\r\n"
            + $"p2,r1,January,'=Navigators,Closing the gap,{hash},en,own device,,2026-01-05,0,-8,1,-6,-6,-999999999,-9,5,1\r\n"
            + $"p3,r1,January,'=Navigators,Closing the gap,{hash},en,own device,,2026-01-05,0,-9,-9,-9,-9,-999999999,,,0\r\n", files["responses.csv"]);
        Assert.Equal(
            "pseudonym,round,instrument,version,standing,scale,rule,scoring_version,value,standard_error,band,items,answered,replaced,replaced_items,used_items,unscored_reason,flags,raw_sum,measure\r\n"
            + "p1,r1,heard,1.0,bespoke,heard,half,,4.5,,,2,2,0,,a_1 a_2,,,9,\r\n"
            + "p2,r1,heard,1.0,bespoke,heard,half,,5,,,2,1,1,a_1=5,a_2,,,5,\r\n"
            + "p3,r1,heard,1.0,bespoke,heard,half,,,,,2,0,0,,,NothingAnswered,,,\r\n", files["scores.csv"]);
        Assert.Contains("a_2,I was rushed,a_2,,I was rushed,,single choice,ordinal,1=Strongly disagree | 2=Disagree", files["codebook.csv"], StringComparison.Ordinal);
        Assert.Contains("heard,1.0,bespoke,heard.heard,heard.heard,", files["codebook.csv"], StringComparison.Ordinal);
        Assert.Contains("who___nurse,\"Whom did you see?: Nurse, or health visitor\"", files["codebook.csv"], StringComparison.Ordinal);
        Assert.Contains("5 responses of 8 people invited, response rate 63%", files["README.txt"], StringComparison.Ordinal);
        Assert.Contains("no denominator (open link)", files["README.txt"], StringComparison.Ordinal);
        Assert.Contains("At least half answered (half)", files["README.txt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_question_under_the_same_code_gets_its_own_column()
    {
        var first = Make.Questionnaire(Make.Instrument("own", [Make.Item("own_1", ItemKind.ShortText, "Best thing?")]));
        var second = Make.Questionnaire(Make.Instrument("own", [Make.Item("own_1", ItemKind.ShortText, "Worst thing?")]));
        var files = await Unzipped(new RoundExport(About, [first, second]), [Row(first, "p1", Make.Sheet(("own_1", "cake"))), Row(second, "p2", Make.Sheet(("own_1", "queue")))]);
        var lines = files["responses.csv"].Split("\r\n");
        Assert.EndsWith(",own_1,own_1__2", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",cake,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",,queue", lines[2], StringComparison.Ordinal);
        var withoutTexts = await Unzipped(new RoundExport(About with { IncludesTexts = false }, [first, second]), [Row(first, "p1", Make.Sheet(("own_1", "cake")))]);
        Assert.DoesNotContain("cake", withoutTexts["responses.csv"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_of_an_unknown_questionnaire_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Unzipped(new RoundExport(About, [Mixed()]), [Row(Make.Wide(1), "p1", AnswerSheet.Empty)]));

    [Fact]
    public async Task Many_rows_stream_by_without_being_kept()
    {
        var questionnaire = Make.Wide();
        var random = new Random(7);
        var sheets = Enumerable.Range(0, 500).Select(_ => Make.Sheet([.. questionnaire.Items.Select(item => (item.Code, $"{random.Next(1, 6)}"))])).ToList();
        var ready = sheets.Select((sheet, i) => Row(questionnaire, $"p{i}", sheet)).ToList();
        var count = int.Parse(Environment.GetEnvironmentVariable("SELFEVAL_EXPORT_ROWS") ?? "20000", System.Globalization.CultureInfo.InvariantCulture);
        var before = GC.GetTotalAllocatedBytes(true);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await using var sink = new ForwardOnly(Stream0());
        await new RoundExport(About, [questionnaire]).WriteZipAsync(sink, Stream(Enumerable.Range(0, count).Select(i => ready[i % ready.Count])));
        var perRow = (GC.GetTotalAllocatedBytes(true) - before) / count;
        TestContext.Current.TestOutputHelper?.WriteLine($"{count / watch.Elapsed.TotalSeconds:0} rows/s, {perRow} bytes allocated a row, {watch.Elapsed.TotalSeconds:0.00} s");
        Assert.True(perRow < 5_000, $"{perRow} bytes allocated a row");

        static Stream Stream0() => System.IO.Stream.Null;
    }

    private static async Task<Dictionary<string, string>> Unzipped(RoundExport export, IEnumerable<ExportRow> rows)
    {
        using var memory = new MemoryStream();
        await using (var sink = new ForwardOnly(memory)) await export.WriteZipAsync(sink, Stream(rows));
        memory.Position = 0;
        using var zip = new ZipArchive(memory);
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            files[entry.FullName] = await reader.ReadToEndAsync();
        }

        return files;
    }
}
