using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>A mean or share with its interval, as somebody reported it.</summary>
/// <param name="Value">The mean or share.</param>
/// <param name="Likely">Its interval.</param>
/// <param name="People">How many it rests on; null where that is not told.</param>
/// <param name="StandardDeviation">Of the values, with n−1; null where that is not told.</param>
public readonly record struct ReportedLevel(double Value, Interval Likely, long? People = null, double? StandardDeviation = null)
{
    /// <summary>The tally that has this mean, spread and number; null where one of them is not told.</summary>
    public RunningMoments? Moments => this is { People: { } n and > 0, StandardDeviation: { } deviation }
        ? new RunningMoments(n, n * Value, 0, (n - 1) * deviation * deviation + n * Value * Value, 0) : null;
}

/// <summary>The difference of two reported levels of different people, second minus first.</summary>
/// <param name="Difference">Second minus first.</param>
/// <param name="Likely">Its interval.</param>
/// <param name="IsWelch">True where it is Welch's; false where it is made of the two intervals.</param>
/// <param name="Effects">Standardised sizes; undefined where number or spread is not told.</param>
public sealed record ReportedDifference(double Difference, Interval Likely, bool IsWelch, Estimate<TwoGroupEffects> Effects)
{
    /// <summary>
    /// Compares two levels. With numbers and spreads told: Welch's interval. Otherwise by square-and-add from the two intervals, each at the confidence
    /// wanted: of means after Zou and Donner (2008, Statistics in Medicine 27:1693–1702, doi 10.1002/sim.3095), of shares with Wilson's intervals
    /// Newcombe's method 10 (1998, Statistics in Medicine 17:873–890).
    /// </summary>
    /// <param name="first">First level.</param>
    /// <param name="second">Second level.</param>
    /// <param name="confidence">Of the intervals, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A confidence that is not between 0 and 1.</exception>
    public static ReportedDifference Of(ReportedLevel first, ReportedLevel second, double confidence = 0.95)
    {
        Confidence.Tail(confidence);
        if (first.Moments is { } one && second.Moments is { } two && TTest.Welch(one, two, confidence).Try(out var test))
            return new ReportedDifference(test.MeanDifference, test.Interval, true, TwoGroupEffects.Of(one, two, confidence));
        var difference = second.Value - first.Value;
        return new ReportedDifference(difference, new Interval(
            difference - Distance(second.Value - second.Likely.Low, first.Likely.High - first.Value),
            difference + Distance(second.Likely.High - second.Value, first.Value - first.Likely.Low)), false,
            new Undefined(Undefined.NotIdentifiedCode, "the size of a difference needs the number of people and the spread of both"));
    }

    // A limit that rounding moved past its value is no distance at all.
    private static double Distance(double one, double two)
    {
        var (a, b) = (Math.Max(0, one), Math.Max(0, two));
        return Math.Sqrt(a * a + b * b);
    }
}
