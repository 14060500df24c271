using CsCheck;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;
using Xunit;

namespace SelfEval.Statistics.Tests.ProcessCharts;

public sealed class RunChartTests
{
    private static RunChart Anhoej(params double[] values) => RunChart.Of(values, new RunChartOptions { Rules = RuleSet.Anhoej });

    /// <summary>Points above and below 0 in runs of these lengths, with as many above as below or the median given by hand.</summary>
    private static double[] Runs(params int[] lengths) =>
        [.. lengths.SelectMany((length, run) => Enumerable.Range(0, length).Select(i => (run % 2 == 0 ? 1 : -1) * (i % 2 == 0 ? 1.0 : 2)))];

    // The fewest and most runs by exact counting with fractions (2.5 % each end): for equal halves as in table II of Swed and Eisenhart 1943,
    // whose critical values (2|10, 3|11, 3|13, 4|14, 5|15, 6|16) are one further out than what is still usual.
    [Theory]
    [InlineData(5, 5, 3, 9)]
    [InlineData(5, 6, 4, 9)]
    [InlineData(6, 6, 4, 10)]
    [InlineData(7, 7, 4, 12)]
    [InlineData(8, 8, 5, 13)]
    [InlineData(9, 9, 6, 14)]
    [InlineData(10, 10, 7, 15)]
    [InlineData(12, 12, 8, 18)]
    [InlineData(15, 15, 11, 21)]
    [InlineData(20, 20, 15, 27)]
    [InlineData(2, 8, 2, 5)]
    [InlineData(2, 30, 3, 5)]
    [InlineData(1, 9, 2, 3)]
    [InlineData(4, 16, 5, 9)]
    [InlineData(50, 40, 36, 55)]
    [InlineData(100, 100, 87, 115)]
    public void Usual_runs_equal_the_exact_distribution(int above, int below, int fewest, int most)
    {
        Assert.Equal(new Interval(fewest, most), RunLimits.Runs(above, below).Value);
        Assert.Equal(new Interval(fewest, most), RunLimits.Runs(below, above).Value);
    }

    [Fact]
    public void Runs_are_not_judged_below_ten_points_or_on_one_side()
    {
        Assert.Equal(Undefined.TooFewCode, RunLimits.Runs(5, 4).Why!.Code);
        Assert.Contains("there are 9", RunLimits.Runs(5, 4).Why!.Words, StringComparison.Ordinal);
        Assert.Equal(Undefined.NotIdentifiedCode, RunLimits.Runs(12, 0).Why!.Code);
        Assert.Equal(Undefined.NotIdentifiedCode, RunLimits.Runs(0, 12).Why!.Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => RunLimits.Runs(-1, 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => RunLimits.Runs(12, -1));
    }

    // Longest run and fewest crossings as Anhøj and Olesen 2014 (and R's qicharts2) have them: 10: 6/2, 12: 7/3, 16: 7/4, 20: 7/6, 24: 8/8;
    // the others by exact counting.
    [Theory]
    [InlineData(1, 3, 0)]
    [InlineData(10, 6, 2)]
    [InlineData(11, 6, 2)]
    [InlineData(12, 7, 3)]
    [InlineData(13, 7, 3)]
    [InlineData(14, 7, 4)]
    [InlineData(16, 7, 4)]
    [InlineData(17, 7, 5)]
    [InlineData(20, 7, 6)]
    [InlineData(22, 7, 7)]
    [InlineData(23, 8, 7)]
    [InlineData(24, 8, 8)]
    [InlineData(45, 8, 17)]
    [InlineData(46, 9, 17)]
    [InlineData(60, 9, 23)]
    [InlineData(100, 10, 41)]
    [InlineData(2000, 14, 963)]
    public void Anhoej_limits_equal_the_published_ones(int useful, int longest, int crossings)
    {
        Assert.Equal(longest, RunLimits.LongestRun(useful));
        Assert.Equal(crossings, RunLimits.FewestCrossings(useful));
    }

    [Fact]
    public void Anhoej_limits_need_a_point()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RunLimits.LongestRun(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RunLimits.FewestCrossings(0));
    }

    [Fact]
    public void Points_on_the_median_neither_count_nor_interrupt()
    {
        // Median 0: six above with a zero among them, then six below.
        double[] values = [1, 2, 0, 1, 2, 1, 2, -1, -2, -1, 0, -2, -1, -2];
        var chart = RunChart.Of(values);
        var phase = Assert.Single(chart.Phases);
        Assert.Equal((0.0, 6, 6, 2, 1, 6), (phase.Median, phase.Above, phase.Below, phase.Runs, phase.Crossings, phase.LongestRun));
        Assert.Equal([RunSignalKind.Shift, RunSignalKind.Shift, RunSignalKind.TooFewRuns], chart.Signals.Select(signal => signal.Kind));
        Assert.Equal(new RunSignal(RunSignalKind.Shift, 0, 0, 6, 6, 1, "6 points in a row above the median"), chart.Signals[0]);
        Assert.Equal(new RunSignal(RunSignalKind.Shift, 0, 7, 13, 6, -1, "6 points in a row below the median"), chart.Signals[1]);
        Assert.Equal("only 2 runs about the median where 4 to 10 are usual for 12 points", chart.Signals[2].Words);
        Assert.Equal([1, 1, 0, 1, 1, 1, 1, -1, -1, -1, 0, -1, -1, -1], chart.Points.Select(point => point.Shift));
    }

    [Fact]
    public void Five_points_on_one_side_are_no_shift()
    {
        var chart = RunChart.Of(Runs(5, 5, 1, 1, 1, 1));
        Assert.All(chart.Points, point => Assert.Equal(0, point.Shift));
        Assert.Equal(5, chart.Phases[0].LongestRun);
    }

    [Fact]
    public void A_trend_has_five_points_and_counts_equal_neighbours_once()
    {
        double[] values = [9, 1, 2, 2, 3, 4, 5, 0, 9, 0];
        var trend = Assert.Single(RunChart.Of(values).Signals, signal => signal.Kind == RunSignalKind.Trend);
        Assert.Equal(new RunSignal(RunSignalKind.Trend, 0, 1, 6, 5, 1, "5 points in a row rising"), trend);
        Assert.Equal([0, 1, 1, 1, 1, 1, 1, 0, 0, 0], RunChart.Of(values).Points.Select(point => point.Trend));
        Assert.DoesNotContain(RunChart.Of([9, 1, 2, 2, 3, 4, 0, 9, 0]).Signals, signal => signal.Kind == RunSignalKind.Trend);
        var fall = Assert.Single(RunChart.Of([0, 9, 8, 7, 6, 5, 9, 0]).Signals, signal => signal.Kind == RunSignalKind.Trend);
        Assert.Equal((1, 5, -1, "5 points in a row falling"), (fall.First, fall.Last, fall.Direction, fall.Words));
    }

    [Fact]
    public void A_turning_point_belongs_to_the_later_trend()
    {
        var chart = RunChart.Of([1, 2, 3, 4, 5, 4, 3, 2, 1]);
        Assert.Equal([1, 1, 1, 1, -1, -1, -1, -1, -1], chart.Points.Select(point => point.Trend));
        Assert.Equal([(0, 4), (4, 8)], chart.Signals.Where(s => s.Kind == RunSignalKind.Trend).Select(s => (s.First, s.Last)));
    }

    [Fact]
    public void Swinging_to_and_fro_is_too_many_runs()
    {
        double[] values = [.. Enumerable.Range(0, 12).Select(i => i % 2 == 0 ? 1.0 : -1)];
        var signal = Assert.Single(RunChart.Of(values).Signals);
        Assert.Equal((RunSignalKind.TooManyRuns, 0, 11, 12, 0), (signal.Kind, signal.First, signal.Last, signal.Points, signal.Direction));
        Assert.Equal("12 runs about the median where 4 to 10 are usual for 12 points", signal.Words);
        Assert.Empty(Anhoej(values).Signals);
    }

    [Fact]
    public void As_few_and_as_many_runs_as_are_usual_are_no_signal()
    {
        // Six on either side: 4 to 10 runs are usual.
        Assert.Empty(RunChart.Of(Runs(3, 3, 3, 3)).Signals);
        Assert.Empty(RunChart.Of(Runs(1, 1, 1, 1, 1, 1, 1, 1, 2, 2)).Signals);
    }

    [Fact]
    public void What_is_nearer_to_the_median_than_a_thousand_millionth_of_the_largest_value_lies_on_it() =>
        Assert.Equal([0, 0, 0, 1, -1, 1, -1], RunChart.Of([1e6, 1e6 + 5e-4, 1e6 - 5e-4, 1e6 + 1, 1e6 - 1, 1e6 + 2e-3, 1e6 - 2e-3]).Points.Select(point => point.Side));

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Anhoej_wants_a_run_longer_than_its_limit(int run, bool found)
    {
        // 16 points off the median: longest usual run 7, fewest usual crossings 4.
        var chart = Anhoej([.. run == 7 ? Runs(7, 2, 1, 6) : Runs(8, 8), 0, 0, 0]);
        Assert.Equal((16, run), (chart.Phases[0].Useful, chart.Phases[0].LongestRun));
        Assert.Equal(found, chart.Signals.Any(signal => signal.Kind == RunSignalKind.Shift));
    }

    [Fact]
    public void Anhoej_wants_fewer_crossings_than_its_limit()
    {
        // 12 points, fewest usual crossings 3.
        var two = Anhoej(Runs(3, 6, 3));
        Assert.Equal("only 2 crossings of the median where at least 3 are usual for 12 points", Assert.Single(two.Signals).Words);
        Assert.Empty(Anhoej(Runs(3, 3, 3, 3)).Signals);
        Assert.Contains("only 1 crossing of", Anhoej(Runs(6, 6)).Signals[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Anhoej_says_nothing_below_ten_points_off_the_median()
    {
        var chart = Anhoej(1, 1, 1, 1, 0, 0, -1, -1, -1, -1);
        Assert.Empty(chart.Signals);
        Assert.Equal(8, chart.Phases[0].Useful);
        Assert.Equal(Undefined.TooFewCode, chart.Phases[0].LongestRunLimit.Why!.Code);
        Assert.Equal(Undefined.TooFewCode, chart.Phases[0].CrossingsLimit.Why!.Code);
        Assert.Equal(6, Anhoej(Runs(5, 5)).Phases[0].LongestRunLimit.Value);
        Assert.Equal(2, Anhoej(Runs(5, 5)).Phases[0].CrossingsLimit.Value);
    }

    [Fact]
    public void A_median_can_be_fixed_and_begin_anew()
    {
        double[] values = [1, 3, 1, 3, 1, 3, 9, 9, 9, 9, 9, 9, 9, 20, 22, 20, 22];
        var chart = RunChart.Of(values, new RunChartOptions { BaselinePoints = 6, RebaseAt = [13] });
        Assert.Equal([2.0, 21.0], chart.Phases.Select(phase => phase.Median));
        var shift = Assert.Single(chart.Signals, signal => signal.Kind == RunSignalKind.Shift);
        Assert.Equal((5, 12, 8), (shift.First, shift.Last, shift.Points));
        Assert.Equal([0, 1], chart.Points.Select(point => point.Phase).Distinct());
        Assert.Equal([13, 4], chart.Phases.Select(phase => phase.Count));
    }

    [Fact]
    public void A_flat_series_lies_on_its_median()
    {
        var chart = RunChart.Of([.. Enumerable.Repeat(0.1 + 0.2, 14)]);
        Assert.Empty(chart.Signals);
        Assert.Equal((0, 0, 0, 0), (chart.Phases[0].Useful, chart.Phases[0].Runs, chart.Phases[0].Crossings, chart.Phases[0].LongestRun));
        Assert.False(chart.Phases[0].RunsLimits.IsDefined);
    }

    [Fact]
    public void The_median_of_decimals_is_the_point_in_the_middle() =>
        // (87.1 + 87.3) / 2 misses 87.2 in the last bit.
        Assert.Equal([-1, 1, 0, 0], RunChart.Of([87.1, 87.3, 87.2, 87.2]).Points.Select(point => point.Side));

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => RunChart.Of([1, 2], new RunChartOptions { Rules = RuleSet.MakingDataCount }));
        Assert.Throws<ArgumentException>(() => RunChart.Of([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RunChart.Of([1, 2], new RunChartOptions { RebaseAt = [2] }));
        Assert.Empty(RunChart.Of([]).Phases);
    }

    [Fact]
    public void Every_rule_set_says_what_it_is()
    {
        RuleSet[] all = [RuleSet.Ihi, RuleSet.Anhoej, RuleSet.MakingDataCount];
        Assert.Equal(3, all.Select(set => set.Id).Distinct().Count());
        Assert.All(all, set => Assert.Matches("(19|20)[0-9]{2}", set.Source));
        Assert.Contains("not computed", RuleSet.Ihi.Definition, StringComparison.Ordinal);
        Assert.Same(RuleSet.Ihi, RunChart.Of([1, 2, 3]).Rules);
    }

    [Fact]
    public void Runs_add_up() =>
        Gen.Int[-3, 3].Array[1, 60].Sample(whole =>
        {
            var chart = RunChart.Of([.. whole.Select(v => (double)v)]);
            var phase = chart.Phases[0];
            var sides = chart.Points.Select(point => point.Side).Where(side => side != 0).ToList();
            Assert.Equal(sides.Count, phase.Useful);
            Assert.Equal(sides.Zip(sides.Skip(1)).Count(pair => pair.First != pair.Second), phase.Crossings);
            Assert.Equal(sides.Count == 0 ? 0 : phase.Crossings + 1, phase.Runs);
            Assert.InRange(phase.Above, 0, whole.Length / 2);
            Assert.InRange(phase.Below, 0, whole.Length / 2);
        }, iter: 300);
}
