using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>How many, their mean and their spread.</summary>
/// <param name="Count">Number of values.</param>
/// <param name="Mean">Arithmetic mean; undefined without values.</param>
/// <param name="StandardDeviation">With n−1; undefined below two values.</param>
public sealed record GroupSummary(long Count, Estimate<double> Mean, Estimate<double> StandardDeviation)
{
    /// <summary>The summary of a tally.</summary>
    public static GroupSummary Of(RunningMoments moments) => new(
        moments.Count,
        moments.Mean is { } mean ? mean : Undefined.TooFew(1, moments.Count),
        moments.StandardDeviation is { } deviation ? deviation : Undefined.TooFew(2, moments.Count));

    /// <summary>Standard error of the mean, SD/√n; undefined below two values.</summary>
    public Estimate<double> StandardError
    {
        get
        {
            var root = Math.Sqrt(Count);
            return StandardDeviation.Then(deviation => deviation / root);
        }
    }
}
