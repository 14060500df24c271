using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SelfEval.Instruments.Tests;

/// <summary>The scoring cases that R computed, and an instrument file written for each. Without them CI fails and a developer's run has no such cases.</summary>
public static class GoldenScoring
{
    /// <summary>Column of the expected scores, and how a scale says it.</summary>
    public static readonly (string Column, string Method, string Kind, int? Count, string Replacement, bool Rescale)[] Variants =
    [
        ("mean_complete", "mean", "allAnswered", null, "personMean", false),
        ("sum_complete", "sum", "allAnswered", null, "personMean", false),
        ("mean_half", "mean", "atLeastHalf", null, "personMean", false),
        ("sum_half_prorated", "sum", "atLeastHalf", null, "personMean", false),
        ("mean_max2", "mean", "atMostMissing", 2, "personMean", false),
        ("sum_max2_prorated", "sum", "atMostMissing", 2, "personMean", false),
        ("mean_available", "mean", "atLeastAnswered", 1, "personMean", false),
        ("sum_available_unprorated", "sum", "atLeastAnswered", 1, "none", false),
        ("pct100_half", "mean", "atLeastHalf", null, "personMean", true),
    ];

    public static string? Folder { get; } = Find();

    public static IEnumerable<string> Cases =>
        Folder is null ? [] : Directory.GetDirectories(Path.Combine(Folder, "01_scoring")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    public static string PathOf(string name, string file) => Path.Combine(Folder!, "01_scoring", name, file);

    public static List<Dictionary<string, string>> Rows(string name, string file)
    {
        var lines = File.ReadAllLines(PathOf(name, file));
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    public static string ScaleId(string scale, string column) => $"{scale}-{column.Replace('_', '-')}";

    /// <summary>An instrument whose scales are every scale of the case under every rule.</summary>
    public static string InstrumentJson(string name)
    {
        using var definition = JsonDocument.Parse(File.ReadAllText(PathOf(name, "case.json")));
        var scales = new JsonArray();
        var items = new Dictionary<string, (int Lowest, int Highest)>();
        foreach (var scale in definition.RootElement.GetProperty("scales").EnumerateArray())
        {
            int lowest = scale.GetProperty("min").GetInt32(), highest = scale.GetProperty("max").GetInt32();
            var parts = scale.GetProperty("items").EnumerateArray().Select(item => (Code: item.GetProperty("item").GetString()!, Reverse: item.GetProperty("reverse").GetBoolean())).ToList();
            foreach (var (code, _) in parts)
                items[code] = (lowest, highest);
            foreach (var variant in Variants)
                scales.Add(Scale(scale.GetProperty("name").GetString()!, variant, parts, lowest, highest));
        }
        var sets = items.Values.Distinct().ToList();
        return new JsonObject
        {
            ["id"] = "golden-" + name.Replace('_', '-'),
            ["version"] = "1.0",
            ["title"] = Text(name),
            ["standing"] = "bespoke",
            ["licence"] = new JsonObject { ["name"] = "Test" },
            ["languages"] = new JsonArray("en"),
            ["responseSets"] = new JsonArray([.. sets.Select(Set)]),
            ["items"] = new JsonArray([.. items.Select(item => (JsonNode)new JsonObject
            {
                ["code"] = item.Key, ["kind"] = "singleChoice", ["text"] = Text(item.Key), ["responses"] = SetId(item.Value),
            })]),
            ["scales"] = scales,
        }.ToJsonString();
    }

    private static JsonObject Scale(string name, (string Column, string Method, string Kind, int? Count, string Replacement, bool Rescale) variant,
        List<(string Code, bool Reverse)> parts, int lowest, int highest)
    {
        var rule = new JsonObject { ["id"] = variant.Kind.ToLowerInvariant(), ["kind"] = variant.Kind, ["replacement"] = variant.Replacement, ["title"] = Text(variant.Kind) };
        if (variant.Count is { } count)
            rule["count"] = count;
        var many = variant.Method == "sum" ? parts.Count : 1;
        return new JsonObject
        {
            ["id"] = ScaleId(name, variant.Column),
            ["title"] = Text(name),
            ["method"] = variant.Method,
            ["items"] = new JsonArray([.. parts.Select(part => (JsonNode)new JsonObject { ["code"] = part.Code, ["reverse"] = part.Reverse })]),
            ["rules"] = new JsonArray(rule),
            ["minimum"] = variant.Rescale ? 0 : variant.Replacement == "none" ? lowest : many * lowest,
            ["maximum"] = variant.Rescale ? 100 : many * highest,
            ["rescaleTo100"] = variant.Rescale,
        };
    }

    private static JsonNode Set((int Lowest, int Highest) range) => new JsonObject
    {
        ["id"] = SetId(range),
        ["options"] = new JsonArray([.. Enumerable.Range(range.Lowest, range.Highest - range.Lowest + 1).Select(value => (JsonNode)new JsonObject
        {
            ["code"] = value.ToString(CultureInfo.InvariantCulture), ["label"] = Text(value.ToString(CultureInfo.InvariantCulture)), ["value"] = value,
        })]),
    };

    private static string SetId((int Lowest, int Highest) range) => string.Create(CultureInfo.InvariantCulture, $"from-{range.Lowest}-to-{range.Highest}");

    private static JsonObject Text(string text) => new() { ["en"] = text };

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SELFEVAL_SHARED") is { Length: > 0 } named)
            return Path.Combine(named, "golden");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var golden = Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "golden"));
            if (File.Exists(Path.Combine(at.FullName, "SelfEval.sln")) && Directory.Exists(golden))
                return golden;
        }
        return Environment.GetEnvironmentVariable("CI") == "true"
            ? throw new DirectoryNotFoundException("The golden cases are not here; set SELFEVAL_SHARED.") : null;
    }
}
