using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Exchange.Charts;

/// <summary>Units against limits that narrow as numbers grow. Units outside are named in the drawing where there is room, and always in the table and in words.</summary>
public static class FunnelChart
{
    private const double Top = 10, PlotHeight = 230, Right = Drawing.Width - 10;
    private const int Said = 8;
    private const string OuterDashes = "7 4", InnerDashes = "2 3";

    /// <summary>Draws the chart.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="measure">What is compared.</param>
    /// <param name="names">A name for each unit of the funnel.</param>
    /// <param name="funnel">The units and their limits.</param>
    /// <exception cref="ArgumentException">A name too many or too few.</exception>
    public static Chart Draw(string id, Measure measure, IReadOnlyList<string> names, Funnel funnel)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(funnel);
        if (names.Count != funnel.Units.Count) throw new ArgumentException($"There are {funnel.Units.Count} units and {names.Count} names.", nameof(names));
        var drawing = new Drawing(id);
        var across = Axis.Around(funnel.Units.Select(unit => unit.N * 1.04).Append(0), 4);
        var from = Math.Max(1, (long)Math.Ceiling(funnel.Units.Min(unit => unit.N) * 0.8));
        var up = measure.AxisFor(funnel.Units.Select(unit => unit.Value).Concat([funnel.Limits(from, funnel.Options.Outer).Low, funnel.Limits(from, funnel.Options.Outer).High]), 5);
        var left = Frame(drawing, measure, across, up);
        double X(double n) => left + (Right - left) * across.Share(n);
        double Y(double value) => Top + PlotHeight * (1 - up.Share(value * measure.Factor));
        drawing.Line(X(0), Y(funnel.Centre), Right, Y(funnel.Centre), Drawing.Ink, 2);
        foreach (var (confidence, dashes) in new[] { (funnel.Options.Inner, InnerDashes), (funnel.Options.Outer, OuterDashes) })
        {
            var curve = Numbers(from, (long)across.High).Select(n => (X: X(n), funnel.Limits(n, confidence).Low, funnel.Limits(n, confidence).High)).ToList();
            drawing.Curve(curve.Select(at => (at.X, Y(at.Low))), Drawing.Ink, 1.5, dashes);
            drawing.Curve(curve.Select(at => (at.X, Y(at.High))), Drawing.Ink, 1.5, dashes);
        }

        var marks = funnel.Units.Select(unit => (X: X(unit.N), Y: Y(unit.Value), unit.Place)).ToList();
        var numbered = Name(drawing, names, marks, left);
        foreach (var mark in marks) drawing.Mark(MarkOf(mark.Place), mark.X, mark.Y, 4.5);
        drawing.Height = Explain(measure, funnel, numbered).Draw(drawing, Top + PlotHeight + 46);
        var title = $"{measure.Title} by number of people, funnel plot";
        var sentence = Sentence(measure, names, funnel);
        return new Chart(drawing.Finish(title, sentence), Table(title, measure, names, funnel), sentence);
    }

    private static double Frame(Drawing drawing, Measure measure, Axis across, Axis up)
    {
        var numbers = Enumerable.Range(0, up.Ticks).Select(tick => up.Text(tick, measure.Suffix)).ToList();
        var left = 12 + numbers.Max(number => Drawing.WidthOf(number));
        for (var tick = 0; tick < up.Ticks; tick++)
        {
            var y = Top + PlotHeight * (1 - (double)tick / (up.Ticks - 1));
            drawing.Line(left, y, Right, y, Drawing.Grid, 1);
            drawing.Text(left - 6, y + 5, numbers[tick], "end", fill: Drawing.Soft);
        }

        for (var tick = 0; tick < across.Ticks; tick++)
        {
            var text = Words.Number((long)across.Value(tick));
            var x = left + (Right - left) * tick / (across.Ticks - 1);
            drawing.Line(x, Top + PlotHeight, x, Top + PlotHeight + 4, Drawing.Soft, 1);
            drawing.Text(Math.Min(x, Drawing.Width - 4 - Drawing.WidthOf(text) / 2), Top + PlotHeight + 20, text, "middle", fill: Drawing.Soft);
        }

        drawing.Text((left + Right) / 2, Top + PlotHeight + 38, "Number of people", "middle");
        return left;
    }

    /// <summary>Numbers at which the curves are computed: all of a few, otherwise closer together where they bend.</summary>
    private static IEnumerable<long> Numbers(long from, long to)
    {
        const int Steps = 60;
        if (to - from <= Steps) return Enumerable.Range(0, (int)(to - from) + 1).Select(i => from + i);
        var ratio = (double)to / from;
        return Enumerable.Range(0, Steps + 1).Select(i => i == Steps ? to : (long)Math.Round(from * Math.Pow(ratio, (double)i / Steps))).Distinct();
    }

    private static Mark MarkOf(FunnelPlace place) => place switch { FunnelPlace.BeyondOuter => Mark.Square, FunnelPlace.BeyondInner => Mark.Diamond, _ => Mark.Dot };

    /// <summary>Names beside the marks that are outside, the farthest first, each where it covers no mark and no other name; true where a number had to do for a name.</summary>
    private static bool Name(Drawing drawing, IReadOnlyList<string> names, List<(double X, double Y, FunnelPlace Place)> marks, double left)
    {
        var numbered = false;
        var taken = marks.Select(mark => (L: mark.X - 6, R: mark.X + 6, T: mark.Y - 6, B: mark.Y + 6)).ToList();
        foreach (var i in Enumerable.Range(0, marks.Count).Where(i => marks[i].Place != FunnelPlace.Within).OrderByDescending(i => marks[i].Place))
        {
            var (x, y, _) = marks[i];
            foreach (var text in new[] { names[i], $"{i + 1}" })
            {
                var wide = Drawing.WidthOf(text);
                (double X, double Y)[] tries = [(x + 8, y + 5), (x - 8 - wide, y + 5), (x - wide / 2, y - 9), (x - wide / 2, y + 20)];
                var free = tries.Where(at => at.X >= left && at.X + wide <= Drawing.Width - 4 && at.Y >= 12 && at.Y <= Top + PlotHeight - 2
                    && !taken.Any(box => box.L < at.X + wide && box.R > at.X && box.T < at.Y + 2 && box.B > at.Y - 11)).ToList();
                if (free.Count == 0) continue;
                drawing.Text(free[0].X, free[0].Y, text, over: true);
                taken.Add((free[0].X, free[0].X + wide, free[0].Y - 11, free[0].Y + 3));
                numbered |= text != names[i];
                break;
            }
        }

        return numbered;
    }

    private static Key Explain(Measure measure, Funnel funnel, bool numbered)
    {
        var key = new Key();
        key.Line($"All together {measure.Say(funnel.Centre)}", Drawing.Ink, 2);
        key.Line($"{Percent(funnel.Options.Inner)} limits", Drawing.Ink, 1.5, InnerDashes);
        key.Line($"{Percent(funnel.Options.Outer)} limits", Drawing.Ink, 1.5, OuterDashes);
        var places = funnel.Units.Select(unit => unit.Place).ToHashSet();
        if (places.Contains(FunnelPlace.BeyondInner)) key.Mark($"Beyond {Percent(funnel.Options.Inner)}", Mark.Diamond);
        if (places.Contains(FunnelPlace.BeyondOuter)) key.Mark($"Beyond {Percent(funnel.Options.Outer)}", Mark.Square);
        if (numbered) key.Note("Where a name has no room there is its number in the table");
        if (funnel.Widening > 1) key.Note($"Limits widened {Number(funnel.Widening)} times, as units differ more than chance explains");
        return key;
    }

    private static ChartTable Table(string title, Measure measure, IReadOnlyList<string> names, Funnel funnel) => new(title,
        ["Unit", "People", "Figure", $"{Percent(funnel.Options.Inner)} limits", $"{Percent(funnel.Options.Outer)} limits", "Where"],
        [.. funnel.Units.Select((unit, i) => (IReadOnlyList<string>)[$"{i + 1}. {names[i]}", Words.Number(unit.N), measure.Say(unit.Value),
            measure.Say(unit.Inner.Low, unit.Inner.High), measure.Say(unit.Outer.Low, unit.Outer.High), Where(unit, funnel)])]);

    private static string Where(FunnelUnit unit, Funnel funnel) => unit.Place == FunnelPlace.Within ? "within the limits"
        : $"{(unit.Value > funnel.Centre ? "above" : "below")} the {Percent(unit.Place == FunnelPlace.BeyondOuter ? funnel.Options.Outer : funnel.Options.Inner)} limit";

    private static string Sentence(Measure measure, IReadOnlyList<string> names, Funnel funnel)
    {
        var outside = funnel.Units.Select((unit, i) => (unit, i)).Where(at => at.unit.Place != FunnelPlace.Within).OrderByDescending(at => at.unit.Place)
            .Select(at => $"{names[at.i]} {Where(at.unit, funnel)}").ToList();
        if (outside.Count > Said + 1) outside = [.. outside.Take(Said), $"{outside.Count - Said} more, in the table"];
        var widened = funnel.Widening > 1 ? $" The limits are widened {Number(funnel.Widening)} times, as the units differ more than chance explains." : "";
        var expected = $"By chance alone about 1 unit in {Math.Round(1 / (1 - funnel.Options.Inner)):0} lies beyond the {Percent(funnel.Options.Inner)} limits.";
        return $"{measure.Title}: {measure.Say(funnel.Centre)} over {funnel.Units.Count} units. "
            + (outside.Count == 0 ? "All lie within the limits: their differences may be chance." : $"{Words.Join(outside)}. {expected}") + widened;
    }

    private static string Percent(double share) => Number(100 * share) + "%";

    private static string Number(double value) => Math.Round(value, 1).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
