using SelfEval.Instruments.Disclosure;

namespace SelfEval.Exchange.Charts;

/// <summary>
/// The answers to items that share their options, a stacked bar each; diverging bars meet in the middle of the options, unless some
/// answers are not shown, and people without an answer, who are on neither side, stand apart. Every share is of all who
/// answered the questionnaire. Segments differ by pattern and border, the larger carry their share, and all are in the table.
/// </summary>
public static class AnswersChart
{
    private const double Left = 8, Right = Drawing.Width - 8, BarHeight = 28, Apart = 10;

    /// <summary>True where so many options can be told apart in one bar; otherwise use <see cref="BarsChart"/>.</summary>
    public static bool CanDraw(PublishedItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Options.Count is > 1 and <= 7 && item.Kind != Instruments.Definition.ItemKind.SeveralChoices;
    }

    /// <summary>Draws the chart.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="title">What the items have in common.</param>
    /// <param name="items">Items with the same options; see <see cref="CanDraw"/>.</param>
    /// <param name="diverging">Bars meet in the middle of the options.</param>
    public static Chart Draw(string id, string title, IReadOnlyList<PublishedItem> items, bool diverging = false)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0 || !items.All(CanDraw) || items.Any(item => !item.Options.Select(o => o.Label).SequenceEqual(items[0].Options.Select(o => o.Label))))
            throw new ArgumentException("The items have different options, or too many for one bar.", nameof(items));
        // Where some answers are not shown nobody can say on which side of the middle they are.
        diverging &= !items.Any(item => item.HidesSome);
        var drawing = new Drawing(id);
        drawing.DefinePatterns();
        var y = Key(drawing, items);
        var (before, after, none) = (items.Max(item => Before(item)), items.Max(item => 1 - Before(item) - NoAnswer(item)), items.Max(item => NoAnswer(item)));
        if (!diverging) (before, after, none) = (0, 1, 0);
        var apart = Right - (none > 0 ? Apart : 0);
        var unit = (apart - Left) / (before + after + none);
        var middle = Left + unit * before;
        foreach (var item in items)
        {
            y = drawing.Paragraph(Left, y + 16, Right - Left, item.Text, bold: true) - 8;
            var x = diverging ? middle - unit * Before(item) : Left;
            foreach (var (fill, share, label) in Segments(item, drawing))
            {
                if (diverging && fill == Drawing.Paper) x = Right - unit * none;
                var wide = unit * share;
                drawing.Rectangle(x, y, wide, BarHeight, fill, Drawing.Ink);
                Label(drawing, x, y, wide, label);
                x += wide;
            }

            if (diverging)
            {
                drawing.Line(middle, y - 5, middle, y, Drawing.Ink, 2);
                drawing.Line(middle, y + BarHeight, middle, y + BarHeight + 5, Drawing.Ink, 2);
            }

            y += BarHeight + 12;
        }

        drawing.Height = y;
        var sentence = Sentence(title, items);
        string[] headers = ["Question", .. items[0].Options.Select(option => option.Label), .. items.SelectMany(item => item.Missing).Select(cell => cell.Label).Distinct()];
        var table = new ChartTable(title, headers, [.. items.Select(item => (IReadOnlyList<string>)
            [item.Text, .. headers.Skip(1).Select(header => Cell(item.Options.Concat(item.Missing).FirstOrDefault(cell => cell.Label == header)))])]);
        return new Chart(drawing.Finish(title, sentence), table, sentence);
    }

    /// <summary>Draws so many items that one drawing would be longer than a sheet of paper.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="title">What the items have in common.</param>
    /// <param name="items">Items with the same options; see <see cref="CanDraw"/>.</param>
    /// <param name="most">The most items in a part; parts are as alike in size as can be.</param>
    public static ChartInParts DrawInParts(string id, string title, IReadOnlyList<PublishedItem> items, int most)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var whole = Draw(id, title, items);
        if (items.Count <= most) return new([whole], whole.Table, whole.Sentence);
        var parts = (items.Count + most - 1) / most;
        return new([.. Enumerable.Range(0, parts).Select(part =>
        {
            var (from, to) = (part * items.Count / parts, (part + 1) * items.Count / parts);
            return Draw($"{id}-{part + 1}", $"{title}, {from + 1} to {to} of {items.Count}", [.. items.Skip(from).Take(to - from)]);
        })], whole.Table, whole.Sentence);
    }

    private static double Key(Drawing drawing, IReadOnlyList<PublishedItem> items)
    {
        var entries = items[0].Options.Select((option, i) => (Fill: drawing.Fill(i, items[0].Options.Count), option.Label)).ToList();
        if (items.Any(item => NoAnswer(item) > 0)) entries.Add((Drawing.Paper, "No answer"));
        if (items.Any(item => item.HidesSome)) entries.Add((drawing.Fill(Patterns.Hidden, 0), "Not shown, to protect people"));
        double x = Left, y = 4;
        foreach (var (fill, label) in entries)
        {
            var wide = 26 + label.Length * Drawing.TextSize * 0.52 + 12;
            if (x > Left && x + wide > Right) (x, y) = (Left, y + 24);
            drawing.Rectangle(x, y, 18, 18, fill, Drawing.Ink);
            drawing.Text(x + 24, y + 14, label);
            x += wide;
        }

        return y + 28;
    }

    private static IEnumerable<(string Fill, double Share, string Label)> Segments(PublishedItem item, Drawing drawing)
    {
        for (var i = 0; i < item.Options.Count; i++)
            if (item.Options[i].Share is > 0 and { } share) yield return (drawing.Fill(i, item.Options.Count), share, Words.Percent(share));
        if (NoAnswer(item) is > 0 and { } none) yield return (Drawing.Paper, none, Words.Percent(none));
        if (Hidden(item) is > 0.0005 and { } hidden) yield return (drawing.Fill(Patterns.Hidden, 0), hidden, Words.NotShown);
    }

    private static double NoAnswer(PublishedItem item) => item.Missing.Sum(cell => cell.Share ?? 0);

    private static double Hidden(PublishedItem item) => item.HidesSome ? 1 - item.Options.Sum(o => o.Share ?? 0) - NoAnswer(item) : 0;

    /// <summary>The share left of the middle: the lower half of the options, and half of a middle one.</summary>
    private static double Before(PublishedItem item)
    {
        var half = item.Options.Count / 2;
        return item.Options.Take(half).Sum(o => o.Share ?? 0) + (item.Options.Count % 2 == 1 ? (item.Options[half].Share ?? 0) / 2 : 0);
    }

    private static void Label(Drawing drawing, double x, double y, double wide, string label)
    {
        var needs = label.Length * Drawing.TextSize * 0.56 + 6;
        if (needs > wide - 4) return;
        drawing.Rectangle(x + (wide - needs) / 2, y + 5, needs, BarHeight - 10, Drawing.Paper);
        drawing.Text(x + wide / 2, y + 19, label, "middle");
    }

    private static string Cell(PublishedCell? cell) =>
        cell is null ? "" : cell.People is { } people ? cell.Share is { } share ? $"{Words.Number(people)} ({Words.Percent(share)})" : Words.Number(people) : Words.NotShown;

    private static string Sentence(string title, IReadOnlyList<PublishedItem> items)
    {
        var parts = items.Select(item => item.Options.Where(o => o.People is > 0).MaxBy(o => o.People) is { } most && most.Share > Hidden(item)
            ? $"“{item.Text}”: most often “{most.Label}” ({Words.Percent(most.Share)})"
            : $"“{item.Text}”: too much is not shown to say which answer was most frequent").ToList();
        return parts.Count <= 3 ? $"{title}. {string.Join("; ", parts)}." : $"{title}. {string.Join("; ", parts.Take(3))}; and {parts.Count - 3} more in the table.";
    }
}
