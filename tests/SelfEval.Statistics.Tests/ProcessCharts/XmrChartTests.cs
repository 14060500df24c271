using CsCheck;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;
using Xunit;

namespace SelfEval.Statistics.Tests.ProcessCharts;

public sealed class XmrChartTests
{
    private static readonly double[] Steady = [5, 7, 5, 7, 5, 7, 5, 7, 5, 7, 5, 7];

    private static XmrOptions Up(double? target = null) => new() { Good = GoodDirection.Up, Target = target };

    [Fact]
    public void Limits_are_2_66_moving_ranges_from_the_mean()
    {
        var phase = Assert.Single(XmrChart.Of(Steady).Phases);
        Assert.Equal(6, phase.Mean, 1e-12);
        Assert.Equal(2, phase.MeanMovingRange.Value, 1e-12);
        Assert.Equal(6 - 5.32, phase.Limits.Value.Low, 1e-12);
        Assert.Equal(6 + 5.32, phase.Limits.Value.High, 1e-12);
        Assert.Equal(6 + 5.32 * 2 / 3, phase.NearLimits.Value.High, 1e-12);
        Assert.Equal(2 / 1.128, phase.Sigma.Value, 1e-12);
        Assert.Equal(2 * 3.267, phase.MovingRangeLimit.Value, 1e-12);
        Assert.Equal((0, 12, 12), (phase.Start, phase.Count, phase.BaselineCount));
    }

    [Fact]
    public void No_points_make_an_empty_chart()
    {
        var chart = XmrChart.Of([], Up(1));
        Assert.Empty(chart.Points);
        Assert.Empty(chart.Phases);
        Assert.Null(chart.LastVariation);
        Assert.Null(chart.Assurance);
    }

    [Fact]
    public void One_point_has_a_mean_and_no_limits()
    {
        var chart = XmrChart.Of([4], Up(3));
        Assert.Equal(4, chart.Phases[0].Mean);
        Assert.Equal(Undefined.TooFewCode, chart.Phases[0].Limits.Why!.Code);
        Assert.Null(chart.Points[0].MovingRange);
        Assert.Equal(Variation.CommonCause, chart.LastVariation);
        Assert.Null(chart.Assurance);
    }

    [Fact]
    public void A_flat_series_has_its_limits_on_the_mean_unless_screening_leaves_no_range()
    {
        double[] flat = [.. Enumerable.Repeat(3.3, 15)];
        var plain = XmrChart.Of(flat).Phases[0];
        Assert.Equal(plain.Mean, plain.Limits.Value.High);
        Assert.Equal(plain.Mean, plain.Limits.Value.Low);
        Assert.All(XmrChart.Of(flat).Points, point => Assert.Equal(SpecialCause.None, point.SpecialCause));
        var screened = XmrChart.Of(flat, new XmrOptions { ScreenMovingRanges = true });
        Assert.Equal(Undefined.NoVarianceCode, screened.Phases[0].Limits.Why!.Code);
        Assert.Equal(14, screened.Phases[0].MovingRangesExcluded);
        Assert.All(screened.Points, point => Assert.Equal(SpecialCause.None, point.SpecialCause));
    }

    [Fact]
    public void Screening_leaves_out_wild_ranges_once_and_keeps_their_points_in_the_mean()
    {
        // NHSRplotthedots' own worked series: 4.60, 1.94 and -0.72 screened, 6.95 and -3.06 not.
        double[] values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1];
        var screened = XmrChart.Of(values, new XmrOptions { ScreenMovingRanges = true }).Phases[0];
        Assert.Equal(1.94, screened.Mean, 0.005);
        Assert.Equal(4.60, screened.Limits.Value.High, 0.005);
        Assert.Equal(-0.72, screened.Limits.Value.Low, 0.005);
        Assert.Equal(2, screened.MovingRangesExcluded);
        var plain = XmrChart.Of(values).Phases[0];
        Assert.Equal(6.95, plain.Limits.Value.High, 0.005);
        Assert.Equal(-3.06, plain.Limits.Value.Low, 0.005);
        Assert.Equal(0, plain.MovingRangesExcluded);
    }

    [Theory]
    [InlineData(6, 0)]
    [InlineData(7, 7)]
    [InlineData(8, 8)]
    public void Seven_points_on_one_side_are_a_shift(int high, int flagged)
    {
        double[] values = [.. Enumerable.Repeat(0.0, 20).Select((v, i) => i % 2 == 0 ? v : 4), .. Enumerable.Range(0, high).Select(i => 3.0 + i % 2)];
        var chart = XmrChart.Of(values, new XmrOptions { BaselinePoints = 18, Good = GoodDirection.Up });
        // The point before the first of them is a 4, so the run is one longer than was added.
        Assert.Equal(high + 1 >= 7 ? high + 1 : 0, chart.Points.Count(point => point.Shift7 == 1));
        Assert.Equal(high + 1 >= 8 ? high + 1 : 0, chart.Points.Count(point => point.Shift8 == 1));
        Assert.Equal(flagged == 0 ? 7 : high + 1, chart.Points.Count(point => point.Shift6 == 1));
        Assert.Equal(SpecialCause.Shift, chart.Points[^1].SpecialCause);
        Assert.Equal(Variation.Improvement, chart.LastVariation);
    }

    [Fact]
    public void A_point_on_the_mean_ends_a_run_and_a_tie_ends_a_trend()
    {
        double[] values = [1, 1.1, 1, 1.1, 1, 1.1, 0, -1, -1.1, -1, -1.1, -1, -1.1];
        var chart = XmrChart.Of(values);
        Assert.Equal(0, chart.Points[6].Side);
        Assert.All(chart.Points, point => Assert.Equal(0, point.Shift7));
        Assert.Equal(12, chart.Points.Count(point => point.Shift6 != 0));
        var tie = XmrChart.Of([1, 2, 3, 4, 4, 5, 6, 7, 8, 0, 20, 0, 20]);
        Assert.All(tie.Points, point => Assert.Equal(0, point.Trend7));
        Assert.All(tie.Points, point => Assert.Equal(0, point.Trend6));
    }

    [Theory]
    [InlineData(5, 0, 0)]
    [InlineData(6, 6, 0)]
    [InlineData(7, 7, 7)]
    public void A_trend_counts_points_not_steps(int points, int six, int seven)
    {
        double[] values = [.. Enumerable.Range(0, points).Select(i => (double)-i), 30, -30, 30, -30];
        var chart = XmrChart.Of(values);
        Assert.Equal(six, chart.Points.Count(point => point.Trend6 == -1));
        Assert.Equal(seven, chart.Points.Count(point => point.Trend7 == -1));
        Assert.Equal(0, chart.Points.Count(point => point.Trend7 == 1));
    }

    [Fact]
    public void Where_two_trends_meet_the_later_has_the_turning_point()
    {
        var chart = XmrChart.Of([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]);
        Assert.Equal([1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1], chart.Points.Select(point => point.Trend7));
    }

    [Fact]
    public void Two_of_three_want_all_three_on_one_side_and_none_of_the_two_outside()
    {
        // Baseline: mean 0, mean range 2, limits 5.32, near limits 3.547.
        double[] baseline = [.. Enumerable.Range(0, 12).Select(i => i % 2 == 0 ? -1.0 : 1)];
        var options = new XmrOptions { BaselinePoints = 12, Good = GoodDirection.Down };
        XmrPoint[] Last(params double[] more) => [.. XmrChart.Of([.. baseline, .. more], options).Points.Skip(12)];
        var same = Last(4, 0.5, 4);
        Assert.Equal([1, 0, 1], same.Select(point => point.TwoOfThree));
        Assert.Equal([SpecialCause.TwoOfThree, SpecialCause.None, SpecialCause.TwoOfThree], same.Select(point => point.SpecialCause));
        Assert.Equal(Variation.Concern, same[0].VariationFor(GoodDirection.Down));
        var across = Last(4, -0.5, 4);
        Assert.Equal([0, 0, 0], across.Select(point => point.TwoOfThree));
        Assert.Equal([1, 0, 1], across.Select(point => point.TwoOfThreeWesternElectric));
        var outside = Last(4, 6, 0.5);
        Assert.Equal([0, 0, 0], outside.Select(point => point.TwoOfThree));
        Assert.Equal([1, 1, 0], outside.Select(point => point.TwoOfThreeWesternElectric));
        Assert.Equal([0, 1, 0], outside.Select(point => point.Outside));
        var low = Last(-4, -4, -6);
        Assert.Equal([-1, -1, 0], low.Select(point => point.TwoOfThree));
        Assert.Equal(-1, low[0].SpecialCauseDirection);
        Assert.Equal(Variation.Improvement, low[0].VariationFor(GoodDirection.Down));
        Assert.Equal(SpecialCause.Outside, low[2].SpecialCause);
    }

    [Fact]
    public void A_point_on_a_limit_is_inside()
    {
        double[] baseline = [.. Enumerable.Range(0, 12).Select(i => i % 2 == 0 ? -1.0 : 1)];
        var options = new XmrOptions { BaselinePoints = 12 };
        Assert.Equal(0, XmrChart.Of([.. baseline, 5.32], options).Points[^1].Outside);
        Assert.Equal(1, XmrChart.Of([.. baseline, 5.3201], options).Points[^1].Outside);
        Assert.Equal(-1, XmrChart.Of([.. baseline, -5.3201], options).Points[^1].Outside);
    }

    [Fact]
    public void Rebasing_starts_afresh()
    {
        var chart = XmrChart.Of([.. Steady, .. Steady.Select(v => v + 100)], new XmrOptions { RebaseAt = [12] });
        Assert.Equal([6.0, 106.0], chart.Phases.Select(phase => Math.Round(phase.Mean, 9)));
        Assert.Equal([(0, 12), (12, 12)], chart.Phases.Select(phase => (phase.Start, phase.Count)));
        Assert.Null(chart.Points[12].MovingRange);
        Assert.Equal(1, chart.Points[12].Phase);
        Assert.All(chart.Points, point => Assert.Equal(SpecialCause.None, point.SpecialCause));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(12)]
    public void Phases_begin_within_the_series(int at) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => XmrChart.Of(Steady, new XmrOptions { RebaseAt = [at] }));

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => XmrChart.Of(Steady, new XmrOptions { RebaseAt = [6, 6] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => XmrChart.Of(Steady, new XmrOptions { RebaseAt = [6, 3] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => XmrChart.Of(Steady, new XmrOptions { BaselinePoints = 1 }));
        Assert.Equal(2, XmrChart.Of(Steady, new XmrOptions { BaselinePoints = 2 }).Phases[0].BaselineCount);
        Assert.Contains("Value 1", Assert.Throws<ArgumentException>(() => XmrChart.Of([1, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => XmrChart.Of([1, double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => XmrChart.Of(Steady, Up(double.NaN)));
    }

    [Theory]
    [InlineData(GoodDirection.Up, 11.33, Assurance.ConsistentFail)]
    [InlineData(GoodDirection.Down, 11.33, Assurance.ConsistentPass)]
    [InlineData(GoodDirection.Up, 0.67, Assurance.ConsistentPass)]
    [InlineData(GoodDirection.Down, 0.67, Assurance.ConsistentFail)]
    [InlineData(GoodDirection.Up, 11.3, Assurance.HitAndMiss)]
    [InlineData(GoodDirection.Down, 0.7, Assurance.HitAndMiss)]
    [InlineData(GoodDirection.Neither, 20, null)]
    public void A_target_is_held_against_the_limits(GoodDirection good, double target, Assurance? expected) =>
        Assert.Equal(expected, XmrChart.Of(Steady, new XmrOptions { Good = good, Target = target }).Assurance);

    [Fact]
    public void Without_a_good_direction_a_signal_is_neutral()
    {
        var chart = XmrChart.Of([.. Steady, 40], new XmrOptions { BaselinePoints = 12 });
        Assert.Equal(Variation.Neutral, chart.LastVariation);
        Assert.Null(chart.Assurance);
        Assert.Same(RuleSet.MakingDataCount, chart.Rules);
    }

    [Theory]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public void Limits_from_fewer_than_20_points_are_on_trial(int baseline, bool trial) =>
        Assert.Equal(trial, XmrChart.Of([.. Steady, .. Steady], new XmrOptions { BaselinePoints = baseline }).Phases[0].TrialLimits);

    [Fact]
    public void Turning_a_series_upside_down_turns_every_flag() =>
        Gen.Int[-5, 5].Array[2, 40].Sample(whole =>
        {
            double[] values = [.. whole.Select(v => (double)v)];
            var (up, down) = (XmrChart.Of(values), XmrChart.Of([.. values.Select(v => -v)]));
            foreach (var (a, b) in up.Points.Zip(down.Points))
            {
                Assert.Equal(a.Side, -b.Side);
                Assert.Equal(a.Outside, -b.Outside);
                Assert.Equal(a.Shift7, -b.Shift7);
                Assert.Equal(a.Trend7, -b.Trend7);
                Assert.Equal(a.TwoOfThree, -b.TwoOfThree);
                Assert.Equal(a.TwoOfThreeWesternElectric, -b.TwoOfThreeWesternElectric);
                Assert.Equal(a.SpecialCause, b.SpecialCause);
            }
        }, iter: 300);
}
