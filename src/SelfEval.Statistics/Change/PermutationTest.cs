using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>
/// A permutation test of a mean difference: how often chance alone would make one at least as large, in either direction. All arrangements are
/// tried where there are few; beyond, arrangements are drawn and p = (b + 1)/(m + 1) (Phipson and Smyth 2010, doi 10.2202/1544-6115.1585).
/// </summary>
/// <param name="MeanDifference">Second minus first.</param>
/// <param name="P">Two-sided.</param>
/// <param name="IsExact">True where every arrangement was tried.</param>
/// <param name="Arrangements">How many were tried or drawn.</param>
/// <param name="AsExtreme">How many of those were at least as far from 0 as what was observed.</param>
public sealed record PermutationTest(double MeanDifference, double P, bool IsExact, long Arrangements, long AsExtreme)
{
    /// <summary>Sign flips of the changes of the same people: which answer came first could have been the other.</summary>
    /// <param name="first">First values.</param>
    /// <param name="second">Second values of the same people.</param>
    /// <param name="draws">How many to draw where there are too many to try, above 0.</param>
    /// <param name="seed">The same seed gives the same draws on every machine.</param>
    /// <param name="exactUpTo">Most arrangements to try one by one; there are 2ⁿ.</param>
    /// <returns>The test; undefined without people.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or no draws.</exception>
    public static Estimate<PermutationTest> Paired(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, int draws = 9_999, ulong seed = 20_130_601, long exactUpTo = 1 << 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        var differences = Sample.Differences(first, second);
        if (differences.Length == 0) return Undefined.TooFew(1, 0, "people who answered both times");
        var sum = differences.Sum();
        var arrangements = Math.Pow(2, differences.Length);
        if (arrangements > exactUpTo) return Drawn(sum / differences.Length, draws, Flips(differences, sum, draws, seed));

        // Turning every sign leaves the distance from 0 as it is, so the first person's may stay.
        var enough = Enough(sum, differences);
        long Count(int person, double so) => person == differences.Length
            ? Math.Abs(so) >= enough ? 1 : 0
            : Count(person + 1, so + differences[person]) + Count(person + 1, so - differences[person]);
        var extreme = 2 * Count(1, differences[0]);
        return new PermutationTest(sum / differences.Length, extreme / arrangements, true, (long)arrangements, extreme);
    }

    /// <summary>People dealt anew into two groups of the sizes they had.</summary>
    /// <param name="first">Values of the first group.</param>
    /// <param name="second">Values of the second group.</param>
    /// <param name="draws">How many to draw where there are too many to try, above 0.</param>
    /// <param name="seed">The same seed gives the same draws on every machine.</param>
    /// <param name="exactUpTo">Most arrangements to try one by one; there are (n₁+n₂)!/(n₁!·n₂!).</param>
    /// <returns>The test; undefined where a group is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or no draws.</exception>
    public static Estimate<PermutationTest> TwoGroups(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, int draws = 9_999, ulong seed = 20_130_601, long exactUpTo = 1 << 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        Sample.MustBeFinite(first, nameof(first));
        Sample.MustBeFinite(second, nameof(second));
        if (first.IsEmpty || second.IsEmpty) return Undefined.TooFew(1, 0, "people in each group");

        double[] all = [.. first, .. second];
        // About the mean of everybody, a group's sum decides the difference alone, whichever group it is.
        var centre = all.Average();
        var difference = Mean(second) - Mean(first);
        for (var i = 0; i < all.Length; i++) all[i] -= centre;
        var size = Math.Min(first.Length, second.Length);
        double sum = 0;
        foreach (var value in first.Length <= second.Length ? all.AsSpan(0, size) : all.AsSpan(first.Length)) sum += value;

        var arrangements = 1.0;
        for (var i = 1; i <= size; i++) arrangements = arrangements * (all.Length - size + i) / i;
        if (arrangements > exactUpTo) return Drawn(difference, draws, Deals(all, size, sum, draws, seed));

        var enough = Enough(sum, all);
        long Count(int person, int missing, double so)
        {
            if (missing == 0) return Math.Abs(so) >= enough ? 1 : 0;
            long found = 0;
            for (var next = person; next <= all.Length - missing; next++) found += Count(next + 1, missing - 1, so + all[next]);
            return found;
        }
        var extreme = Count(0, size, 0);
        return new PermutationTest(difference, extreme / arrangements, true, (long)arrangements, extreme);
    }

    private static PermutationTest Drawn(double difference, int draws, long extreme) =>
        new(difference, (extreme + 1.0) / (draws + 1.0), false, draws, extreme);

    private static long Flips(double[] differences, double observed, int draws, ulong seed)
    {
        var random = new Xoshiro256(seed);
        var enough = Enough(observed, differences);
        long extreme = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            double sum = 0;
            ulong coins = 0;
            for (var i = 0; i < differences.Length; i++)
            {
                if (i % 64 == 0) coins = random.Next();
                sum += (coins & 1) == 0 ? differences[i] : -differences[i];
                coins >>= 1;
            }
            if (Math.Abs(sum) >= enough) extreme++;
        }
        return extreme;
    }

    private static long Deals(double[] all, int size, double observed, int draws, ulong seed)
    {
        var random = new Xoshiro256(seed);
        var enough = Enough(observed, all);
        long extreme = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            double sum = 0;
            for (var i = 0; i < size; i++)
            {
                var chosen = i + random.Below(all.Length - i);
                (all[i], all[chosen]) = (all[chosen], all[i]);
                sum += all[i];
            }
            if (Math.Abs(sum) >= enough) extreme++;
        }
        return extreme;
    }

    // A sum that differs by rounding only is as extreme as the observed one.
    private static double Enough(double observed, double[] values) => Math.Abs(observed) - 1e-11 * values.Sum(Math.Abs);

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
