using System.Globalization;

namespace SelfEval.Instruments.Definition;

/// <summary>A lookup table has exactly one row for every sum that the items can give.</summary>
internal static class LookupChecks
{
    private const int MostSums = 20_000;
    private const int MostNamed = 5;

    public static void Check(Scale scale, string place, IReadOnlyDictionary<string, Item> items, JsonComplaints complaints)
    {
        // An item without values is complained of where it stands.
        if (scale.Table is not { } table || scale.Items.Any(part => ScaleBounds.Of(items[part.Code]) is null))
            return;
        if (ReachableSums(scale, items) is not { } sums)
        {
            complaints.Add(place + ".table", "the items can give too many different sums for a table; score whole numbers or options with few values");
            return;
        }
        var rows = new HashSet<double>();
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var raw = Rounded(table.Rows[i].Raw);
            var at = $"{place}.table.rows[{i}].raw";
            if (!rows.Add(raw))
                complaints.Add(at, FormattableString.Invariant($"there are two rows for {raw}; take one out"));
            else if (!sums.Contains(raw))
                complaints.Add(at, FormattableString.Invariant($"the items never add up to {raw}: they give {sums.Min} to {sums.Max}; take the row out"));
        }
        var holes = sums.Where(sum => !rows.Contains(sum)).ToList();
        if (holes.Count == 0)
            return;
        var named = string.Join(", ", holes.Take(MostNamed).Select(sum => sum.ToString(CultureInfo.InvariantCulture)));
        var more = holes.Count > MostNamed ? $" and {holes.Count - MostNamed} more" : "";
        complaints.Add(place + ".table.rows", FormattableString.Invariant(
            $"has no row for {named}{more}; the items give sums from {sums.Min} to {sums.Max}, and each needs a row {{ \"raw\": …, \"value\": … }}"));
    }

    /// <summary>Sums are compared at nine decimals, so that a sum of tenths finds its row.</summary>
    public static double Rounded(double sum) => Math.Round(sum, 9);

    private static SortedSet<double>? ReachableSums(Scale scale, IReadOnlyDictionary<string, Item> items)
    {
        SortedSet<double> sums = [0];
        foreach (var part in scale.Items)
        {
            if (ValuesOf(items[part.Code]) is not { } values)
                return null;
            var (lowest, highest) = (values.Min(), values.Max());
            var given = values.Select(value => part.Weight * (part.Reverse ? lowest + highest - value : value)).ToList();
            sums = [.. sums.SelectMany(sum => given.Select(value => Rounded(sum + value)))];
            if (sums.Count > MostSums)
                return null;
        }
        return sums;
    }

    private static List<double>? ValuesOf(Item item)
    {
        if (item.Kind != ItemKind.Number)
            return [.. item.Responses!.Options.Select(option => option.Value).OfType<double>()];
        var (from, to) = (Math.Ceiling(item.Minimum!.Value), Math.Floor(item.Maximum!.Value));
        return item.DecimalPlaces is > 0 || to - from >= MostSums || to < from ? null : [.. Enumerable.Range(0, (int)(to - from) + 1).Select(step => from + step)];
    }
}
