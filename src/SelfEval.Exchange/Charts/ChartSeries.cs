using SelfEval.Instruments.Disclosure;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Exchange.Charts;

/// <summary>
/// A measure over time, ready to draw. Pages make it from published figures with <see cref="Of"/>; only the command line, on a file that its
/// user holds anyway, makes it from bare numbers.
/// </summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Points">The points in time order.</param>
/// <param name="Good">Which way is better.</param>
/// <param name="Target">A target; null for none.</param>
public sealed record ChartSeries(Measure Measure, IReadOnlyList<SeriesPoint> Points, GoodDirection Good = GoodDirection.Neither, double? Target = null)
{
    /// <summary>The points that have a figure: those that rules are applied to.</summary>
    internal IReadOnlyList<SeriesPoint> Figures { get; } = [.. Points.Where(point => point.Value is not null)];

    internal double[] Values => [.. Figures.Select(point => point.Value!.Value)];

    /// <summary>A scale over rounds.</summary>
    /// <param name="rounds">The rounds in time order.</param>
    /// <param name="scale">The scale and its figures in those rounds.</param>
    /// <param name="target">A target on the scale (a share as a percentage); null for none.</param>
    public static ChartSeries Of(IReadOnlyList<ComparedRound> rounds, ComparedScale scale, double? target = null)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        ArgumentNullException.ThrowIfNull(scale);
        var about = scale.Scale;
        // A scale whose scores are 0 or the maximum is a share of people, printed as everywhere else.
        double Shown(double value) => about.IsShare ? 100 * (value - about.Minimum) / (about.Maximum - about.Minimum) : value;
        double Possible(double value) => Math.Clamp(value, about.Minimum, about.Maximum);
        return new ChartSeries(
            new Measure(about.Title, about.IsShare ? 0 : about.Decimals, about.IsShare ? "%" : "", 1, Shown(about.Minimum), Shown(about.Maximum)),
            [.. rounds.Select((round, i) => scale.Figures[i] is { Mean: { } mean } figure
                ? new SeriesPoint(round.Label, Shown(mean), figure is { Low: { } low, High: { } high } ? new Interval(Shown(Possible(low)), Shown(Possible(high))) : null, figure.N, figure.AtLeast)
                : new SeriesPoint(round.Label, null) { Why = Why(round, scale.Figures[i]) })],
            about.HigherIsBetter switch { true => GoodDirection.Up, false => GoodDirection.Down, null => GoodDirection.Neither }, target);
    }

    private static string Why(ComparedRound round, PublishedScale? figure) =>
        round.Published.Withheld == Withheld.FewerThanK || figure?.Withheld == Withheld.FewerThanK ? $"fewer than {round.Published.K} people"
        : figure is null ? "not asked" : Words.NotShown;
}

/// <summary>A point in time.</summary>
/// <param name="Label">When: what people read.</param>
/// <param name="Value">The figure; null where there is none.</param>
/// <param name="Likely">Its 95 % interval; null where unknown.</param>
/// <param name="People">How many people it rests on; null where unknown or not shown.</param>
/// <param name="AtLeast">Where the exact number is not shown: a number that it is not below.</param>
public sealed record SeriesPoint(string Label, double? Value, Interval? Likely = null, long? People = null, long? AtLeast = null)
{
    /// <summary>Why there is no figure.</summary>
    public string? Why { get; init; }

    internal string PeopleWords => People is { } n ? n == 1 ? "1 person" : $"{Words.Number(n)} people" : AtLeast is { } least ? $"at least {Words.Number(least)} people" : "";
}
