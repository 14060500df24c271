using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Exchange.Charts;

/// <summary>An XmR chart: points about their mean with process limits, special causes marked by shape and put in words, and a target held against the limits.</summary>
public static class XmrSeriesChart
{
    private const string LimitDashes = "7 4", TargetDashes = "2 3";

    /// <summary>Draws the chart.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="series">The measure over time.</param>
    /// <param name="options">How it is read; null for one phase.</param>
    /// <exception cref="ArgumentException">A series without figures.</exception>
    public static Chart Draw(string id, ChartSeries series, SeriesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        options ??= new SeriesOptions();
        if (series.Figures.Count == 0) throw new ArgumentException("There are no figures to draw.", nameof(series));
        var xmr = Read(series, options);
        var drawing = new Drawing(id);
        var plot = new TimePlot(drawing, series, Lines(xmr), Annotations.Lines(series, options.Annotations));
        foreach (var phase in xmr.Phases)
        {
            if (phase.Start > 0) plot.NewPhase(phase.Start);
            plot.Across(phase.Start, phase.Count, phase.Mean, Drawing.Ink, 2);
            if (!phase.Limits.Try(out var limits)) continue;
            plot.Across(phase.Start, phase.Count, limits.Low, Drawing.Ink, 1.5, LimitDashes);
            plot.Across(phase.Start, phase.Count, limits.High, Drawing.Ink, 1.5, LimitDashes);
        }

        if (series.Target is { } target) plot.Across(target, Drawing.Blue, 2, TargetDashes);
        foreach (var phase in xmr.Phases) plot.Join(phase.Start, phase.Count);
        for (var i = 0; i < xmr.Points.Count; i++) plot.Mark(i, MarkOf(xmr.Points[i].VariationFor(series.Good)));
        drawing.Height = Explain(series, xmr, options.Annotations).Draw(drawing, plot.Bottom);
        var title = $"{series.Measure.Title} over time, XmR chart";
        var sentence = Annotations.Sentence(XmrWords.Sentence(series, xmr), series, options.Annotations);
        return new Chart(drawing.Finish(title, sentence), Table(title, series, xmr, options.Annotations), sentence);
    }

    internal static XmrChart Read(ChartSeries series, SeriesOptions options) => XmrChart.Of(series.Values, new XmrOptions
    {
        RebaseAt = options.RebaseFigures(series),
        BaselinePoints = options.BaselinePoints,
        ScreenMovingRanges = options.ScreenMovingRanges,
        Good = series.Good,
        Target = series.Target,
    });

    private static IEnumerable<double> Lines(XmrChart xmr)
    {
        foreach (var phase in xmr.Phases)
        {
            yield return phase.Mean;
            if (!phase.Limits.Try(out var limits)) continue;
            yield return limits.Low;
            yield return limits.High;
        }

        if (xmr.Options.Target is { } target) yield return target;
    }

    private static Mark MarkOf(Variation variation) => variation switch
    {
        Variation.Improvement => Mark.Up,
        Variation.Concern => Mark.Square,
        Variation.Neutral => Mark.Diamond,
        _ => Mark.Dot,
    };

    private static Key Explain(ChartSeries series, XmrChart xmr, IReadOnlyList<Annotation> annotations)
    {
        var key = new Key();
        var last = xmr.Phases[^1];
        key.Line($"Mean {series.Measure.Say(last.Mean)}", Drawing.Ink, 2);
        if (last.Limits.Try(out var limits)) key.Line($"{XmrWords.Limits(last)} {series.Measure.Say(limits.Low, limits.High)}", Drawing.Ink, 1.5, LimitDashes);
        else key.Note($"No limits: {last.Limits.Why!.Words}");
        if (series.Target is { } target) key.Line($"Target {series.Measure.Say(target)}", Drawing.Blue, 2, TargetDashes);
        foreach (var variation in xmr.Points.Select(point => point.VariationFor(series.Good)).Distinct().Order().Where(v => v != Variation.CommonCause))
            key.Mark(XmrWords.Of(variation), MarkOf(variation));
        Annotations.Explain(key, annotations);
        foreach (var phase in xmr.Phases.Skip(1)) key.Note($"New limits from {series.Figures[phase.Start].Label}");
        key.Note($"Read by {XmrWords.ReadBy(xmr)}");
        return key;
    }

    private static ChartTable Table(string title, ChartSeries series, XmrChart xmr, IReadOnlyList<Annotation> annotations)
    {
        var figure = 0;
        return SeriesTable.Of(title, series, annotations, ["Mean", "Lower limit", "Upper limit", "Signal"], () =>
        {
            var point = xmr.Points[figure++];
            var phase = xmr.Phases[point.Phase];
            var limits = phase.Limits.Try(out var found) ? (series.Measure.Say(found.Low), series.Measure.Say(found.High)) : ("none", "none");
            return [series.Measure.Say(phase.Mean), limits.Item1, limits.Item2, XmrWords.Signals(point, series.Good)];
        });
    }
}
