using CsCheck;
using Xunit;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Tests.Change;

public sealed class MannWhitneyTestTests
{
    private static double CountU2(IReadOnlyList<double> first, IReadOnlyList<double> second) =>
        first.Sum(a => second.Sum(b => b > a ? 1 : b == a ? 0.5 : 0));

    // Every way to deal the same values into two groups.
    private static (double Twice, double Deviation) ByTrying(double[] first, double[] second)
    {
        double[] all = [.. first, .. second];
        double observed = CountU2(first, second), mean = first.Length * second.Length / 2.0;
        int low = 0, high = 0, far = 0, ways = 0;
        for (var pattern = 0; pattern < 1 << all.Length; pattern++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)pattern) != first.Length) continue;
            var u = CountU2([.. all.Where((_, i) => (pattern >> i & 1) == 1)], [.. all.Where((_, i) => (pattern >> i & 1) == 0)]);
            ways++;
            if (u <= observed) low++;
            if (u >= observed) high++;
            if (Math.Abs(u - mean) >= Math.Abs(observed - mean)) far++;
        }
        return (Math.Min(1, 2.0 * Math.Min(low, high) / ways), (double)far / ways);
    }

    [Fact]
    public void The_exact_probabilities_are_shares_of_all_deals() =>
        Gen.Select(Gen.Int[0, 5].Select(i => (double)i).Array[1, 6], Gen.Int[0, 5].Select(i => (double)i).Array[1, 5]).Sample((first, second) =>
        {
            var test = MannWhitneyTest.Of(first, second).Value;
            var (twice, deviation) = ByTrying(first, second);
            Assert.Equal(twice, test.ExactP.Value, 1e-12);
            Assert.Equal(deviation, test.ExactPByDeviation.Value, 1e-12);
            Assert.Equal(CountU2(first, second), test.U2, 1e-12);
            Assert.Equal(CountU2(second, first), test.U1, 1e-12);
        }, iter: 200);

    [Fact]
    public void Exact_to_80_people_and_normal_beyond()
    {
        double[] first = [.. Enumerable.Range(0, 41).Select(i => 2.0 * i)], second = [.. Enumerable.Range(0, 40).Select(i => 2.0 * i + 13)];
        var at = MannWhitneyTest.Of(first.AsSpan(0, 40), second).Value;
        Assert.Equal(at.ExactP, at.P);
        Assert.Equal(at.CorrectedNormal.Value.P, at.P.Value, 0.002);
        var beyond = MannWhitneyTest.Of(first, second).Value;
        Assert.Equal(Undefined.TooLargeCode, beyond.ExactP.Why!.Code);
        Assert.Equal(Undefined.TooLargeCode, beyond.ExactPByDeviation.Why!.Code);
        Assert.Contains("81 people", beyond.ExactP.Why.Words, StringComparison.Ordinal);
        Assert.Equal(beyond.CorrectedNormal.Value.P, beyond.P.Value);
    }

    [Fact]
    public void All_alike_leaves_no_spread_and_every_deal_as_extreme()
    {
        var test = MannWhitneyTest.Of([3, 3, 3], [3, 3]).Value;
        Assert.Equal(1, test.ExactP.Value);
        Assert.Equal(1, test.ExactPByDeviation.Value);
        Assert.Equal(Undefined.NoVarianceCode, test.Normal.Why!.Code);
        Assert.Equal(Undefined.NoVarianceCode, test.CorrectedNormal.Why!.Code);
        Assert.Equal((3.0, 3.0, 0.5, 0.0), (test.U1, test.U2, test.ProbabilityOfSuperiority, test.RankBiserial));
        double[] many = [.. Enumerable.Repeat(1.1, 100)];
        Assert.Equal(Undefined.NoVarianceCode, MannWhitneyTest.Of(many, many).Value.P.Why!.Code);
    }

    // 1 2 4 against 3 5: U2 = 5 of 6 pairs; mean 3, variance 3. Ten deals, U at least as far: 0 1 5 6, of which one each side is 0 and 6, one each 1 and 5.
    [Fact]
    public void A_small_case_by_hand()
    {
        var test = MannWhitneyTest.Of([1, 2, 4], [3, 5]).Value;
        Assert.Equal((1.0, 5.0), (test.U1, test.U2));
        Assert.Equal(0.4, test.ExactP.Value, 1e-12);
        Assert.Equal(0.4, test.ExactPByDeviation.Value, 1e-12);
        Assert.Equal(-2 / Math.Sqrt(3), test.Normal.Value.Z, 1e-12);
        Assert.Equal(-1.5 / Math.Sqrt(3), test.CorrectedNormal.Value.Z, 1e-12);
        Assert.False(test.HasTies);
        Assert.Equal(2 / 3.0, test.RankBiserial, 1e-12);
        Assert.True(MannWhitneyTest.Of([0.1 + 0.2], [0.3]).Value.HasTies);
    }

    [Fact]
    public void An_empty_group_and_a_missing_number_are_not_compared()
    {
        Assert.Equal(Undefined.TooFewCode, MannWhitneyTest.Of([], [1]).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, MannWhitneyTest.Of([1], []).Why!.Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => MannWhitneyTest.Of([double.NaN], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MannWhitneyTest.Of([1], [double.PositiveInfinity]));
    }
}
