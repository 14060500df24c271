namespace SelfEval.Statistics.Change;

/// <summary>
/// Exact distributions of rank sums given the ranks that were found, ties and all, by the shift algorithm
/// (Streitberg and Röhmel 1986, Statistical Software Newsletter 12:10–17). Doubled ranks come in, so every sum is a whole number.
/// </summary>
internal static class RankDistributions
{
    /// <summary>min(1, twice the smaller tail) of the sum of the ranks that a fair coin picks.</summary>
    /// <param name="doubledRanks">Twice the ranks of the people who changed.</param>
    /// <param name="observed">Twice the sum of ranks that was seen.</param>
    internal static double SignFlip(ReadOnlySpan<int> doubledRanks, int observed)
    {
        var all = 0;
        foreach (var rank in doubledRanks) all += rank;
        var probability = new double[all + 1];
        probability[0] = 1;
        var reach = 0;
        foreach (var rank in doubledRanks)
        {
            for (var sum = reach; sum >= 0; sum--)
            {
                probability[sum] /= 2;
                probability[sum + rank] += probability[sum];
            }
            reach += rank;
        }
        return TwiceSmaller(probability, observed);
    }

    /// <summary>Both two-sided probabilities of the rank sum of a group that could have been any one of its size.</summary>
    /// <param name="doubledRanks">Twice the ranks of everybody.</param>
    /// <param name="size">Size of the group; the smaller of the two is the quicker to count.</param>
    /// <param name="observed">Twice the sum of the group's ranks.</param>
    internal static (double TwiceSmallerTail, double AbsoluteDeviation) Subset(ReadOnlySpan<int> doubledRanks, int size, int observed)
    {
        var all = 0;
        foreach (var rank in doubledRanks) all += rank;
        // ways[k][s]: ways to pick k people with sum s.
        var ways = new double[size + 1][];
        for (var k = 0; k <= size; k++) ways[k] = new double[all + 1];
        ways[0][0] = 1;
        var reach = 0;
        var seen = 0;
        foreach (var rank in doubledRanks)
        {
            for (var k = Math.Min(size, ++seen); k > 0; k--)
            {
                double[] with = ways[k], without = ways[k - 1];
                for (var sum = 0; sum <= reach; sum++) with[sum + rank] += without[sum];
            }
            reach += rank;
        }

        double total = 0, beyond = 0;
        var mean = size * (doubledRanks.Length + 1);
        var distance = Math.Abs(observed - mean);
        var counts = ways[size];
        for (var sum = 0; sum <= all; sum++)
        {
            total += counts[sum];
            if (Math.Abs(sum - mean) >= distance) beyond += counts[sum];
        }
        for (var sum = 0; sum <= all; sum++) counts[sum] /= total;
        return (TwiceSmaller(counts, observed), Math.Min(1, beyond / total));
    }

    private static double TwiceSmaller(ReadOnlySpan<double> probability, int observed)
    {
        double low = 0, high = 0;
        for (var sum = 0; sum <= observed; sum++) low += probability[sum];
        for (var sum = observed; sum < probability.Length; sum++) high += probability[sum];
        return Math.Min(1, 2 * Math.Min(low, high));
    }
}
