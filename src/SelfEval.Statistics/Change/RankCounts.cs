namespace SelfEval.Statistics.Change;

/// <summary>
/// How often each value of a rank statistic comes up among all equally likely ones when no two values are equal: from 0 up to a last value, the
/// rest being its mirror image. Counts are exact to 2⁵³.
/// </summary>
internal static class RankCounts
{
    /// <summary>Sign patterns of n people by W₊, 2ⁿ in all. Only sums of positive numbers, so larger counts are exact to a few roundings each.</summary>
    /// <param name="n">People who changed, at most 1,000.</param>
    /// <param name="last">Largest W₊ wanted.</param>
    internal static double[] SignedRank(int n, int last)
    {
        var counts = new double[last + 1];
        counts[0] = 1;
        for (int rank = 1, reach = 0; rank <= n; rank++)
        {
            reach = Math.Min(reach + rank, last);
            for (var sum = reach; sum >= rank; sum--) counts[sum] += counts[sum - rank];
        }
        return counts;
    }

    /// <summary>
    /// Deals of m + n people into a group of m and one of n by U: the coefficients of Π (1 − xⁿ⁺ⁱ)/(1 − xⁱ), i = 1…m (Mann and Whitney 1947), in time m·last.
    /// The factors are taken in turn and each product's upper half is mirrored from its lower one, so that every subtraction leaves a positive number:
    /// up to 80 people no count is off by more than 1e-15 of itself, which would grow to 3e-13 for 200 people and 1e-6 for 400.
    /// </summary>
    /// <param name="m">People in one group; the smaller is the quicker to count.</param>
    /// <param name="n">People in the other.</param>
    /// <param name="last">Largest U wanted, at most m·n/2.</param>
    internal static double[] RankSum(int m, int n, int last)
    {
        var counts = new double[last + 1];
        counts[0] = 1;
        for (var i = 1; i <= m; i++)
        {
            int degree = (i - 1) * n, reach = Math.Min(i * n / 2, last);
            for (var u = degree / 2 + 1; u <= Math.Min(reach, degree); u++) counts[u] = counts[degree - u];
            for (var u = reach; u >= n + i; u--) counts[u] -= counts[u - n - i];
            for (var u = i; u <= reach; u++) counts[u] += counts[u - i];
        }
        return counts;
    }

    /// <summary>All deals of m + n people into a group of m and one of n.</summary>
    internal static double Deals(int m, int n)
    {
        var deals = 1.0;
        for (var i = 1; i <= m; i++) deals = deals * (n + i) / i;
        return deals;
    }

    /// <summary>min(1, twice the share of all ways that lie at or below the last value counted).</summary>
    /// <param name="counts">Counts from 0 to the smaller of the statistic and its mirror image.</param>
    /// <param name="ways">All ways there are.</param>
    internal static double TwiceTail(ReadOnlySpan<double> counts, double ways)
    {
        double tail = 0;
        foreach (var count in counts) tail += count;
        return Math.Min(1, 2 * (tail / ways));
    }
}
