namespace SelfEval.Statistics.ProcessCharts;

/// <summary>Ways of drawing a measure over time.</summary>
public enum TimeChart
{
    /// <summary>A dot with its interval for every point; no centre line and no rules.</summary>
    DotsAndIntervals,

    /// <summary>Points around their median, read by counting runs.</summary>
    RunChart,

    /// <summary>Points around their mean with process limits from the moving ranges.</summary>
    Xmr,
}

/// <summary>Which chart so many points can carry, and why.</summary>
/// <param name="Chart">The chart.</param>
/// <param name="TrialLimits">True where process limits are still to be called trial limits.</param>
/// <param name="Words">The reason as a person reads it.</param>
public sealed record ChartChoice(TimeChart Chart, bool TrialLimits, string Words)
{
    /// <summary>From here the run rules can be used: below it the number of runs says nothing (Perla et al. 2011).</summary>
    public const int FewestForRunChart = 10;

    /// <summary>From here process limits may be drawn at all.</summary>
    public const int FewestForXmr = 12;

    /// <summary>Below this, limits are trial limits: one more point can still move them visibly.</summary>
    public const int FewestForSettledLimits = 20;

    /// <summary>
    /// The chart for a number of points. Two points never make an arrow or a traffic light: the answer is then dots and intervals as well.
    /// </summary>
    /// <param name="points">How many points have a figure; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative number.</exception>
    public static ChartChoice For(int points)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(points);
        return points switch
        {
            0 => new(TimeChart.DotsAndIntervals, false, "there are no points yet"),
            1 => new(TimeChart.DotsAndIntervals, false, "one point shows where things stand, not whether they change"),
            < FewestForRunChart => new(TimeChart.DotsAndIntervals, false,
                $"{points} points are too few to tell a change of the process from chance, so each is shown with its interval; a run chart needs {FewestForRunChart}"),
            < FewestForXmr => new(TimeChart.RunChart, false,
                $"{points} points are enough to count runs about the median, but too few for process limits, which need {FewestForXmr}"),
            < FewestForSettledLimits => new(TimeChart.Xmr, true,
                $"{points} points give trial limits: they may still move until there are {FewestForSettledLimits}"),
            _ => new(TimeChart.Xmr, false, $"{points} points are enough for process limits"),
        };
    }
}
