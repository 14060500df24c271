using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Exchange.Charts;

/// <summary>What an XmR chart says.</summary>
internal static class XmrWords
{
    internal const string Screened = ", wild steps left out of the limits";

    private const int Said = 6;

    private static readonly (SignalKind Kind, Func<XmrPoint, int> Flag, Func<int, bool, string> Words, int Reach)[] Rules =
    [
        (SignalKind.OutsideLimits, point => point.Outside, (n, high) => $"{Points(n)} {(high ? "above the upper limit" : "below the lower limit")}", 1),
        (SignalKind.Trend, point => point.Trend7, (n, up) => $"{Points(n)} in a row {(up ? "rising" : "falling")}", 1),
        (SignalKind.TwoOfThree, point => point.TwoOfThree, (n, high) => $"{Points(n)} close to the {(high ? "upper" : "lower")} limit", 2),
        (SignalKind.Shift, point => point.Shift7, (n, high) => $"{Points(n)} in a row {(high ? "above" : "below")} the mean", 1),
    ];

    /// <summary>The rules by name, and whether wild moving ranges were left out: the limits then differ.</summary>
    internal static string ReadBy(XmrChart xmr) => xmr.Rules.Name + (xmr.Options.ScreenMovingRanges ? Screened : "");

    internal static string Limits(XmrPhase phase) => phase.TrialLimits ? "Trial limits" : "Process limits";

    internal static string Of(Variation variation) => variation switch
    {
        Variation.Improvement => "Improvement",
        Variation.Concern => "Concern",
        Variation.Neutral => "Special cause",
        _ => "Usual variation",
    };

    /// <summary>All that the rules found at a point.</summary>
    internal static string Signals(XmrPoint point, GoodDirection good)
    {
        if (point.SpecialCause == SpecialCause.None) return "";
        string[] found =
        [
            .. point.Outside != 0 ? [point.Outside > 0 ? "above the upper limit" : "below the lower limit"] : Array.Empty<string>(),
            .. point.Trend7 != 0 ? [point.Trend7 > 0 ? "in a rising trend" : "in a falling trend"] : Array.Empty<string>(),
            .. point.TwoOfThree != 0 ? [$"one of 2 of 3 close to the {(point.TwoOfThree > 0 ? "upper" : "lower")} limit"] : Array.Empty<string>(),
            .. point.Shift7 != 0 ? [$"in a run {(point.Shift7 > 0 ? "above" : "below")} the mean"] : Array.Empty<string>(),
        ];
        return $"{Of(point.VariationFor(good))}: {string.Join("; ", found)}";
    }

    internal static string Sentence(ChartSeries series, XmrChart xmr)
    {
        var (measure, last, phase) = (series.Measure, series.Figures[^1], xmr.Phases[^1]);
        var found = Found(series, xmr).Select(signal => signal.WithTime).ToList();
        var signals = found.Count == 0 ? Nothing(xmr)
            : $"Special causes: {string.Join("; ", found.Take(Said))}{(found.Count > Said ? $"; and {found.Count - Said} more, in the table" : "")}";
        var anew = xmr.Phases.Count > 1 ? $" since {series.Figures[phase.Start].Label}" : "";
        var limits = phase.Limits.Try(out var found2)
            ? $"{(phase.TrialLimits ? "trial limits" : "limits")} {measure.Say(found2.Low, found2.High)}{(phase.TrialLimits ? $" (from {phase.BaselineCount} points; they may still move)" : "")}"
            : $"no limits ({phase.Limits.Why!.Words})";
        return $"{measure.Title}: last {measure.Say(last.Value!.Value)} in {last.Label}, {Last(xmr.LastVariation)}. Mean{anew} {measure.Say(phase.Mean)}, {limits}. "
            + $"{signals}.{Target(series, xmr)} Read by {ReadBy(xmr)}.";
    }

    private static string Nothing(XmrChart xmr) =>
        xmr.Points.Count == 1 ? "One point shows no variation"
        : xmr.Points.All(point => point.MovingRange is null or 0) ? "The points do not vary"
        : xmr.Phases.Any(p => !p.Limits.IsDefined) ? "No run or trend; without limits nothing else can be looked for"
        : "No special cause: the points vary as this process does";

    private static string Last(Variation? variation) => variation switch
    {
        Variation.Improvement => "a special cause in the good direction",
        Variation.Concern => "a special cause in the wrong direction",
        Variation.Neutral => "a special cause",
        _ => "within usual variation",
    };

    private static string Target(ChartSeries series, XmrChart xmr) => series.Target is not { } target ? "" : " The target of " + series.Measure.Say(target) + xmr.Assurance switch
    {
        Assurance.ConsistentPass => " will be met unless the process changes.",
        Assurance.ConsistentFail => " will not be met unless the process changes.",
        Assurance.HitAndMiss => " will be met at times and missed at times, by chance.",
        _ => " cannot be held against the limits, as neither direction is called good or there are no limits.",
    };

    /// <summary>Every signal with its time: flagged points that belong together are one.</summary>
    internal static IEnumerable<SeriesSignal> Found(ChartSeries series, XmrChart xmr)
    {
        foreach (var (kind, flag, words, reach) in Rules)
            for (var first = 0; first < xmr.Points.Count; first++)
            {
                var direction = flag(xmr.Points[first]);
                if (direction == 0) continue;
                var (end, count) = (first, 1);
                for (var i = first + 1; i < xmr.Points.Count && i - end <= reach && xmr.Points[i].Phase == xmr.Points[first].Phase; i++)
                    if (flag(xmr.Points[i]) == direction) (end, count) = (i, count + 1);
                yield return new SeriesSignal(kind, words(count, direction > 0), series.Figures[first].Label, series.Figures[end].Label, direction);
                first = end;
            }
    }

    private static string Points(int n) => n == 1 ? "1 point" : $"{n} points";
}
