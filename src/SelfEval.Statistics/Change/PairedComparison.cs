using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>The same people twice: how much they changed, how sure that is, how large it is, and what it looks like by ranks. Differences are second minus first.</summary>
/// <param name="First">The first values.</param>
/// <param name="Second">The second values.</param>
/// <param name="Differences">Second minus first; its mean is the mean change and its standard error that of the mean change.</param>
/// <param name="Correlation">Pearson's, of the first and second values.</param>
/// <param name="Test">Student's t on the differences with the interval of the mean change.</param>
/// <param name="Effects">Standardised sizes of the change.</param>
/// <param name="SignedRank">Wilcoxon's signed-rank test.</param>
/// <param name="TypicalChange">Hodges–Lehmann estimate: the median of all averages of two changes.</param>
public sealed record PairedComparison(
    GroupSummary First,
    GroupSummary Second,
    GroupSummary Differences,
    Estimate<double> Correlation,
    Estimate<TTest> Test,
    PairedEffects Effects,
    SignedRankTest SignedRank,
    Estimate<HodgesLehmann> TypicalChange)
{
    /// <summary>Compares two values of each person.</summary>
    /// <param name="first">First values, one a person.</param>
    /// <param name="second">Second values of the same people in the same order.</param>
    /// <param name="confidence">Of all intervals, between 0 and 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or the confidence is not between 0 and 1.</exception>
    public static PairedComparison Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double confidence = 0.95)
    {
        var differences = Sample.Differences(first, second);
        RunningMoments before = RunningMoments.Of(first), after = RunningMoments.Of(second), change = RunningMoments.Of(differences);
        return new PairedComparison(
            GroupSummary.Of(before), GroupSummary.Of(after), GroupSummary.Of(change),
            PairedEffects.Correlation(before, after, change),
            TTest.Paired(change, confidence),
            PairedEffects.Of(before, after, change, confidence),
            SignedRankTest.Of(differences),
            HodgesLehmann.OneSample(differences, confidence));
    }
}
