using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>A t test of a mean difference, second minus first, with the interval of the difference. Everything follows from mergeable tallies.</summary>
/// <param name="MeanDifference">Second minus first, in units of the values.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="T">Difference over standard error.</param>
/// <param name="DegreesOfFreedom">Whole, except in Welch's test.</param>
/// <param name="P">Two-sided.</param>
/// <param name="Interval">Of the mean difference, at the confidence asked for.</param>
public sealed record TTest(double MeanDifference, double StandardError, double T, double DegreesOfFreedom, double P, Interval Interval)
{
    /// <summary>Student's test on the differences within people, n − 1 degrees of freedom (Student 1908, doi 10.2307/2331554).</summary>
    /// <param name="differences">Tally of second minus first, one a person.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>The test; undefined below two people or where all changed by the same amount.</returns>
    public static Estimate<TTest> Paired(RunningMoments differences, double confidence = 0.95)
    {
        Confidence.Tail(confidence);
        if (differences.Count < 2) return Undefined.TooFew(2, differences.Count, "people who answered both times");
        var deviation = differences.StandardDeviation!.Value;
        if (deviation <= Sample.NoSpread) return Undefined.NoVariance("the changes");
        return Of(differences.Mean!.Value, deviation / Math.Sqrt(differences.Count), differences.Count - 1, confidence);
    }

    /// <summary>Student's test of two groups with one pooled variance, n₁ + n₂ − 2 degrees of freedom.</summary>
    /// <inheritdoc cref="Welch"/>
    public static Estimate<TTest> Student(RunningMoments first, RunningMoments second, double confidence = 0.95)
    {
        if (NotPossible(first, second, confidence) is { } why) return why;
        var pooled = PooledStandardDeviation(first, second);
        return Of(Shift(first, second), pooled * Math.Sqrt(1.0 / first.Count + 1.0 / second.Count), first.Count + second.Count - 2, confidence);
    }

    /// <summary>Welch's test of two groups, each with its own variance; Satterthwaite's degrees of freedom (Welch 1947, Biometrika 34:28–35, doi 10.1093/biomet/34.1-2.28).</summary>
    /// <param name="first">Tally of the first group or round.</param>
    /// <param name="second">Tally of the second.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>The test; undefined with fewer than two values in a group or no spread in either.</returns>
    public static Estimate<TTest> Welch(RunningMoments first, RunningMoments second, double confidence = 0.95)
    {
        if (NotPossible(first, second, confidence) is { } why) return why;
        double share1 = first.Variance!.Value / first.Count, share2 = second.Variance!.Value / second.Count, variance = share1 + share2;
        // In shares of the variance, so that very small or large units neither vanish nor overflow.
        double part1 = share1 / variance, part2 = share2 / variance;
        var freedom = 1 / (part1 * part1 / (first.Count - 1) + part2 * part2 / (second.Count - 1));
        return Of(Shift(first, second), Math.Sqrt(variance), freedom, confidence);
    }

    internal static Undefined? NotPossible(RunningMoments first, RunningMoments second, double confidence)
    {
        Confidence.Tail(confidence);
        var fewest = Math.Min(first.Count, second.Count);
        if (fewest < 2) return Undefined.TooFew(2, fewest, "people in each group");
        return PooledStandardDeviation(first, second) <= Sample.NoSpread ? Undefined.NoVariance("the values within the groups") : null;
    }

    internal static double PooledStandardDeviation(RunningMoments first, RunningMoments second) =>
        Math.Sqrt(((first.Count - 1) * first.Variance!.Value + (second.Count - 1) * second.Variance!.Value) / (first.Count + second.Count - 2));

    internal static double Shift(RunningMoments first, RunningMoments second) => second.Mean!.Value - first.Mean!.Value;

    private static TTest Of(double difference, double standardError, double freedom, double confidence)
    {
        var t = difference / standardError;
        var half = StudentTails.Upper(Confidence.Tail(confidence), freedom) * standardError;
        return new TTest(difference, standardError, t, freedom, StudentTails.TwoSided(t, freedom), new Interval(difference - half, difference + half));
    }
}
