using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Exchange.Charts;

/// <summary>A few points in time: a dot for each with its interval, below each other. No centre line and no rules, which so few points cannot carry.</summary>
public static class DotsChart
{
    /// <summary>Draws the chart.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="series">The measure over time.</param>
    /// <param name="annotations">What is marked between the points, in time order; null for nothing.</param>
    public static Chart Draw(string id, ChartSeries series, IReadOnlyList<Annotation>? annotations = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        annotations ??= [];
        var (drawing, measure) = (new Drawing(id), series.Measure);
        var end = IntervalRows.Draw(drawing, measure, [.. series.Points.Select(point => new IntervalRows.Row(point.Label,
            point.Value is { } value ? $"{measure.Say(value)}{(point.PeopleWords.Length > 0 ? ", " + point.PeopleWords : "")}" : point.Why ?? Words.NotShown, point.Value, point.Likely))], series.Target, Annotations.Lines(series, annotations));
        var key = new Key();
        if (series.Points.Any(point => point.Likely is not null)) key.Line("Likely between (95% interval)", Drawing.Ink, 3);
        if (series.Target is { } target) key.Line($"Target {measure.Say(target)}", Drawing.Ink, 1.5, "2 3");
        Annotations.Explain(key, annotations);
        drawing.Height = key.Draw(drawing, end);
        var title = $"{measure.Title} over time";
        var sentence = Annotations.Sentence(Sentence(series), series, annotations);
        var table = SeriesTable.Of(title, series, annotations, ["Likely between (95% interval)"], Limits(series));
        return new Chart(drawing.Finish(title, sentence), table, sentence);
    }

    private static Func<string[]> Limits(ChartSeries series)
    {
        var figure = 0;
        return () => [series.Figures[figure++].Likely is { } likely ? series.Measure.Say(likely.Low, likely.High) : "not known"];
    }

    internal static string Sentence(ChartSeries series)
    {
        var measure = series.Measure;
        var parts = series.Points.Select(point => point.Value is { } value
            ? $"{measure.Say(value)} in {point.Label}{(point.Likely is { } likely ? $" (likely {measure.Say(likely.Low, likely.High)})" : "")}"
            : $"no figure in {point.Label} ({point.Why ?? Words.NotShown})").ToList();
        var why = ChartChoice.For(series.Figures.Count).Words;
        return $"{(parts.Count == 0 ? $"{measure.Title}." : $"{measure.Title}: {Words.Join(parts)}.")}"
            + (series.Figures.Count < ChartChoice.FewestForRunChart ? $" {char.ToUpperInvariant(why[0])}{why[1..]}." : "");
    }
}
