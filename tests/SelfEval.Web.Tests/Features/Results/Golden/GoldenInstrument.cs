using System.Globalization;
using System.Text.Json.Nodes;

namespace SelfEval.Web.Tests.Features.Results.Golden;

/// <summary>Writes an instrument file that asks for what a case holds, as a researcher would write one.</summary>
internal sealed class GoldenInstrument(string id)
{
    private readonly Dictionary<string, JsonObject> sets = [];
    private readonly JsonArray items = [], scales = [];

    internal string Id => id;

    /// <summary>The run of one answer that the checks of <see cref="QualityChecks"/> look for.</summary>
    internal const int Run = 4;

    /// <summary>Checks of how a scale was answered, so that flags are published; they change no score.</summary>
    internal static JsonArray QualityChecks() => new("straightLine", new JsonObject { ["check"] = "longestRun", ["atLeast"] = Run });

    /// <summary>An item that takes a number.</summary>
    internal void Number(string code, IReadOnlyCollection<string> cells, double? least = null, double? most = null)
    {
        var values = cells.Where(cell => cell.Length > 0).Select(GoldenCase.Number).ToList();
        var digits = cells.Max(cell => cell.Contains('.', StringComparison.Ordinal) ? cell.Length - cell.IndexOf('.', StringComparison.Ordinal) - 1 : 0);
        items.Add(new JsonObject
        {
            ["code"] = code, ["kind"] = "number", ["text"] = Text(code), ["decimalPlaces"] = digits,
            ["minimum"] = least ?? Math.Floor(values.Min()), ["maximum"] = most ?? Math.Ceiling(values.Max()) + 1,
        });
    }

    /// <summary>An item answered with one of the whole numbers of a range.</summary>
    internal void Choice(string code, int least, int most) => Choice(code, [.. Enumerable.Range(least, most - least + 1).Select(v => v.ToString(CultureInfo.InvariantCulture))], scored: true);

    internal void Choice(string code, IReadOnlyList<string> options, bool scored)
    {
        var set = (scored ? "values-" : "groups-") + string.Join('-', options).ToLowerInvariant();
        sets[set] = new JsonObject { ["id"] = set, ["options"] = new JsonArray([.. options.Select(option => (JsonNode)Option(option, scored))]) };
        items.Add(new JsonObject { ["code"] = code, ["kind"] = "singleChoice", ["text"] = Text(code), ["responses"] = set });
    }

    /// <summary>A scale over items, scored where all are answered.</summary>
    internal void Scale(string scale, string method, IReadOnlyCollection<(string Code, bool Reverse)> parts, double least, double most) => scales.Add(new JsonObject
    {
        ["qualityChecks"] = parts.Count > 1 ? QualityChecks() : [],
        ["id"] = scale, ["title"] = Text(scale), ["method"] = method, ["minimum"] = least, ["maximum"] = most,
        ["items"] = new JsonArray([.. parts.Select(part => (JsonNode)new JsonObject { ["code"] = part.Code, ["reverse"] = part.Reverse })]),
        ["rules"] = new JsonArray(new JsonObject { ["id"] = "complete", ["kind"] = "allAnswered", ["title"] = Text("All answered") }),
    });

    internal (double Least, double Most) RangeOf(string code)
    {
        var item = items.Single(item => item!["code"]!.GetValue<string>() == code)!;
        return (item["minimum"]!.GetValue<double>(), item["maximum"]!.GetValue<double>());
    }

    /// <summary>An answer as the API takes it: a number, or the code of an option.</summary>
    internal object Typed(string code, string cell) => cell.Length == 0 ? "" : items.Any(i => i!["code"]!.GetValue<string>() == code && i["kind"]!.GetValue<string>() == "number") ? GoldenCase.Number(cell) : cell;

    internal string Json() => new JsonObject
    {
        ["id"] = id, ["version"] = "1.0", ["title"] = Text(id), ["standing"] = "bespoke", ["licence"] = new JsonObject { ["name"] = "Test" }, ["languages"] = new JsonArray("en"),
        ["responseSets"] = new JsonArray([.. sets.Values.Select(set => set.DeepClone())]), ["items"] = items.DeepClone(), ["scales"] = scales.DeepClone(),
    }.ToJsonString();

    internal static string IdOf(string name) => name.Replace('_', '-').ToLowerInvariant();

    private static JsonObject Option(string code, bool scored)
    {
        var option = new JsonObject { ["code"] = code, ["label"] = Text(code) };
        if (scored) option["value"] = GoldenCase.Number(code);
        return option;
    }

    private static JsonObject Text(string text) => new() { ["en"] = text };
}
