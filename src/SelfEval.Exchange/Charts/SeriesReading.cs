using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Exchange.Charts;

/// <summary>
/// What a measure over time says by the rules that a team has chosen: which chart, by which rules, what they found, and what was asked for and could
/// not be given. Pages draw it and programs read it, so that both say the same.
/// </summary>
public sealed record SeriesReading
{
    /// <summary>How it was to be read.</summary>
    public required ChartRules Rules { get; init; }

    /// <summary>The chart that is drawn.</summary>
    public required TimeChart Chart { get; init; }

    /// <summary>The rules that were used; null where the rounds are too few for any.</summary>
    public required string? ReadBy { get; init; }

    /// <summary>Why the chosen rules were not used; null where they were. Dots are then drawn instead.</summary>
    public required string? Refused { get; init; }

    /// <summary>Whether the newest limits may still move, as they come from fewer than 20 points.</summary>
    public required bool TrialLimits { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<SeriesSignal> Signals { get; init; }

    /// <summary>Centre lines and limits, one for each baseline; empty where dots are drawn.</summary>
    public required IReadOnlyList<SeriesBaseline> Baselines { get; init; }

    /// <summary>New baselines that were asked for and cannot be given.</summary>
    public required IReadOnlyList<BaselineRefusal> BaselinesRefused { get; init; }

    /// <summary>What it says.</summary>
    public required string Finding { get; init; }

    /// <summary>What it says and what is marked on it: the chart's text alternative.</summary>
    public required string Sentence { get; init; }

    internal SeriesOptions Options { get; init; } = new();

    /// <summary>Reads a series.</summary>
    /// <param name="series">The measure over time.</param>
    /// <param name="rules">By which rules.</param>
    /// <param name="annotations">What the team did, in time order.</param>
    public static SeriesReading Of(ChartSeries series, ChartRules rules, IReadOnlyList<Annotation> annotations)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(annotations);
        var figures = series.Figures.Count;
        var refused = rules.Refuse(figures);
        var chart = refused is not null ? TimeChart.DotsAndIntervals : rules.Chart ?? ChartChoice.For(figures).Chart;
        var (rebase, baselinesRefused) = NewBaselines.Of(series, annotations, Needed(rules, chart));
        var options = new SeriesOptions
        {
            RebaseAt = chart == TimeChart.DotsAndIntervals ? [] : rebase,
            ScreenMovingRanges = rules.ScreenMovingRanges,
            RunRules = chart == TimeChart.RunChart ? rules.Set ?? RuleSet.Ihi : RuleSet.Ihi,
            Annotations = annotations,
        };
        var plain = new SeriesReading
        {
            Rules = rules,
            Chart = chart,
            ReadBy = null,
            Refused = refused,
            TrialLimits = false,
            Signals = [],
            Baselines = [],
            BaselinesRefused = baselinesRefused,
            Finding = "",
            Sentence = "",
            Options = options,
        };
        var read = chart switch
        {
            TimeChart.DotsAndIntervals => plain with { Finding = DotsChart.Sentence(series) },
            TimeChart.RunChart => OnRunChart(plain, series),
            _ => OnXmr(plain, series),
        };
        return read with { Sentence = Annotations.Sentence(read.Finding, series, annotations) };
    }

    private static int Needed(ChartRules rules, TimeChart chart) =>
        chart == TimeChart.Xmr || rules.Chart == TimeChart.Xmr ? ChartChoice.FewestForXmr : ChartChoice.FewestForRunChart;

    private static SeriesReading OnRunChart(SeriesReading plain, ChartSeries series)
    {
        var run = RunSeriesChart.Read(series, plain.Options);
        return plain with
        {
            ReadBy = run.Rules.Name,
            Signals = RunSeriesChart.Signals(series, run),
            Baselines = [.. run.Phases.Select(phase => new SeriesBaseline(series.Figures[phase.Start].Label, series.Figures[phase.Start + phase.Count - 1].Label, phase.Count, phase.Median, null, null))],
            Finding = RunSeriesChart.Sentence(series, run),
        };
    }

    private static SeriesReading OnXmr(SeriesReading plain, ChartSeries series)
    {
        var xmr = XmrSeriesChart.Read(series, plain.Options);
        return plain with
        {
            ReadBy = XmrWords.ReadBy(xmr),
            TrialLimits = xmr.Phases[^1].TrialLimits,
            Signals = [.. XmrWords.Found(series, xmr)],
            Baselines = [.. xmr.Phases.Select(phase =>
            {
                var known = phase.Limits.Try(out var limits);
                return new SeriesBaseline(series.Figures[phase.Start].Label, series.Figures[phase.Start + phase.Count - 1].Label, phase.Count, phase.Mean, known ? limits.Low : null, known ? limits.High : null);
            })],
            Finding = XmrWords.Sentence(series, xmr),
        };
    }
}

/// <summary>A stretch of rounds with one centre line.</summary>
/// <param name="From">Its first round.</param>
/// <param name="To">Its last.</param>
/// <param name="Figures">Rounds with a figure in it.</param>
/// <param name="Centre">The median of a run chart, the mean of an XmR chart.</param>
/// <param name="Low">Lower limit of an XmR chart; null where there are none.</param>
/// <param name="High">Upper limit.</param>
public sealed record SeriesBaseline(string From, string To, int Figures, double Centre, double? Low, double? High);

/// <summary>A new baseline that cannot be given.</summary>
/// <param name="Letter">Where it was asked for.</param>
/// <param name="Words">Why not.</param>
public sealed record BaselineRefusal(string Letter, string Words);
