using SelfEval.Statistics.Foundation;

namespace SelfEval.Exchange.Charts;

/// <summary>A unit among others: a team, a site.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Value">Its own figure.</param>
/// <param name="Likely">The 95 % interval of that; null where unknown.</param>
/// <param name="People">How many people it rests on; null where unknown or not shown.</param>
/// <param name="Pooled">Its figure drawn towards the others by partial pooling; null for none.</param>
/// <param name="PooledLikely">The 95 % interval of that.</param>
public sealed record ComparedUnit(string Label, double Value, Interval? Likely = null, long? People = null, double? Pooled = null, Interval? PooledLikely = null);

/// <summary>Units from the lowest to the highest, each with its interval, by its own figures and pooled: how little the order says is seen at once.</summary>
public static class CaterpillarChart
{
    /// <summary>Draws the chart.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="measure">What is compared.</param>
    /// <param name="units">The units in any order; sorted by the pooled figure where there is one.</param>
    /// <param name="overall">The figure of all together, drawn as a line; null for none.</param>
    /// <exception cref="ArgumentException">No units.</exception>
    public static Chart Draw(string id, Measure measure, IReadOnlyList<ComparedUnit> units, double? overall = null)
    {
        var sorted = Sorted(measure, units);
        return Draw(id, $"{measure.Title} compared", Sentence(measure, sorted, overall), measure, sorted, overall, null);
    }

    /// <summary>Draws so many units that one drawing would be longer than a sheet of paper.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="measure">What is compared.</param>
    /// <param name="units">The units in any order.</param>
    /// <param name="most">The most units in a part; parts are as alike in size as can be.</param>
    /// <param name="overall">The figure of all together, drawn as a line; null for none.</param>
    /// <exception cref="ArgumentException">No units.</exception>
    public static ChartInParts DrawInParts(string id, Measure measure, IReadOnlyList<ComparedUnit> units, int most, double? overall = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var whole = Draw(id, measure, units, overall);
        if (units.Count <= most) return new([whole], whole.Table, whole.Sentence);
        var sorted = Sorted(measure, units);
        var axis = IntervalRows.AxisOf(measure, Rows(measure, sorted), overall);
        var parts = (units.Count + most - 1) / most;
        var from = Enumerable.Range(0, parts + 1).Select(part => part * units.Count / parts).ToArray();
        return new([.. Enumerable.Range(0, parts).Select(part =>
        {
            var some = sorted[from[part]..from[part + 1]];
            var which = $"{from[part] + 1} to {from[part + 1]} of {units.Count}";
            return Draw($"{id}-{part + 1}", $"{measure.Title} compared, {which}", $"{which}, from the lowest. {Sentence(measure, some, overall)}", measure, some, overall, axis);
        })], whole.Table, whole.Sentence);
    }

    private static ComparedUnit[] Sorted(Measure measure, IReadOnlyList<ComparedUnit> units)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(units);
        if (units.Count == 0) throw new ArgumentException("There are no units to draw.", nameof(units));
        return [.. units.OrderBy(unit => unit.Pooled ?? unit.Value).ThenBy(unit => unit.Label, StringComparer.Ordinal)];
    }

    private static List<IntervalRows.Row> Rows(Measure measure, IEnumerable<ComparedUnit> units) =>
        [.. units.Select(unit => new IntervalRows.Row(unit.Label, Figure(measure, unit), unit.Value, unit.Likely, unit.Pooled, unit.PooledLikely))];

    private static Chart Draw(string id, string title, string sentence, Measure measure, ComparedUnit[] sorted, double? overall, Axis? axis)
    {
        var pooled = sorted.Any(unit => unit.Pooled is not null);
        var drawing = new Drawing(id);
        var end = IntervalRows.Draw(drawing, measure, Rows(measure, sorted), overall, axis: axis);
        var key = new Key();
        if (pooled)
        {
            key.Dot("Own figure");
            key.Mark("Pooled: drawn towards all", Mark.Diamond);
        }

        if (sorted.Any(unit => unit.Likely is not null || unit.PooledLikely is not null)) key.Line("Likely between (95% interval)", Drawing.Ink, 3);
        if (overall is { } all) key.Line($"All together {measure.Say(all)}", Drawing.Ink, 1.5, "2 3");
        drawing.Height = key.Draw(drawing, end);
        return new Chart(drawing.Finish(title, sentence), Table(title, measure, sorted, pooled), sentence);
    }

    private static string Figure(Measure measure, ComparedUnit unit) =>
        measure.Say(unit.Value) + (unit.Pooled is { } pooled ? $", pooled {measure.Say(pooled)}" : "") + (unit.People is { } n ? $", {People(n)}" : "");

    private static ChartTable Table(string title, Measure measure, ComparedUnit[] units, bool pooled)
    {
        string Limits(Interval? likely) => likely is { } ends ? measure.Say(ends.Low, ends.High) : "not known";
        string[] headers = ["Unit", "Figure", "Likely between (95% interval)", .. pooled ? ["Pooled", "Pooled, likely between"] : Array.Empty<string>(), "People"];
        return new ChartTable(title, headers, [.. units.Select(unit => (IReadOnlyList<string>)
            [unit.Label, measure.Say(unit.Value), Limits(unit.Likely),
                .. pooled ? [unit.Pooled is { } value ? measure.Say(value) : "none", unit.Pooled is null ? "" : Limits(unit.PooledLikely)] : Array.Empty<string>(),
                unit.People is { } n ? Words.Number(n) : Words.NotShown])]);
    }

    private static string Sentence(Measure measure, ComparedUnit[] units, double? overall)
    {
        var (first, last) = (units[0], units[^1]);
        if (units.Length == 1) return $"{measure.Title}: {measure.Say(first.Value)} in {first.Label}; there is nothing to compare it with.";
        var range = $"{measure.Title}: from {measure.Say(first.Pooled ?? first.Value)} ({first.Label}) to {measure.Say(last.Pooled ?? last.Value)} ({last.Label})";
        var intervals = units.Select(unit => unit.PooledLikely ?? unit.Likely).OfType<Interval>().ToList();
        if (overall is not { } all || intervals.Count == 0) return $"{range}.";
        var apart = intervals.Count(interval => !interval.Contains(all));
        return apart == 0
            ? $"{range}; every interval holds the figure of all together, {measure.Say(all)}, so the order may be chance."
            : $"{range}; {apart} of {intervals.Count} intervals {(apart == 1 ? "does" : "do")} not hold the figure of all together, {measure.Say(all)}. Where intervals overlap the order may be chance.";
    }

    private static string People(long n) => n == 1 ? "1 person" : $"{Words.Number(n)} people";
}
