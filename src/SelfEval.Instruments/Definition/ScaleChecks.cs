namespace SelfEval.Instruments.Definition;

/// <summary>What must hold inside one scale.</summary>
internal static class ScaleChecks
{
    private const double Tolerance = 1e-9;

    public static void Check(Scale scale, string place, Dictionary<string, Item> items, JsonComplaints complaints)
    {
        if (scale.Items.Count == 0)
            complaints.Add(place + ".items", "must hold at least one item");
        var known = CheckItems(scale, place, items, complaints);
        CheckRules(scale, place, items, known, complaints);
        CheckBands(scale, place, complaints);
        if (scale.Method == ScoringMethod.OptionProportions && scale.Counted.Count == 0)
            complaints.Add(place, "'counted' is missing: which options are counted?");
        if (scale.Method != ScoringMethod.OptionProportions && scale.Counted.Count > 0)
            complaints.Add(place + ".counted", "only belongs to optionProportions");
        RaschChecks.Check(scale, place, items, complaints);
        if (scale.Minimum >= scale.Maximum)
            complaints.Add(place + ".minimum", "must be below the maximum");
        else if (known && scale.Items.Count > 0)
            CheckRange(scale, place, items, complaints);
    }

    private static bool CheckItems(Scale scale, string place, Dictionary<string, Item> items, JsonComplaints complaints)
    {
        var seen = new HashSet<string>();
        var sound = true;
        for (var i = 0; i < scale.Items.Count; i++)
        {
            var part = scale.Items[i];
            var problem = !items.TryGetValue(part.Code, out var item) ? $"there is no item '{part.Code}'"
                : !seen.Add(part.Code) ? $"item '{part.Code}' is listed twice"
                : WhyUnfit(scale, part, item);
            if (problem is null)
                continue;
            complaints.Add($"{place}.items[{i}]", problem);
            sound = false;
        }
        return sound;
    }

    private static string? WhyUnfit(Scale scale, ScaleItem part, Item item)
    {
        var weighted = scale.Method is ScoringMethod.Sum or ScoringMethod.Mean;
        if (!weighted && part.Weight != 1)
            return "a weight only belongs to sum and mean";
        if (part.Weight == 0)
            return "a weight of 0 leaves the item out; remove it";
        if (scale.Method == ScoringMethod.Mean && part.Weight < 0)
            return "a mean cannot have a negative weight; use 'reverse'";
        if (scale.Method == ScoringMethod.OptionProportions)
        {
            if (item.Kind is not (ItemKind.SingleChoice or ItemKind.Bipolar or ItemKind.ZeroToTen))
                return $"item '{item.Code}' has no single option to count";
            if (part.Reverse)
                return "options cannot be reversed";
            return scale.Counted.FirstOrDefault(code => item.Responses?.Find(code) is not { Missing: null }) is { } unknown
                ? $"counted option '{unknown}' is not an option of item '{item.Code}'" : null;
        }
        if (item.Kind == ItemKind.Number)
        {
            if (scale.Method == ScoringMethod.RaschMeasure)
                return $"item '{item.Code}' has no options to measure";
            return item.Minimum is null || item.Maximum is null ? $"item '{item.Code}' needs 'minimum' and 'maximum' to be scored" : null;
        }
        if (item.Kind is not (ItemKind.SingleChoice or ItemKind.Bipolar or ItemKind.ZeroToTen))
            return $"item '{item.Code}' cannot be scored: it is not answered with one option or a number";
        return item.Responses?.Options.FirstOrDefault(option => option is { Missing: null, Value: null }) is { } bare
            ? $"option '{bare.Code}' of item '{item.Code}' has neither 'value' nor 'missing'" : null;
    }

    private static void CheckRules(Scale scale, string place, Dictionary<string, Item> items, bool known, JsonComplaints complaints)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < scale.Rules.Count; i++)
        {
            var rule = scale.Rules[i];
            var at = $"{place}.rules[{i}]";
            if (!ids.Add(rule.Id))
                complaints.Add(at + ".id", $"rule '{rule.Id}' is defined twice");
            if (rule.Kind == MissingRuleKind.AtLeastAnswered && (rule.Count < 1 || rule.Count > scale.Items.Count))
                complaints.Add(at + ".count", $"must be from 1 to the number of items ({scale.Items.Count})");
            if (scale.Method is not (ScoringMethod.Sum or ScoringMethod.Mean))
            {
                if (rule.NotApplicableIsZero)
                    complaints.Add(at + ".notApplicableIsZero", "only belongs to sum and mean");
                continue;
            }
            if (!known)
                continue;
            var ranges = scale.Items.Select(part => ScaleBounds.Of(items[part.Code])).OfType<(double Lowest, double Highest)>().Distinct().ToList();
            if (rule is { Kind: not MissingRuleKind.AllAnswered, Replacement: Replacement.PersonMean } && ranges.Count > 1)
                complaints.Add(at, "the person's mean can only stand in for a missing item where all items have the same range");
            if (rule.NotApplicableIsZero && ranges.Exists(range => range.Lowest > 0 || range.Highest < 0))
                complaints.Add(at + ".notApplicableIsZero", "zero is outside the range of an item");
            if (rule is { Replacement: Replacement.None, Kind: not MissingRuleKind.AllAnswered } && scale is { Method: ScoringMethod.Sum, RescaleTo100: true })
                complaints.Add(at + ".replacement", "a sum of the answered items alone cannot be rescaled to 0–100");
        }
    }

    private static void CheckBands(Scale scale, string place, JsonComplaints complaints)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < scale.Bands.Count; i++)
        {
            var band = scale.Bands[i];
            var at = $"{place}.bands[{i}]";
            var starts = i == 0 ? scale.Minimum : scale.Bands[i - 1].To;
            if (!ids.Add(band.Id))
                complaints.Add(at + ".id", $"band '{band.Id}' is defined twice");
            if (band.From >= band.To)
                complaints.Add(at, "'from' must be below 'to'");
            if (band.From > starts)
                complaints.Add(at + ".from", FormattableString.Invariant($"leaves a gap from {starts} to {band.From}"));
            if (band.From < starts)
                complaints.Add(at + ".from", FormattableString.Invariant($"overlaps what ends at {starts}"));
        }
        if (scale.Bands.Count > 0 && scale.Bands[^1].To != scale.Maximum)
            complaints.Add($"{place}.bands[{scale.Bands.Count - 1}].to", FormattableString.Invariant($"the last band must end at the maximum, {scale.Maximum}"));
    }

    private static void CheckRange(Scale scale, string place, Dictionary<string, Item> items, JsonComplaints complaints)
    {
        if (ScaleBounds.Of(scale, items.GetValueOrDefault) is not { } range)
            return;
        var partial = scale.Method == ScoringMethod.Sum
            && scale.Rules.Any(rule => rule is { Replacement: Replacement.None, Kind: not MissingRuleKind.AllAnswered });
        var said = FormattableString.Invariant($"the items give {range.Lowest} to {range.Highest}");
        if (partial ? scale.Minimum > range.Lowest : Math.Abs(scale.Minimum - range.Lowest) > Tolerance)
            complaints.Add(place + ".minimum", said);
        if (partial ? scale.Maximum < range.Highest : Math.Abs(scale.Maximum - range.Highest) > Tolerance)
            complaints.Add(place + ".maximum", said);
    }
}
