using CsCheck;
using Xunit;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Tests.Change;

public sealed class TTestTests
{
    private static readonly Gen<double[]> Values = Gen.Double[-50, 50].Array[2, 40];

    // Quantiles of Student's t from mpmath 1.3.0: df 1 at 0.025 and 0.00005, df 9 at 0.025.
    [Theory]
    [InlineData(2, 0.95, 12.706204736174705)]
    [InlineData(2, 0.9999, 6366.1976713159358)]
    [InlineData(10, 0.95, 2.2621571627982055)]
    [InlineData(1_000_001, 0.95, 1.959966356814107)]
    public void The_interval_is_t_standard_errors_wide(int people, double confidence, double quantile)
    {
        var moments = RunningMoments.Of([.. Enumerable.Range(0, people).Select(i => i % 2 == 0 ? 1.0 : 4.0)]);
        var test = TTest.Paired(moments, confidence).Value;
        Assert.Equal(quantile, (test.Interval.High - test.MeanDifference) / test.StandardError, 1e-9 * quantile);
        Assert.Equal(quantile, (test.MeanDifference - test.Interval.Low) / test.StandardError, 1e-9 * quantile);
        Assert.Equal(people - 1, test.DegreesOfFreedom);
    }

    // The interval and p come from the same tail, so putting the end of the interval at 0 must give back the confidence.
    [Fact]
    public void Quantiles_undo_tails_at_any_confidence_and_size() => Gen.Select(Gen.Double[1e-9, 0.9999999], Gen.Int[2, 3_000]).Sample((confidence, people) =>
    {
        var values = Enumerable.Range(0, people).Select(i => i % 2 == 0 ? -1.0 : 1.5).ToArray();
        var limit = TTest.Paired(RunningMoments.Of(values), confidence).Value.Interval.High;
        var shifted = TTest.Paired(RunningMoments.Of([.. values.Select(v => v - limit)])).Value;
        Assert.Equal(1 - confidence, shifted.P, 1e-9);
    });

    [Fact]
    public void Two_people_or_more_are_needed()
    {
        Assert.Equal(Undefined.TooFewCode, TTest.Paired(RunningMoments.Of([3])).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, TTest.Paired(default).Why!.Code);
        Assert.True(TTest.Paired(RunningMoments.Of([3, 4])).IsDefined);
        Assert.Equal(Undefined.TooFewCode, TTest.Welch(RunningMoments.Of([3]), RunningMoments.Of([3, 4])).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, TTest.Student(RunningMoments.Of([3, 5]), RunningMoments.Of([3])).Why!.Code);
        Assert.True(TTest.Student(RunningMoments.Of([3, 5]), RunningMoments.Of([3, 4])).IsDefined);
    }

    [Fact]
    public void Without_spread_there_is_no_test()
    {
        Assert.Equal(Undefined.NoVarianceCode, TTest.Paired(RunningMoments.Of([2, 2, 2])).Why!.Code);
        Assert.Equal(Undefined.NoVarianceCode, TTest.Paired(RunningMoments.Of([0.1, 0.1 + 1e-13])).Why!.Code);
        Assert.Equal(Undefined.NoVarianceCode, TTest.Student(RunningMoments.Of([2, 2]), RunningMoments.Of([5, 5, 5])).Why!.Code);
        Assert.Equal(Undefined.NoVarianceCode, TTest.Welch(RunningMoments.Of([2, 2]), RunningMoments.Of([5, 5, 5])).Why!.Code);
        // One group without spread is no hindrance: all degrees of freedom come from the other.
        Assert.Equal(2, TTest.Welch(RunningMoments.Of([2, 2, 2, 2]), RunningMoments.Of([4, 5, 6])).Value.DegreesOfFreedom, 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(95)]
    [InlineData(double.NaN)]
    public void A_confidence_that_is_none_is_refused(double confidence)
    {
        var moments = RunningMoments.Of([1, 2, 4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => TTest.Paired(moments, confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => TTest.Student(moments, moments, confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => TTest.Welch(moments, moments, confidence));
    }

    [Fact]
    public void Swapping_the_groups_turns_the_sign_and_nothing_else() => Gen.Select(Values, Values).Sample((one, two) =>
    {
        RunningMoments first = RunningMoments.Of(one), second = RunningMoments.Of(two);
        foreach (var (there, back) in new[] { (TTest.Welch(first, second), TTest.Welch(second, first)), (TTest.Student(first, second), TTest.Student(second, first)) })
        {
            if (!there.Try(out var a)) continue;
            var b = back.Value;
            Assert.Equal(a.T, -b.T, 1e-9);
            Assert.Equal(a.P, b.P, 1e-9);
            Assert.Equal(a.Interval.Low, -b.Interval.High, 1e-7);
        }
    });

    [Fact]
    public void The_interval_leaves_out_0_exactly_when_p_is_below_its_tails() => Gen.Select(Values, Gen.Double[0.5, 0.99]).Sample((values, confidence) =>
    {
        if (!TTest.Paired(RunningMoments.Of(values), confidence).Try(out var test)) return;
        Assert.Equal(test.P < 1 - confidence, !test.Interval.Contains(0));
    });

    [Fact]
    public void Welch_has_at_most_the_degrees_of_freedom_of_Student() => Gen.Select(Values, Values).Sample((one, two) =>
    {
        RunningMoments first = RunningMoments.Of(one), second = RunningMoments.Of(two);
        if (!TTest.Welch(first, second).Try(out var welch)) return;
        Assert.InRange(welch.DegreesOfFreedom, Math.Min(one.Length, two.Length) - 1 - 1e-9, one.Length + two.Length - 2 + 1e-9);
    });
}
