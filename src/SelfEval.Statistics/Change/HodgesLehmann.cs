using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>
/// The Hodges–Lehmann estimate: what people typically changed by, which outliers hardly move (Hodges and Lehmann 1963, doi 10.1214/aoms/1177704172;
/// intervals: Hollander, Wolfe and Chicken 2014, Nonparametric Statistical Methods, 3rd edition, sections 3.2–3.3 and 4.2–4.3).
/// </summary>
/// <param name="Value">The median of the averages or differences, in units of the values.</param>
/// <param name="Interval">The k-th smallest and k-th largest of them.</param>
/// <param name="IntervalRank">k, at least 1.</param>
/// <param name="AchievedConfidence">Confidence of the interval without ties; with very few people below what was asked for, because no wider interval exists.</param>
/// <param name="Pairs">How many averages or differences there are.</param>
public sealed record HodgesLehmann(double Value, Interval Interval, long IntervalRank, double AchievedConfidence, long Pairs)
{
    /// <summary>The median of all n(n+1)/2 averages of two changes, each also with itself, changes of 0 included.</summary>
    /// <param name="differences">Second minus first, one a person.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>The estimate; undefined below two people.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or the confidence is not between 0 and 1.</exception>
    public static Estimate<HodgesLehmann> OneSample(ReadOnlySpan<double> differences, double confidence = 0.95)
    {
        var tail = Confidence.Tail(confidence);
        Sample.MustBeFinite(differences, nameof(differences));
        if (differences.Length < 2) return Undefined.TooFew(2, differences.Length, "people who answered both times");
        // Halves first, so that a sum of two is their average.
        var halves = new double[differences.Length];
        for (var i = 0; i < halves.Length; i++) halves[i] = differences[i] / 2;
        Array.Sort(halves);
        return Of(new SortedSums(halves, halves, true), NullRanks.SignedRank(halves.Length, tail));
    }

    /// <summary>The median of all n₁·n₂ differences of a second and a first value.</summary>
    /// <param name="first">Values of the first group.</param>
    /// <param name="second">Values of the second group.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>The estimate; undefined where a group is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or the confidence is not between 0 and 1.</exception>
    public static Estimate<HodgesLehmann> Shift(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double confidence = 0.95)
    {
        var tail = Confidence.Tail(confidence);
        Sample.MustBeFinite(first, nameof(first));
        Sample.MustBeFinite(second, nameof(second));
        if (first.IsEmpty || second.IsEmpty) return Undefined.TooFew(1, 0, "people in each group");
        var negated = new double[first.Length];
        for (var i = 0; i < negated.Length; i++) negated[i] = -first[i];
        var raised = second.ToArray();
        Array.Sort(negated);
        Array.Sort(raised);
        return Of(new SortedSums(negated, raised, false), NullRanks.RankSum(first.Length, second.Length, tail));
    }

    private static HodgesLehmann Of(SortedSums sums, (long K, double Achieved) limits) =>
        new(sums.Median(), new Interval(sums.At(limits.K - 1), sums.At(sums.Count - limits.K)), limits.K, limits.Achieved, sums.Count);
}
