using MathNet.Numerics.Distributions;

namespace SelfEval.Statistics.Change;

/// <summary>
/// How far in from either end the limits of a Hodges–Lehmann interval lie: quantiles of the rank statistics without ties. Exact for usual sizes,
/// beyond by the normal distribution with its fourth-cumulant (Edgeworth) term, whose error is there below 1e-6.
/// </summary>
internal static class NullRanks
{
    internal const int ExactPeople = 500;
    internal const long ExactPairs = 40_000;

    /// <summary>For W₊ of n people: k = max(1, smallest w with P(W₊ ≤ w) ≥ tail), and 1 − 2·P(W₊ &lt; k).</summary>
    internal static (long K, double Achieved) SignedRank(int n, double tail)
    {
        if (n <= ExactPeople) return Quantile(SignedRankProbabilities(n), tail);
        double people = n, product = people * (people + 1) * (2 * people + 1);
        return Quantile(people * (people + 1) / 4, product / 24, -product * (3 * people * people + 3 * people - 1) / 240, tail);
    }

    /// <summary>As <see cref="SignedRank"/> for U of m and n people.</summary>
    internal static (long K, double Achieved) RankSum(int m, int n, double tail)
    {
        if ((long)m * n <= ExactPairs) return Quantile(RankSumProbabilities(Math.Min(m, n), Math.Max(m, n)), tail);
        double a = m, b = n, pairs = a * b;
        return Quantile(pairs / 2, pairs * (a + b + 1) / 12, -pairs * (a + b + 1) * (a * a + b * b + pairs + a + b) / 120, tail);
    }

    // The lower half of the distribution is enough: a tail is below one half.
    private static double[] SignedRankProbabilities(int n)
    {
        var counts = RankCounts.SignedRank(n, n * (n + 1) / 4);
        for (var w = 0; w < counts.Length; w++) counts[w] = Math.ScaleB(counts[w], -n);
        return counts;
    }

    // ways[j][u], j of the smaller and by now i of the larger group: f(j, i, u) = f(j, i−1, u) + f(j−1, i, u−i). Only sums of positive numbers.
    private static double[] RankSumProbabilities(int m, int n)
    {
        var half = m * n / 2;
        var ways = new double[m + 1][];
        for (var j = 0; j <= m; j++) ways[j] = new double[Math.Min(j * n, half) + 1];
        foreach (var row in ways) row[0] = 1;
        for (var i = 1; i <= n; i++)
            for (var j = 1; j <= m; j++)
            {
                double[] row = ways[j], fewer = ways[j - 1];
                var last = Math.Min(Math.Min((j - 1) * i, fewer.Length - 1), row.Length - 1 - i);
                for (var u = 0; u <= last; u++) row[u + i] += fewer[u];
            }
        var all = RankCounts.Deals(m, n);
        for (var u = 0; u <= half; u++) ways[m][u] /= all;
        return ways[m];
    }

    private static (long, double) Quantile(ReadOnlySpan<double> probability, double tail)
    {
        // A probability that equals the tail on paper, as 3/120 does 0.025, must count as reaching it.
        const double Fuzz = 2.2e-15;
        double before = 0, below = 0;
        var k = 0;
        for (; k < probability.Length; k++)
        {
            before = below;
            below += probability[k];
            if (below >= tail - Fuzz) break;
        }
        return k == 0 ? (1, 1 - 2 * below) : (k, 1 - 2 * before);
    }

    private static (long, double) Quantile(double mean, double variance, double fourthCumulant, double tail)
    {
        double deviation = Math.Sqrt(variance), excess = fourthCumulant / (24 * variance * variance);
        double Below(double k)
        {
            var z = (k + 0.5 - mean) / deviation;
            return Normal.CDF(0, 1, z) - Normal.PDF(0, 1, z) * excess * z * (z * z - 3);
        }
        var at = Math.Max(0, Math.Floor(mean + deviation * Normal.InvCDF(0, 1, tail)));
        while (at > 0 && Below(at - 1) >= tail) at--;
        while (Below(at) < tail) at++;
        var k = Math.Max(1, at);
        return ((long)k, 1 - 2 * Below(k - 1));
    }
}
