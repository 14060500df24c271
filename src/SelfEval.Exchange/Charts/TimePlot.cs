namespace SelfEval.Exchange.Charts;

/// <summary>The frame of a chart with time from left to right: grid, numbers at the left, as many times below as there is room for.</summary>
internal sealed class TimePlot
{
    private const double PlotHeight = 190, Right = Drawing.Width - 8, Gap = 10, LabelRow = 16;
    private readonly Drawing drawing;
    private readonly ChartSeries series;
    private readonly Axis axis;
    private readonly double left;

    internal TimePlot(Drawing drawing, ChartSeries series, IEnumerable<double> alsoShown, IReadOnlyList<(int Before, string Label)> annotations)
    {
        (this.drawing, this.series) = (drawing, series);
        axis = series.Measure.AxisFor(series.Values.Concat(alsoShown), 5);
        var numbers = Enumerable.Range(0, axis.Ticks).Select(tick => axis.Text(tick, series.Measure.Suffix)).ToList();
        left = 8 + numbers.Max(number => Drawing.WidthOf(number)) + 4;
        var labels = Labels(annotations);
        Top = 10 + LabelRow * (labels.Count == 0 ? 0 : labels.Max(label => label.Row) + 1);
        for (var tick = 0; tick < axis.Ticks; tick++)
        {
            var y = Top + PlotHeight * (1 - (double)tick / (axis.Ticks - 1));
            drawing.Line(left, y, Right, y, Drawing.Grid, 1);
            drawing.Text(left - 6, y + 5, numbers[tick], "end", fill: Drawing.Soft);
        }

        // Lines first: the rim of a letter keeps its neighbour's line out of it.
        foreach (var (_, x, _, row) in labels) drawing.Line(x, Top - 3 - LabelRow * row, x, Top + PlotHeight, Drawing.Ink, 1.5, Annotations.Dashes);
        foreach (var (text, _, middle, row) in labels) drawing.Text(middle, Top - 6 - LabelRow * row, text, "middle", bold: true, over: true);

        Bottom = Times();
        Positions = [.. series.Points.Select((point, i) => (point, i)).Where(p => p.point.Value is not null).Select(p => X(p.i))];
    }

    /// <summary>Where the plot begins, below the letters of annotations.</summary>
    private double Top { get; }

    /// <summary>Where the frame ends.</summary>
    internal double Bottom { get; }

    /// <summary>Across: the points that have figures.</summary>
    internal IReadOnlyList<double> Positions { get; }

    /// <summary>Half the distance between neighbours.</summary>
    internal double HalfStep => (Right - left) / Math.Max(1, series.Points.Count) / 2;

    internal double MarkSize => series.Points.Count <= 15 ? 4.5 : series.Points.Count <= 30 ? 3.6 : 2.6;

    internal double Y(double value) => Top + PlotHeight * (1 - axis.Share(value * series.Measure.Factor));

    /// <summary>A line across the figures of a phase.</summary>
    internal void Across(int first, int count, double value, string stroke, double width, string? dashes = null) =>
        drawing.Line(Positions[first] - HalfStep, Y(value), Positions[first + count - 1] + HalfStep, Y(value), stroke, width, dashes);

    /// <summary>A line across the whole frame.</summary>
    internal void Across(double value, string stroke, double width, string dashes) => drawing.Line(left, Y(value), Right, Y(value), stroke, width, dashes);

    /// <summary>Where a new phase begins.</summary>
    internal void NewPhase(int first)
    {
        var x = (Positions[first - 1] + Positions[first]) / 2;
        drawing.Line(x, Top, x, Top + PlotHeight, Drawing.Soft, 1.5, "1 4");
    }

    /// <summary>The points of a phase joined, and then marked.</summary>
    internal void Join(int first, int count) =>
        drawing.Curve(Enumerable.Range(first, count).Select(i => (Positions[i], Y(series.Figures[i].Value!.Value))), Drawing.Soft, series.Points.Count > 30 ? 1 : 1.5);

    internal void Mark(int figure, Mark mark) =>
        drawing.Mark(mark, Positions[figure], Y(series.Figures[figure].Value!.Value), mark == Charts.Mark.Dot ? MarkSize : MarkSize + 0.9);

    /// <summary>
    /// The letters of annotations above the plot, each at its line half way between two points; one that would touch its neighbour goes a row
    /// higher.
    /// </summary>
    private List<(string Text, double X, double Middle, int Row)> Labels(IReadOnlyList<(int Before, string Label)> annotations)
    {
        var (labels, ends) = (new List<(string, double, double, int)>(), new List<double>());
        foreach (var (before, text) in annotations)
        {
            var (x, half) = (X(before) - HalfStep, Drawing.WidthOf(text, bold: true) / 2);
            var middle = Math.Clamp(x, left + half, Right - half);
            var row = ends.FindIndex(end => end + 4 <= middle - half);
            if (row < 0)
            {
                row = ends.Count;
                ends.Add(0);
            }

            ends[row] = middle + half;
            labels.Add((text, x, middle, row));
        }

        return labels;
    }

    private double X(int point) => left + HalfStep * (2 * point + 1);

    private double Times()
    {
        var (y, count) = (Top + PlotHeight + 20, series.Points.Count);
        if (count == 0) return y;
        var wide = series.Points.Max(point => Drawing.WidthOf(point.Label));
        if (wide > 120) return LongTimes(y);
        double Middle(int i) => Math.Clamp(X(i), Math.Min(X(i), Drawing.WidthOf(series.Points[i].Label) / 2 + 4), Drawing.Width - 4 - Drawing.WidthOf(series.Points[i].Label) / 2);
        double From(int i) => Middle(i) - Drawing.WidthOf(series.Points[i].Label) / 2;
        double To(int i) => Middle(i) + Drawing.WidthOf(series.Points[i].Label) / 2;
        for (var step = 1; ; step++)
        {
            var shown = Enumerable.Range(0, count).Where(i => i % step == 0).ToList();
            if (Enumerable.Range(1, shown.Count - 1).Any(i => To(shown[i - 1]) + Gap > From(shown[i]))) continue;
            // The last point is what people look for: it takes the place of the one before where both do not fit.
            if (shown[^1] != count - 1)
            {
                if (To(shown[^1]) + Gap > From(count - 1) && shown.Count > 1) shown.RemoveAt(shown.Count - 1);
                if (To(shown[^1]) + Gap <= From(count - 1)) shown.Add(count - 1);
            }

            foreach (var i in shown)
            {
                drawing.Line(X(i), Top + PlotHeight, X(i), Top + PlotHeight + 4, Drawing.Soft, 1);
                drawing.Text(Middle(i), y, series.Points[i].Label, "middle", fill: Drawing.Soft);
            }

            return y + 10;
        }
    }

    /// <summary>Long names of rounds: the first and the last, each on lines of its own half.</summary>
    private double LongTimes(double y)
    {
        var last = series.Points.Count - 1;
        var half = (Right - 8) / 2 - 8;
        var below = drawing.Paragraph(8, y, last == 0 ? Right - 8 : half, series.Points[0].Label, fill: Drawing.Soft);
        drawing.Line(X(0), Top + PlotHeight, X(0), Top + PlotHeight + 4, Drawing.Soft, 1);
        if (last > 0)
        {
            below = Math.Max(below, drawing.Paragraph(Right, y, half, series.Points[last].Label, anchor: "end", fill: Drawing.Soft));
            drawing.Line(X(last), Top + PlotHeight, X(last), Top + PlotHeight + 4, Drawing.Soft, 1);
        }

        return below - 8;
    }
}
