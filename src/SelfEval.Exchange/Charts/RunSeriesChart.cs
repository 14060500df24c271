using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Exchange.Charts;

/// <summary>A run chart: points about their median, with what the named rules found marked by shape and put in words.</summary>
public static class RunSeriesChart
{
    /// <summary>Draws the chart.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="series">The measure over time.</param>
    /// <param name="options">How it is read; null for the IHI rules on one phase.</param>
    /// <exception cref="ArgumentException">A series without figures.</exception>
    public static Chart Draw(string id, ChartSeries series, SeriesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        options ??= new SeriesOptions();
        if (series.Figures.Count == 0) throw new ArgumentException("There are no figures to draw.", nameof(series));
        var run = Read(series, options);
        var drawing = new Drawing(id);
        var plot = new TimePlot(drawing, series, run.Phases.Select(phase => phase.Median).Concat(series.Target is { } t ? [t] : []), Annotations.Lines(series, options.Annotations));
        foreach (var phase in run.Phases)
        {
            if (phase.Start > 0) plot.NewPhase(phase.Start);
            plot.Across(phase.Start, phase.Count, phase.Median, Drawing.Ink, 2);
        }

        if (series.Target is { } target) plot.Across(target, Drawing.Blue, 2, "2 3");
        foreach (var phase in run.Phases) plot.Join(phase.Start, phase.Count);
        for (var i = 0; i < run.Points.Count; i++) plot.Mark(i, MarkOf(run.Points[i]));
        drawing.Height = Explain(series, run, options.Annotations).Draw(drawing, plot.Bottom);
        var title = $"{series.Measure.Title} over time, run chart";
        var sentence = Annotations.Sentence(Sentence(series, run), series, options.Annotations);
        return new Chart(drawing.Finish(title, sentence), Table(title, series, run, options.Annotations), sentence);
    }

    internal static RunChart Read(ChartSeries series, SeriesOptions options) =>
        RunChart.Of(series.Values, new RunChartOptions { Rules = options.RunRules, RebaseAt = options.RebaseFigures(series), BaselinePoints = options.BaselinePoints });

    internal static IReadOnlyList<SeriesSignal> Signals(ChartSeries series, RunChart run) => [.. run.Signals.Select(signal => new SeriesSignal(signal.Kind switch
    {
        RunSignalKind.Shift => SignalKind.Shift,
        RunSignalKind.Trend => SignalKind.Trend,
        RunSignalKind.TooFewRuns => SignalKind.TooFewRuns,
        _ => SignalKind.TooManyRuns,
    }, signal.Words, series.Figures[signal.First].Label, series.Figures[signal.Last].Label, signal.Direction))];

    private static Mark MarkOf(RunPoint point) => point.Shift != 0 ? Mark.Diamond : point.Trend > 0 ? Mark.Up : point.Trend < 0 ? Mark.Down : Mark.Dot;

    private static Key Explain(ChartSeries series, RunChart run, IReadOnlyList<Annotation> annotations)
    {
        var key = new Key();
        key.Line($"Median {series.Measure.Say(run.Phases[^1].Median)}", Drawing.Ink, 2);
        if (series.Target is { } target) key.Line($"Target {series.Measure.Say(target)}", Drawing.Blue, 2, "2 3");
        var marks = run.Points.Select(MarkOf).ToHashSet();
        if (marks.Contains(Mark.Diamond)) key.Mark("In a shift", Mark.Diamond);
        if (marks.Contains(Mark.Up)) key.Mark("In a rising trend", Mark.Up);
        if (marks.Contains(Mark.Down)) key.Mark("In a falling trend", Mark.Down);
        Annotations.Explain(key, annotations);
        foreach (var phase in run.Phases.Skip(1)) key.Note($"New median from {series.Figures[phase.Start].Label}");
        key.Note($"Read by {run.Rules.Name}");
        return key;
    }

    private static ChartTable Table(string title, ChartSeries series, RunChart run, IReadOnlyList<Annotation> annotations)
    {
        var whole = run.Signals.Where(signal => signal.Direction == 0).ToList();
        var figure = 0;
        return SeriesTable.Of(title, series, annotations, ["Median", "Signal"], () =>
        {
            var at = figure++;
            var signals = run.Signals.Where(signal => signal.Direction != 0 && signal.First <= at && at <= signal.Last && (signal.Kind != RunSignalKind.Shift || run.Points[at].Side == signal.Direction))
                .Concat(whole.Where(signal => signal.First == at));
            return [series.Measure.Say(run.Phases[run.Points[at].Phase].Median), string.Join("; ", signals.Select(signal => signal.Words))];
        });
    }

    internal static string Sentence(ChartSeries series, RunChart run)
    {
        var last = series.Figures[^1];
        var found = Signals(series, run).Select(signal => signal.WithTime).ToList();
        var said = found.Count > 0
            ? $"{(found.Count == 1 ? "1 signal" : $"{found.Count} signals")} that something changed: {string.Join("; ", found)}"
            : run.Phases.All(phase => !phase.RunsLimits.IsDefined) ? "Too few points off the median to count runs, and no shift or trend"
            : "No signal: the points vary about the median as chance would have them";
        var anew = run.Phases.Count > 1 ? $" since {series.Figures[run.Phases[^1].Start].Label}" : "";
        return $"{series.Measure.Title}: last {series.Measure.Say(last.Value!.Value)} in {last.Label}, median{anew} {series.Measure.Say(run.Phases[^1].Median)}"
            + $"{(series.Target is { } target ? $", target {series.Measure.Say(target)}" : "")}. {said}. Read by {run.Rules.Name}; whether a single point is plainly unlike all others is for people to judge.";
    }
}
