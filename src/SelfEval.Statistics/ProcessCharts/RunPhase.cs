using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.ProcessCharts;

/// <summary>A phase of a run chart, counted.</summary>
/// <param name="Start">Index of its first point, from 0.</param>
/// <param name="Count">How many points it has.</param>
/// <param name="Median">Median of its baseline points.</param>
/// <param name="Above">Points above the median.</param>
/// <param name="Below">Points below it.</param>
/// <param name="Runs">Runs on one side of the median, points on it left out.</param>
/// <param name="LongestRun">Points in the longest run.</param>
public sealed record RunPhase(int Start, int Count, double Median, int Above, int Below, int Runs, int LongestRun)
{
    /// <summary>Points that are not on the median.</summary>
    public int Useful => Above + Below;

    /// <summary>How often the line between the points crosses the median.</summary>
    public int Crossings => Math.Max(0, Runs - 1);

    /// <summary>Fewest and most usual runs: see <see cref="RunLimits.Runs"/>.</summary>
    public Estimate<Interval> RunsLimits => RunLimits.Runs(Above, Below);

    /// <summary>The longest usual run: see <see cref="RunLimits.LongestRun"/>; undefined below 10 points off the median.</summary>
    public Estimate<int> LongestRunLimit => Useful < RunLimits.FewestUseful ? TooFew : RunLimits.LongestRun(Useful);

    /// <summary>The fewest usual crossings: see <see cref="RunLimits.FewestCrossings"/>; undefined below 10 points off the median.</summary>
    public Estimate<int> CrossingsLimit => Useful < RunLimits.FewestUseful ? TooFew : RunLimits.FewestCrossings(Useful);

    private Undefined TooFew => Undefined.TooFew(RunLimits.FewestUseful, Useful, "points off the median");
}

/// <summary>A point of a run chart. Flags are +1 (above, rising), −1 (below, falling) or 0.</summary>
/// <param name="Value">The value.</param>
/// <param name="Phase">Index of the phase, from 0.</param>
/// <param name="Side">Above or below the median; 0 on it.</param>
/// <param name="Shift">In an unusually long run on one side.</param>
/// <param name="Trend">In a trend; a turning point that two trends share carries the later.</param>
public sealed record RunPoint(double Value, int Phase, int Side, int Shift, int Trend);

/// <summary>What a run-chart rule finds.</summary>
public enum RunSignalKind
{
    /// <summary>An unusually long run on one side of the median.</summary>
    Shift,

    /// <summary>An unusually long rise or fall.</summary>
    Trend,

    /// <summary>Unusually few runs or crossings: the points keep to one side for long.</summary>
    TooFewRuns,

    /// <summary>Unusually many runs: the points swing to and fro.</summary>
    TooManyRuns,
}

/// <summary>A signal.</summary>
/// <param name="Kind">Which rule.</param>
/// <param name="Phase">Index of the phase, from 0.</param>
/// <param name="First">Index of its first point in the series, from 0.</param>
/// <param name="Last">Index of its last point.</param>
/// <param name="Points">Points that count in it.</param>
/// <param name="Direction">+1 above or rising, −1 below or falling, 0 for the number of runs.</param>
/// <param name="Words">What was found, as a person reads it, without the time.</param>
public sealed record RunSignal(RunSignalKind Kind, int Phase, int First, int Last, int Points, int Direction, string Words);
