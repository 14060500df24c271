using System.Globalization;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>
/// The Mann–Whitney (Wilcoxon rank-sum) test of two groups of different people (Mann and Whitney 1947, doi 10.1214/aoms/1177730491).
/// Values are rounded to 9 decimals first; equal values share their mean rank.
/// </summary>
/// <param name="Count1">People in the first group.</param>
/// <param name="Count2">People in the second group.</param>
/// <param name="U1">Pairs in which the first group's value is the larger, ties as half.</param>
/// <param name="U2">Pairs in which the second group's value is the larger, ties as half.</param>
/// <param name="HasTies">True where any two values are equal, within a group or across.</param>
/// <param name="ExactP">min(1, 2 × smaller tail), given the ties: what R's wilcox.test gives without ties; TooLarge beyond <see cref="ExactUpTo"/> people.</param>
/// <param name="ExactPByDeviation">P(|U − mean| ≥ observed), given the ties, as R's coin package counts; equal to <paramref name="ExactP"/> when U is distributed evenly around its mean.</param>
/// <param name="Normal">Normal approximation with the tie-corrected variance: z of <paramref name="U1"/>, so that it is negative where the second group is higher. Undefined where all values are equal.</param>
/// <param name="CorrectedNormal">As <paramref name="Normal"/>, moved 0.5 towards 0.</param>
public sealed record MannWhitneyTest(
    int Count1,
    int Count2,
    double U1,
    double U2,
    bool HasTies,
    Estimate<double> ExactP,
    Estimate<double> ExactPByDeviation,
    Estimate<ZTest> Normal,
    Estimate<ZTest> CorrectedNormal)
{
    /// <summary>The most people, both groups together, for whom the exact probabilities are counted out.</summary>
    public const int ExactUpTo = 80;

    /// <summary>The two-sided probability to report: exact where there is one, otherwise by the corrected normal approximation.</summary>
    public Estimate<double> P => ExactP.IsDefined ? ExactP : CorrectedNormal.Then(test => test.P);

    /// <summary>Chance that a person of the second group is above one of the first, ties as half: U₂/(n₁·n₂), 0…1.</summary>
    public double ProbabilityOfSuperiority => U2 / ((double)Count1 * Count2);

    /// <summary>2·U₂/(n₁·n₂) − 1, −1…1; positive where the second group is higher.</summary>
    public double RankBiserial => 2 * ProbabilityOfSuperiority - 1;

    /// <summary>Tests whether two groups lie equally high.</summary>
    /// <param name="first">Values of the first group.</param>
    /// <param name="second">Values of the second group.</param>
    /// <returns>The test; undefined where a group is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static Estimate<MannWhitneyTest> Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Sample.MustBeFinite(first, nameof(first));
        Sample.MustBeFinite(second, nameof(second));
        int n1 = first.Length, n2 = second.Length, all = n1 + n2;
        if (n1 == 0 || n2 == 0) return Undefined.TooFew(1, 0, "people in each group");

        var values = new double[all];
        var isFirst = new bool[all];
        for (var i = 0; i < n1; i++) (values[i], isFirst[i]) = (Sample.Rounded(first[i]), true);
        for (var i = 0; i < n2; i++) values[n1 + i] = Sample.Rounded(second[i]);
        Array.Sort(values, isFirst);
        var doubled = new int[all];
        var ties = Midranks.Fill(values, doubled);
        long sum1 = 0, sum = (long)all * (all + 1);
        for (var i = 0; i < all; i++)
            if (isFirst[i]) sum1 += doubled[i];

        double pairs = (double)n1 * n2, u1 = (sum1 - (double)n1 * (n1 + 1)) / 2;
        var variance = pairs / 12 * (all + 1 - ties / ((double)all * (all - 1)));
        // Rounding may leave a trace where every value is tied.
        var spread = ties < (double)all * all * all - all && variance > 0;
        Estimate<ZTest> Z(double correction) => spread ? ZTest.Of(u1 - pairs / 2, variance, correction) : Undefined.NoVariance();
        Estimate<double> exact = TooLarge(all), byDeviation = exact;
        if (all <= ExactUpTo)
            (exact, byDeviation) = ties > 0 ? RankDistributions.Subset(doubled, Math.Min(n1, n2), (int)(n1 <= n2 ? sum1 : sum - sum1))
                : Untied(Math.Min(n1, n2), Math.Max(n1, n2), (int)Math.Min(u1, pairs - u1));
        return new MannWhitneyTest(n1, n2, u1, pairs - u1, ties > 0, exact, byDeviation, Z(0), Z(0.5));
    }

    // U is distributed evenly around its mean, so that both ways to count say the same.
    private static (double, double) Untied(int fewer, int more, int u)
    {
        var p = RankCounts.TwiceTail(RankCounts.RankSum(fewer, more, u), RankCounts.Deals(fewer, more));
        return (p, p);
    }

    private static Undefined TooLarge(int people) => new(Undefined.TooLargeCode,
        string.Create(CultureInfo.InvariantCulture, $"there are {people} people; the exact probability is counted out for at most {ExactUpTo}, beyond which the normal approximation is as good"));
}
