using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>Two groups of different people, or two rounds whose answers cannot be joined. Differences are second minus first.</summary>
/// <param name="First">The first group.</param>
/// <param name="Second">The second group.</param>
/// <param name="MeanDifference">Second mean minus first mean; undefined where a group is empty.</param>
/// <param name="Student">t test with one pooled variance.</param>
/// <param name="Welch">t test with a variance for each group: the one to report unless there is a reason for the other.</param>
/// <param name="Effects">Standardised sizes of the difference.</param>
/// <param name="MannWhitney">The test by ranks.</param>
/// <param name="TypicalDifference">Hodges–Lehmann shift: the median of all differences between a second and a first value.</param>
public sealed record TwoGroupComparison(
    GroupSummary First,
    GroupSummary Second,
    Estimate<double> MeanDifference,
    Estimate<TTest> Student,
    Estimate<TTest> Welch,
    Estimate<TwoGroupEffects> Effects,
    Estimate<MannWhitneyTest> MannWhitney,
    Estimate<HodgesLehmann> TypicalDifference)
{
    /// <summary>Compares two groups.</summary>
    /// <param name="first">Values of the first group.</param>
    /// <param name="second">Values of the second group.</param>
    /// <param name="confidence">Of all intervals, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or the confidence is not between 0 and 1.</exception>
    public static TwoGroupComparison Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double confidence = 0.95)
    {
        RunningMoments one = RunningMoments.Of(first), two = RunningMoments.Of(second);
        return new TwoGroupComparison(
            GroupSummary.Of(one), GroupSummary.Of(two),
            one.Count > 0 && two.Count > 0 ? TTest.Shift(one, two) : Undefined.TooFew(1, 0, "people in each group"),
            TTest.Student(one, two, confidence), TTest.Welch(one, two, confidence),
            TwoGroupEffects.Of(one, two, confidence),
            MannWhitneyTest.Of(first, second),
            HodgesLehmann.Shift(first, second, confidence));
    }
}
