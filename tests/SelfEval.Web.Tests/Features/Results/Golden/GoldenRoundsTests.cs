using System.Net;
using AngleSharp.Dom;
using SelfEval.Instruments.Tests;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.Golden;

/// <summary>
/// Every figure that the product publishes of the open data equals R's, over the API and on the pages. Where it publishes less, by design, it says so;
/// the figures are counted, so that nothing passes empty.
/// Over the programme's API: 4167 figures equal R's, 393 equal R's rounded, 4849 are counted in the data, 1198 follow from R's or from the answers by SelfEval.Statistics
/// (reliability where R was not asked, the difference noticed, pooled estimates of 10 teams); 91 are withheld.
/// </summary>
public sealed class GoldenRoundsTests(GoldenProgramme programme) : IClassFixture<GoldenProgramme>
{
    public static TheoryData<string> Cases() => new(new GoldenPlans().All().Select(series => series.Title));

    public static TheoryData<string> Compared() => new(new GoldenPlans().All().Where(series => series.Paired is not null || series.Unpaired is not null).Select(series => series.Title));

    public static TheoryData<string> Processes() => new(new GoldenPlans().All().Where(series => series.IsProcess).Select(series => series.Title));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public async Task Each_round_says_what_R_says(string title)
    {
        var series = Find(title);
        var evaluator = await programme.Host.CallerAsync(Role.Evaluator, programme.Programme);
        var member = await programme.Host.AsAsync(Role.TeamMember, team: programme.TeamOf(series));
        var figures = new PublishedFigures();
        foreach (var (i, wave) in series.Waves.Index())
        {
            var round = programme.RoundOf(series, i);
            var answer = await evaluator.GetAsync($"/api/v1/rounds/{round}/results");
            var page = await member.GetAsync($"/rounds/{round}/results");
            if (wave.Answers.Count < 5)
            {
                Assert.Equal((HttpStatusCode.NotFound, "results.none_yet"), (answer.Status, answer.Code));
                Assert.Contains("Fewer than 5 people answered, so no results are shown", page.Text, StringComparison.Ordinal);
                figures.Withheld++;
                continue;
            }

            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            var check = new RoundFiguresCheck(figures, series, wave, $"{title}[{i}]");
            check.Api(answer.Json.GetProperty("figures"));
            check.Page(page, answer.Json.GetProperty("figures"));
            var trust = new TrustFiguresCheck(figures, series, wave);
            trust.Api(answer.Json, $"{title}[{i}].trust");
            trust.Page(await member.GetAsync($"/rounds/{round}/trust"), answer.Json.GetProperty("figures"), $"{title}[{i}] trust");
        }

        var told = series.IsProcess ? series.Waves.Count : figures.Exact + figures.Rounded;
        Assert.True(told > 0 || figures.Withheld > 0, "No figure of R was compared.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{title}: {figures}");
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Compared))]
    public async Task Each_change_says_what_R_says(string title)
    {
        var series = Find(title);
        var team = programme.TeamOf(series);
        var answer = await (await programme.Host.CallerAsync(Role.TeamLead, team: team)).GetAsync($"/api/v1/teams/{team.Id}/results");
        var (from, to) = (programme.RoundOf(series, 0), programme.RoundOf(series, 1));
        var found = answer.Json.GetProperty("changes").EnumerateArray().Where(c => (c.GetProperty("fromRound").GetInt32(), c.GetProperty("toRound").GetInt32()) == (from, to)).ToList();
        var browser = await programme.Host.AsAsync(Role.TeamMember, team: team);
        var figures = new PublishedFigures();
        if (series.Waves.Any(wave => wave.Answers.Count < 5))
        {
            // Nothing is published of either round, so there is nothing to compare: each round's own page says why.
            Assert.Empty(found);
            var page = await browser.GetAsync($"/rounds/{to}/results");
            Assert.Contains("Fewer than 5 people answered, so no results are shown", page.Text, StringComparison.Ordinal);
            return;
        }

        var scale = Assert.Single(Assert.Single(found).GetProperty("change").GetProperty("scales").EnumerateArray());
        var check = new ChangeFiguresCheck(figures, series);
        check.Api(scale);
        foreach (var view in new[] { "same", "all" })
        {
            var page = await browser.GetAsync($"/teams/{team.Id}/change?view={view}");
            var section = page.Document.QuerySelectorAll("section.app-result").Single(s => s.QuerySelector("h2")?.FirstChild?.TextContent.Trim() == title);
            check.Page(section.QuerySelector(".app-change")!, view == "same");
        }

        Assert.True(figures.Exact >= 5, $"{figures}");
        Assert.True(figures.OnPages >= 5, $"{figures}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{title}: {figures}");
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Processes))]
    public async Task A_series_of_rounds_is_read_as_R_reads_it(string title)
    {
        var series = Find(title);
        var team = programme.TeamOf(series);
        var browser = await programme.Host.AsAsync(Role.TeamMember, team: team);
        var tables = new List<IElement>();
        foreach (var url in new[] { $"/teams/{team.Id}/results", $"/teams/{team.Id}/change?view=all" })
        {
            var page = await browser.GetAsync(url);
            tables.AddRange(page.Document.QuerySelectorAll("section.app-result").Where(s => s.QuerySelector("h2")?.FirstChild?.TextContent.Trim() == title).SelectMany(s => s.QuerySelectorAll("table")));
        }

        var figures = new PublishedFigures();
        var r = series.Case.Table("expected_plain.csv");
        // Ten or eleven rounds make a run chart, which knows a median and no limits.
        var kind = r.Count >= 12 ? "XmR chart" : "run chart";
        var table = tables.First(t => t.QuerySelector("caption")!.TextContent.Contains(kind, StringComparison.Ordinal));
        var headers = table.QuerySelectorAll("thead th").Select(h => h.TextContent.Trim()).ToList();
        var rows = table.QuerySelectorAll("tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToList()).ToList();
        Assert.Equal(r.Count, rows.Count);
        var median = Median([.. r.Select(row => GoldenCase.Number(row["value"]))]);
        foreach (var (row, expected) in rows.Zip(r))
        {
            string Cell(string header) => row[headers.IndexOf(header)];
            figures.Printed(Cell("Value"), GoldenCase.Number(expected["value"]), 1e-9, 1, $"{title} value");
            if (r.Count < 12)
            {
                figures.Printed(Cell("Median"), median, 1e-9, 1, $"{title} median");
                continue;
            }

            figures.Printed(Cell("Mean"), GoldenCase.Number(expected["mean"]), 1e-9, 1, $"{title} mean");
            figures.Printed(Cell("Lower limit"), GoldenCase.Number(expected["lpl"]), 1e-9, 1, $"{title} lower");
            figures.Printed(Cell("Upper limit"), GoldenCase.Number(expected["upl"]), 1e-9, 1, $"{title} upper");
            (string Flag, string Above, string Below)[] signals =
                [("outside", "above the upper limit", "below the lower limit"), ("trend7pts", "in a rising trend", "in a falling trend"), ("two_of_three_mdc", "upper limit", "lower limit"), ("shift7", "above the mean", "below the mean")];
            Assert.Equal(expected["special_cause"] == "common_cause", Cell("Signal").Length == 0);
            foreach (var (flag, above, below) in signals.Where(s => expected[s.Flag] != "0"))
                Assert.Contains(expected[flag] == "1" ? above : below, Cell("Signal"), StringComparison.Ordinal);
        }

        Assert.True(figures.OnPages >= 2 * r.Count, $"{figures}");
        await ChartAsync(series, r, median, figures);
        TestContext.Current.TestOutputHelper?.WriteLine($"{title}: {figures}");
    }

    [Fact]
    public async Task The_programme_gives_its_evaluators_the_same_and_enough_was_compared()
    {
        Assert.SkipWhen(GoldenScoring.Folder is null, "The golden cases are not here.");
        var evaluator = await programme.Host.CallerAsync(Role.Evaluator, programme.Programme);
        var whole = (await evaluator.GetAsync($"/api/v1/programmes/{programme.Programme.Id}/results")).Json;
        Assert.Equal(programme.Teams.Count, whole.GetProperty("teams").GetArrayLength());
        var figures = new PublishedFigures();
        var rounds = whole.GetProperty("teams").EnumerateArray().SelectMany(t => t.GetProperty("rounds").EnumerateArray()).ToDictionary(r => r.GetProperty("round").GetInt32());
        foreach (var series in programme.Series)
        {
            foreach (var (i, wave) in series.Waves.Index().Where(w => w.Item.Answers.Count >= 5))
                new RoundFiguresCheck(figures, series, wave, $"{series.Title}[{i}]").Api(rounds[programme.RoundOf(series, i)].GetProperty("figures"));
        }

        var changes = whole.GetProperty("teams").EnumerateArray().SelectMany(t => t.GetProperty("changes").EnumerateArray()).ToLookup(c => (c.GetProperty("fromRound").GetInt32(), c.GetProperty("toRound").GetInt32()));
        foreach (var series in programme.Series.Where(s => s.Waves.Count == 2 && s.Waves.All(w => w.Answers.Count >= 5)))
            new ChangeFiguresCheck(figures, series).Api(changes[(programme.RoundOf(series, 0), programme.RoundOf(series, 1))].Single().GetProperty("change").GetProperty("scales")[0]);

        var compared = new TeamsFiguresCheck(figures, programme);
        compared.Api(whole);
        TestContext.Current.TestOutputHelper?.WriteLine($"{figures}; {compared.Pooled} pooled");
        Assert.True(compared.Pooled > 0, "No team was drawn towards others.");
        Assert.True(figures.Exact >= 4000, $"{figures}");
        Assert.True(figures.Counted >= 4700, $"{figures}");
        Assert.True(figures.Rounded >= 380, $"{figures}");
        Assert.True(figures.Followed >= 1150, $"{figures}");
        Assert.True(figures.Withheld < figures.Exact / 4, $"{figures}");
    }

    /// <summary>The API reads the same chart, by the rules that nobody has chosen otherwise.</summary>
    private async Task ChartAsync(GoldenSeries series, List<Dictionary<string, string>> r, double median, PublishedFigures figures)
    {
        var team = programme.TeamOf(series);
        var results = (await (await programme.Host.CallerAsync(Role.TeamLead, team: team)).GetAsync($"/api/v1/teams/{team.Id}/results")).Json;
        Assert.Empty(results.GetProperty("testsOfChange").EnumerateArray());
        Assert.Equal("by-number", results.GetProperty("chartRules").GetProperty("id").GetString());
        figures.AllClaimed(results.GetProperty("chartRules"), "chartRules");
        var chart = results.GetProperty("charts").EnumerateArray().Single(c => c.GetProperty("questionnaire").GetString() == series.Title);
        Assert.Equal(series.Waves.Select((_, i) => programme.RoundOf(series, i)), chart.GetProperty("rounds").EnumerateArray().Select(round => round.GetInt32()));
        figures.Pass("chart", [.. r.Select((_, i) => $"rounds[{i}]")]);
        var baseline = Assert.Single(chart.GetProperty("baselines").EnumerateArray());
        figures.Count(baseline, "chart.baselines[0]", "figures", r.Count);
        figures.Near(baseline, "chart.baselines[0]", "centre", r.Count < 12 ? median : GoldenCase.Number(r[0]["mean"]), 1e-9);
        Assert.Equal(r.Count >= 12, PublishedFigures.Has(baseline, "low"));
        if (r.Count >= 12)
        {
            figures.Near(baseline, "chart.baselines[0]", "low", GoldenCase.Number(r[0]["lpl"]), 1e-9);
            figures.Near(baseline, "chart.baselines[0]", "high", GoldenCase.Number(r[0]["upl"]), 1e-9);
            Assert.Equal(r.Any(row => row["special_cause"] != "common_cause"), chart.GetProperty("signals").GetArrayLength() > 0);
        }

        // Where signals lie is compared point by point on the page; here that they point the way that R's flags do.
        foreach (var (i, signal) in chart.GetProperty("signals").EnumerateArray().Index())
        {
            var direction = signal.GetProperty("direction").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (r.Count >= 12) Assert.Contains(r, row => new[] { "outside", "trend7pts", "two_of_three_mdc", "shift7" }.Any(flag => row[flag] == direction));
            figures.Pass($"chart.signals[{i}]", "direction");
        }

        figures.AllClaimed(chart, "chart");
    }

    private GoldenSeries Find(string title) => programme.Series.Single(series => series.Title == title);

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
