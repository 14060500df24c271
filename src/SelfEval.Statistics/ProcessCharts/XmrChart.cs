using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.ProcessCharts;

/// <summary>Whether a process as it runs will meet a target.</summary>
public enum Assurance
{
    /// <summary>The target lies between the limits: it will be met at times and missed at times, by chance.</summary>
    HitAndMiss,

    /// <summary>The target will be met unless the process changes.</summary>
    ConsistentPass,

    /// <summary>The target will be missed unless the process changes.</summary>
    ConsistentFail,
}

/// <summary>
/// A chart of individual values and moving ranges (XmR) by the rules of NHS England's Making Data Count (<see cref="RuleSet.MakingDataCount"/>).
/// No run, trend or moving range crosses the border of a phase.
/// </summary>
/// <param name="Points">The points in time order.</param>
/// <param name="Phases">The phases in time order.</param>
/// <param name="Options">How the chart was made.</param>
public sealed record XmrChart(IReadOnlyList<XmrPoint> Points, IReadOnlyList<XmrPhase> Phases, XmrOptions Options)
{
    /// <summary>The rules that it was read by.</summary>
    public RuleSet Rules { get; } = RuleSet.MakingDataCount;

    /// <summary>What the last point says; null without points.</summary>
    public Variation? LastVariation => Points.Count == 0 ? null : Points[^1].VariationFor(Options.Good);

    /// <summary>The target against the limits of the last phase; null without a target, a good direction or limits.</summary>
    public Assurance? Assurance =>
        Options is not { Target: { } target, Good: not GoodDirection.Neither } || Phases.Count == 0 || !Phases[^1].Limits.Try(out var limits) ? null
        : limits.Contains(target) ? ProcessCharts.Assurance.HitAndMiss
        : target > limits.High == (Options.Good == GoodDirection.Up) ? ProcessCharts.Assurance.ConsistentFail
        : ProcessCharts.Assurance.ConsistentPass;

    /// <summary>
    /// Makes the chart. It takes any number of points; whether they are enough to draw limits is <see cref="ChartChoice.For"/>'s to say.
    /// </summary>
    /// <param name="values">The values in time order, without gaps.</param>
    /// <param name="options">Phases, baseline, screening, direction and target; null for none of them.</param>
    /// <exception cref="ArgumentException">A value or target that is not a finite number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A new phase outside the series or out of order; a baseline below 2 points.</exception>
    public static XmrChart Of(ReadOnlySpan<double> values, XmrOptions? options = null)
    {
        options ??= new XmrOptions();
        if (options.Target is { } target && !double.IsFinite(target)) throw new ArgumentException("The target is not a finite number.", nameof(options));
        var points = new List<XmrPoint>(values.Length);
        var phases = new List<XmrPhase>();
        foreach (var (start, count) in ProcessCharts.Phases.Of(values, options.RebaseAt, options.BaselinePoints))
        {
            var part = values.Slice(start, count);
            var phase = Baseline(part, start, options, out var excluded);
            XmrRules.Read(part, phase, phases.Count, excluded, points);
            phases.Add(phase);
        }

        return new XmrChart(points, phases, options);
    }

    private static XmrPhase Baseline(ReadOnlySpan<double> part, int start, XmrOptions options, out bool[] excluded)
    {
        var count = Math.Min(part.Length, options.BaselinePoints ?? part.Length);
        var mean = Descriptive.Mean(part[..count])!.Value;
        excluded = new bool[part.Length];
        double all = 0, kept = 0;
        for (var i = 1; i < count; i++) all += Math.Abs(part[i] - part[i - 1]);
        var (limit, left) = (XmrPhase.ToRangeLimit * (all / (count - 1)), 0);
        for (var i = 1; i < count; i++)
        {
            var range = Math.Abs(part[i] - part[i - 1]);
            if (options.ScreenMovingRanges && range >= limit) excluded[i] = true;
            else (kept, left) = (kept + range, left + 1);
        }

        var ranges = left > 0 ? new Estimate<double>(kept / left)
            : count > 1 ? Undefined.NoVariance("the points") : Undefined.TooFew(2, count, "points");
        return new XmrPhase(start, part.Length, count, mean, excluded.Count(range => range), ranges);
    }
}
