using SelfEval.Instruments.Disclosure;

namespace SelfEval.Exchange.Charts;

/// <summary>
/// People by band, range of scores or option: a bar each with its number beside it. Where small ranges were joined to protect people, the bars are those of a histogram:
/// as thick as the range is wide, and as long as people are many for each such width, so that a wide range does not look like a peak.
/// </summary>
public static class BarsChart
{
    private const double Left = 8, LabelWidth = 124, NumberWidth = 96, Thickness = 20, Gap = 10;

    /// <summary>The distribution of a scale's scores; null where none is shown.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="scale">The scale.</param>
    public static Chart? Draw(string id, PublishedScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return scale.Distribution.Count == 0 ? null
            : Draw(id, $"{scale.Title}: people by {(scale.HasBands ? "level" : "score")}", scale.HasBands ? "Level" : "Score", scale.Distribution, scale.HasBands ? null : Widths(scale.Distribution));
    }

    /// <summary>The answers to an item; null where none are shown.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="item">The item.</param>
    public static Chart? Draw(string id, PublishedItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var cells = item.Options.Concat(item.Missing).ToList();
        return item.Options.Count == 0 || cells.All(cell => cell.People is null) ? null : Draw(id, item.Text, "Answer", cells);
    }

    // How many of the usual ranges each one spans; a last one cut short by the end of the scale counts as one. Null where all are alike.
    private static double[]? Widths(IReadOnlyList<PublishedCell> ranges)
    {
        double[] spans = [.. ranges.Select(range => range.To!.Value - range.From!.Value)];
        var usual = spans.Length > 1 ? spans[..^1].Min() : spans[0];
        double[] widths = [.. spans.Select(span => Math.Max(1, Math.Round(span / usual, 6)))];
        return widths.All(width => width == 1) ? null : widths;
    }

    private static Chart Draw(string id, string title, string what, IReadOnlyList<PublishedCell> cells, double[]? widths = null)
    {
        var drawing = new Drawing(id);
        double Dense(int at) => (cells[at].People ?? 0) / (widths?[at] ?? 1);
        var most = Math.Max(1, Enumerable.Range(0, cells.Count).Max(Dense));
        var room = Drawing.Width - Left - LabelWidth - NumberWidth;
        var y = 4.0;
        for (var at = 0; at < cells.Count; at++)
        {
            var cell = cells[at];
            var lines = Drawing.Lines(cell.Label, LabelWidth - 8);
            var thick = Thickness * (widths?[at] ?? 1);
            var middle = y + 3 + thick / 2;
            drawing.Paragraph(Left, middle + 4 - (lines.Count - 1) * (thick > Thickness ? Drawing.TextSize * 0.625 : 0), LabelWidth - 8, cell.Label);
            double x = Left + LabelWidth, wide = room * Dense(at) / most;
            if (cell.People is { } people)
            {
                drawing.Rectangle(x, y + 3, Math.Max(wide, 1), thick, people > 0 ? Drawing.Blue : Drawing.Ink);
                drawing.Text(x + wide + 6, middle + 5, cell.Share is { } share ? $"{Words.Number(people)} ({Words.Percent(share)})" : Words.Number(people));
            }
            else drawing.Text(x, middle + 5, Words.NotShown, fill: Drawing.Soft);
            y += Math.Max(thick + Gap, lines.Count * Drawing.TextSize * 1.25 + Gap);
        }

        if (widths is not null)
            y = drawing.Paragraph(Left, y + 17, Drawing.Width - 2 * Left, "A thicker bar spans more scores; the area of a bar is its people.", fill: Drawing.Soft) - 8;

        drawing.Height = y;
        var sentence = Sentence(title, cells);
        var table = new ChartTable(title, [what, "People", "Share"],
            [.. cells.Select(cell => (IReadOnlyList<string>)[cell.Label, cell.People is { } people ? Words.Number(people) : Words.NotShown, Words.Percent(cell.Share)])]);
        return new Chart(drawing.Finish(title, sentence), table, sentence) { SaysAllNumbers = true };
    }

    private static string Sentence(string title, IReadOnlyList<PublishedCell> cells)
    {
        var largest = cells.MaxBy(cell => cell.People ?? -1)!;
        var hidden = cells.Count(cell => cell.People is null);
        var most = $"{title.TrimEnd('.', '?', '!')}: the largest number{(hidden == 0 ? "" : " shown")}, {Words.Number(largest.People ?? 0)}, {(largest.Share is { } share ? $"or {Words.Percent(share)}, " : "")}is “{largest.Label}”.";
        return hidden == 0 ? most : $"{most} {hidden} of {cells.Count} numbers {(hidden == 1 ? "is" : "are")} not shown, to protect people.";
    }
}
