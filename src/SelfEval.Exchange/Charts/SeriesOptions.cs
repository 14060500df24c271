using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Exchange.Charts;

/// <summary>How a series is read.</summary>
public sealed record SeriesOptions
{
    /// <summary>Indices, counted from 0 over all points of the series, where the process is known to have changed and limits begin anew; rising.</summary>
    public IReadOnlyList<int> RebaseAt { get; init; } = [];

    /// <summary>Centre line and limits come from this many first figures of each phase; null for all.</summary>
    public int? BaselinePoints { get; init; }

    /// <summary>XmR: wild moving ranges do not widen the limits.</summary>
    public bool ScreenMovingRanges { get; init; }

    /// <summary>Run chart: the rules to read it by.</summary>
    public RuleSet RunRules { get; init; } = RuleSet.Ihi;

    /// <summary>What is marked on the time axis, in time order.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>
    /// The same places counted over the points that have figures. A change before the first figure or after the last begins no new limits.
    /// </summary>
    internal IReadOnlyList<int> RebaseFigures(ChartSeries series)
    {
        foreach (var at in RebaseAt)
            if (at < 0 || at >= series.Points.Count) throw new ArgumentException($"New limits begin at a point of the series, and {at} is none.", nameof(series));
        return [.. RebaseAt.Select(at => series.Points.Take(at).Count(point => point.Value is not null)).Distinct().Where(at => at > 0 && at < series.Figures.Count)];
    }
}
