using SelfEval.Exchange.Charts;
using SelfEval.Statistics.ProcessCharts;
using Xunit;

namespace SelfEval.Exchange.Tests.Charts;

public sealed class SeriesReadingTests
{
    private static ChartSeries Series(params double[] values) =>
        new(new Measure("Trust", 1), [.. values.Select((value, i) => new SeriesPoint($"R{i + 1}", value))], GoodDirection.Up);

    private static ChartSeries Series(int points) => Series([.. Enumerable.Range(0, points).Select(i => 10.0 + i % 2)]);

    private static Annotation At(int before, string letter = "A") => new(letter, "Huddles", "May", before, NewBaseline: true);

    [Fact]
    public void Each_way_of_reading_has_a_word_for_programs_and_one_for_people()
    {
        Assert.Equal(["by-number", "ihi", "anhoej", "mdc", "mdc-screened"], ChartRules.All.Select(rules => rules.Id));
        Assert.Equal([0, 10, 10, 12, 12], ChartRules.All.Select(rules => rules.Fewest));
        Assert.All(ChartRules.All, rules => Assert.Same(rules, ChartRules.Find(rules.Id)));
        Assert.Equal(5, ChartRules.All.Select(rules => rules.Name).Distinct().Count());
        Assert.Null(ChartRules.Find("nelson"));
        Assert.Null(ChartRules.Find(null));
    }

    [Theory]
    [InlineData("by-number", 0, TimeChart.DotsAndIntervals, null)]
    [InlineData("by-number", 9, TimeChart.DotsAndIntervals, null)]
    [InlineData("by-number", 10, TimeChart.RunChart, "IHI run chart rules (Perla 2011)")]
    [InlineData("by-number", 11, TimeChart.RunChart, "IHI run chart rules (Perla 2011)")]
    [InlineData("by-number", 12, TimeChart.Xmr, "Making Data Count rules (NHS England)")]
    [InlineData("ihi", 30, TimeChart.RunChart, "IHI run chart rules (Perla 2011)")]
    [InlineData("anhoej", 10, TimeChart.RunChart, "Anhøj rules (2014)")]
    [InlineData("mdc", 12, TimeChart.Xmr, "Making Data Count rules (NHS England)")]
    [InlineData("mdc-screened", 12, TimeChart.Xmr, "Making Data Count rules (NHS England), wild steps left out of the limits")]
    public void The_rules_choose_the_chart_and_name_it(string id, int points, TimeChart chart, string? readBy)
    {
        var reading = SeriesReading.Of(Series(points), ChartRules.Find(id)!, []);
        Assert.Equal((chart, readBy, null), (reading.Chart, reading.ReadBy, reading.Refused));
        Assert.Equal(points is >= 12 and < 20 && chart == TimeChart.Xmr, reading.TrialLimits);
        Assert.Equal(id, reading.Rules.Id);
    }

    /// <summary>From 1 to 30 rounds, every set either reads them or says in words why not; dots are then drawn.</summary>
    [Fact]
    public void Rules_that_do_not_fit_are_refused_in_words_and_dots_are_drawn()
    {
        foreach (var rules in ChartRules.All)
            for (var points = 1; points <= 30; points++)
            {
                var reading = SeriesReading.Of(Series(points), rules, []);
                var chart = TimeSeriesChart.Draw("t", Series(points), reading);
                DrawnChart.Check(chart);
                Assert.Equal(points, chart.Table.Rows.Count);
                if (points >= rules.Fewest)
                {
                    Assert.Null(reading.Refused);
                    continue;
                }

                Assert.Equal($"“{rules.Name}” needs {rules.Fewest} rounds with a figure, and there {(points == 1 ? "is 1" : $"are {points}")}.", reading.Refused);
                Assert.Equal((TimeChart.DotsAndIntervals, null, false), (reading.Chart, reading.ReadBy, reading.TrialLimits));
                Assert.EndsWith("over time", chart.Table.Caption, StringComparison.Ordinal);
            }
    }

    [Fact]
    public void Signals_are_those_of_the_chart()
    {
        var run = SeriesReading.Of(Series(1, 2, 1, 2, 1, 2, 5, 6, 5, 6, 5, 6), ChartRules.Ihi, []);
        Assert.Equal(
            [new(SignalKind.Shift, "6 points in a row below the median", "R1", "R6", -1), new(SignalKind.Shift, "6 points in a row above the median", "R7", "R12", 1),
                new(SignalKind.TooFewRuns, "only 2 runs about the median where 4 to 10 are usual for 12 points", "R1", "R12", 0)], run.Signals);
        Assert.All(run.Signals, signal => Assert.Contains($"{signal.Words} ({signal.From} to {signal.To})", run.Sentence, StringComparison.Ordinal));
        Assert.Equal(new SeriesBaseline("R1", "R12", 12, 3.5, null, null), Assert.Single(run.Baselines));

        var trend = SeriesReading.Of(Series(3, 4, 5, 6, 7, 2, 9, 8, 7, 6, 5, 8), ChartRules.Ihi, []);
        Assert.Equal([SignalKind.Trend, SignalKind.Trend], trend.Signals.Select(signal => signal.Kind));
        Assert.Contains(SeriesReading.Of(Series([.. Enumerable.Range(0, 20).Select(i => i % 2 * 4.0)]), ChartRules.Ihi, []).Signals, signal => signal.Kind == SignalKind.TooManyRuns);

        var xmr = SeriesReading.Of(Series([.. Enumerable.Range(0, 20).Select(i => 5.0 + 2 * (i % 2)), 30]), ChartRules.MakingDataCount, []);
        Assert.Equal([new(SignalKind.OutsideLimits, "1 point above the upper limit", "R21", "R21", 1), new(SignalKind.Shift, "20 points in a row below the mean", "R1", "R20", -1)], xmr.Signals);
        Assert.Contains("1 point above the upper limit (R21)", xmr.Sentence, StringComparison.Ordinal);
        Assert.False(xmr.TrialLimits);
        var baseline = Assert.Single(xmr.Baselines);
        Assert.Equal((21, 150.0 / 21), (baseline.Figures, baseline.Centre));
        Assert.True(baseline.Low < 5 && baseline.High is > 7 and < 30);
    }

    [Fact]
    public void Screening_narrows_the_limits_and_says_so()
    {
        double[] values = [.. Enumerable.Range(0, 20).Select(i => i == 9 ? 60.0 : 10 + i % 2)];
        var (plain, screened) = (SeriesReading.Of(Series(values), ChartRules.MakingDataCount, []), SeriesReading.Of(Series(values), ChartRules.MakingDataCountScreened, []));
        Assert.True(screened.Baselines[0].High < plain.Baselines[0].High);
        Assert.EndsWith("wild steps left out of the limits.", screened.Sentence, StringComparison.Ordinal);
        Assert.Contains("wild steps left out", TimeSeriesChart.Draw("t", Series(values), screened).Svg, StringComparison.Ordinal);
        Assert.DoesNotContain("wild steps", plain.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mdc", 24, 12, null)]
    [InlineData("mdc", 24, 11, "No new baseline at A: it needs 12 rounds with a figure on each side, and there are 11 before and 13 after.")]
    [InlineData("mdc", 23, 12, "No new baseline at A: it needs 12 rounds with a figure on each side, and there are 12 before and 11 after.")]
    [InlineData("by-number", 23, 12, "No new baseline at A: it needs 12 rounds with a figure on each side, and there are 12 before and 11 after.")]
    [InlineData("ihi", 20, 10, null)]
    [InlineData("anhoej", 20, 9, "No new baseline at A: it needs 10 rounds with a figure on each side, and there are 9 before and 11 after.")]
    [InlineData("by-number", 3, 1, "No new baseline at A: it needs 10 rounds with a figure on each side, and there is 1 before and 2 after.")]
    [InlineData("mdc", 3, 1, "No new baseline at A: it needs 12 rounds with a figure on each side, and there is 1 before and 2 after.")]
    public void A_new_baseline_needs_enough_rounds_on_both_sides(string rules, int points, int before, string? refused)
    {
        var series = Series([.. Enumerable.Range(0, points).Select(i => (i < before ? 10.0 : 30) + i % 2)]);
        var reading = SeriesReading.Of(series, ChartRules.Find(rules)!, [At(before)]);
        var svg = DrawnChart.Check(TimeSeriesChart.Draw("t", series, reading)).Value;
        if (refused is null)
        {
            Assert.Empty(reading.BaselinesRefused);
            Assert.Equal([("R1", $"R{before}"), ($"R{before + 1}", $"R{points}")], reading.Baselines.Select(baseline => (baseline.From, baseline.To)));
            Assert.DoesNotContain(reading.Signals, signal => signal.Kind == SignalKind.Shift);
            Assert.Contains($"from R{before + 1}", svg, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(refused, Assert.Single(reading.BaselinesRefused).Words);
            Assert.True(reading.Baselines.Count <= 1);
            Assert.DoesNotContain($"from R{before + 1}", svg, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void New_baselines_are_counted_from_the_one_before_and_those_at_one_place_are_one()
    {
        var reading = SeriesReading.Of(Series(36), ChartRules.MakingDataCount, [At(12, "A"), At(12, "B"), At(20, "C"), At(24, "D")]);
        Assert.Equal([12, 12, 12], reading.Baselines.Select(baseline => baseline.Figures));
        Assert.Equal(["No new baseline at C: it needs 12 rounds with a figure on each side, and there are 8 since the baseline before and 16 after."], reading.BaselinesRefused.Select(refused => refused.Words));
        Assert.True(reading.TrialLimits);
    }

    [Fact]
    public void Rounds_without_a_figure_do_not_count()
    {
        var series = new ChartSeries(new Measure("Trust", 1), [.. Enumerable.Range(0, 12).Select(i => new SeriesPoint($"R{i + 1}", i == 3 ? null : 10 + i % 2))]);
        Assert.Equal("“Making Data Count rules (NHS England)” needs 12 rounds with a figure, and there are 11.", SeriesReading.Of(series, ChartRules.MakingDataCount, []).Refused);
        Assert.Equal(TimeChart.RunChart, SeriesReading.Of(series, ChartRules.ByNumber, []).Chart);
    }
}
