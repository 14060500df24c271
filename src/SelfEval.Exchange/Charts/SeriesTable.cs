namespace SelfEval.Exchange.Charts;

/// <summary>The table beside a series: when, what, from how many, and more columns for the points that have a figure.</summary>
internal static class SeriesTable
{
    internal static ChartTable Of(string caption, ChartSeries series, string[] more, Func<string[]> next)
    {
        var people = series.Points.Any(point => point.PeopleWords.Length > 0);
        string[] headers = ["When", "Value", .. people ? ["People"] : Array.Empty<string>(), .. more];
        return new ChartTable(caption, headers, [.. series.Points.Select(point => (IReadOnlyList<string>)
            [point.Label, point.Value is { } value ? series.Measure.Say(value) : point.Why ?? Words.NotShown, .. people ? [point.PeopleWords] : Array.Empty<string>(),
                .. point.Value is null ? more.Select(_ => "") : next()])]);
    }

    /// <summary>From when to when, by figures.</summary>
    internal static string Span(ChartSeries series, int first, int last) =>
        first == last ? series.Figures[first].Label : $"{series.Figures[first].Label} to {series.Figures[last].Label}";
}
