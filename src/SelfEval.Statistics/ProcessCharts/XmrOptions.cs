namespace SelfEval.Statistics.ProcessCharts;

/// <summary>Which way a measure should go.</summary>
public enum GoodDirection
{
    /// <summary>Neither way is better: special causes are named high or low, never good or bad.</summary>
    Neither,

    /// <summary>Higher is better.</summary>
    Up,

    /// <summary>Lower is better.</summary>
    Down,
}

/// <summary>How an XmR chart is made.</summary>
public sealed record XmrOptions
{
    /// <summary>Indices, counted from 0, of points that begin a new phase with limits of its own; rising, none of them 0.</summary>
    public IReadOnlyList<int> RebaseAt { get; init; } = [];

    /// <summary>Mean and limits come from this many first points of each phase and stay fixed after them; null for all points. At least 2.</summary>
    public int? BaselinePoints { get; init; }

    /// <summary>
    /// Moving ranges of 3.267 times their mean or more are left out once, so that one wild point does not widen the limits. (R's
    /// NHSRplotthedots does so by default, NHS England's spreadsheet does not.)
    /// </summary>
    public bool ScreenMovingRanges { get; init; }

    /// <summary>Which way is better.</summary>
    public GoodDirection Good { get; init; }

    /// <summary>A target to compare the limits with; null for none.</summary>
    public double? Target { get; init; }
}
