using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

/// <summary>
/// The cases of measures from given parameters, rating scales and partial credit alike, through an instrument file written for each: persons with gaps and extremes,
/// level cuts as bands.
/// </summary>
public sealed class GoldenMeasureTests
{
    private static readonly string? Folder = GoldenScoring.Folder is null ? null : Path.Combine(GoldenScoring.Folder, "04_rasch");
    private static readonly Dictionary<string, Lazy<Instrument>> Instruments = Cases().ToDictionary(name => name, name => new Lazy<Instrument>(() => Written(name)));

    public static TheoryData<string, string> Persons()
    {
        var data = new TheoryData<string, string>();
        foreach (var name in Instruments.Keys)
            foreach (var row in Rows(name, "expected_persons.csv")) data.Add(name, row["id"]);
        return data;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Persons))]
    public void Every_person_equals_R(string name, string id)
    {
        var expected = Rows(name, "expected_persons.csv").Single(row => row["id"] == id);
        var answers = Rows(name, "input.csv").Single(row => row["id"] == id);
        var score = Assert.Single(Scorer.Score(Instruments[name].Value, AnswerSheet.Of(answers.Where(pair => pair.Key != "id"))));

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

    [Fact]
    public void Both_models_are_among_the_cases()
    {
        if (Folder is null) return;
        Assert.Contains(Instruments.Values, instrument => instrument.Value.Scales[0].Calibration!.IsPartialCredit);
        Assert.Contains(Instruments.Values, instrument => !instrument.Value.Scales[0].Calibration!.IsPartialCredit);
    }

    private static IEnumerable<string> Cases() => Folder is null ? [] : Directory.EnumerateDirectories(Folder).Select(Path.GetFileName).Select(name => name!).Order(StringComparer.Ordinal)
        .Where(name => Definition(name).GetProperty("topic").GetString() == "rasch_measures_from_given_parameters");

    private static Instrument Written(string name)
    {
        var definition = Definition(name);
        var items = definition.GetProperty("items").EnumerateArray().Select(item => item.GetString()!).ToList();
        var thresholds = Rows(name, "item_parameters.csv").GroupBy(row => row["item"]).ToDictionary(rows => rows.Key, rows => rows.OrderBy(row => Number(row["category"])).Select(row => Number(row["threshold"])).ToArray());
        double[] cuts = [0, .. definition.GetProperty("level_cuts_on_score100_mle").EnumerateArray().Select(cut => cut.GetDouble()), 100];
        JsonNode Text(string text) => new JsonObject { ["en"] = text };
        return Make.Read(new JsonObject
        {
            ["id"] = "golden-measure",
            ["version"] = "1.0",
            ["title"] = Text("Golden"),
            ["standing"] = "bespoke",
            ["licence"] = new JsonObject { ["name"] = "Test" },
            ["languages"] = new JsonArray("en"),
            ["responseSets"] = new JsonArray([.. thresholds.Values.Select(own => own.Length).Distinct().Select(top => (JsonNode)new JsonObject
            {
                ["id"] = $"steps-{top}",
                ["options"] = new JsonArray([.. Enumerable.Range(0, top + 1).Select(step => (JsonNode)new JsonObject
                {
                    ["code"] = step.ToString(CultureInfo.InvariantCulture), ["label"] = Text("step"), ["value"] = step,
                })]),
            })]),
            ["items"] = new JsonArray([.. items.Select(code => (JsonNode)new JsonObject { ["code"] = code, ["kind"] = "singleChoice", ["text"] = Text(code), ["responses"] = $"steps-{thresholds[code].Length}" })]),
            ["scales"] = new JsonArray(new JsonObject
            {
                ["id"] = "measure",
                ["title"] = Text("Measure"),
                ["method"] = "raschMeasure",
                ["items"] = new JsonArray([.. items.Select(code => JsonValue.Create(code))]),
                ["rules"] = new JsonArray(new JsonObject { ["id"] = "any", ["kind"] = "atLeastAnswered", ["count"] = 1, ["title"] = Text("Any") }),
                ["minimum"] = 0,
                ["maximum"] = 100,
                ["bands"] = new JsonArray([.. Enumerable.Range(1, cuts.Length - 1).Select(level => (JsonNode)new JsonObject
                {
                    ["id"] = $"level-{level}", ["title"] = Text("Level"), ["from"] = cuts[level - 1], ["to"] = cuts[level],
                })]),
                ["calibration"] = Calibration(definition, items, thresholds),
            }),
        }.ToJsonString());
    }

    private static JsonObject Calibration(JsonElement definition, List<string> items, Dictionary<string, double[]> thresholds)
    {
        if (definition.GetProperty("model").GetString() == "PCM")
            return new JsonObject { ["itemThresholds"] = new JsonObject(items.Select(code => KeyValuePair.Create(code, (JsonNode?)Numbers(thresholds[code])))), ["source"] = "Invented" };
        double[] Parameters(string name) => [.. definition.GetProperty("parameters").GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
        return new JsonObject
        {
            ["locations"] = new JsonObject(items.Zip(Parameters("delta")).Select(pair => KeyValuePair.Create(pair.First, (JsonNode?)pair.Second))),
            ["thresholds"] = Numbers(Parameters("tau")),
            ["source"] = "Invented",
        };
    }

    private static JsonArray Numbers(double[] numbers) => new([.. numbers.Select(number => JsonValue.Create(number))]);

    private static JsonElement Definition(string name)
    {
        using var definition = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, name, "case.json")));
        return definition.RootElement.Clone();
    }

    private static List<Dictionary<string, string>> Rows(string name, string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder!, name, file));
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
