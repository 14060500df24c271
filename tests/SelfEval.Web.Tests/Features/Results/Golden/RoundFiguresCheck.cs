using System.Text.Json;
using AngleSharp.Dom;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.Golden;

/// <summary>One round's published figures against R's.</summary>
internal sealed class RoundFiguresCheck(PublishedFigures figures, GoldenSeries series, GoldenWave wave, string path)
{
    /// <summary>For t quantiles the data's README allows 1e-8, for all else 1e-9.</summary>
    private const double Closed = 1e-9, OfT = 1e-8;
    private const int K = 5;

    private readonly TrustFiguresCheck trust = new(figures, series, wave);

    private int Rows => wave.Answers.Count;

    internal void Api(JsonElement round)
    {
        figures.Pass(path, "k");
        figures.Count(round, path, "responses", Rows);
        if (PublishedFigures.Has(round, "invited")) figures.Count(round, path, "invited", 0);
        foreach (var (i, scale) in round.GetProperty("scales").EnumerateArray().Index()) Scale(round, scale, $"{path}.scales[{i}]");
        foreach (var (i, item) in round.GetProperty("items").EnumerateArray().Index()) Item(item, $"{path}.items[{i}]");
        foreach (var (i, breakdown) in round.GetProperty("breakdowns").EnumerateArray().Index()) Breakdown(breakdown, $"{path}.breakdowns[{i}]");
        Assert.Equal(series.Breakdowns, round.GetProperty("breakdowns").EnumerateArray().Select(b => b.GetProperty("key").GetString()));
        foreach (var (i, asked) in round.GetProperty("instruments").EnumerateArray().Index())
            figures.Count(asked, $"{path}.instruments[{i}]", "items", asked.GetProperty("id").GetString() == series.Instrument ? series.ItemCount : series.Breakdowns.Count);
        trust.Arrivals(round, path);
        figures.AllClaimed(round, path);
    }

    /// <summary>The page prints the same, scale by scale.</summary>
    internal void Page(Page page, JsonElement round)
    {
        var sections = page.Document.QuerySelectorAll("main section.app-result").Where(s => s.GetAttribute("aria-labelledby")?.StartsWith("scale-", StringComparison.Ordinal) == true).ToList();
        var scales = round.GetProperty("scales").EnumerateArray().ToList();
        Assert.Equal(scales.Count, sections.Count);
        foreach (var (section, scale) in sections.Zip(scales))
        {
            if (Of(scale) is not { } r) continue;
            if (IsWithheld(scale))
            {
                Assert.Contains(scale.GetProperty("sentence").GetString()!, section.TextContent, StringComparison.Ordinal);
                continue;
            }

            var (decimals, what) = (scale.GetProperty("decimals").GetInt32(), $"{path} {scale.GetProperty("key")}");
            var least = !PublishedFigures.Has(scale, "n");
            figures.Printed(Listed(section)["Mean"], least ? scale.GetProperty("mean").GetDouble() : r.Mean, Closed, Math.Max(2, decimals), what);
            if (!least && r.Sd is { } sd) figures.Printed(Listed(section)["Standard deviation"], sd, Closed, Math.Max(2, decimals), what);
            Assert.Equal($"{(least ? $"at least {scale.GetProperty("atLeast").GetInt64():N0}" : $"{r.N:N0}")} of {Rows:N0} people who answered", Listed(section)["People with a score"]);
            if (r.Interval is not { } ci) continue;
            var printed = Listed(section)["95% confidence interval"];
            Assert.EndsWith("(Student’s t, of the mean)", printed, StringComparison.Ordinal);
            var ends = printed.Split(" (")[0].Split(" to ");
            figures.Printed(ends[0], Math.Max(ci.Low, scale.GetProperty("minimum").GetDouble()), OfT, decimals, what);
            figures.Printed(ends[1], Math.Min(ci.High, scale.GetProperty("maximum").GetDouble()), OfT, decimals, what);
        }
    }

    private RScores? Of(JsonElement scale) => wave.Scores.GetValueOrDefault(scale.GetProperty("scale").GetString()!);

    private static bool IsWithheld(JsonElement figure) => figure.TryGetProperty("withheld", out var why) && why.ValueKind == JsonValueKind.String;

    private void Scale(JsonElement round, JsonElement scale, string at)
    {
        figures.Pass(at, "minimum", "maximum", "decimals");
        figures.Count(scale, at, "responses", Rows);
        var r = Of(scale);
        trust.Quality(round, scale, at, (series.IsProcess ? OfProcess() : r)?.N);
        if (IsWithheld(scale))
        {
            Refused(scale, r?.N);
            Assert.False(PublishedFigures.Has(scale, "mean"));
            return;
        }

        if (series.IsProcess) r = OfProcess();
        Assert.True(r is not null, $"{at} is published and R was not asked.");
        Figure(scale, at, r, Rows);
        trust.Difference(scale, at, r);
        if (r.Ends is var (floor, ceiling))
        {
            Assert.Equal(floor > 15, scale.GetProperty("atFloor").GetBoolean());
            Assert.Equal(ceiling > 15, scale.GetProperty("atCeiling").GetBoolean());
        }

        Distribution(scale, at, r);
        if (PublishedFigures.Has(scale, "unscored")) figures.Count(scale, at, "unscored", Rows - r.N);
        PassCells(scale, at, "unscoredReasons");
        var reasons = scale.GetProperty("unscoredReasons").EnumerateArray().ToList();
        if (reasons.Count > 0 && reasons.All(cell => PublishedFigures.Has(cell, "people")))
            Assert.Equal(Rows - r.N, reasons.Sum(cell => cell.GetProperty("people").GetInt64()));
    }

    private void Figure(JsonElement figure, string at, RScores r, long people, bool isGroup = false)
    {
        if (!PublishedFigures.Has(figure, "n"))
        {
            // The number is kept back because it would tell how few have no score, here or in the other groups; the mean is rounded then.
            Assert.True(isGroup || people - r.N is > 0 and < K, $"{at} hides its number without need");
            figures.Pass(at, "atLeast");
            Assert.InRange(figure.GetProperty("atLeast").GetInt64(), K, r.N);
            var decimals = figure.GetProperty("decimals").GetInt32();
            figures.Near(figure, at, "mean", r.Mean, Closed, decimals);
            Assert.False(PublishedFigures.Has(figure, "standardDeviation"));
            if (r.Interval is not { } rounded) return;
            figures.Near(figure, at, "low", rounded.Low, OfT, decimals);
            figures.Near(figure, at, "high", rounded.High, OfT, decimals);
            return;
        }

        figures.Count(figure, at, "n", r.N);
        figures.Count(figure, at, "atLeast", r.N);
        figures.Near(figure, at, "mean", r.Mean, Closed);
        figures.Near(figure, at, "standardDeviation", r.Sd!.Value, Closed);
        figures.Near(figure, at, "low", r.Interval!.Value.Low, OfT);
        figures.Near(figure, at, "high", r.Interval!.Value.High, OfT);
    }

    private void Distribution(JsonElement scale, string at, RScores r)
    {
        var cells = scale.GetProperty("distribution").EnumerateArray().ToList();
        var left = r.Values.Order().ToList();
        foreach (var (i, cell) in cells.Index())
        {
            figures.Pass($"{at}.distribution[{i}]", "from", "to");
            var to = i == cells.Count - 1 ? double.MaxValue : cell.GetProperty("to").GetDouble();
            // A mean such as 3.4999999999999996 belongs where 3.5 does.
            var people = left.Count(value => value < to - 1e-9);
            left.RemoveRange(0, people);
            if (!PublishedFigures.Has(cell, "people")) continue;
            figures.Count(cell, $"{at}.distribution[{i}]", "people", people);
            if (PublishedFigures.Has(cell, "share")) figures.Near(cell, $"{at}.distribution[{i}]", "share", (double)people / r.N, Closed);
        }
    }

    private void Item(JsonElement item, string at)
    {
        var code = series.Given(item.GetProperty("code").GetString()!);
        var answers = wave.Answers.Select(a => a.Answers.GetValueOrDefault(code)).OfType<object>().ToList();
        figures.Count(item, at, "responses", Rows);
        if (PublishedFigures.Has(item, "answered")) figures.Count(item, at, "answered", answers.Count);
        foreach (var (i, option) in item.GetProperty("options").EnumerateArray().Index()) Cell(option, $"{at}.options[{i}]", answers.Count(a => a is string chosen && chosen == option.GetProperty("code").GetString()));
        foreach (var (i, missing) in item.GetProperty("missing").EnumerateArray().Index()) Cell(missing, $"{at}.missing[{i}]", Rows - answers.Count);
        if (!PublishedFigures.Has(item, "mean"))
        {
            OptionsMean(item, code);
            return;
        }

        double[] numbers = [.. answers.OfType<double>()];
        var (mean, sd) = wave.Items.TryGetValue(code, out var r) ? r : series.IsProcess ? (OfProcess().Mean, OfProcess().Sd!.Value) : (wave.Scores["score"].Mean, wave.Scores["score"].Sd!.Value);
        Assert.Equal(numbers.Length, answers.Count);
        figures.Near(item, at, "mean", mean, Closed);
        figures.Near(item, at, "standardDeviation", sd, Closed);
    }

    /// <summary>Where all cells of an item are shown, they tell its mean, which R has too.</summary>
    private void OptionsMean(JsonElement item, string code)
    {
        var options = item.GetProperty("options").EnumerateArray().ToList();
        if (!wave.Items.TryGetValue(code, out var r) || options.Count == 0 || options.Any(o => !PublishedFigures.Has(o, "people"))) return;
        Assert.Equal(r.Mean, options.Sum(o => o.GetProperty("value").GetDouble() * o.GetProperty("people").GetInt64()) / Rows, Closed);
    }

    private void Cell(JsonElement cell, string at, int people)
    {
        figures.Pass(at, "value");
        if (!PublishedFigures.Has(cell, "people")) return;
        figures.Count(cell, at, "people", people);
        figures.Near(cell, at, "share", (double)people / Rows, Closed);
    }

    private void Breakdown(JsonElement breakdown, string at)
    {
        var item = breakdown.GetProperty("key").GetString()!;
        int In(string? option) => wave.Answers.Count(a => option is null ? !a.Answers.ContainsKey(item) : a.Answers.GetValueOrDefault(item) is string chosen && chosen == option);
        if (PublishedFigures.Has(breakdown, "notTold")) figures.Count(breakdown, at, "notTold", In(null));
        foreach (var (i, group) in breakdown.GetProperty("groups").EnumerateArray().Index())
        {
            var (code, here) = (group.GetProperty("code").GetString()!, $"{at}.groups[{i}]");
            if (PublishedFigures.Has(group, "people")) figures.Count(group, here, "people", In(code));
            foreach (var (j, scale) in group.GetProperty("scales").EnumerateArray().Index())
            {
                var on = $"{here}.scales[{j}]";
                figures.Pass(on, "decimals");
                if (IsWithheld(scale))
                {
                    Refused(scale, null);
                    continue;
                }

                var key = scale.GetProperty("key").GetString()!;
                var r = wave.Groups.GetValueOrDefault((item, code, key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..]));
                Assert.True(r is not null, $"{on} is published and R was not asked.");
                Figure(scale, on, r, In(code), isGroup: true);
            }
        }
    }

    /// <summary>Nothing is shown, and a sentence says why; below k always, otherwise because the scores are alike or the ledger says so.</summary>
    private void Refused(JsonElement figure, long? n)
    {
        Assert.Matches("^(fewerThanK|wouldIdentify)$", figure.GetProperty("withheld").GetString()!);
        Assert.EndsWith(".", figure.GetProperty("sentence").GetString()!, StringComparison.Ordinal);
        if (n >= K) Assert.Equal("wouldIdentify", figure.GetProperty("withheld").GetString());
        figures.Withheld++;
    }

    private void PassCells(JsonElement scale, string at, string name)
    {
        foreach (var (i, _) in scale.GetProperty(name).EnumerateArray().Index()) figures.Pass($"{at}.{name}[{i}]", "people", "share", "from", "to", "value");
    }

    /// <summary>The points of a process are R's; what is about them is what was answered.</summary>
    private RScores OfProcess() => RScores.Of([.. wave.Answers.Select(a => (double)a.Answers["value"])]);

    private static Dictionary<string, string> Listed(IElement section) => section.QuerySelectorAll(".nhsuk-summary-list__row")
        .ToDictionary(row => row.QuerySelector("dt")!.TextContent.Trim(), row => string.Join(' ', row.QuerySelector("dd")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
