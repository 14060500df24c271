using CsCheck;
using Xunit;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Tests.Change;

public sealed class BootstrapTests
{
    private static readonly double[] First = [12, 15, 9, 20, 14, 11, 17, 16, 10, 13.5], Second = [14, 15, 13, 19, 18.5, 10, 21, 16, 14, 15];

    public static TheoryData<string> Figures => ["mean", "median", "mean difference", "d_z", "g_z", "d_av_rms", "shift", "cohens_d", "hedges_g"];

    private static ResampledStatistic Make(string figure, double[] first, double[] second) => figure switch
    {
        "mean" => ResampledStatistic.Mean(second),
        "median" => ResampledStatistic.Median(second),
        "mean difference" => ResampledStatistic.MeanDifference(first, second),
        "d_z" => ResampledStatistic.Dz(first, second),
        "g_z" => ResampledStatistic.Gz(first, second),
        "d_av_rms" => ResampledStatistic.DavRms(first, second),
        "shift" => ResampledStatistic.Shift(first, second),
        "cohens_d" => ResampledStatistic.CohensD(first, second),
        _ => ResampledStatistic.HedgesG(first, second),
    };

    // The same figure from the comparison that R's results check.
    private static double Direct(string figure, double[] first, double[] second) => figure switch
    {
        "mean" => second.Average(),
        "median" => second.Order().Skip((second.Length - 1) / 2).Take(2 - second.Length % 2).Average(),
        "mean difference" => PairedComparison.Of(first, second).Differences.Mean.Value,
        "d_z" => PairedComparison.Of(first, second).Effects.Dz.Value,
        "g_z" => PairedComparison.Of(first, second).Effects.Gz.Value,
        "d_av_rms" => PairedComparison.Of(first, second).Effects.DavRms.Value,
        "shift" => TwoGroupComparison.Of(first, second).MeanDifference.Value,
        "cohens_d" => TwoGroupComparison.Of(first, second).Effects.Value.CohensD,
        _ => TwoGroupComparison.Of(first, second).Effects.Value.HedgesG,
    };

    [Theory]
    [MemberData(nameof(Figures))]
    public void A_resample_is_computed_as_if_those_were_the_people(string figure)
    {
        var groups = Make(figure, First, Second).Sizes.Count;
        Gen.Int[0, 9].Array[10 * groups].Sample(rows =>
        {
            double[] first = [.. rows[..10].Select(i => First[i])], second = [.. rows[^10..].Select(i => Second[i])];
            if (first.Distinct().Count() < 3 || second.Distinct().Count() < 3 || first.Zip(second, (a, b) => b - a).Distinct().Count() < 2) return;
            Assert.Equal(Direct(figure, first, second), Make(figure, First, Second).Compute(rows), 1e-9);
        }, iter: 100);
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void Leaving_one_out_is_computing_without_that_person(string figure)
    {
        foreach (var people in new[] { 10, 9 })
        {
            double[] first = First[..people], second = Second[..people];
            var statistic = Make(figure, first, second);
            static double[] Without(double[] values, int i) => [.. values.Where((_, at) => at != i)];
            var left = statistic.LeaveOneOut();
            Assert.Equal(statistic.Count, left.Length);
            var two = statistic.Sizes.Count == 2;
            for (var i = 0; i < left.Length; i++)
                Assert.Equal(two ? i < people ? Direct(figure, Without(first, i), second) : Direct(figure, first, Without(second, i - people))
                    : Direct(figure, Without(first, i), Without(second, i)), left[i], 1e-9);
        }
    }

    [Fact]
    public void Any_figure_can_be_resampled_and_the_mean_that_way_is_the_mean()
    {
        static double Average(ReadOnlySpan<double> values)
        {
            double sum = 0;
            foreach (var value in values) sum += value;
            return sum / values.Length;
        }
        var own = Bootstrap.Run(ResampledStatistic.Of(Second, Average), 999, 3).Value;
        var built = Bootstrap.Run(ResampledStatistic.Mean(Second), 999, 3).Value;
        Assert.Equal(built.Bca.Value.Low, own.Bca.Value.Low, 1e-9);
        Assert.Equal(built.Acceleration.Value, own.Acceleration.Value, 1e-9);
        Assert.Equal(built.StandardError, own.StandardError, 1e-9);
        Assert.Throws<ArgumentNullException>(() => ResampledStatistic.Of(Second, null!));
        Assert.Throws<ArgumentNullException>(() => Bootstrap.Replicates(null!, [[0]]));
        Assert.Throws<ArgumentNullException>(() => Bootstrap.Replicates(ResampledStatistic.Mean(Second), null!));
        Assert.Throws<ArgumentNullException>(() => Bootstrap.Replicates(null!, 9, 1));
        Assert.Throws<ArgumentNullException>(() => Bootstrap.Summarise(null!, [1, 2]));
    }

    // Computed once and kept: a release that draws other people would change published figures.
    [Fact]
    public void A_seed_gives_the_same_resamples_for_ever()
    {
        var random = new Xoshiro256(42);
        var rows = Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 10).Select(_ => random.Below(10)).ToArray()).ToList();
        Assert.Equal(Bootstrap.Replicates(ResampledStatistic.Mean(First), rows), Bootstrap.Replicates(ResampledStatistic.Mean(First), 200, 42));
        var two = ResampledStatistic.Shift(First, Second.AsSpan(0, 7));
        random = new Xoshiro256(42);
        rows = [.. Enumerable.Range(0, 50).Select(_ => Enumerable.Range(0, 17).Select(i => random.Below(i < 10 ? 10 : 7)).ToArray())];
        Assert.Equal(Bootstrap.Replicates(two, rows), Bootstrap.Replicates(two, 50, 42));
        Assert.NotEqual(Bootstrap.Replicates(two, 50, 41), Bootstrap.Replicates(two, 50, 42));
    }

    [Fact]
    public void For_a_mean_the_bootstrap_agrees_with_what_theory_says()
    {
        var random = new Xoshiro256(1);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => random.Below(1_000) / 100.0)];
        var found = Bootstrap.Run(ResampledStatistic.Mean(values), 9_999, 7).Value;
        var summary = GroupSummary.Of(RunningMoments.Of(values));
        Assert.Equal(summary.StandardError.Value, found.StandardError, 0.005);
        Assert.Equal(summary.Mean.Value, found.Value, 1e-12);
        Assert.Equal(summary.Mean.Value - 1.96 * summary.StandardError.Value, found.Bca.Value.Low, 0.02);
        Assert.Equal(summary.Mean.Value + 1.96 * summary.StandardError.Value, found.Bca.Value.High, 0.02);
        Assert.Equal(found.Mean - found.Value, found.Bias);
        Assert.Equal(2 * found.Value - found.Percentile.Low, found.Basic.High, 1e-12);
    }

    // Replicates 1…39 of a figure of 20 without skew: places (R+1)·level are whole numbers, and BCa's are the percentile's.
    [Fact]
    public void Places_in_the_sorted_replicates()
    {
        double[] replicates = [.. Enumerable.Range(1, 39).Select(i => (double)i)];
        new Random(1).Shuffle(replicates);
        var statistic = ResampledStatistic.Mean([18, 22, 19, 21]);
        var found = Bootstrap.Summarise(statistic, replicates).Value;
        Assert.Equal(new Interval(1, 39), found.Percentile);
        Assert.Equal((19, 1), (found.Below, found.Equal));
        Assert.Equal(1.95, found.PercentileType7.Low, 1e-12);
        Assert.Equal(38.05, found.PercentileType7.High, 1e-12);
        Assert.Equal(0, found.Acceleration.Value, 1e-12);
        Assert.Equal(20, found.Mean, 1e-12);
        Assert.Equal(new Interval(2, 38), Bootstrap.Summarise(statistic, replicates, 0.9).Value.Percentile);
        // Between the second and third of 39 at 0.0625·40 = 2.5: interpolated on the normal scale, so not quite half way.
        Assert.InRange(Bootstrap.Summarise(statistic, replicates, 0.875).Value.Percentile.Low, 2.5, 2.56);
        Assert.Equal(new Interval(1, 39), Bootstrap.Summarise(statistic, replicates, 0.99).Value.Percentile);
    }

    [Fact]
    public void What_lies_all_on_one_side_has_percentiles_and_no_correction()
    {
        var statistic = ResampledStatistic.Mean([1, 2, 3]);
        var above = Bootstrap.Summarise(statistic, [3, 4, 5, 6]).Value;
        Assert.Equal(Undefined.NotIdentifiedCode, above.BiasCorrection.Why!.Code);
        Assert.Equal(Undefined.NotIdentifiedCode, above.Bca.Why!.Code);
        Assert.Equal(0, above.Below);
        var below = Bootstrap.Summarise(statistic, [1, 1.5]).Value;
        Assert.Equal(2, below.Below);
        Assert.False(below.BcaType7.IsDefined);
        Assert.True(below.Acceleration.IsDefined);
    }

    [Fact]
    public void A_figure_that_resamples_lose_says_so()
    {
        var lost = Bootstrap.Run(ResampledStatistic.Dz([1, 2, 3], [2, 4, 7]), 999, 1);
        Assert.Equal(Undefined.NoVarianceCode, lost.Why!.Code);
        Assert.Contains("of 999 resamples", lost.Why.Words, StringComparison.Ordinal);
        Assert.Equal(Undefined.TooFewCode, Bootstrap.Run(ResampledStatistic.Dz([1, 2, 3], [2, 3, 4]), 99, 1).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, Bootstrap.Run(ResampledStatistic.Mean([]), 99, 1).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, Bootstrap.Run(ResampledStatistic.Shift([1], []), 99, 1).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, Bootstrap.Run(ResampledStatistic.Median([]), 99, 1).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, Bootstrap.Run(ResampledStatistic.Mean(First), 1, 1).Why!.Code);
        Assert.True(Bootstrap.Run(ResampledStatistic.Mean([2, 3]), 99, 1).IsDefined);
        var two = Bootstrap.Run(ResampledStatistic.Gz([1, 1, 1, 1, 1], [1, 1, 1, 1, 2]), [[0, 1, 2, 3, 4], [4, 1, 2, 3, 3], [0, 4, 4, 4, 1]]).Value;
        Assert.Equal(Undefined.NoVarianceCode, two.Acceleration.Why!.Code);
        Assert.False(two.Bca.IsDefined);
    }

    [Fact]
    public void Indices_that_point_nowhere_are_refused()
    {
        var pairs = ResampledStatistic.MeanDifference([1, 2], [3, 5]);
        Assert.Throws<ArgumentException>(() => Bootstrap.Replicates(pairs, [[0]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Replicates(pairs, [[0, 1], [0, 2]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Replicates(pairs, [[-1, 1]]));
        var groups = ResampledStatistic.Shift([1, 2, 3], [4, 5]);
        Assert.Equal(5 - 5.0 / 3, Bootstrap.Replicates(groups, [[2, 0, 0, 1, 1]])[0], 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Replicates(groups, [[2, 0, 0, 2, 1]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Replicates(pairs, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Run(pairs, 99, 1, 2));
        Assert.Throws<ArgumentException>(() => ResampledStatistic.DavRms([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => ResampledStatistic.Dz([1], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResampledStatistic.Mean([double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResampledStatistic.Median([double.NaN]));
    }
}
