namespace SelfEval.Instruments.Definition;

/// <summary>A calibration must fit its scale: one location an item, one threshold between neighbouring options.</summary>
internal static class RaschChecks
{
    public static void Check(Scale scale, string place, IReadOnlyDictionary<string, Item> items, JsonComplaints complaints)
    {
        if (scale.Method != ScoringMethod.RaschMeasure)
        {
            if (scale.Calibration is not null)
                complaints.Add(place + ".calibration", "only belongs to raschMeasure; take it out, or write \"method\": \"raschMeasure\"");
            return;
        }
        if (scale.Calibration is not { } calibration)
        {
            complaints.Add(place, "'calibration' is missing; add \"calibration\": { \"locations\": { … }, \"thresholds\": [ … ], \"source\": \"…\" }");
            return;
        }
        foreach (var part in scale.Items.Where(part => !calibration.Locations.ContainsKey(part.Code)))
            complaints.Add(place + ".calibration.locations", $"has no location for item '{part.Code}'; add \"{part.Code}\": …, in logits");
        foreach (var code in calibration.Locations.Keys.Where(code => scale.Items.All(part => part.Code != code)))
            complaints.Add($"{place}.calibration.locations.{code}", $"is not an item of this scale{Nearest.Hint(code, [.. scale.Items.Select(part => part.Code)], "items")}");
        if (calibration.Thresholds.Count == 0)
            complaints.Add(place + ".calibration.thresholds", "must hold at least one threshold: one fewer than there are options");
        for (var i = 0; i < scale.Items.Count; i++)
        {
            if (!items.TryGetValue(scale.Items[i].Code, out var item) || item.Responses is not { } set)
                continue;
            var values = set.Options.Where(option => option.Value is not null).Select(option => option.Value!.Value).Order().ToList();
            if (values.Count != calibration.Thresholds.Count + 1 || !values.Select((value, step) => value == values[0] + step).All(fits => fits))
                complaints.Add($"{place}.items[{i}]", $"needs {calibration.Thresholds.Count + 1} options with consecutive values for {calibration.Thresholds.Count} thresholds");
        }
    }
}
