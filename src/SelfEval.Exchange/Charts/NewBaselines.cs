namespace SelfEval.Exchange.Charts;

/// <summary>Where new baselines begin that a team asks for: only where both sides have as many figures as the chart itself needs.</summary>
internal static class NewBaselines
{
    /// <summary>
    /// Goes through them in time order. Each needs enough figures since the baseline before it and until the end; several between the same two
    /// points are one.
    /// </summary>
    internal static (IReadOnlyList<int> At, IReadOnlyList<BaselineRefusal> Refused) Of(ChartSeries series, IReadOnlyList<Annotation> annotations, int needed)
    {
        int Figures(int from, int to) => series.Points.Skip(from).Take(to - from).Count(point => point.Value is not null);
        var (at, refused, start) = (new List<int>(), new List<BaselineRefusal>(), 0);
        foreach (var annotation in annotations.Where(annotation => annotation.NewBaseline).OrderBy(annotation => annotation.Before))
        {
            if (at.Contains(annotation.Before)) continue;
            var (before, after) = (Figures(start, annotation.Before), Figures(annotation.Before, series.Points.Count));
            if (before >= needed && after >= needed)
            {
                at.Add(annotation.Before);
                start = annotation.Before;
            }
            else
            {
                refused.Add(new BaselineRefusal(annotation.Letter, $"No new baseline at {annotation.Letter}: it needs {needed} rounds with a figure on each side, "
                    + $"and there {(before == 1 ? "is" : "are")} {before} {(at.Count == 0 ? "before" : "since the baseline before")} and {after} after."));
            }
        }

        return (at, refused);
    }
}
