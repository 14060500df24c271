using System.Globalization;
using System.Xml.Linq;
using SelfEval.Exchange.Charts;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;
using Xunit;

namespace SelfEval.Exchange.Tests.Charts;

public sealed class AnnotatedChartTests
{
    private static ChartSeries Series(int points, Func<int, double?>? value = null, GoodDirection good = GoodDirection.Up) => new(new Measure("Trust", 1, "", 1, 0, 50),
        [.. Enumerable.Range(0, points).Select(i => (value is null ? 20 + 3 * (i * 7 % 5) : value(i)) is { } figure
            ? new SeriesPoint($"Round {i + 1}", figure, new Interval(figure - 2, figure + 2), 40)
            : new SeriesPoint($"Round {i + 1}", null) { Why = "fewer than 5 people" })], good);

    private static Annotation At(int before, string letter = "A", bool newBaseline = false) => new(letter, $"Started huddles {letter}", "12 April 2026", before, newBaseline);

    private static List<XElement> MarkedLines(XElement svg) =>
        [.. svg.Descendants(DrawnChart.Svg + "line").Where(line => line.Attribute("stroke-dasharray")?.Value == "5 3")];

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(24)]
    public void Every_chart_marks_what_was_done_on_its_time_axis_in_its_key_its_table_and_its_sentence(int points)
    {
        var series = Series(points);
        Annotation[] annotations = [At(0, "A"), At(2, "B"), At(points, "C")];
        var chart = TimeSeriesChart.Draw("t", series, SeriesReading.Of(series, ChartRules.ByNumber, annotations));
        var svg = DrawnChart.Check(chart);
        Assert.Equal(3, MarkedLines(svg).Count);
        var bold = svg.Descendants(DrawnChart.Svg + "text").Where(text => text.Attribute("font-weight")?.Value == "bold" && text.Value.Length == 1).Select(text => text.Value).ToList();
        Assert.Equal(["A", "A", "B", "B", "C", "C"], bold.Order());
        Assert.EndsWith("Marked: A, Started huddles A (12 April 2026), before Round 1; B, Started huddles B (12 April 2026), between Round 2 and Round 3; "
            + $"C, Started huddles C (12 April 2026), after Round {points}.", chart.Sentence, StringComparison.Ordinal);
        Assert.Equal("Tests of change", chart.Table.Headers[^1]);
        Assert.Equal("Before it: A: Started huddles A (12 April 2026)", chart.Table.Rows[0][^1]);
        Assert.Equal("", chart.Table.Rows[1][^1]);
        Assert.StartsWith("Before it: B: Started huddles B (12 April 2026)", chart.Table.Rows[2][^1], StringComparison.Ordinal);
        Assert.EndsWith("After it: C: Started huddles C (12 April 2026)", chart.Table.Rows[^1][^1], StringComparison.Ordinal);
        Assert.Contains("Started huddles B", string.Join(' ', svg.Descendants(DrawnChart.Svg + "text").Select(text => text.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_stands_half_way_between_its_neighbours_and_ends_at_the_frame()
    {
        var series = Series(12);
        var svg = DrawnChart.Check(TimeSeriesChart.Draw("t", series, SeriesReading.Of(series, ChartRules.ByNumber, [At(0, "A"), At(5, "B"), At(12, "C")])));
        var across = MarkedLines(svg).Select(line => Number(line, "x1")).ToList();
        var points = svg.Descendants(DrawnChart.Svg + "circle").Select(circle => Number(circle, "cx")).Order().ToList();
        Assert.All(MarkedLines(svg), line => Assert.Equal(Number(line, "x1"), Number(line, "x2")));
        Assert.True(across[0] < points[0] && across[2] > points[^1]);
        Assert.Equal((points[4] + points[5]) / 2, across[1], 0.11);
        Assert.Equal(352, across[2], 0.1);
    }

    [Fact]
    public void Without_annotations_nothing_is_marked()
    {
        foreach (var points in new[] { 3, 11, 12 })
        {
            var series = Series(points);
            var chart = TimeSeriesChart.Draw("t", series, SeriesReading.Of(series, ChartRules.ByNumber, []));
            Assert.Empty(MarkedLines(DrawnChart.Check(chart)));
            Assert.DoesNotContain("Tests of change", chart.Table.Headers);
            Assert.DoesNotContain("Marked:", chart.Sentence, StringComparison.Ordinal);
            Assert.Equal(TimeSeriesChart.Draw("t", series).Svg, chart.Svg);
        }
    }

    [Fact]
    public void Those_between_the_same_rounds_share_a_line()
    {
        var series = Series(12);
        var one = Drawn(series, [At(4, "A"), At(4, "B")]);
        Assert.Single(MarkedLines(one));
        Assert.Contains("A, B", one.Descendants(DrawnChart.Svg + "text").Select(text => text.Value));
        Assert.Contains("A–D", Drawn(series, [At(4, "A"), At(4, "B"), At(4, "C"), At(4, "D")]).Descendants(DrawnChart.Svg + "text").Select(text => text.Value));
    }

    [Fact]
    public void Letters_of_close_lines_go_into_rows()
    {
        var svg = Drawn(Series(24), [.. Enumerable.Range(0, 25).SelectMany(i => new[] { At(i, $"A{(char)('A' + i)}"), At(i, $"B{(char)('A' + i)}"), At(i, $"C{(char)('A' + i)}") })]);
        Assert.Equal(25, MarkedLines(svg).Count);
        Assert.True(MarkedLines(svg).Select(line => Number(line, "y1")).Distinct().Count() is > 1 and < 8);
    }

    [Fact]
    public void An_annotation_outside_the_series_is_refused()
    {
        foreach (var points in new[] { 3, 10, 12 })
        {
            var series = Series(points);
            Assert.Contains($"the series has {points}", Assert.Throws<ArgumentException>(() => TimeSeriesChart.Draw("t", series, new SeriesOptions { Annotations = [At(points + 1)] })).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => TimeSeriesChart.Draw("t", series, new SeriesOptions { Annotations = [At(-1)] }));
        }
    }

    /// <summary>Whatever was done when and whatever is missing: inside the frame, no text over another, every line once, and always a chart.</summary>
    [Fact]
    public void Any_annotations_on_any_series_under_any_rules_are_drawn()
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var (points, annotated, rules) = (random.Next(31), random.Next(7), ChartRules.All[random.Next(ChartRules.All.Count)]);
            var series = Series(points, _ => random.Next(8) == 0 ? null : Math.Round(50 * random.NextDouble(), 1), (GoodDirection)random.Next(3));
            Annotation[] annotations = [.. Enumerable.Range(0, annotated).Select(_ => random.Next(points + 1)).Order().Select((before, i) => At(before, $"{(char)('A' + i)}", random.Next(2) == 0))];
            var reading = SeriesReading.Of(series, rules, annotations);
            var chart = TimeSeriesChart.Draw("t", series, reading);
            var svg = DrawnChart.Check(chart);
            Assert.Equal(annotations.Select(annotation => annotation.Before).Distinct().Count(), MarkedLines(svg).Count);
            Assert.Equal(reading.Sentence, chart.Sentence);
            Assert.StartsWith(reading.Finding, chart.Sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("Marked:", reading.Finding, StringComparison.Ordinal);
            Assert.Equal(points, chart.Table.Rows.Count);

            var figures = series.Points.Count(point => point.Value is not null);
            Assert.Equal(figures < rules.Fewest, reading.Refused is not null);
            Assert.Equal(reading.Refused is null && figures >= 10, reading.ReadBy is not null);
            Assert.Equal(reading.Chart == TimeChart.DotsAndIntervals, reading.Baselines.Count == 0);
            Assert.Equal(figures, reading.Baselines.Count == 0 ? figures : reading.Baselines.Sum(baseline => baseline.Figures));
            Assert.All(reading.Baselines, baseline => Assert.True(reading.Baselines.Count == 1 || baseline.Figures >= (reading.Chart == TimeChart.Xmr ? 12 : 10)));
            var wanted = annotations.Where(annotation => annotation.NewBaseline).Select(annotation => annotation.Before).Distinct().Count();
            Assert.Equal(wanted, Math.Max(0, reading.Baselines.Count - 1) + annotations.Where(annotation => reading.BaselinesRefused.Any(refused => refused.Letter == annotation.Letter)).Select(annotation => annotation.Before).Distinct().Count());
            if (reading.ReadBy is { } name) Assert.Contains($"Read by {name}", chart.Sentence, StringComparison.Ordinal);
        }
    }

    private static XElement Drawn(ChartSeries series, IReadOnlyList<Annotation> annotations) =>
        DrawnChart.Check(TimeSeriesChart.Draw("t", series, SeriesReading.Of(series, ChartRules.ByNumber, annotations)));

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
