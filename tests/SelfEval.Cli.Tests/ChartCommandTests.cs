using System.Globalization;
using System.Text.Json;
using Xunit;

namespace SelfEval.Cli.Tests;

/// <summary>Charts through the command line: which one is drawn, what its options change, and which options are refused where they would do nothing.</summary>
public sealed class ChartCommandTests
{
    // A year of 9 to 12 and a year of 14 to 17, two people a month, days of the month in no order.
    private static readonly double[] TwoYears = [10, 11, 9, 10, 12, 10, 9, 11, 10, 10, 11, 9, 15, 16, 14, 15, 17, 15, 14, 16, 15, 15, 16, 14];
    private static readonly string Months = "date,wave,x\n" + string.Concat(TwoYears.Select((x, i) => string.Create(CultureInfo.InvariantCulture,
        $"{2024 + i / 12}-{i % 12 + 1:00}-20,w{i},{x - 1}\n{2024 + i / 12}-{i % 12 + 1:00}-05,w{i},{x + 1}\n")));

    [Theory]
    [InlineData(4, "likely")]
    [InlineData(11, "IHI run chart rules")]
    [InlineData(24, "Making Data Count")]
    public void A_chart_is_drawn_as_the_points_allow(int points, string says)
    {
        var folder = Directory.CreateTempSubdirectory("chart").FullName;
        try
        {
            var svg = Path.Combine(folder, "chart.svg");
            var data = "wave,x\n" + string.Concat(Enumerable.Range(0, points).Select(i => string.Create(CultureInfo.InvariantCulture, $"w{i},{10 + i % 3}\nw{i},{12 - i % 2}\n")));
            var (exit, output, error) = Terminal.Run(["analyse", "chart", "--scores", "x", "--wave", "wave", "--out", svg, "-"], data);
            Assert.Equal((0, ""), (exit, error));
            Assert.Contains(says, output, StringComparison.Ordinal);
            Assert.StartsWith("<svg ", File.ReadAllText(svg), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Dates_make_a_point_a_month_in_their_own_order()
    {
        var backwards = "date,wave,x\n" + string.Join('\n', Months.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Reverse());
        foreach (var data in new[] { Months, backwards })
        {
            var points = Points(["--date", "date", "-"], data);
            Assert.Equal(24, points.Count);
            Assert.Equal(("2024-01", "10.0", "2 people"), (Cell(points[0], "when"), Cell(points[0], "value"), Cell(points[0], "people")));
            Assert.Equal(("2025-12", "14.0"), (Cell(points[23], "when"), Cell(points[23], "value")));
        }
    }

    [Fact]
    public void Days_make_a_point_each_on_request()
    {
        var points = Points(["--date", "date", "--every", "day", "-"], Months);
        Assert.Equal(48, points.Count);
        Assert.Equal(("2024-01-05", "11.0", "2024-01-20", "9.0"), (Cell(points[0], "when"), Cell(points[0], "value"), Cell(points[1], "when"), Cell(points[1], "value")));
    }

    [Fact]
    public void Rebasing_begins_new_limits_at_the_point_named()
    {
        var whole = Points(["--date", "date", "-"], Months);
        Assert.Equal(["12.7"], whole.Select(point => Cell(point, "mean")).Distinct());
        Assert.Contains(whole, point => Cell(point, "signal").Length > 0);

        var rebased = Points(["--date", "date", "--rebase", "2025-01", "-"], Months);
        Assert.Equal(Enumerable.Repeat("10.2", 12).Concat(Enumerable.Repeat("15.2", 12)), rebased.Select(point => Cell(point, "mean")));
        Assert.All(rebased, point => Assert.Equal("", Cell(point, "signal")));
        Terminal.Refuses(1, "--rebase names '2025-1', which is no point; the points are 2024-01, 2024-02", ["chart", "--scores", "x", "--date", "date", "--rebase", "2025-1", "-"], Months);
    }

    [Theory]
    [InlineData("30", "The target of 30.0 will not be met unless the process changes.")]
    [InlineData("3", "The target of 3.0 will be met unless the process changes.")]
    [InlineData("16", "The target of 16.0 will be met at times and missed at times, by chance.")]
    public void A_target_is_held_against_the_limits(string target, string says)
    {
        string[] args = ["chart", "--scores", "x", "--date", "date", "--rebase", "2025-01", "--good", "up", "--target", target, "-"];
        Assert.Contains(says, Terminal.Result(args, Months).GetProperty("sentences").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_chart_names_the_target_too()
    {
        var sentences = Terminal.Result(["chart", "--scores", "x", "--wave", "wave", "--kind", "run", "--rules", "anhoej", "--target", "16", "-"], Months).GetProperty("sentences").ToString();
        Assert.Contains("target 16.0", sentences, StringComparison.Ordinal);
        Assert.Contains("Anhøj", sentences, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("funnel")]
    [InlineData("caterpillar")]
    public void Units_are_compared(string kind)
    {
        var data = "unit,x\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"u{i % 6},{i * 7 % 11}\n"));
        Assert.Equal(6, Points(["--unit", "unit", "--kind", kind, "-"], data).Count);
    }

    // Eight units whose means lie far apart against people who hardly differ within each.
    private static readonly string Apart = "unit,x\n" + string.Concat(Enumerable.Range(0, 80).Select(i => string.Create(CultureInfo.InvariantCulture, $"u{i / 10},{5 + i / 10 * (i / 10 % 2 == 1 ? 1 : -1) + i % 10 % 3 - 1}\n")));

    [Fact]
    public void Overdispersion_widens_a_funnel()
    {
        Assert.Equal(6, Points(["--unit", "unit", "-"], Apart).Count(point => Cell(point, "where") != "within the limits"));
        Assert.All(Points(["--unit", "unit", "--overdispersion", "-"], Apart), point => Assert.Equal("within the limits", Cell(point, "where")));
        Assert.Contains("widened 15 times", Terminal.Result(["chart", "--scores", "x", "--unit", "unit", "--overdispersion", "-"], Apart).GetProperty("sentences").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--at-least", "5", "40.0%", "100.0%", "5 or more")]
    [InlineData("--at-least", "4.0000000001", "80.0%", "100.0%", "4 or more")]
    [InlineData("--at-most", "4", "60.0%", "0.0%", "4 or less")]
    public void A_funnel_can_be_of_the_share_that_reaches_a_score(string option, string value, string first, string second, string says)
    {
        var data = "unit,x\n" + string.Concat("3344455554".Select(x => $"u0,{x}\n")) + string.Concat("6677688899".Select(x => $"u1,{x}\n"));
        var result = Terminal.Result(["chart", "--scores", "x", "--unit", "unit", option, value, "-"], data);
        Assert.Contains(says, result.GetProperty("title").GetString(), StringComparison.Ordinal);
        var points = result.GetProperty("tables").GetProperty("points");
        Assert.Equal((first, second), (Cell(points[0], "figure"), Cell(points[1], "figure")));
    }

    [Theory]
    [InlineData(2, "--at-least is for a funnel", "--wave", "wave", "--at-least", "5")]
    [InlineData(2, "--at-most is for a funnel", "--unit", "wave", "--kind", "caterpillar", "--at-most", "5")]
    [InlineData(2, "give one of --at-least and --at-most", "--unit", "wave", "--at-most", "5", "--at-least", "5")]
    [InlineData(2, "--overdispersion is for a funnel", "--wave", "wave", "--overdispersion")]
    [InlineData(2, "--target is for points in time", "--unit", "wave", "--target", "5")]
    [InlineData(2, "--rebase is for points in time", "--unit", "wave", "--rebase", "w3")]
    [InlineData(2, "--every is for dates", "--wave", "wave", "--every", "day")]
    [InlineData(2, "--target is for --kind run or xmr", "--wave", "wave", "--kind", "dots", "--target", "5")]
    [InlineData(2, "--screen is for --kind xmr", "--wave", "wave", "--kind", "run", "--screen")]
    [InlineData(2, "--kind funnel is for units", "--wave", "wave", "--kind", "funnel")]
    [InlineData(2, "mixing rules raises false alarms", "--wave", "wave", "--kind", "run", "--rules", "mdc")]
    [InlineData(2, "--baseline is 2 or more", "--wave", "wave", "--baseline", "1")]
    [InlineData(2, "one of --wave COLUMN, --date COLUMN or --unit COLUMN", "--wave", "wave", "--date", "date")]
    [InlineData(1, "'w0' is not a date such as 2026-01-31", "--date", "wave")]
    [InlineData(1, "no funnel of x: the answers counted are all the same", "--unit", "wave", "--at-least", "99")]
    public void What_does_not_go_together_is_refused(int exit, string says, params string[] args) =>
        Terminal.Refuses(exit, says, ["chart", "--scores", "x", .. args, "-"], Months);

    [Fact]
    public void Too_few_points_for_a_target_are_told()
    {
        var four = string.Join('\n', Months.Split('\n').Take(9)) + "\n";
        Terminal.Refuses(1, "x has 4 points, too few for a run chart or XmR", ["chart", "--scores", "x", "--wave", "wave", "--target", "10", "-"], four);
        Assert.Equal(4, Points(["--wave", "wave", "--kind", "run", "--target", "10", "-"], four).Count);
    }

    private static List<JsonElement> Points(string[] args, string data) =>
        [.. Terminal.Result(["chart", "--scores", "x", .. args], data).GetProperty("tables").GetProperty("points").EnumerateArray()];

    private static string Cell(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
