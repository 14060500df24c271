using SelfEval.Instruments.Disclosure;

namespace SelfEval.Exchange.Charts;

/// <summary>One scale over a few rounds: a dot for the mean with its 95 % interval, the rounds below each other in time. A round without a figure keeps its place.</summary>
public static class RoundsChart
{
    private const double Left = 8, Right = Drawing.Width - 8, RowHeight = 50;

    /// <summary>Draws the chart.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="rounds">The rounds in time order.</param>
    /// <param name="scale">The scale and its figures in those rounds.</param>
    public static Chart Draw(string id, IReadOnlyList<ComparedRound> rounds, ComparedScale scale)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        ArgumentNullException.ThrowIfNull(scale);
        var about = scale.Scale;
        var sentence = Sentence(rounds, scale);
        var drawing = new Drawing(id) { Height = rounds.Count * RowHeight + 34 };
        double X(double value) => Left + (Right - Left) * (Math.Clamp(value, about.Minimum, about.Maximum) - about.Minimum) / (about.Maximum - about.Minimum);
        var bottom = rounds.Count * RowHeight + 8;
        foreach (var (at, value) in Enumerable.Range(0, 5).Select(i => (i, about.Minimum + i * (about.Maximum - about.Minimum) / 4)))
        {
            for (var row = 0; row < rounds.Count; row++) drawing.Line(X(value), row * RowHeight + 24, X(value), row * RowHeight + 46, Drawing.Grid, 1);
            drawing.Text(X(value), bottom + 14, Words.Value(about, value), at == 0 ? "start" : at == 4 ? "end" : "middle", fill: Drawing.Soft);
        }

        for (var row = 0; row < rounds.Count; row++)
        {
            double top = row * RowHeight, middle = top + 35;
            drawing.Text(Left, top + 17, rounds[row].Label, bold: true);
            var why = Why(rounds[row], scale.Figures[row]);
            if (why is not null || scale.Figures[row] is not { Mean: { } mean } figure)
            {
                drawing.Text(Right, top + 17, why ?? Words.NotShown, "end");
                continue;
            }

            drawing.Text(Right, top + 17, $"{Words.Value(figure, mean)}, {Words.People(figure)}", "end");
            if (figure is { Low: { } low, High: { } high })
            {
                drawing.Line(X(low), middle, X(high), middle, Drawing.Ink, 3);
                drawing.Line(X(low), middle - 6, X(low), middle + 6, Drawing.Ink, 2);
                drawing.Line(X(high), middle - 6, X(high), middle + 6, Drawing.Ink, 2);
            }

            drawing.Dot(X(mean), middle);
        }

        var table = new ChartTable($"{about.Title} by round", ["Round", "Mean", "Likely between (95% interval)", "People"],
            [.. rounds.Select((round, i) => (IReadOnlyList<string>)(scale.Figures[i] is { Mean: { } mean } figure
                ? [round.Label, Words.Value(figure, mean), Words.Limits(figure), Words.People(figure)]
                : [round.Label, Why(round, scale.Figures[i]) ?? Words.NotShown, "", ""]))]);
        return new Chart(drawing.Finish($"{about.Title} by round", sentence), table, sentence);
    }

    internal static string? Why(ComparedRound round, PublishedScale? figure) => figure is { Mean: not null } ? null
        : round.Published.Withheld == Withheld.FewerThanK || figure?.Withheld == Withheld.FewerThanK ? $"fewer than {round.Published.K} people"
        : figure is null ? "not asked" : Words.NotShown;

    private static string Sentence(IReadOnlyList<ComparedRound> rounds, ComparedScale scale)
    {
        var parts = rounds.Select((round, i) => scale.Figures[i] is { Mean: { } mean } figure
            ? $"{Words.Value(figure, mean)} in {round.Label} (likely {Words.Limits(figure)})"
            : $"no figure in {round.Label} ({Why(round, scale.Figures[i])})").ToList();
        return $"{scale.Scale.Title}: {Words.Join(parts)}.";
    }
}
