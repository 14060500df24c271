namespace SelfEval.Statistics.ProcessCharts;

/// <summary>How a run chart is made.</summary>
public sealed record RunChartOptions
{
    /// <summary>The rules to read it by: <see cref="RuleSet.Ihi"/> or <see cref="RuleSet.Anhoej"/>.</summary>
    public RuleSet Rules { get; init; } = RuleSet.Ihi;

    /// <summary>Indices, counted from 0, of points that begin a new phase with a median of its own; rising, none of them 0.</summary>
    public IReadOnlyList<int> RebaseAt { get; init; } = [];

    /// <summary>The median comes from this many first points of each phase and stays fixed after them; null for all points. At least 2.</summary>
    public int? BaselinePoints { get; init; }
}
