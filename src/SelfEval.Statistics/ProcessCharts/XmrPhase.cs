using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.ProcessCharts;

/// <summary>Mean and limits of a phase of an XmR chart.</summary>
/// <param name="Start">Index of its first point, from 0.</param>
/// <param name="Count">How many points it has.</param>
/// <param name="BaselineCount">How many of them mean and limits come from.</param>
/// <param name="Mean">Mean of the baseline points.</param>
/// <param name="MovingRangesExcluded">How many moving ranges screening left out.</param>
/// <param name="MeanMovingRange">Mean of the moving ranges; undefined for one point, and where screening left none (all points equal).</param>
public sealed record XmrPhase(int Start, int Count, int BaselineCount, double Mean, int MovingRangesExcluded, Estimate<double> MeanMovingRange)
{
    // 3/d2 and D4 for ranges of two (d2 = 1.128) as charts by hand use them.
    internal const double ToLimit = 2.66, ToRangeLimit = 3.267, D2 = 1.128;

    /// <summary>Process limits: mean ± 2.66 mean moving ranges.</summary>
    public Estimate<Interval> Limits => Around(ToLimit);

    /// <summary>Near limits, two thirds of the way to the process limits.</summary>
    public Estimate<Interval> NearLimits => Around(2 * (ToLimit / 3));

    /// <summary>Upper limit of the moving ranges: 3.267 times their mean.</summary>
    public Estimate<double> MovingRangeLimit => MeanMovingRange.Then(range => ToRangeLimit * range);

    /// <summary>Standard deviation of the process as the moving ranges show it: mean moving range / 1.128.</summary>
    public Estimate<double> Sigma => MeanMovingRange.Then(range => range / D2);

    /// <summary>True where the limits come from fewer than 20 points.</summary>
    public bool TrialLimits => BaselineCount < ChartChoice.FewestForSettledLimits;

    private Estimate<Interval> Around(double factor)
    {
        var mean = Mean;
        return MeanMovingRange.Then(range => new Interval(mean - factor * range, mean + factor * range));
    }
}
