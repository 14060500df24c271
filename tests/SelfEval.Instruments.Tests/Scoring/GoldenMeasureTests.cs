using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

/// <summary>The invented rating-scale case, through an instrument file written for it: persons with gaps and extremes, level cuts as bands.</summary>
public sealed class GoldenMeasureTests
{
    private static readonly string? Case = GoldenScoring.Folder is null ? null : Path.Combine(GoldenScoring.Folder, "04_rasch", "pam_like_rsm");

    public static TheoryData<string> Persons() => new(Case is null ? [] : Rows("expected_persons.csv").Select(row => row["id"]));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Persons))]
    public void Every_person_equals_R(string id)
    {
        var expected = Rows("expected_persons.csv").Single(row => row["id"] == id);
        var answers = Rows("input.csv").Single(row => row["id"] == id);
        var score = Assert.Single(Scorer.Score(Golden.Value, AnswerSheet.Of(answers.Where(pair => pair.Key != "id"))));

        Assert.Equal(expected["n_answered"], score.Answered.ToString(CultureInfo.InvariantCulture));
        if (expected["mle_ext"].Length == 0)
        {
            Assert.Equal(UnscoredReason.NothingAnswered, score.Unscored);
            return;
        }
        Assert.Equal(Number(expected["mle_ext"]), score.Measure!.Value, 1e-6);
        Assert.Equal(Number(expected["score100_mle"]), score.Value!.Value, 1e-4);
        Assert.Equal(Number(expected["score100_mle_se"]), score.StandardError!.Value, 1e-4);
        Assert.Equal("level-" + expected["level"], score.Band);
        Assert.Equal(Number(expected["raw"]), score.RawSum!.Value);
    }

    private static readonly Lazy<Instrument> Golden = new(() =>
    {
        using var definition = JsonDocument.Parse(File.ReadAllText(Path.Combine(Case!, "case.json")));
        double[] Numbers(string name) => definition.RootElement.GetProperty("parameters").GetProperty(name).EnumerateArray().Select(number => number.GetDouble()).ToArray();
        var items = definition.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetString()!).ToList();
        double[] cuts = [0, .. definition.RootElement.GetProperty("level_cuts_on_score100_mle").EnumerateArray().Select(cut => cut.GetDouble()), 100];
        JsonNode Text(string text) => new JsonObject { ["en"] = text };
        return Make.Read(new JsonObject
        {
            ["id"] = "golden-measure",
            ["version"] = "1.0",
            ["title"] = Text("Golden"),
            ["standing"] = "bespoke",
            ["licence"] = new JsonObject { ["name"] = "Test" },
            ["languages"] = new JsonArray("en"),
            ["responseSets"] = new JsonArray(new JsonObject
            {
                ["id"] = "steps",
                ["options"] = new JsonArray([.. Enumerable.Range(0, 4).Select(step => (JsonNode)new JsonObject
                {
                    ["code"] = step.ToString(CultureInfo.InvariantCulture), ["label"] = Text("step"), ["value"] = step,
                })]),
            }),
            ["items"] = new JsonArray([.. items.Select(code => (JsonNode)new JsonObject { ["code"] = code, ["kind"] = "singleChoice", ["text"] = Text(code), ["responses"] = "steps" })]),
            ["scales"] = new JsonArray(new JsonObject
            {
                ["id"] = "measure",
                ["title"] = Text("Measure"),
                ["method"] = "raschMeasure",
                ["items"] = new JsonArray([.. items.Select(code => JsonValue.Create(code))]),
                ["rules"] = new JsonArray(new JsonObject { ["id"] = "any", ["kind"] = "atLeastAnswered", ["count"] = 1, ["title"] = Text("Any") }),
                ["minimum"] = 0,
                ["maximum"] = 100,
                ["bands"] = new JsonArray([.. Enumerable.Range(1, 4).Select(level => (JsonNode)new JsonObject
                {
                    ["id"] = $"level-{level}", ["title"] = Text("Level"), ["from"] = cuts[level - 1], ["to"] = cuts[level],
                })]),
                ["calibration"] = new JsonObject
                {
                    ["locations"] = new JsonObject(items.Zip(Numbers("delta")).Select(pair => KeyValuePair.Create(pair.First, (JsonNode?)pair.Second))),
                    ["thresholds"] = new JsonArray([.. Numbers("tau").Select(threshold => JsonValue.Create(threshold))]),
                    ["source"] = "Invented",
                },
            }),
        }.ToJsonString());
    });

    private static List<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Case!, file));
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
