using System.Globalization;
using System.Text.Json.Nodes;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Instruments.Tests;

/// <summary>Instruments made for one rule: items q1, q2, … with whole-number options and "does not apply" (na), and the scales a test writes.</summary>
internal static class Bench
{
    public const string All = """[{"id":"all","kind":"allAnswered","title":{"en":"All"}}]""";
    public const string Half = """[{"id":"half","kind":"atLeastHalf","title":{"en":"Half"}}]""";

    public static string AtMost(int missing) => $$"""[{"id":"most","kind":"atMostMissing","count":{{missing}},"title":{"en":"Most"} }]""";

    public static string AtLeast(int answered, string more = "") =>
        $$"""[{"id":"least","kind":"atLeastAnswered","count":{{answered}}{{more}},"title":{"en":"Least"} }]""";

    /// <summary>The codes q1 to qn as JSON; those in <paramref name="reversed"/> turned round.</summary>
    public static string Codes(int count, params int[] reversed) => "[" + string.Join(",", Enumerable.Range(1, count).Select(i =>
        reversed.Contains(i) ? $$"""{"code":"q{{i}}","reverse":true}""" : $"\"q{i}\"")) + "]";

    /// <summary>An instrument of n items from lowest to highest with one scale, whose id and title are given.</summary>
    public static Instrument Of(int items, int lowest, int highest, string scale) =>
        Make.Read(Json(items, lowest, highest, $$"""{"id":"s","title":{"en":"S"},{{scale}}}"""));

    public static string Json(int items, int lowest, int highest, params string[] scales)
    {
        var options = new JsonArray([.. Enumerable.Range(lowest, highest - lowest + 1).Select(value => (JsonNode)new JsonObject
        {
            ["code"] = value.ToString(CultureInfo.InvariantCulture), ["label"] = Text("x"), ["value"] = value,
        })]);
        options.Add(new JsonObject { ["code"] = "na", ["label"] = Text("n/a"), ["missing"] = "doesNotApply" });
        return new JsonObject
        {
            ["id"] = "bench", ["version"] = "1.0", ["title"] = Text("Bench"), ["standing"] = "bespoke",
            ["licence"] = new JsonObject { ["name"] = "Test" }, ["languages"] = new JsonArray("en"),
            ["responseSets"] = new JsonArray(new JsonObject { ["id"] = "set", ["options"] = options }),
            ["items"] = new JsonArray([.. Enumerable.Range(1, items).Select(i => (JsonNode)new JsonObject
            {
                ["code"] = $"q{i}", ["kind"] = "singleChoice", ["text"] = Text($"Item {i}"), ["responses"] = "set",
            })]),
            ["scales"] = new JsonArray([.. scales.Select(scale => JsonNode.Parse(scale))]),
        }.ToJsonString();
    }

    /// <summary>The only score of answers in the items' order: NA does not apply, - is blank.</summary>
    public static ScaleScore Score(Instrument instrument, string answers) => Scorer.Score(instrument, Make.Sheet(instrument, answers))[0];

    public static IReadOnlyList<ScaleScore> Scores(Instrument instrument, string answers) => Scorer.Score(instrument, Make.Sheet(instrument, answers));

    private static JsonObject Text(string text) => new() { ["en"] = text };
}
