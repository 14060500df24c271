namespace SelfEval.Statistics.ProcessCharts;

/// <summary>Finds runs and trends and judges them.</summary>
internal static class RunRules
{
    /// <summary>Points in a row that go together: where from, where to, how many count, which way.</summary>
    internal readonly record struct Stretch(int First, int Last, int Points, int Direction);

    /// <summary>Runs on one side of the median; points on it are passed over.</summary>
    internal static List<Stretch> RunsOf(int[] side)
    {
        var runs = new List<Stretch>();
        for (var i = 0; i < side.Length; i++)
        {
            if (side[i] == 0) continue;
            if (runs.Count > 0 && runs[^1].Direction == side[i]) runs[^1] = runs[^1] with { Last = i, Points = runs[^1].Points + 1 };
            else runs.Add(new Stretch(i, i, 1, side[i]));
        }

        return runs;
    }

    /// <summary>Rises and falls; equal neighbours count once, and a turning point is in both.</summary>
    internal static List<Stretch> TrendsOf(ReadOnlySpan<double> values, double tolerance)
    {
        var trends = new List<Stretch>();
        for (int i = 1, from = 0; i < values.Length; i++)
        {
            var step = Phases.Side(values[i], values[i - 1], tolerance);
            if (step == 0) continue;
            if (trends.Count > 0 && trends[^1].Direction == step) trends[^1] = trends[^1] with { Last = i, Points = trends[^1].Points + 1 };
            else trends.Add(new Stretch(from, i, 2, step));
            from = i;
        }

        return trends;
    }

    internal static List<RunSignal> Ihi(RunPhase phase, int number, List<Stretch> runs, List<Stretch> trends)
    {
        var signals = runs.Where(run => run.Points >= RunChart.IhiShift).Select(run => Shift(phase, number, run))
            .Concat(trends.Where(trend => trend.Points >= RunChart.IhiTrend).Select(trend => new RunSignal(RunSignalKind.Trend, number, phase.Start + trend.First,
                phase.Start + trend.Last, trend.Points, trend.Direction, $"{trend.Points} points in a row {(trend.Direction > 0 ? "rising" : "falling")}")))
            .OrderBy(signal => signal.First).ToList();
        if (phase.RunsLimits.Try(out var limits))
        {
            var usual = $"where {limits.Low:0} to {limits.High:0} are usual for {phase.Useful} points";
            if (phase.Runs < limits.Low) signals.Add(Whole(phase, number, RunSignalKind.TooFewRuns, $"only {Runs(phase.Runs)} about the median {usual}"));
            if (phase.Runs > limits.High) signals.Add(Whole(phase, number, RunSignalKind.TooManyRuns, $"{Runs(phase.Runs)} about the median {usual}"));
        }

        return signals;
    }

    internal static List<RunSignal> Anhoej(RunPhase phase, int number, List<Stretch> runs)
    {
        var signals = new List<RunSignal>();
        if (phase.LongestRunLimit.Try(out var longest))
            signals.AddRange(runs.Where(run => run.Points > longest).Select(run => Shift(phase, number, run)));
        if (phase.CrossingsLimit.Try(out var fewest) && phase.Crossings < fewest)
            signals.Add(Whole(phase, number, RunSignalKind.TooFewRuns,
                $"only {phase.Crossings} {(phase.Crossings == 1 ? "crossing" : "crossings")} of the median where at least {fewest} are usual for {phase.Useful} points"));
        return signals;
    }

    private static RunSignal Shift(RunPhase phase, int number, Stretch run) => new(RunSignalKind.Shift, number, phase.Start + run.First, phase.Start + run.Last,
        run.Points, run.Direction, $"{run.Points} points in a row {(run.Direction > 0 ? "above" : "below")} the median");

    private static RunSignal Whole(RunPhase phase, int number, RunSignalKind kind, string words) =>
        new(kind, number, phase.Start, phase.Start + phase.Count - 1, phase.Useful, 0, words);

    private static string Runs(int runs) => runs == 1 ? "1 run" : $"{runs} runs";
}
