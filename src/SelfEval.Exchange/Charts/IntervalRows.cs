using SelfEval.Statistics.Foundation;

namespace SelfEval.Exchange.Charts;

/// <summary>Names below each other, each with a dot on a common scale, its interval, and what it says in figures.</summary>
internal static class IntervalRows
{
    private const double Left = 8, Right = Drawing.Width - 8, Inset = 10;

    /// <summary>A row. Where there is no value it keeps its place with the figure text alone.</summary>
    internal sealed record Row(string Label, string Figure, double? Value, Interval? Likely = null, double? Second = null, Interval? SecondLikely = null);

    /// <summary>Draws the rows and the numbers below them; gives the height where they end.</summary>
    internal static double Draw(
        Drawing drawing, Measure measure, IReadOnlyList<Row> rows, double? line = null, IReadOnlyList<(int Before, string Label)>? between = null, Axis? axis = null)
    {
        axis ??= AxisOf(measure, rows, line);
        double X(double value) => Left + Inset + (Right - Left - 2 * Inset) * axis.Share(value * measure.Factor);
        var y = 0.0;
        for (var i = 0; i <= rows.Count; i++)
        {
            foreach (var (_, label) in (between ?? []).Where(mark => mark.Before == i)) y = Between(drawing, label, y);
            if (i == rows.Count) break;
            var row = rows[i];
            y = Head(drawing, row, y);
            if (row.Value is not { } value) continue;
            var deep = row.Second is null ? 22 : 38;
            for (var tick = 0; tick < axis.Ticks; tick++) drawing.Line(X(axis.Value(tick) / measure.Factor), y, X(axis.Value(tick) / measure.Factor), y + deep, Drawing.Grid, 1);
            if (line is { } at) drawing.Line(X(at), y, X(at), y + deep, Drawing.Ink, 1.5, "2 3");
            Bar(drawing, X, y + 11, value, row.Likely, Mark.Dot);
            if (row.Second is { } second) Bar(drawing, X, y + 28, second, row.SecondLikely, Mark.Diamond);
            y += deep + 6;
        }

        // Long numbers leave out ticks between them; the ends are moved inwards by up to half of one.
        var widest = Enumerable.Range(0, axis.Ticks).Max(tick => Drawing.WidthOf(axis.Text(tick, measure.Suffix)));
        var every = 1;
        while (every < axis.Ticks - 1 && X(axis.Value(every) / measure.Factor) - X(axis.Low / measure.Factor) < 1.5 * widest + 8) every++;
        for (var tick = 0; tick < axis.Ticks; tick += every)
        {
            var text = axis.Text(tick, measure.Suffix);
            var half = Drawing.WidthOf(text) / 2;
            drawing.Text(Math.Clamp(X(axis.Value(tick) / measure.Factor), Left + half, Right - half), y + 14, text, "middle", fill: Drawing.Soft);
        }

        return y + 24;
    }

    /// <summary>The scale that holds all rows.</summary>
    internal static Axis AxisOf(Measure measure, IReadOnlyList<Row> rows, double? line) => measure.AxisFor(
        rows.SelectMany(row => (double?[])[row.Value, row.Likely?.Low, row.Likely?.High, row.Second, row.SecondLikely?.Low, row.SecondLikely?.High]).Append(line).OfType<double>(), 4);

    /// <summary>Time runs downwards here, so what happened between two rows is a line across with its letter.</summary>
    private static double Between(Drawing drawing, string label, double y)
    {
        drawing.Text(Left, y + 15, label, bold: true);
        drawing.Line(Left + Drawing.WidthOf(label, bold: true) + 8, y + 10, Right, y + 10, Drawing.Ink, 1.5, Annotations.Dashes);
        return y + 22;
    }

    /// <summary>The name at the left and the figure at the right, or below where the name needs the line.</summary>
    private static double Head(Drawing drawing, Row row, double y)
    {
        var figure = Drawing.WidthOf(row.Figure);
        var beside = Right - Left - figure - 12;
        if (Drawing.WidthOf(row.Label, bold: true) <= beside || beside >= 150)
        {
            drawing.Text(Right, y + 17, row.Figure, "end");
            return drawing.Paragraph(Left, y + 17, beside, row.Label, bold: true) - 11;
        }

        var below = drawing.Paragraph(Left, y + 17, Right - Left, row.Label, bold: true);
        return drawing.Paragraph(Left, below, Right - Left, row.Figure) - 11;
    }

    private static void Bar(Drawing drawing, Func<double, double> x, double y, double value, Interval? likely, Mark mark)
    {
        if (likely is { } ends)
        {
            drawing.Line(x(ends.Low), y, x(ends.High), y, Drawing.Ink, 3);
            drawing.Line(x(ends.Low), y - 6, x(ends.Low), y + 6, Drawing.Ink, 2);
            drawing.Line(x(ends.High), y - 6, x(ends.High), y + 6, Drawing.Ink, 2);
        }

        if (mark == Mark.Dot) drawing.Dot(x(value), y);
        else drawing.Mark(mark, x(value), y, 5);
    }
}
