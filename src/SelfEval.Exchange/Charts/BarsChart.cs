using SelfEval.Instruments.Disclosure;

namespace SelfEval.Exchange.Charts;

/// <summary>People by band, range of scores or option: a bar each with its number beside it.</summary>
public static class BarsChart
{
    private const double Left = 8, LabelWidth = 124, NumberWidth = 96;

    /// <summary>The distribution of a scale's scores; null where none is shown.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="scale">The scale.</param>
    public static Chart? Draw(string id, PublishedScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return scale.Distribution.Count == 0 ? null
            : Draw(id, $"{scale.Title}: people by {(scale.HasBands ? "level" : "score")}", scale.HasBands ? "Level" : "Score", scale.Distribution);
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

    private static Chart Draw(string id, string title, string what, IReadOnlyList<PublishedCell> cells)
    {
        var drawing = new Drawing(id);
        var most = Math.Max(1, cells.Max(cell => cell.People ?? 0));
        var room = Drawing.Width - Left - LabelWidth - NumberWidth;
        var y = 4.0;
        foreach (var cell in cells)
        {
            var lines = Drawing.Lines(cell.Label, LabelWidth - 8);
            drawing.Paragraph(Left, y + 17, LabelWidth - 8, cell.Label);
            double x = Left + LabelWidth, wide = room * (cell.People ?? 0) / most;
            if (cell.People is { } people)
            {
                drawing.Rectangle(x, y + 3, Math.Max(wide, 1), 20, people > 0 ? Drawing.Blue : Drawing.Ink);
                drawing.Text(x + wide + 6, y + 18, cell.Share is { } share ? $"{Words.Number(people)} ({Words.Percent(share)})" : Words.Number(people));
            }
            else drawing.Text(x, y + 18, Words.NotShown, fill: Drawing.Soft);
            y += Math.Max(30, lines.Count * Drawing.TextSize * 1.25 + 10);
        }

        drawing.Height = y;
        var sentence = Sentence(title, cells);
        var table = new ChartTable(title, [what, "People", "Share"],
            [.. cells.Select(cell => (IReadOnlyList<string>)[cell.Label, cell.People is { } people ? Words.Number(people) : Words.NotShown, Words.Percent(cell.Share)])]);
        return new Chart(drawing.Finish(title, sentence), table, sentence);
    }

    private static string Sentence(string title, IReadOnlyList<PublishedCell> cells)
    {
        var largest = cells.MaxBy(cell => cell.People ?? -1)!;
        var hidden = cells.Count(cell => cell.People is null);
        var most = $"{title.TrimEnd('.', '?', '!')}: the largest number{(hidden == 0 ? "" : " shown")}, {Words.Number(largest.People ?? 0)}, {(largest.Share is { } share ? $"or {Words.Percent(share)}, " : "")}is “{largest.Label}”.";
        return hidden == 0 ? most : $"{most} {hidden} of {cells.Count} numbers {(hidden == 1 ? "is" : "are")} not shown, to protect people.";
    }
}
