using System.Globalization;
using SelfEval.Exchange.Charts;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Cli.Analysis;

/// <summary>A measure over rounds or dates, in the chart that so many points can carry or in the one asked for.</summary>
internal static class ChartTime
{
    public static Chart Of(AnalysisData data, Measured measure, bool monthly, string[] rebase, TimeChart? kind, GoodDirection good, double? target, SeriesOptions options)
    {
        var points = Points(data, measure, monthly);
        var series = new ChartSeries(MeasureOf(measure), points, good, target);
        var at = new List<int>();
        foreach (var label in rebase)
        {
            var place = points.FindIndex(point => point.Label == label);
            if (place < 0)
                throw new InputException($"{data.File}: --rebase names '{label}', which is no point{NearName.Hint(label, [.. points.Select(point => point.Label)], "points")}");
            at.Add(place);
        }
        options = options with { RebaseAt = [.. at.Distinct().Order()] };
        if (points.All(point => point.Value is null))
            throw new InputException($"{data.File}: {measure.Name} has no value at any point, so there is nothing to draw");
        var figures = points.Count(point => point.Value is not null);
        if (kind is null && ChartChoice.For(figures).Chart == TimeChart.DotsAndIntervals && (at.Count > 0 || target is not null || options.BaselinePoints is not null || options.ScreenMovingRanges))
            throw new InputException($"{data.File}: {measure.Name} has {figures} points, too few for a run chart or XmR, and dots take no --rebase, --target, --baseline or --screen; leave these out, or say --kind run");
        return kind switch
        {
            TimeChart.DotsAndIntervals => DotsChart.Draw("chart", series),
            TimeChart.RunChart => RunSeriesChart.Draw("chart", series, options),
            TimeChart.Xmr => XmrSeriesChart.Draw("chart", series, options),
            _ => TimeSeriesChart.Draw("chart", series, options),
        };
    }

    public static Measure MeasureOf(Measured measure) => measure.Scale is { } scale
        ? new Measure(scale.Title.ToString(), scale.Decimals, Minimum: scale.Minimum, Maximum: scale.Maximum)
        : new Measure(measure.Title, Decimals(measure.Defined()));

    private static List<SeriesPoint> Points(AnalysisData data, Measured measure, bool monthly)
    {
        var labels = data.Text(Role.Wave) ?? [.. data.Text(Role.Date)!.Select(date => monthly ? date[..7] : date)];
        IEnumerable<(string Name, HashSet<int> Rows)> groups = Groups.Of(labels, data.Rows);
        if (data.Text(Role.Wave) is null) groups = groups.OrderBy(group => group.Name, StringComparer.Ordinal);
        return [.. groups.Select(group =>
        {
            var moments = RunningMoments.Of(measure.Defined(group.Rows.Contains));
            return new SeriesPoint(group.Name, moments.Mean, Likely(moments, measure), moments.Count) { Why = "nobody has a score" };
        })];
    }

    // A mean lies within the range of the scale, and so does what is likely of it.
    private static Interval? Likely(RunningMoments moments, Measured measure) => moments.MeanInterval() is not { } interval ? null
        : measure.Scale is { } scale ? new Interval(Math.Clamp(interval.Low, scale.Minimum, scale.Maximum), Math.Clamp(interval.High, scale.Minimum, scale.Maximum))
        : interval;

    private static int Decimals(double[] values) =>
        Math.Max(1, values.Take(1000).Select(value => value.ToString("0.####", CultureInfo.InvariantCulture)).DefaultIfEmpty("").Max(text => text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0));
}
