using CsCheck;
using Xunit;
using SelfEval.Statistics.Change;

namespace SelfEval.Statistics.Tests.Change;

/// <summary>Exact probabilities without ties beside a count of every possibility in whole numbers, by another recurrence than the library's.</summary>
public sealed class UntiedRankTests
{
    // Deals by U: the largest value is either in the group of m, above all n others, or not.
    private static UInt128[] Deals(int m, int n)
    {
        var ways = new UInt128[m + 1][];
        for (var j = 0; j <= m; j++) ways[j] = new UInt128[m * n + 1];
        foreach (var row in ways) row[0] = 1;
        for (var i = 1; i <= n; i++)
            for (var j = 1; j <= m; j++)
                for (var u = m * n; u >= 0; u--) ways[j][u] = ways[j][u] * (u <= j * (i - 1) ? 1u : 0u) + (u >= i ? ways[j - 1][u - i] : 0);
        return ways[m];
    }

    private static UInt128[] Signs(int n)
    {
        var ways = new UInt128[n * (n + 1) / 2 + 1];
        ways[0] = 1;
        for (var rank = 1; rank <= n; rank++)
            for (var w = ways.Length - 1; w >= rank; w--) ways[w] += ways[w - rank];
        return ways;
    }

    private static double P(UInt128[] ways, int seen)
    {
        UInt128 all = 0, low = 0, high = 0;
        for (var at = 0; at < ways.Length; at++)
        {
            all += ways[at];
            if (at <= seen) low += ways[at];
            if (at >= seen) high += ways[at];
        }
        return Math.Min(1, 2 * (double)UInt128.Min(low, high) / (double)all);
    }

    private static void Same(double expected, double found) => Assert.InRange(found / expected, 1 - 1e-12, 1 + 1e-12);

    private static double[] Shuffled(int count, Random random)
    {
        double[] values = [.. Enumerable.Range(1, count).Select(i => i * 0.5)];
        random.Shuffle(values);
        return values;
    }

    [Fact]
    public void Mann_Whitney_counts_all_deals() => Gen.Select(Gen.Int[1, 79], Gen.Int[0, 1_000_000]).SelectMany(
        _ => Gen.Int[1, 80 - _.Item1], (group, n) => (M: group.Item1, N: n, Seed: group.Item2)).Sample(at =>
    {
        var values = Shuffled(at.M + at.N, new Random(at.Seed));
        var test = MannWhitneyTest.Of(values.AsSpan(0, at.M), values.AsSpan(at.M)).Value;
        Assert.False(test.HasTies);
        Same(P(Deals(at.M, at.N), (int)test.U1), test.ExactP.Value);
        Assert.Equal(test.ExactP, test.ExactPByDeviation);
    }, iter: 60);

    // From everybody of the one group above everybody of the other to the middle, where the mirrored halves meet.
    [Theory]
    [InlineData(1, 79)]
    [InlineData(7, 11)]
    [InlineData(8, 10)]
    [InlineData(40, 40)]
    [InlineData(41, 39)]
    public void Mann_Whitney_is_exact_at_every_U(int m, int n)
    {
        var deals = Deals(m, n);
        for (var u = 0; u <= m * n; u++)
        {
            // u / m of the others lie below all of the first group, and one below u % m of them.
            double[] first = [.. Enumerable.Range(1, m).Select(i => (double)i)];
            double[] second = [.. Enumerable.Range(0, n).Select(i => i < u / m ? -1.0 - i : i > u / m ? m + 1.0 + i : m - u % m + 0.5)];
            var test = MannWhitneyTest.Of(first, second).Value;
            Assert.Equal(u, test.U1);
            Same(P(deals, u), test.ExactP.Value);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(49)]
    [InlineData(60)]
    public void Signed_rank_is_exact_at_every_W(int n)
    {
        var signs = Signs(n);
        for (var w = 0; w < signs.Length; w++)
        {
            var left = w;
            var changes = new double[n];
            for (var rank = n; rank > 0; rank--)
            {
                changes[rank - 1] = left >= rank ? rank : -rank;
                if (left >= rank) left -= rank;
            }
            var test = SignedRankTest.Of(changes);
            Assert.Equal(w, test.WPlus.Value);
            Same(P(signs, w), test.ExactP.Value);
        }
    }
}
