using SelfEval.Exchange.Charts;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;
using Xunit;

namespace SelfEval.Exchange.Tests.Charts;

public sealed class ComparisonChartTests
{
    private const string Ink = "#212b32", Paper = "#ffffff";
    private static readonly Measure Respect = new("Respect", 2);
    private static readonly string[] Names = ["Ash", "Birch", "Cedar House Practice", "Elm", "The very long named neighbourhood team of the north of the county", "Oak", "Rowan"];

    private static Funnel Means(FunnelOptions? options = null) =>
        Funnel.OfMeans([3.1, 3.4, 3.3, 2.2, 3.9, 3.35, 3.6], [0.9, 1, 0.8, 1.1, 0.9, 0.7, 1], [12, 45, 80, 33, 60, 7, 150], options).Value;

    [Fact]
    public void A_funnel_names_the_units_outside_in_drawing_table_and_words()
    {
        var funnel = Means();
        var chart = FunnelChart.Draw("f", Respect, Names, funnel);
        var svg = DrawnChart.Check(chart);
        Assert.Equal(7, chart.Table.Rows.Count);
        Assert.Equal(["4. Elm", "33", "2.20"], chart.Table.Rows[3].Take(3));
        Assert.Equal("below the 99.8% limit", chart.Table.Rows[3][^1]);
        Assert.Equal("within the limits", chart.Table.Rows[0][^1]);
        Assert.Equal("Respect: 3.42 over 7 units. Elm below the 99.8% limit, The very long named neighbourhood team of the north of the county above the 99.8% limit "
            + "and Rowan above the 95% limit. By chance alone about 1 unit in 20 lies beyond the 95% limits.", chart.Sentence);
        // Two squares and one diamond, and a sample of each in the key.
        Assert.Equal(3, DrawnChart.Count(svg, "polygon", Ink));
        Assert.Equal(2, DrawnChart.Count(svg, "polygon", Paper));
        Assert.Contains(svg.Descendants(DrawnChart.Svg + "text"), text => text.Value == "Elm");
        // The long name does not fit; its number in the table does.
        Assert.Contains(svg.Descendants(DrawnChart.Svg + "text"), text => text.Value == "5");
        Assert.Equal(4, DrawnChart.Count(svg, "polyline"));
    }

    [Fact]
    public void A_funnel_of_shares_speaks_in_per_cent_and_says_that_it_was_widened()
    {
        var funnel = Funnel.OfProportions([150, 225, 275, 250], [500, 500, 500, 500], new FunnelOptions { Overdispersion = true }).Value;
        var chart = FunnelChart.Draw("f", new Measure("Would recommend", 0, "%", 100, 0, 1), ["A", "B", "C", "D"], funnel);
        DrawnChart.Check(chart);
        Assert.Equal(["1. A", "500", "30%"], chart.Table.Rows[0].Take(3));
        Assert.StartsWith("Would recommend: 45% over 4 units. All lie within the limits: their differences may be chance. The limits are widened 4.2 times", chart.Sentence, StringComparison.Ordinal);
        Assert.Contains("Limits widened", chart.Svg, StringComparison.Ordinal);
        Assert.DoesNotContain("widened", FunnelChart.Draw("f", Respect, Names, Means()).Svg, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(60)]
    public void A_funnel_of_any_size_stays_in_its_frame(int units)
    {
        var random = new Random(units);
        long[] counts = [.. Enumerable.Range(0, units).Select(_ => (long)random.Next(1, 900))];
        long[] successes = [.. counts.Select(n => random.NextInt64(n + 1))];
        var funnel = Funnel.OfProportions(successes, counts).Value;
        var chart = FunnelChart.Draw("f", new Measure("Share", 1, "%", 100, 0, 1), [.. Enumerable.Range(1, units).Select(i => $"Team {i}")], funnel);
        DrawnChart.Check(chart);
        Assert.Equal(funnel.Units.Count(unit => unit.Place != FunnelPlace.Within), chart.Table.Rows.Count(row => row[^1] != "within the limits"));
        if (units == 60) Assert.Contains("more, in the table. By chance", chart.Sentence, StringComparison.Ordinal);
        // Sixty names do not all have room; two do.
        Assert.Equal(units == 60, chart.Svg.Contains("Where a name has no room", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_for_every_unit() => Assert.Throws<ArgumentException>(() => FunnelChart.Draw("f", Respect, ["A"], Means()));

    [Fact]
    public void A_caterpillar_is_sorted_and_says_how_little_the_order_means()
    {
        ComparedUnit[] units =
        [
            new("Oak", 3.9, new Interval(3.1, 4.7), 9, 3.5, new Interval(3.2, 3.8)),
            new("Ash", 3.2, new Interval(2.9, 3.5), 40, 3.3, new Interval(3.05, 3.55)),
            new("Elm", 3.6, new Interval(3.4, 3.8), 90, 3.55, new Interval(3.36, 3.74)),
        ];
        var chart = CaterpillarChart.Draw("c", Respect, units, 3.4);
        var svg = DrawnChart.Check(chart);
        Assert.Equal(["Ash", "Oak", "Elm"], chart.Table.Rows.Select(row => row[0]));
        Assert.Equal(["Oak", "3.90", "3.10 to 4.70", "3.50", "3.20 to 3.80", "9"], chart.Table.Rows[1]);
        Assert.Equal("Respect: from 3.30 (Ash) to 3.55 (Elm); every interval holds the figure of all together, 3.40, so the order may be chance.", chart.Sentence);
        Assert.Equal(4, DrawnChart.Count(svg, "polygon", Paper));
        Assert.Equal(4, DrawnChart.Count(svg, "circle"));
        var raw = CaterpillarChart.Draw("c", Respect, [.. units.Select(unit => unit with { Pooled = null, PooledLikely = null })], 3.55);
        Assert.Equal(["Ash", "Elm", "Oak"], raw.Table.Rows.Select(row => row[0]));
        Assert.Contains("1 of 3 intervals does not hold the figure of all together, 3.55", raw.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("Pooled", raw.Svg, StringComparison.Ordinal);
        Assert.Equal(4, raw.Table.Headers.Count);
    }

    [Theory]
    [InlineData(12, 12, 1)]
    [InlineData(13, 12, 2)]
    [InlineData(50, 12, 5)]
    public void Many_units_are_drawn_in_parts_with_one_axis(int units, int most, int parts)
    {
        ComparedUnit[] some = [.. Enumerable.Range(0, units).Select(i => new ComparedUnit($"Team {i:00}", 2 + i * 0.03, new Interval(1.8 + i * 0.03, 2.2 + i * 0.03), 10 + i, 2.1 + i * 0.02, new Interval(2 + i * 0.02, 2.2 + i * 0.02)))];
        var (drawn, whole) = (CaterpillarChart.DrawInParts("c", Respect, some, most, 2.5), CaterpillarChart.Draw("c", Respect, some, 2.5));
        Assert.Equal(parts, drawn.Parts.Count);
        Assert.Equal((whole.Sentence, units), (drawn.Sentence, drawn.Table.Rows.Count));
        Assert.Equal(whole.Table.Rows.Select(row => row[0]), drawn.Parts.SelectMany(part => part.Table.Rows.Select(row => row[0])));
        Assert.True(drawn.Parts.Max(part => part.Table.Rows.Count) - drawn.Parts.Min(part => part.Table.Rows.Count) <= 1);
        foreach (var part in drawn.Parts) DrawnChart.Check(part);
        // The same numbers along every axis.
        string[] Axis(Chart chart) => [.. System.Text.RegularExpressions.Regex.Matches(chart.Svg, "fill=\"#4c6272\">([^<]+)<").Select(m => m.Groups[1].Value)];
        Assert.All(drawn.Parts, part => Assert.Equal(Axis(whole), Axis(part)));
        Assert.Throws<ArgumentOutOfRangeException>(() => CaterpillarChart.DrawInParts("c", Respect, some, 0));
    }

    [Fact]
    public void One_unit_bare_figures_and_many_long_names()
    {
        Assert.Contains("nothing to compare", CaterpillarChart.Draw("c", Respect, [new("Only", 2)]).Sentence, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CaterpillarChart.Draw("c", Respect, []));
        var bare = CaterpillarChart.Draw("c", Respect, [new("B", 2), new("A", 2)]);
        Assert.Equal("Respect: from 2.00 (A) to 2.00 (B).", bare.Sentence);
        Assert.Equal(["A", "2.00", "not known", "not shown"], bare.Table.Rows[0]);
        DrawnChart.Check(bare);
        var many = CaterpillarChart.Draw("c", Respect, [.. Enumerable.Range(0, 60).Select(i => new ComparedUnit($"{Names[4]} {new string('x', 50)} {i}", -3 + i * 0.1, new Interval(-4 + i * 0.1, -2 + i * 0.1), i, i * 0.05))], 0);
        DrawnChart.Check(many);
        Assert.Equal(60, many.Table.Rows.Count);
        Assert.Contains(many.Table.Rows, row => row[1] == "−3.00");
    }
}
