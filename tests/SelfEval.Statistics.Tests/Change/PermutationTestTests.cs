using CsCheck;
using Xunit;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Tests.Change;

public sealed class PermutationTestTests
{
    // Fisher (1935, The Design of Experiments, section 21): Darwin's 15 pairs of plants, crossed minus self-fertilised in eighths of an inch.
    // Of the 32,768 arrangements 863 give a sum of 314 or more, 835 of them more than that: p = 2·863/32768 = 0.05267.
    [Fact]
    public void Fishers_count_for_Darwins_plants()
    {
        double[] differences = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
        var test = PermutationTest.Paired(new double[15], differences).Value;
        Assert.True(test.IsExact);
        Assert.Equal(32_768, test.Arrangements);
        Assert.Equal(1_726, test.AsExtreme);
        Assert.Equal(2 * 863 / 32_768.0, test.P, 1e-15);
        Assert.Equal(314 / 15.0, test.MeanDifference, 1e-12);
    }

    [Fact]
    public void With_ranks_for_changes_it_is_the_exact_signed_rank_test() => Gen.Bool.Array[1, 12].Sample(signs =>
    {
        double[] ranks = [.. signs.Select((up, i) => up ? i + 1.0 : -i - 1.0)];
        Assert.Equal(SignedRankTest.Of(ranks).ExactP.Value, PermutationTest.Paired(new double[ranks.Length], ranks).Value.P, 1e-12);
    });

    [Fact]
    public void With_ranks_for_values_it_is_the_exact_rank_sum_test() => Gen.Select(Gen.Int[0, 6].Array[1, 7], Gen.Int[0, 6].Array[1, 7]).Sample((a, b) =>
    {
        int[] all = [.. a, .. b];
        double Rank(int value) => all.Count(o => o < value) + (all.Count(o => o == value) + 1) / 2.0;
        var test = PermutationTest.TwoGroups([.. a.Select(Rank)], [.. b.Select(Rank)]).Value;
        Assert.Equal(MannWhitneyTest.Of([.. a.Select(v => (double)v)], [.. b.Select(v => (double)v)]).Value.ExactPByDeviation.Value, test.P, 1e-12);
        Assert.True(test.IsExact);
    });

    [Fact]
    public void Thirds_that_differ_by_rounding_only_are_as_extreme()
    {
        // ±1 ±2 ±3 thirds: of the eight sums two are 0 and six at least 2 thirds away.
        var test = PermutationTest.Paired([0, 0, 0], [1.0 / 3, -2.0 / 3, 1]).Value;
        Assert.Equal(8, test.Arrangements);
        Assert.Equal(6, test.AsExtreme);
        Assert.Equal(1, PermutationTest.Paired([1, 2], [1, 2]).Value.P);
    }

    [Fact]
    public void Where_there_are_too_many_arrangements_they_are_drawn()
    {
        var random = new Xoshiro256(3);
        double[] first = [.. Enumerable.Range(0, 90).Select(_ => random.Below(41) / 2.0)], second = [.. first.Select(v => v + random.Below(13) / 2.0 - 2.5)];
        var paired = PermutationTest.Paired(first, second, 4_999, 5).Value;
        Assert.False(paired.IsExact);
        Assert.Equal(4_999, paired.Arrangements);
        Assert.Equal((paired.AsExtreme + 1) / 5_000.0, paired.P, 1e-15);
        Assert.Equal(PairedComparison.Of(first, second).Test.Value.P, paired.P, 0.02);
        Assert.Equal(paired, PermutationTest.Paired(first, second, 4_999, 5).Value);
        double[] other = [.. second.Select(v => v + 0.8)];
        var groups = PermutationTest.TwoGroups(first.AsSpan(0, 50), other, 4_999, 5).Value;
        Assert.False(groups.IsExact);
        Assert.Equal((groups.AsExtreme + 1) / 5_000.0, groups.P, 1e-15);
        Assert.Equal(TwoGroupComparison.Of(first.AsSpan(0, 50), other).Welch.Value.P, groups.P, 0.03);
        Assert.Equal(TwoGroupComparison.Of(first.AsSpan(0, 50), other).MeanDifference.Value, groups.MeanDifference, 1e-9);
    }

    [Fact]
    public void Drawn_and_exact_agree_where_both_can_be_had()
    {
        double[] first = [3, 5, 1, 4, 6, 2, 8, 5, 4, 7], second = [4, 7, 1, 6, 5, 4, 9, 8, 4, 6];
        Assert.Equal(PermutationTest.Paired(first, second).Value.P, PermutationTest.Paired(first, second, 20_000, 1, 1_023).Value.P, 0.015);
        Assert.False(PermutationTest.Paired(first, second, 99, 1, 1_023).Value.IsExact);
        Assert.True(PermutationTest.Paired(first, second, 99, 1, 1_024).Value.IsExact);
        Assert.Equal(PermutationTest.TwoGroups(first, second).Value.P, PermutationTest.TwoGroups(first, second, 20_000, 1, 184_755).Value.P, 0.015);
        Assert.False(PermutationTest.TwoGroups(first, second, 99, 1, 184_755).Value.IsExact);
        Assert.Equal(184_756, PermutationTest.TwoGroups(first, second, 99, 1, 184_756).Value.Arrangements);
    }

    [Fact]
    public void Exactly_as_many_are_drawn_as_asked_for()
    {
        // Every arrangement is as extreme as any other, so each draw counts.
        Assert.Equal(new PermutationTest(2.5, 1, false, 7, 7), PermutationTest.Paired([1], [3.5], 7, exactUpTo: 1).Value);
        Assert.Equal(new PermutationTest(4, 1, false, 7, 7), PermutationTest.TwoGroups([0], [4], 7, exactUpTo: 1).Value);
    }

    [Fact]
    public void A_drawn_test_gives_the_mean_difference()
    {
        Assert.Equal(3, PermutationTest.Paired([1, 1, 1], [2, 3, 7], 9, exactUpTo: 1).Value.MeanDifference, 1e-12);
        Assert.Equal(3.5, PermutationTest.TwoGroups([1, 3], [4, 5, 7.5], 9, exactUpTo: 1).Value.MeanDifference, 1e-12);
    }

    [Fact]
    public void Nobody_no_number_and_no_draws()
    {
        Assert.Equal(Undefined.TooFewCode, PermutationTest.Paired([], []).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, PermutationTest.TwoGroups([], [1]).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, PermutationTest.TwoGroups([1], []).Why!.Code);
        Assert.Throws<ArgumentException>(() => PermutationTest.Paired([1], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PermutationTest.Paired([1], [double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PermutationTest.TwoGroups([1], [double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PermutationTest.TwoGroups([double.NaN], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PermutationTest.Paired([1], [2], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PermutationTest.TwoGroups([1], [2], 0));
    }
}
