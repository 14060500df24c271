namespace SelfEval.Exchange.Charts;

/// <summary>The table beside a series: when, what, from how many, and more columns for the points that have a figure.</summary>
internal static class SeriesTable
{
    internal static ChartTable Of(string caption, ChartSeries series, IReadOnlyList<Annotation> annotations, string[] more, Func<string[]> next)
    {
        var people = series.Points.Any(point => point.PeopleWords.Length > 0);
        string[] headers = ["When", "Value", .. people ? ["People"] : Array.Empty<string>(), .. more, .. annotations.Count > 0 ? ["Tests of change"] : Array.Empty<string>()];
        return new ChartTable(caption, headers, [.. series.Points.Select((point, i) => (IReadOnlyList<string>)
            [point.Label, point.Value is { } value ? series.Measure.Say(value) : point.Why ?? Words.NotShown, .. people ? [point.PeopleWords] : Array.Empty<string>(),
                .. point.Value is null ? more.Select(_ => "") : next(),
                .. annotations.Count > 0 ? [Annotations.Cell(series, annotations, i)] : Array.Empty<string>()])]);
    }
}
