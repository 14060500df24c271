using System.Globalization;
using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Instruments.Aggregation;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;
using Xunit;

namespace SelfEval.Exchange.Tests.Charts;

public sealed class TimeSeriesChartTests
{
    private const string Blue = "#005eb8", Ink = "#212b32", Paper = "#ffffff", Soft = "#4c6272";

    private static ChartSeries Series(double[] values, int decimals = 1, GoodDirection good = GoodDirection.Up, double? target = null, Func<int, string>? label = null) =>
        new(new Measure("Trust", decimals), [.. values.Select((value, i) => new SeriesPoint(label?.Invoke(i) ?? $"W{i + 1}", value))], good, target);

    private static double[] Saw(int n, double low = 5, double high = 7) => [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? low : high)];

    [Theory]
    [InlineData(0, "over time")]
    [InlineData(1, "over time")]
    [InlineData(9, "over time")]
    [InlineData(10, "run chart")]
    [InlineData(11, "run chart")]
    [InlineData(12, "XmR chart")]
    [InlineData(60, "XmR chart")]
    public void The_number_of_points_chooses_the_chart(int points, string title)
    {
        var chart = TimeSeriesChart.Draw("t", Series(Saw(points)));
        DrawnChart.Check(chart);
        Assert.EndsWith(title, chart.Table.Caption, StringComparison.Ordinal);
        Assert.Equal(points, chart.Table.Rows.Count);
    }

    public static TheoryData<string, double[]> Shapes => new()
    {
        { "one", [3.25] },
        { "flat", [.. Enumerable.Repeat(12.0, 15)] },
        { "zero", [.. Enumerable.Repeat(0.0, 15)] },
        { "negative", [-1.5, -0.2, 0.4, -3, -2.2, -0.1, -1, -1.4, -2, -0.7, -0.9, -1.1, -2.5] },
        { "tiny", [.. Enumerable.Range(0, 14).Select(i => 1e-6 * (i % 3))] },
        { "huge", [.. Enumerable.Range(0, 14).Select(i => 3e9 + 1e7 * (i % 5))] },
        { "sixty", [.. Enumerable.Range(0, 60).Select(i => 30 + 6 * Math.Sin(i / 3.0))] },
        { "spike", [.. Enumerable.Range(0, 20).Select(i => i == 11 ? 900.0 : i % 3)] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_shape_is_drawn_inside_its_frame_with_all_values_in_the_table(string name, double[] values)
    {
        foreach (var label in new Func<int, string>[] { i => $"{i + 1}", i => $"{name} round {i + 1} of the neighbourhood programme for self-management", i => new string('m', 60) + i })
        {
            var series = Series(values, 3, target: values[0], label: label);
            foreach (var chart in new[] { DotsChart.Draw("d", series), RunSeriesChart.Draw("r", series), XmrSeriesChart.Draw("x", series), XmrSeriesChart.Draw("s", series, new SeriesOptions { ScreenMovingRanges = true }) })
            {
                DrawnChart.Check(chart);
                Assert.Equal(values.Select(value => DisplayNumber.Format(value, 3).Replace('-', '−')), chart.Table.Rows.Select(row => row[1]));
                Assert.Equal(Enumerable.Range(0, values.Length).Select(label), chart.Table.Rows.Select(row => row[0]));
            }
        }
    }

    [Fact]
    public void A_series_without_figures_has_dots_only()
    {
        var empty = Series([]);
        Assert.Contains("no points yet", DotsChart.Draw("d", empty).Sentence, StringComparison.Ordinal);
        DrawnChart.Check(DotsChart.Draw("d", empty));
        Assert.Throws<ArgumentException>(() => RunSeriesChart.Draw("r", empty));
        Assert.Throws<ArgumentException>(() => XmrSeriesChart.Draw("x", empty));
    }

    [Fact]
    public void Steady_points_have_trial_limits_and_no_signal()
    {
        var chart = XmrSeriesChart.Draw("x", Series(Saw(12)));
        var svg = DrawnChart.Check(chart);
        Assert.Equal("Trust: last 7.0 in W12, within usual variation. Mean 6.0, trial limits 0.7 to 11.3 (from 12 points; they may still move). "
            + "No special cause: the points vary as this process does. Read by Making Data Count rules (NHS England).", chart.Sentence);
        Assert.Equal(["When", "Value", "Mean", "Lower limit", "Upper limit", "Signal"], chart.Table.Headers);
        Assert.Equal(["W1", "5.0", "6.0", "0.7", "11.3", ""], chart.Table.Rows[0]);
        Assert.Equal(12, DrawnChart.Count(svg, "circle", Soft));
        Assert.Equal(0, DrawnChart.Count(svg, "polygon"));
        Assert.Contains("Trial limits 0.7 to 11.3", svg.Value, StringComparison.Ordinal);
        Assert.Contains("Read by Making Data Count rules", svg.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void From_twenty_points_limits_are_no_longer_on_trial()
    {
        Assert.Contains("Trial limits", XmrSeriesChart.Draw("x", Series(Saw(19))).Svg, StringComparison.Ordinal);
        var chart = XmrSeriesChart.Draw("x", Series(Saw(20)));
        Assert.Contains("Process limits", chart.Svg, StringComparison.Ordinal);
        Assert.DoesNotContain("rial limits", chart.Svg + chart.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GoodDirection.Up, "Improvement", Blue)]
    [InlineData(GoodDirection.Down, "Concern", Ink)]
    [InlineData(GoodDirection.Neither, "Special cause", Paper)]
    public void Every_special_cause_has_a_shape_and_words(GoodDirection good, string word, string fill)
    {
        var chart = XmrSeriesChart.Draw("x", Series([.. Saw(20), 30, 31], good: good), new SeriesOptions { BaselinePoints = 20 });
        var svg = DrawnChart.Check(chart);
        // Two marks and the sample in the key.
        Assert.Equal(3, DrawnChart.Count(svg, "polygon", fill));
        Assert.Equal(["", $"{word}: above the upper limit", $"{word}: above the upper limit"], chart.Table.Rows.Skip(19).Select(row => row[^1]));
        Assert.Contains("Special causes: 2 points above the upper limit (W21 to W22).", chart.Sentence, StringComparison.Ordinal);
        Assert.Contains(word, svg.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Trends_runs_and_near_limits_are_worded()
    {
        var rising = XmrSeriesChart.Draw("x", Series([.. Saw(20), 4, 5, 6, 7, 8, 9, 10], good: GoodDirection.Down), new SeriesOptions { BaselinePoints = 20 });
        Assert.Contains("7 points in a row rising (W21 to W27)", rising.Sentence, StringComparison.Ordinal);
        Assert.Equal("Concern: in a rising trend; one of 2 of 3 close to the upper limit", XmrSeriesChart.Draw("x", Series([.. Saw(20), 4, 5, 6, 7, 8, 10, 10.5], good: GoodDirection.Down), new SeriesOptions { BaselinePoints = 20 }).Table.Rows[^1][^1]);
        var low = XmrSeriesChart.Draw("x", Series([.. Saw(20), 5.5, 5, 5.5, 5, 5.5, 5, 5.5]), new SeriesOptions { BaselinePoints = 20 });
        Assert.Contains("7 points in a row below the mean (W21 to W27)", low.Sentence, StringComparison.Ordinal);
        Assert.Equal("Concern: in a run below the mean", low.Table.Rows[^1][^1]);
        var near = XmrSeriesChart.Draw("x", Series([.. Saw(20), 2, 5.5, 2]), new SeriesOptions { BaselinePoints = 20 });
        Assert.Contains("2 points close to the lower limit (W21 to W23)", near.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_signals_are_counted_in_the_sentence_and_all_in_the_table()
    {
        double[] wild = [.. Saw(20), .. Enumerable.Range(0, 16).Select(i => i % 2 == 0 ? 40.0 : 6)];
        var chart = XmrSeriesChart.Draw("x", Series(wild), new SeriesOptions { BaselinePoints = 20 });
        Assert.Contains("; and 2 more, in the table.", chart.Sentence, StringComparison.Ordinal);
        Assert.Equal(8, chart.Table.Rows.Count(row => row[^1].Length > 0));
    }

    [Theory]
    [InlineData(20, "will not be met unless the process changes")]
    [InlineData(0, "will be met unless the process changes")]
    [InlineData(6, "will be met at times and missed at times")]
    public void A_target_is_drawn_and_held_against_the_limits(double target, string words)
    {
        var chart = XmrSeriesChart.Draw("x", Series(Saw(12), target: target));
        Assert.Contains($"Target {target.ToString("F1", CultureInfo.InvariantCulture)}", DrawnChart.Check(chart).Value, StringComparison.Ordinal);
        Assert.Contains(words, chart.Sentence, StringComparison.Ordinal);
        Assert.Contains("neither direction is called good", XmrSeriesChart.Draw("x", Series(Saw(12), good: GoodDirection.Neither, target: target)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void New_limits_begin_where_the_process_changed()
    {
        var series = Series([.. Saw(12), .. Saw(12, 25, 27)]);
        var chart = XmrSeriesChart.Draw("x", series, new SeriesOptions { RebaseAt = [12] });
        Assert.Contains("New limits from W13", DrawnChart.Check(chart).Value, StringComparison.Ordinal);
        Assert.Contains("Mean since W13 26.0", chart.Sentence, StringComparison.Ordinal);
        Assert.Equal(["6.0", "26.0"], chart.Table.Rows.Select(row => row[2]).Distinct());
        Assert.Contains("New median from W13", RunSeriesChart.Draw("r", series, new SeriesOptions { RebaseAt = [12] }).Svg, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => XmrSeriesChart.Draw("x", series, new SeriesOptions { RebaseAt = [24] }));
        Assert.Throws<ArgumentException>(() => XmrSeriesChart.Draw("x", series, new SeriesOptions { RebaseAt = [-1] }));
        // Before the first figure nothing can change.
        Assert.DoesNotContain("New limits", XmrSeriesChart.Draw("x", series, new SeriesOptions { RebaseAt = [0] }).Svg, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_without_a_figure_keeps_its_place_and_says_why()
    {
        var points = Series(Saw(13)).Points.Select((point, i) => i == 5 ? new SeriesPoint("W6", null) { Why = "fewer than 5 people" } : point with { People = i == 0 ? 1 : 10 + i }).ToList();
        var series = new ChartSeries(new Measure("Trust", 1), points, GoodDirection.Up);
        foreach (var chart in new[] { DotsChart.Draw("d", series), RunSeriesChart.Draw("r", series), XmrSeriesChart.Draw("x", series, new SeriesOptions { RebaseAt = [6] }) })
        {
            DrawnChart.Check(chart);
            Assert.Equal(["W6", "fewer than 5 people"], chart.Table.Rows[5].Take(2));
            Assert.Equal("1 person", chart.Table.Rows[0][2]);
            Assert.Equal("16 people", chart.Table.Rows[6][2]);
        }

        // The change at the place after the gap begins new limits at the next figure.
        Assert.Contains("New limits from W7", XmrSeriesChart.Draw("x", series, new SeriesOptions { RebaseAt = [5] }).Svg, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_vary_is_not_called_variation()
    {
        Assert.Contains("The points do not vary.", XmrSeriesChart.Draw("x", Series([.. Enumerable.Repeat(2.0, 14)])).Sentence, StringComparison.Ordinal);
        var screened = XmrSeriesChart.Draw("x", Series([.. Enumerable.Repeat(2.0, 14)]), new SeriesOptions { ScreenMovingRanges = true });
        Assert.Contains("no limits (the points are all the same", screened.Sentence, StringComparison.Ordinal);
        Assert.Equal("none", screened.Table.Rows[0][3]);
        Assert.Contains("One point shows no variation.", XmrSeriesChart.Draw("x", Series([2])).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_chart_words_every_signal_and_says_what_it_does_not_judge()
    {
        double[] values = [1, 2, 1, 2, 1, 2, 5, 6, 5, 6, 5, 6];
        var chart = RunSeriesChart.Draw("r", Series(values, target: 6));
        var svg = DrawnChart.Check(chart);
        Assert.Equal("Trust: last 6.0 in W12, median 3.5, target 6.0. 3 signals that something changed: 6 points in a row below the median (W1 to W6); "
            + "6 points in a row above the median (W7 to W12); only 2 runs about the median where 4 to 10 are usual for 12 points (W1 to W12). "
            + "Read by IHI run chart rules (Perla 2011); whether a single point is plainly unlike all others is for people to judge.", chart.Sentence);
        Assert.Equal(13, DrawnChart.Count(svg, "polygon", Paper));
        Assert.Equal("6 points in a row below the median; only 2 runs about the median where 4 to 10 are usual for 12 points", chart.Table.Rows[0][^1]);
        Assert.Equal("6 points in a row above the median", chart.Table.Rows[11][^1]);
        Assert.Contains("Median 3.5", svg.Value, StringComparison.Ordinal);
        var anhoej = RunSeriesChart.Draw("r", Series(values), new SeriesOptions { RunRules = RuleSet.Anhoej });
        Assert.Contains("1 signal that something changed: only 1 crossing of the median", anhoej.Sentence, StringComparison.Ordinal);
        Assert.Contains("Anhøj", anhoej.Svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Trends_point_the_way_they_go()
    {
        double[] values = [3, 4, 5, 6, 7, 2, 9, 8, 7, 6, 5, 8];
        var chart = RunSeriesChart.Draw("r", Series(values));
        DrawnChart.Check(chart);
        Assert.Contains("In a rising trend", chart.Svg, StringComparison.Ordinal);
        Assert.Contains("In a falling trend", chart.Svg, StringComparison.Ordinal);
        Assert.Equal("5 points in a row rising", chart.Table.Rows[0][^1]);
        Assert.Equal("5 points in a row falling", chart.Table.Rows[10][^1]);
    }

    [Fact]
    public void Quiet_and_short_run_charts_say_so()
    {
        Assert.Contains("No signal: the points vary about the median as chance would have them", RunSeriesChart.Draw("r", Series([1, 2, 2, 1, 1, 2, 1, 1, 2, 2])).Sentence, StringComparison.Ordinal);
        Assert.Contains("Too few points off the median to count runs", RunSeriesChart.Draw("r", Series([1, 2, 2, 1])).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Dots_say_each_interval_and_why_no_more_is_said()
    {
        var series = new ChartSeries(new Measure("Knowledge", 1, "", 1, 10, 50),
            [new("January", 31.2, new Interval(28, 34.4), 41), new("July", null) { Why = "fewer than 5 people" }, new("October", 34.4, null, null, 20)], GoodDirection.Up, 35);
        var chart = DotsChart.Draw("d", series);
        var svg = DrawnChart.Check(chart);
        Assert.Equal("Knowledge: 31.2 in January (likely 28.0 to 34.4), no figure in July (fewer than 5 people) and 34.4 in October. "
            + "2 points are too few to tell a change of the process from chance, so each is shown with its interval; a run chart needs 10.", chart.Sentence);
        Assert.Equal(2, DrawnChart.Count(svg, "circle"));
        Assert.Equal(["January", "31.2", "41 people", "28.0 to 34.4"], chart.Table.Rows[0]);
        Assert.Equal(["July", "fewer than 5 people", "", ""], chart.Table.Rows[1]);
        Assert.Equal(["October", "34.4", "at least 20 people", "not known"], chart.Table.Rows[2]);
        Assert.Contains("Target 35.0", svg.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Rounds_make_a_series_of_what_may_be_shown()
    {
        var questionnaire = Make.Wide(1);
        PublishedRound Round(int seed, int people)
        {
            var random = new Random(seed);
            var tally = new RoundTally(questionnaire);
            for (var i = 0; i < people; i++)
            {
                var sheet = Make.Sheet([.. questionnaire.Items.Select(item => (item.Code, $"{random.Next(1, 6)}"))]);
                tally.Add(sheet, Scorer.Score(questionnaire, sheet));
            }

            return DisclosureGate.Publish(tally.ToFigures(people), 5);
        }

        ComparedRound[] rounds = [.. Enumerable.Range(1, 13).Select(i => new ComparedRound($"Round {i}", Round(i, i == 4 ? 3 : 40)))];
        var scale = RoundComparison.Of(rounds).Scales[0];
        var series = ChartSeries.Of(rounds, scale, 30);
        Assert.Equal((13, 12), (series.Points.Count, series.Points.Count(point => point.Value is not null)));
        Assert.Equal("fewer than 5 people", series.Points[3].Why);
        Assert.Equal(scale.Figures[0]!.Mean, series.Points[0].Value);
        Assert.Equal(new Interval(scale.Figures[0]!.Low!.Value, scale.Figures[0]!.High!.Value), series.Points[0].Likely);
        Assert.Equal((GoodDirection.Up, 30.0, "Part 1", 10.0, 50.0), (series.Good, series.Target, series.Measure.Title, series.Measure.Minimum, series.Measure.Maximum));
        Assert.EndsWith("XmR chart", TimeSeriesChart.Draw("t", series).Table.Caption, StringComparison.Ordinal);
    }
}
