using CsCheck;
using Xunit;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Tests.Change;

public sealed class SignedRankTestTests
{
    // Every sign pattern tried one by one.
    private static double ByTrying(double[] differences)
    {
        var changed = differences.Where(d => d != 0).ToArray();
        var ranks = changed.Select(d => changed.Count(o => Math.Abs(o) < Math.Abs(d)) + (changed.Count(o => Math.Abs(o) == Math.Abs(d)) + 1) / 2.0).ToArray();
        var observed = changed.Zip(ranks).Sum(pair => pair.First > 0 ? pair.Second : 0);
        int low = 0, high = 0, all = 1 << changed.Length;
        for (var pattern = 0; pattern < all; pattern++)
        {
            var sum = ranks.Where((_, i) => (pattern >> i & 1) == 1).Sum();
            if (sum <= observed) low++;
            if (sum >= observed) high++;
        }
        return Math.Min(1, 2.0 * Math.Min(low, high) / all);
    }

    [Fact]
    public void The_exact_probability_is_the_share_of_sign_patterns() =>
        Gen.Int[-5, 5].Select(i => i / 2.0).Array[1, 11].Where(d => d.Any(v => v != 0)).Sample(differences =>
            Assert.Equal(ByTrying(differences), SignedRankTest.Of(differences).ExactP.Value, 1e-12));

    [Fact]
    public void Turning_every_sign_swaps_the_sums() => Gen.Int[-9, 9].Select(i => (double)i).Array[1, 90].Where(d => d.Any(v => v != 0)).Sample(differences =>
    {
        SignedRankTest a = SignedRankTest.Of(differences), b = SignedRankTest.Of([.. differences.Select(d => -d)]);
        Assert.Equal(a.WPlus, b.WMinus);
        Assert.Equal(a.RankBiserial.Value, -b.RankBiserial.Value, 1e-12);
        Assert.Equal(a.P.Value, b.P.Value, 1e-12);
        Assert.Equal(a.NonZero * (a.NonZero + 1) / 2.0, a.WPlus.Value + a.WMinus.Value, 1e-9);
        Assert.Equal(differences.Length, a.NonZero + a.Zero);
    });

    [Fact]
    public void Floating_noise_neither_splits_ties_nor_makes_a_change()
    {
        var test = SignedRankTest.Of([0.3 - 0.1, 0.2, 0.1 + 0.2 - 0.3]);
        Assert.Equal((2, 1, true), (test.NonZero, test.Zero, test.HasTies));
        Assert.Equal(1, SignedRankTest.Of([1e-9]).NonZero);
        Assert.Equal(0, SignedRankTest.Of([4e-10]).NonZero);
        Assert.Equal(2, SignedRankTest.Of([1e8 + 1e-7, 1e8]).NonZero);
    }

    [Fact]
    public void Exact_to_60_people_who_changed_and_normal_beyond()
    {
        double[] people = [.. Enumerable.Range(1, 61).Select(i => i % 3 == 0 ? -i : (double)i)];
        var at = SignedRankTest.Of(people.AsSpan(0, 60));
        Assert.Equal(at.ExactP, at.P);
        Assert.Equal(at.CorrectedNormal.Value.P, at.P.Value, 0.002);
        var beyond = SignedRankTest.Of(people);
        Assert.Equal(Undefined.TooLargeCode, beyond.ExactP.Why!.Code);
        Assert.Contains("61 people changed", beyond.ExactP.Why.Words, StringComparison.Ordinal);
        Assert.Equal(beyond.CorrectedNormal.Value.P, beyond.P.Value);
    }

    [Fact]
    public void Nobody_and_nobody_changed_are_different_reasons()
    {
        var none = SignedRankTest.Of([]);
        Assert.Equal(Undefined.TooFewCode, none.P.Why!.Code);
        Assert.Equal((0, 0), (none.NonZero, none.Zero));
        var still = SignedRankTest.Of([0, 0]);
        Assert.Equal(Undefined.NoVarianceCode, still.P.Why!.Code);
        Assert.All([still.WPlus, still.WMinus, still.ExactP, still.PrattWPlus, still.RankBiserial], figure => Assert.Equal(Undefined.NoVarianceCode, figure.Why!.Code));
        Assert.All([still.Normal, still.CorrectedNormal, still.PrattNormal], figure => Assert.Equal(Undefined.NoVarianceCode, figure.Why!.Code));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignedRankTest.Of([1, double.NaN]));
    }

    // Ranks 1…4 of which 2 falls; two zeros. Worked by hand: W+ = 8, mean 5, variance 7.5; Pratt ranks 3…6, W+ = 14, mean 9, variance 21.5.
    [Fact]
    public void A_small_case_by_hand()
    {
        var test = SignedRankTest.Of([1, -2, 3, 4, 0, 0]);
        Assert.Equal((8, 2), (test.WPlus.Value, test.WMinus.Value));
        Assert.Equal(3 / Math.Sqrt(7.5), test.Normal.Value.Z, 1e-12);
        Assert.Equal(2.5 / Math.Sqrt(7.5), test.CorrectedNormal.Value.Z, 1e-12);
        Assert.Equal(14, test.PrattWPlus.Value);
        Assert.Equal(5 / Math.Sqrt(21.5), test.PrattNormal.Value.Z, 1e-12);
        Assert.Equal(0.6, test.RankBiserial.Value, 1e-12);
        Assert.Equal(6 / 16.0, test.ExactP.Value, 1e-12);
        Assert.False(test.HasTies);
    }
}
