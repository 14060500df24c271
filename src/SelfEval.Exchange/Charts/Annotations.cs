namespace SelfEval.Exchange.Charts;

/// <summary>
/// Annotations as charts place and word them. Those between the same two points share one line and one label ("A, B" or "A–D"), because time
/// between points is not drawn to scale and single lines would lie on each other.
/// </summary>
internal static class Annotations
{
    internal const string Dashes = "5 3";

    /// <summary>Where lines are drawn and what stands at them, in the order of time.</summary>
    /// <exception cref="ArgumentException">An annotation that lies outside the series.</exception>
    internal static IReadOnlyList<(int Before, string Label)> Lines(ChartSeries series, IReadOnlyList<Annotation> annotations)
    {
        foreach (var annotation in annotations)
            if (annotation.Before < 0 || annotation.Before > series.Points.Count)
                throw new ArgumentException($"Annotation {annotation.Letter} lies before point {annotation.Before}, and the series has {series.Points.Count}.", nameof(annotations));
        return [.. annotations.GroupBy(annotation => annotation.Before).OrderBy(same => same.Key).Select(same => (same.Key, Label([.. same.Select(annotation => annotation.Letter)])))];
    }

    internal static void Explain(Key key, IReadOnlyList<Annotation> annotations)
    {
        foreach (var annotation in annotations) key.Letter(annotation.Letter, annotation.Words);
    }

    /// <summary>The sentence of a chart, with what is marked on it.</summary>
    internal static string Sentence(string sentence, ChartSeries series, IReadOnlyList<Annotation> annotations) => annotations.Count == 0 ? sentence
        : $"{sentence} Marked: {string.Join("; ", annotations.Select(annotation => $"{annotation.Letter}, {annotation.Words}, {Place(series, annotation.Before)}"))}.";

    internal static string Place(ChartSeries series, int before) =>
        series.Points.Count == 0 ? "with no point yet"
        : before == 0 ? $"before {series.Points[0].Label}"
        : before == series.Points.Count ? $"after {series.Points[^1].Label}"
        : $"between {series.Points[before - 1].Label} and {series.Points[before].Label}";

    /// <summary>What the table says beside a point: what came before it, and at the last one also what came after.</summary>
    internal static string Cell(ChartSeries series, IReadOnlyList<Annotation> annotations, int point)
    {
        string Of(int before) => string.Join("; ", annotations.Where(annotation => annotation.Before == before).Select(annotation => $"{annotation.Letter}: {annotation.Words}"));
        var (earlier, later) = (Of(point), point == series.Points.Count - 1 ? Of(point + 1) : "");
        return (earlier, later) switch
        {
            ("", "") => "",
            (_, "") => $"Before it: {earlier}",
            ("", _) => $"After it: {later}",
            _ => $"Before it: {earlier}. After it: {later}",
        };
    }

    private static string Label(IReadOnlyList<string> letters) => letters.Count <= 2 ? string.Join(", ", letters) : $"{letters[0]}–{letters[^1]}";
}
