using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using SelfEval.Statistics.Planning;
using SelfEval.Statistics.Reliability;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.Golden;

/// <summary>
/// How far one round's figures can be trusted. Reliability against R's where R took the same people and items, otherwise against what SelfEval.Statistics makes of the
/// answers themselves; flags, missing answers and arrivals against counts of the data.
/// </summary>
internal sealed partial class TrustFiguresCheck(PublishedFigures figures, GoldenSeries series, GoldenWave wave)
{
    /// <summary>From the data's README: closed forms, Feldt's interval, omega by maximum likelihood. The last is of a power, which is searched for.</summary>
    private const double Closed = 1e-9, Feldt = 1e-7, Factor = 1e-4, Power = 1e-8;

    /// <summary>Settings of the round, and what the page of trust says of itself: reliability from this many complete answers.</summary>
    private const int K = 5, FewestComplete = 30;

    private readonly JsonElement instrument = JsonDocument.Parse(series.InstrumentJson).RootElement;

    private int Rows => wave.Answers.Count;

    /// <summary>The difference that two such rounds would notice four times in five: from R's number and standard deviation.</summary>
    internal void Difference(JsonElement scale, string at, RScores r)
    {
        Assert.False(scale.GetProperty("isShare").GetBoolean());
        if (!PublishedFigures.Has(scale, "n") || r.Sd is not > 0)
        {
            Assert.False(PublishedFigures.Has(scale, "differenceNoticed"));
            return;
        }

        figures.Gives(scale, at, "differenceNoticed", difference => ChangePower.TwoGroups(r.N, r.N, difference, r.Sd.Value), 0.8, Power);
    }

    /// <summary>All came in by import, before the close.</summary>
    internal void Arrivals(JsonElement round, string path)
    {
        var arrivals = round.GetProperty("arrivals");
        Assert.Contains("Imported", arrivals.GetProperty("channels").EnumerateArray().Select(cell => cell.GetProperty("code").GetString()));
        Assert.Equal(["InTime", "Late"], arrivals.GetProperty("times").EnumerateArray().Select(cell => cell.GetProperty("code").GetString()));
        foreach (var table in new[] { "channels", "times" })
        {
            foreach (var (i, cell) in arrivals.GetProperty(table).EnumerateArray().Index())
                Cell(cell, $"{path}.arrivals.{table}[{i}]", cell.GetProperty("code").GetString() is "Imported" or "InTime" ? Rows : 0, Rows);
        }
    }

    internal void Quality(JsonElement round, JsonElement scale, string at, long? scored)
    {
        var (quality, parts) = (scale.GetProperty("quality"), Parts(scale.GetProperty("scale").GetString()!));
        Flags(quality.GetProperty("flags").EnumerateArray().ToList(), $"{at}.quality", parts);
        double[][] complete = [.. wave.Answers.Select(a => parts.Select(part => Value(a.Answers, part)).ToList()).Where(row => row.All(v => v is not null)).Select(row => row.Select(v => v!.Value).ToArray())];
        var r = wave.Reliability.TryGetValue(scale.GetProperty("scale").GetString()!, out var found) ? found : (JsonElement?)null;
        if (r is { } asked) Assert.Equal(asked.GetProperty("n_complete").GetInt32(), complete.Length);
        var direct = parts.Count > 1 && complete.Length > 1 ? ScaleReliability.Of([.. complete.SelectMany(row => row)], parts.Count) : null;
        var isWithheld = scale.TryGetProperty("withheld", out var why) && why.ValueKind == JsonValueKind.String;
        if (Object(quality, "reliability") is not { } reliability)
        {
            Assert.EndsWith(".", quality.GetProperty("withoutReliability").GetString()!, StringComparison.Ordinal);
            // Nor where few left a question out: beside what is shown of everybody it would tell of them.
            var few = Rows - complete.Length is > 0 and < K || scored - complete.Length is > 0 and < K;
            Assert.True(direct is null || isWithheld || complete.Length < FewestComplete || few || !direct.Alpha.IsDefined, $"{at} has no reliability without need");
            if (parts.Count > 1) figures.Withheld++;
            return;
        }

        Assert.True(direct is not null && !isWithheld && complete.Length >= FewestComplete, $"{at} has reliability of too few");
        Reliability(reliability, $"{at}.quality.reliability", r, direct, complete.Length);
        ItemRest(round, reliability, $"{at}.quality.reliability", r, direct, parts);
    }

    /// <summary>What the API says of trust beside the figures.</summary>
    internal void Api(JsonElement results, string path)
    {
        var (trust, round) = (results.GetProperty("trust"), results.GetProperty("figures"));
        Assert.Equal(round.GetProperty("scales").GetArrayLength(), trust.GetArrayLength());
        foreach (var (i, (said, scale)) in trust.EnumerateArray().Zip(round.GetProperty("scales").EnumerateArray()).Index())
        {
            Assert.Equal(scale.GetProperty("key").GetString(), said.GetProperty("key").GetString());
            var parts = Parts(scale.GetProperty("scale").GetString()!);
            var skipped = parts.Sum(part => wave.Answers.Count(a => !a.Answers.ContainsKey(part.Code)));
            foreach (var (j, cell) in said.GetProperty("missing").EnumerateArray().Index())
            {
                if (PublishedFigures.Has(cell, "people")) Cell(cell, $"{path}[{i}].missing[{j}]", skipped, Rows * parts.Count);
                else Assert.Contains(parts, part => HidesSome(round, part.Code));
            }
        }

        figures.AllClaimed(trust, path);
    }

    /// <summary>The page of trust prints the same.</summary>
    internal void Page(Page page, JsonElement round, string what)
    {
        var sections = page.Document.QuerySelectorAll("main section.app-result").Where(s => s.GetAttribute("aria-labelledby")?.StartsWith("scale-", StringComparison.Ordinal) == true).ToList();
        var scales = round.GetProperty("scales").EnumerateArray().ToList();
        Assert.Equal(scales.Count, sections.Count);
        foreach (var (section, scale) in sections.Zip(scales))
        {
            var rows = section.QuerySelectorAll(".nhsuk-summary-list__row").ToDictionary(row => row.QuerySelector("dt")!.TextContent.Trim(), row => Words(row.QuerySelector("dd")!));
            if (PublishedFigures.Has(scale, "differenceNoticed"))
            {
                var noticed = scale.GetProperty("differenceNoticed").GetDouble();
                if (noticed > scale.GetProperty("maximum").GetDouble() - scale.GetProperty("minimum").GetDouble()) Assert.Contains("could show no difference at all", rows["How precise"], StringComparison.Ordinal);
                else figures.Printed(DifferencePrinted().Match(rows["How precise"]).Groups[1].Value, noticed, Closed, scale.GetProperty("decimals").GetInt32(), what);
            }

            var quality = scale.GetProperty("quality");
            foreach (var flag in quality.GetProperty("flags").EnumerateArray())
            {
                var said = PublishedFigures.Has(flag, "people") ? $"{flag.GetProperty("people").GetInt64().ToString("N0", CultureInfo.InvariantCulture)} people" : "not shown";
                Assert.Contains($"{flag.GetProperty("label").GetString()}: {said}", rows["How it was answered"], StringComparison.Ordinal);
            }

            var together = rows["Do the questions go together?"];
            if (Object(quality, "reliability") is not { } reliability)
            {
                Assert.Equal(quality.GetProperty("withoutReliability").GetString(), together);
                continue;
            }

            var r = wave.Reliability.TryGetValue(scale.GetProperty("scale").GetString()!, out var found) ? found : (JsonElement?)null;
            var printed = ReliabilityPrinted().Match(together);
            Assert.True(printed.Success, $"{what}: the page prints {together}");
            figures.Printed(printed.Groups["alpha"].Value, r?.GetProperty("alpha_raw").GetDouble() ?? reliability.GetProperty("alpha").GetDouble(), Closed, 2, what);
            figures.Printed(printed.Groups["low"].Value, reliability.GetProperty("low").GetDouble(), 0, 2, what);
            figures.Printed(printed.Groups["high"].Value, reliability.GetProperty("high").GetDouble(), 0, 2, what);
            Assert.Equal(PublishedFigures.Has(reliability, "omega"), printed.Groups["omega"].Success);
            if (printed.Groups["omega"].Success) figures.Printed(printed.Groups["omega"].Value, reliability.GetProperty("omega").GetDouble(), 0, 2, what);
            Assert.Equal(PublishedFigures.Has(reliability, "n"), !printed.Groups["least"].Success);
            figures.Printed(printed.Groups["n"].Value, reliability.GetProperty("atLeast").GetInt64(), 0, 0, what);
            var rest = reliability.GetProperty("itemRest").EnumerateArray().ToList();
            var cells = section.QuerySelectorAll("table tbody tr td").Select(Words).ToList();
            Assert.Equal(rest.Count, cells.Count);
            foreach (var (cell, item) in cells.Zip(rest)) figures.Printed(cell, item.GetProperty("correlation").GetDouble(), 0, 2, what);
        }
    }

    private void Reliability(JsonElement said, string at, JsonElement? r, ScaleReliability direct, int complete)
    {
        foreach (var field in new[] { "n", "atLeast" }) figures.Count(said, at, field, complete);
        var alpha = r?.GetProperty("alpha_raw").GetDouble() ?? direct.Alpha.Value;
        Rounded(said, at, "alpha", alpha, Closed, r is not null);
        var interval = CronbachAlpha.FeldtInterval(alpha, said.GetProperty("atLeast").GetInt64(), direct.Items.Count);
        var ofR = r is { } found ? found.GetProperty("alpha_raw_feldt95") : (JsonElement?)null;
        Rounded(said, at, "low", ofR?[0].GetDouble() ?? interval.Low, Feldt, ofR is not null);
        Rounded(said, at, "high", ofR?[1].GetDouble() ?? interval.High, Feldt, ofR is not null);
        var omega = r is { } some && some.GetProperty("omega_total_ml") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : (double?)null;
        Assert.Equal(omega is not null || direct.Items.Count > 2 && direct.Omega.IsDefined, PublishedFigures.Has(said, "omega"));
        if (PublishedFigures.Has(said, "omega")) Rounded(said, at, "omega", omega ?? direct.Omega.Value, Factor, omega is not null);
    }

    private void ItemRest(JsonElement round, JsonElement said, string at, JsonElement? r, ScaleReliability direct, List<Part> parts)
    {
        var told = said.GetProperty("itemRest").EnumerateArray().ToList();
        foreach (var (i, item) in told.Index())
        {
            var code = series.Given(item.GetProperty("code").GetString()!);
            var ofR = r?.GetProperty("items").EnumerateArray().Single(of => of.GetProperty("item").GetString() == code).GetProperty("r_item_rest").GetDouble();
            Rounded(item, $"{at}.itemRest[{i}]", "correlation", ofR ?? direct.Items[parts.FindIndex(part => part.Code == code)].ItemRest.Value, Closed, ofR is not null);
        }

        if (!PublishedFigures.Has(said, "n")) return;
        var codes = told.Select(item => series.Given(item.GetProperty("code").GetString()!)).ToHashSet();
        foreach (var (i, part) in parts.Index().Where(part => !codes.Contains(part.Item.Code)))
            Assert.True(!direct.Items[i].ItemRest.IsDefined || HidesSome(round, part.Code), $"{at} leaves out {part.Code} without need");
    }

    private void Flags(List<JsonElement> flags, string at, List<Part> parts)
    {
        var answers = wave.Answers.Select(a => parts.Select(part => a.Answers.GetValueOrDefault(part.Code)).OfType<object>().ToList()).ToList();
        bool[] straight = [.. answers.Select(row => row.Count > 1 && row.Distinct().Count() == 1)], run = [.. answers.Select(row => LongestRun(row) >= GoldenInstrument.Run)];
        Assert.Equal(parts.Count > 1 ? ["StraightLine", "LongRun"] : [], flags.Select(flag => flag.GetProperty("code").GetString()));
        foreach (var (i, (flag, raised, other)) in flags.Zip([straight, run], [run, straight]).Index())
        {
            var people = raised.Count(is_ => is_);
            var both = raised.Zip(other).Count(pair => pair.First && pair.Second);
            var alone = IsSafe(people) && IsSafe(Rows - people);
            if (PublishedFigures.Has(flag, "people"))
            {
                Assert.True(alone, $"{at}.flags[{i}] tells of few people");
                Cell(flag, $"{at}.flags[{i}]", people, Rows);
                continue;
            }

            Assert.False(alone && IsSafe(both) && IsSafe(people - both) && IsSafe(other.Count(is_ => is_) - both), $"{at}.flags[{i}] is hidden without need");
            figures.Withheld++;
        }
    }

    private void Cell(JsonElement cell, string at, int people, int of)
    {
        figures.Count(cell, at, "people", people);
        figures.Near(cell, at, "share", (double)people / of, Closed);
    }

    private void Rounded(JsonElement of, string at, string field, double expected, double tolerance, bool isOfR)
    {
        if (isOfR) figures.Near(of, at, field, expected, tolerance, 2);
        else figures.Follows(of, at, field, expected, tolerance, 2);
    }

    /// <summary>The items of a scale, and what an answer and its reverse add up to.</summary>
    private List<Part> Parts(string id) => [.. instrument.GetProperty("scales").EnumerateArray().Single(scale => scale.GetProperty("id").GetString() == id).GetProperty("items").EnumerateArray().Select(part =>
    {
        var item = instrument.GetProperty("items").EnumerateArray().Single(of => of.GetProperty("code").GetString() == part.GetProperty("code").GetString());
        if (item.GetProperty("kind").GetString() == "number") return new Part(item.GetProperty("code").GetString()!, Reversed(part), item.GetProperty("minimum").GetDouble() + item.GetProperty("maximum").GetDouble());
        double[] values = [.. instrument.GetProperty("responseSets").EnumerateArray().Single(set => set.GetProperty("id").GetString() == item.GetProperty("responses").GetString())
            .GetProperty("options").EnumerateArray().Select(option => option.GetProperty("value").GetDouble())];
        return new Part(item.GetProperty("code").GetString()!, Reversed(part), values.Min() + values.Max());
    })];

    private static bool Reversed(JsonElement part) => part.TryGetProperty("reverse", out var reverse) && reverse.GetBoolean();

    private static double? Value(IReadOnlyDictionary<string, object> answers, Part part)
    {
        if (!answers.TryGetValue(part.Code, out var answer)) return null;
        var value = answer is double number ? number : GoldenCase.Number((string)answer);
        return part.Reverse ? part.Turn - value : value;
    }

    private bool HidesSome(JsonElement round, string code)
    {
        var item = round.GetProperty("items").EnumerateArray().Single(of => of.GetProperty("code").GetString() == series.Asked(code));
        return item.TryGetProperty("withheld", out var why) && why.ValueKind == JsonValueKind.String
            || item.GetProperty("options").EnumerateArray().Concat(item.GetProperty("missing").EnumerateArray()).Any(cell => !PublishedFigures.Has(cell, "people"));
    }

    private static int LongestRun(List<object> row)
    {
        int longest = 0, run = 0;
        for (var i = 0; i < row.Count; i++)
        {
            run = i > 0 && row[i].Equals(row[i - 1]) ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static bool IsSafe(int people) => people is 0 or >= K;

    private static JsonElement? Object(JsonElement of, string field) => of.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"a true difference of (\S+) points? or more")]
    private static partial Regex DifferencePrinted();

    [GeneratedRegex(@"^Alpha (?<alpha>[−\d.]+), likely between (?<low>[−\d.]+) and (?<high>[−\d.]+\d)(; omega (?<omega>[−\d.]+\d))?\. From (?<least>at least )?(?<n>[\d,]+) people")]
    private static partial Regex ReliabilityPrinted();

    private sealed record Part(string Code, bool Reverse, double Turn);
}
