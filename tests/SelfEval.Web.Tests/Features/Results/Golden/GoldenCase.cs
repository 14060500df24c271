using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SelfEval.Instruments.Tests;

namespace SelfEval.Web.Tests.Features.Results.Golden;

/// <summary>A case of ../shared/golden: what R was given and what R found. Nothing is copied here.</summary>
internal sealed record GoldenCase(string Topic, string Name)
{
    internal string Path => $"{Topic}/{Name}";

    internal JsonElement Given { get; } = Read(Topic, Name, "case.json");

    internal JsonElement Found { get; } = Read(Topic, Name, "expected.json");

    internal List<Dictionary<string, string>> Rows => Table("input.csv");

    /// <summary>All cases of a topic; none where the data are not here (in CI that is a failure).</summary>
    internal static IReadOnlyList<GoldenCase> Of(string topic) => GoldenScoring.Folder is not { } folder ? []
        : [.. Directory.GetDirectories(System.IO.Path.Combine(folder, topic)).Select(f => System.IO.Path.GetFileName(f)!).Order(StringComparer.Ordinal).Select(name => new GoldenCase(topic, name))];

    internal List<Dictionary<string, string>> Table(string file)
    {
        var lines = File.ReadAllLines(Where(Topic, Name, file));
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    internal static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static string Where(string topic, string name, string file) => System.IO.Path.Combine(GoldenScoring.Folder!, topic, name, file);

    private static JsonElement Read(string topic, string name, string file) => JsonDocument.Parse(File.ReadAllText(Where(topic, name, file))).RootElement;
}

/// <summary>What R says of the scores of one scale in one round, or in one group of it.</summary>
/// <param name="N">How many scores.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Sd">Their standard deviation (n−1); null where R has none.</param>
/// <param name="Values">The scores themselves: counted, never compared with what was computed here.</param>
internal sealed record RScores(long N, double Mean, double? Sd, double[] Values)
{
    /// <summary>R's own interval of the mean; where the case has none it follows from n, mean and SD by the formula in the data's README.</summary>
    internal (double Low, double High)? Ci { get; init; }

    /// <summary>Share of scores at the lowest and the highest possible, per cent; null where R was not asked.</summary>
    internal (double Floor, double Ceiling)? Ends { get; init; }

    internal static RScores Of(double[] values)
    {
        var mean = values.Average();
        return new(values.Length, mean, values.Length < 2 ? null : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1)), values);
    }

    internal (double Low, double High)? Interval => Ci ?? (Sd is { } sd && N > 1 ? (Mean - Half(sd), Mean + Half(sd)) : null);

    private double Half(double sd) => MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, N - 1, 0.975) * sd / Math.Sqrt(N);
}

/// <summary>One round to be: who answers what, and what R says of it.</summary>
/// <param name="Name">Of the round.</param>
/// <param name="Answers">For each key the answers; numbers and option codes by item code, without blanks.</param>
internal sealed record GoldenWave(string Name, IReadOnlyList<(string Key, IReadOnlyDictionary<string, object> Answers)> Answers)
{
    /// <summary>By scale id.</summary>
    internal Dictionary<string, RScores> Scores { get; } = [];

    /// <summary>By item of a breakdown, option and scale id.</summary>
    internal Dictionary<(string Item, string Option, string Scale), RScores> Groups { get; } = [];

    /// <summary>Mean and SD of numbers answered, by item code.</summary>
    internal Dictionary<string, (double Mean, double Sd)> Items { get; } = [];

    /// <summary>R's reliability of those who answered all items, by scale id.</summary>
    internal Dictionary<string, JsonElement> Reliability { get; } = [];
}

/// <summary>A questionnaire made of a case, with its rounds.</summary>
internal sealed record GoldenSeries(GoldenCase Case, string Title, string Instrument, string InstrumentJson)
{
    internal List<GoldenWave> Waves { get; } = [];

    /// <summary>Codes of items of the instrument "about-you" by which final results are shown too.</summary>
    internal List<string> Breakdowns { get; } = [];

    internal bool IsAnonymous { get; init; }

    /// <summary>Rounds that open one after the other, to be read as a process.</summary>
    internal bool IsProcess { get; init; }

    /// <summary>R's paired comparison.</summary>
    internal JsonElement? Paired { get; init; }

    /// <summary>R's comparison of two groups.</summary>
    internal JsonElement? Unpaired { get; init; }

    /// <summary>Which team asks, where several ask the same; null where any may.</summary>
    internal int? Place { get; init; }

    /// <summary>What item codes begin with: one code belongs to one instrument, and cases share theirs.</summary>
    internal string Prefix { get; init; } = "";

    /// <summary>The instrument file with the codes as they are asked.</summary>
    internal string File()
    {
        var json = JsonNode.Parse(InstrumentJson)!;
        foreach (var item in json["items"]!.AsArray().Concat(json["scales"]!.AsArray().SelectMany(scale => scale!["items"]!.AsArray()))) item!["code"] = Asked(item["code"]!.GetValue<string>());
        return json.ToJsonString();
    }

    /// <summary>How many questions the instrument has.</summary>
    internal int ItemCount => JsonNode.Parse(InstrumentJson)!["items"]!.AsArray().Count;

    /// <summary>The code as it is asked.</summary>
    internal string Asked(string code) => Breakdowns.Contains(code) ? code : Prefix + code;

    /// <summary>The code as the case has it.</summary>
    internal string Given(string asked) => Breakdowns.Contains(asked) ? asked : asked[Prefix.Length..];

    public override string ToString() => Title;
}
