using System.Globalization;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>
/// Wilcoxon's signed-rank test of changes within people (Wilcoxon 1945, doi 10.2307/3001968). Changes are rounded to 9 decimals first, those of 0 are
/// left out, and equal sizes share their mean rank. Everything but the counts is undefined where nobody changed.
/// </summary>
/// <param name="NonZero">People who changed.</param>
/// <param name="Zero">People who did not.</param>
/// <param name="WPlus">Sum of the ranks of rises.</param>
/// <param name="WMinus">Sum of the ranks of falls.</param>
/// <param name="HasTies">True where two changes were equally large.</param>
/// <param name="ExactP">min(1, 2 × smaller tail) over all sign patterns given the ties; TooLarge beyond <see cref="ExactUpTo"/> people who changed.</param>
/// <param name="Normal">Normal approximation with the tie-corrected variance, without continuity correction.</param>
/// <param name="CorrectedNormal">As <paramref name="Normal"/>, moved 0.5 towards 0.</param>
/// <param name="PrattWPlus">Sum of the ranks of rises when zeros are ranked first and left out afterwards (Pratt 1959, doi 10.1080/01621459.1959.10501526).</param>
/// <param name="PrattNormal">Normal approximation for Pratt's ranks, without continuity correction.</param>
/// <param name="RankBiserial">(W₊ − W₋)/(W₊ + W₋), −1…1 (Kerby 2014, doi 10.2466/11.IT.3.1).</param>
public sealed record SignedRankTest(
    int NonZero,
    int Zero,
    Estimate<double> WPlus,
    Estimate<double> WMinus,
    bool HasTies,
    Estimate<double> ExactP,
    Estimate<ZTest> Normal,
    Estimate<ZTest> CorrectedNormal,
    Estimate<double> PrattWPlus,
    Estimate<ZTest> PrattNormal,
    Estimate<double> RankBiserial)
{
    /// <summary>The most people who changed for whom the exact probability is counted out.</summary>
    public const int ExactUpTo = 60;

    /// <summary>The two-sided probability to report: exact where there is one, otherwise by the corrected normal approximation.</summary>
    public Estimate<double> P => ExactP.IsDefined ? ExactP : CorrectedNormal.Then(test => test.P);

    /// <summary>Tests whether changes lie evenly around 0.</summary>
    /// <param name="differences">Second minus first, one a person, zeros included.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static SignedRankTest Of(ReadOnlySpan<double> differences)
    {
        Sample.MustBeFinite(differences, nameof(differences));
        var sizes = new double[differences.Length];
        var rises = new bool[differences.Length];
        var changed = 0;
        foreach (var difference in differences)
        {
            var rounded = Sample.Rounded(difference);
            if (rounded == 0) continue;
            (sizes[changed], rises[changed]) = (Math.Abs(rounded), rounded > 0);
            changed++;
        }
        return Of(sizes.AsSpan(0, changed), rises.AsSpan(0, changed), differences.Length - changed);
    }

    private static SignedRankTest Of(Span<double> sizes, Span<bool> rises, int zero)
    {
        var n = sizes.Length;
        if (n == 0)
        {
            var nobody = zero == 0 ? Undefined.TooFew(1, 0, "people who answered both times")
                : new Undefined(Undefined.NoVarianceCode, "nobody changed, so there is nothing to rank");
            return new SignedRankTest(0, zero, nobody, nobody, false, nobody, nobody, nobody, nobody, nobody, nobody);
        }

        sizes.Sort(rises);
        var doubled = new int[n];
        var ties = Midranks.Fill(sizes, doubled);
        long plus = 0;
        var rising = 0;
        double prattSquares = 0;
        for (var i = 0; i < n; i++)
        {
            // Zeros come before everybody, so Pratt's rank is Wilcoxon's and as many more as there are zeros.
            double pratt = doubled[i] / 2.0 + zero;
            prattSquares += pratt * pratt;
            if (!rises[i]) continue;
            plus += doubled[i];
            rising++;
        }

        double people = n, all = people * (people + 1) / 2, up = plus / 2.0, down = all - up;
        var deviation = up - all / 2;
        var variance = all * (2 * people + 1) / 12 - ties / 48;
        var prattUp = up + (double)zero * rising;
        return new SignedRankTest(
            n, zero, up, down, ties > 0,
            n > ExactUpTo ? TooLarge(n) : ties > 0 ? RankDistributions.SignFlip(doubled, (int)plus)
                : RankCounts.TwiceTail(RankCounts.SignedRank(n, (int)Math.Min(up, down)), Math.ScaleB(1, n)),
            ZTest.Of(deviation, variance), ZTest.Of(deviation, variance, 0.5),
            prattUp, ZTest.Of(prattUp - (all + (double)zero * n) / 2, prattSquares / 4),
            (up - down) / all);
    }

    private static Undefined TooLarge(int changed) => new(Undefined.TooLargeCode,
        string.Create(CultureInfo.InvariantCulture, $"{changed} people changed; the exact probability is counted out for at most {ExactUpTo}, beyond which the normal approximation is as good"));
}
