namespace SelfEval.Statistics.ProcessCharts;

/// <summary>
/// A run chart: points around their median, read by <see cref="RuleSet.Ihi"/> or <see cref="RuleSet.Anhoej"/>. No run, trend or crossing goes
/// over the border of a phase. An astronomical point (the fourth IHI rule) is a judgement and is never computed.
/// </summary>
/// <param name="Points">The points in time order.</param>
/// <param name="Phases">The phases in time order.</param>
/// <param name="Signals">What the rules found, phase by phase, in time order.</param>
/// <param name="Options">How the chart was made.</param>
public sealed record RunChart(IReadOnlyList<RunPoint> Points, IReadOnlyList<RunPhase> Phases, IReadOnlyList<RunSignal> Signals, RunChartOptions Options)
{
    /// <summary>A shift in the IHI rules: so many points in a row on one side of the median.</summary>
    public const int IhiShift = 6;

    /// <summary>A trend in the IHI rules: so many points in a row rising or falling.</summary>
    public const int IhiTrend = 5;

    /// <summary>The rules that it was read by.</summary>
    public RuleSet Rules => Options.Rules;

    /// <summary>
    /// Makes the chart. It takes any number of points; whether they are enough to judge is <see cref="ChartChoice.For"/>'s to say.
    /// </summary>
    /// <param name="values">The values in time order, without gaps.</param>
    /// <param name="options">Rules, phases and baseline; null for the IHI rules on one phase.</param>
    /// <exception cref="ArgumentException">A value that is not a finite number; rules that are not for run charts.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A new phase outside the series or out of order; a baseline below 2 points.</exception>
    public static RunChart Of(ReadOnlySpan<double> values, RunChartOptions? options = null)
    {
        options ??= new RunChartOptions();
        if (options.Rules != RuleSet.Ihi && options.Rules != RuleSet.Anhoej)
            throw new ArgumentException($"“{options.Rules.Name}” is not a rule set for run charts.", nameof(options));
        var points = new List<RunPoint>(values.Length);
        var phases = new List<RunPhase>();
        var signals = new List<RunSignal>();
        foreach (var (start, count) in ProcessCharts.Phases.Of(values, options.RebaseAt, options.BaselinePoints))
        {
            var part = values.Slice(start, count);
            var median = Median(part[..Math.Min(count, options.BaselinePoints ?? count)]);
            var tolerance = ProcessCharts.Phases.Tolerance(part);
            var side = new int[count];
            for (var i = 0; i < count; i++) side[i] = ProcessCharts.Phases.Side(part[i], median, tolerance);
            var runs = RunRules.RunsOf(side);
            var phase = new RunPhase(start, count, median, side.Count(s => s > 0), side.Count(s => s < 0), runs.Count, runs.Count == 0 ? 0 : runs.Max(run => run.Points));
            var found = options.Rules == RuleSet.Ihi
                ? RunRules.Ihi(phase, phases.Count, runs, RunRules.TrendsOf(part, tolerance)) : RunRules.Anhoej(phase, phases.Count, runs);
            signals.AddRange(found);
            for (var i = 0; i < count; i++)
                points.Add(new RunPoint(part[i], phases.Count, side[i], Of(found, RunSignalKind.Shift, start + i, side[i]), Of(found, RunSignalKind.Trend, start + i, null)));
            phases.Add(phase);
        }

        return new RunChart(points, phases, signals, options);
    }

    // A point on the median inside a shift interrupts nothing, but is no part of it.
    private static int Of(List<RunSignal> signals, RunSignalKind kind, int index, int? side)
    {
        for (var i = signals.Count - 1; i >= 0; i--)
            if (signals[i] is var signal && signal.Kind == kind && signal.First <= index && index <= signal.Last && (side is null || side == signal.Direction))
                return signal.Direction;
        return 0;
    }

    private static double Median(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
    }
}
