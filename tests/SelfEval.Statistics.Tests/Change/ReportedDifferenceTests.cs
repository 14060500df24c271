using SelfEval.Statistics.Change;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using Xunit;

namespace SelfEval.Statistics.Tests.Change;

public sealed class ReportedDifferenceTests
{
    private static readonly double[] First = [42, 38, 45, 40, 36, 44, 39, 41], Second = [44, 41, 46, 43, 40, 45, 43, 42];

    [Fact]
    public void With_numbers_and_spreads_it_is_what_the_people_themselves_give()
    {
        var found = ReportedDifference.Of(Level(First), Level(Second));
        var direct = TwoGroupComparison.Of(First, Second);
        Assert.True(found.IsWelch);
        Assert.Equal(direct.MeanDifference.Value, found.Difference, 1e-11);
        Assert.Equal(direct.Welch.Value.Interval.Low, found.Likely.Low, 1e-9);
        Assert.Equal(direct.Welch.Value.Interval.High, found.Likely.High, 1e-9);
        // Reference: instruments.md 20, the same people taken as different ones.
        Assert.Equal(0.8764, found.Effects.Value.HedgesG, 1e-4);
    }

    [Fact]
    public void Of_shares_it_is_Newcombes_tenth_method()
    {
        // Newcombe 1998, table II, example (a): 56 of 70 and 48 of 80.
        var found = ReportedDifference.Of(Share(48, 80), Share(56, 70));
        Assert.False(found.IsWelch);
        Assert.Equal(0.2, found.Difference, 1e-12);
        Assert.Equal(0.0524, found.Likely.Low, 5e-5);
        Assert.Equal(0.3339, found.Likely.High, 5e-5);
        Assert.Equal("NotIdentified", found.Effects.Why!.Code);
        var turned = ReportedDifference.Of(Share(56, 70), Share(48, 80));
        Assert.Equal(-found.Likely.High, turned.Likely.Low, 1e-12);
    }

    [Fact]
    public void Without_a_number_the_intervals_are_squared_and_added()
    {
        var found = ReportedDifference.Of(new(10, new(7, 13)), new(20, new(16, 24), 30, 5));
        Assert.Equal((10.0, 5.0, 15.0, false), (found.Difference, found.Likely.Low, found.Likely.High, found.IsWelch));
    }

    [Fact]
    public void A_limit_that_rounding_moved_past_its_value_is_no_distance() =>
        Assert.Equal(new Interval(10, 14), ReportedDifference.Of(new(10, new(10.001, 9.999)), new(20, new(20.001, 24))).Likely);

    [Fact]
    public void Groups_without_spread_keep_their_intervals()
    {
        var found = ReportedDifference.Of(new(3, new(3, 3), 8, 0), new(4, new(4, 4), 8, 0));
        Assert.False(found.IsWelch);
        Assert.Equal(new Interval(1, 1), found.Likely);
        Assert.Throws<ArgumentOutOfRangeException>(() => ReportedDifference.Of(Level(First), Level(Second), 1));
    }

    private static ReportedLevel Level(double[] values)
    {
        var moments = RunningMoments.Of(values);
        return new(moments.Mean!.Value, moments.MeanInterval()!.Value, moments.Count, moments.StandardDeviation);
    }

    private static ReportedLevel Share(long with, long of) => new((double)with / of, Proportion.Wilson(with, of).Value);
}
