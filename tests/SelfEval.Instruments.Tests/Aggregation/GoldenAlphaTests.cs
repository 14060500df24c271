using System.Globalization;
using System.Text.Json;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Reliability;
using Xunit;

namespace SelfEval.Instruments.Tests.Aggregation;

/// <summary>R's alpha of real people's answers, by way of a round that is folded, kept and gone on with.</summary>
public sealed class GoldenAlphaTests
{
    public static TheoryData<string> Names => GoldenScoring.Folder is not { } folder ? [""]
        : [.. Directory.GetDirectories(Path.Combine(folder, "02_reliability")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Alpha_of_a_round_equals_R(string name)
    {
        if (name.Length == 0) return;
        var folder = Path.Combine(GoldenScoring.Folder!, "02_reliability", name);
        var lines = File.ReadAllLines(Path.Combine(folder, "input.csv"));
        var header = lines[0].Split(',').ToList();
        List<string[]> rows = [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','))];
        var checks = 0;
        foreach (var (ask, answer) in Analyses(folder, "case.json").Zip(Analyses(folder, "expected.json")))
        {
            var items = ask.GetProperty("items").EnumerateArray().Select(item => (Code: item.GetProperty("item").GetString()!, Reverse: item.GetProperty("reverse").GetBoolean())).ToList();
            if (ask.GetProperty("subset").GetProperty("type").GetString() != "all" || items.Count < 2) continue;
            var document = Compose(items, ask.GetProperty("min").GetDouble(), ask.GetProperty("max").GetDouble());
            var fold = EditionFold.Begin(document, []);
            foreach (var (i, row) in rows.Index())
            {
                var sheet = AnswerSheet.Empty;
                foreach (var (at, item) in items.Index())
                    if (row[header.IndexOf(item.Code)] is { Length: > 0 } cell) sheet = sheet.With($"g{at + 1}", double.Parse(cell, CultureInfo.InvariantCulture));
                fold.Join(sheet, []);
                if (i % 97 == 50) fold = EditionFold.After(document, [], fold.ToJson());
            }

            var folded = ScaleReliability.Of(fold.Now().ToFigures(null).Scales[0].Quality!.Complete!);
            Assert.Equal(answer.GetProperty("n_complete").GetInt64(), folded.People);
            var expected = answer.GetProperty("alpha_raw");
            Assert.Equal(expected.ValueKind != JsonValueKind.Null, folded.Alpha.IsDefined);
            if (folded.Alpha.IsDefined) Assert.Equal(expected.GetDouble(), folded.Alpha.Value, 1e-9);
            if (answer.GetProperty("alpha_raw_feldt95") is { ValueKind: JsonValueKind.Array } feldt && folded.AlphaInterval.OrNull() is { } interval)
                Assert.Equal((feldt[0].GetDouble(), feldt[1].GetDouble()), (interval.Low, interval.High), new Near());
            checks++;
        }

        Assert.NotEqual(0, checks);
    }

    private static List<JsonElement> Analyses(string folder, string file) =>
        [.. JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(folder, file))).GetProperty("analyses").EnumerateArray()];

    private static QuestionnaireDocument Compose(List<(string Code, bool Reverse)> items, double minimum, double maximum)
    {
        Item[] asked = [.. items.Select((item, i) => new Item { Code = $"g{i + 1}", Kind = ItemKind.Number, Text = LocalText.Of(item.Code), Minimum = minimum, Maximum = maximum })];
        var instrument = new Instrument
        {
            Id = "golden", Version = "1.0", Title = LocalText.Of("Golden"), Standing = Standing.Bespoke, Licence = new Licence { Name = "none" }, Languages = ["en"],
            Items = asked, ContentHash = "h", Json = "{}",
            Scales =
            [
                new Scale
                {
                    Id = "s", Title = LocalText.Of("S"), Method = ScoringMethod.Mean, Minimum = minimum, Maximum = maximum, HigherIsBetter = true,
                    Items = [.. items.Select((item, i) => new ScaleItem($"g{i + 1}", item.Reverse))],
                    Rules = [new MissingRule { Id = "all", Kind = MissingRuleKind.AllAnswered, Title = LocalText.Of("All answered") }],
                },
            ],
        };
        return QuestionnaireDocument.Compose("Golden", null, [new QuestionnairePage(null, null, [.. asked.Select(item => item.Code)])], [instrument]);
    }

    private sealed class Near : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < 1e-7 && Math.Abs(x.Item2 - y.Item2) < 1e-7;

        public int GetHashCode((double, double) obj) => 0;
    }
}
