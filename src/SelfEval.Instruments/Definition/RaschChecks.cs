namespace SelfEval.Instruments.Definition;

/// <summary>A calibration must fit its scale: every item once, one threshold between neighbouring options.</summary>
internal static class RaschChecks
{
    // Beyond, the chance of an option is no longer told from 0 by a double.
    private const double WidestSteps = 600;

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
        CheckItems(scale, place + ".calibration", calibration, complaints);
        if (!calibration.IsPartialCredit && calibration.Thresholds.Count == 0)
            complaints.Add(place + ".calibration.thresholds", "must hold at least one threshold: one fewer than there are options");
        var calibrated = calibration.Items.ToHashSet();
        for (var i = 0; i < scale.Items.Count; i++)
        {
            var code = scale.Items[i].Code;
            if (!calibrated.Contains(code) || !items.TryGetValue(code, out var item) || item.Responses is not { } set)
                continue;
            var thresholds = calibration.ThresholdsOf(code);
            var values = set.Options.Where(option => option.Value is not null).Select(option => option.Value!.Value).Order().ToList();
            if (values.Count != thresholds.Count + 1 || !values.Select((value, step) => value == values[0] + step).All(fits => fits))
                complaints.Add($"{place}.items[{i}]", $"needs {thresholds.Count + 1} options with consecutive values for {thresholds.Count} thresholds");
            else if (thresholds.Sum(threshold => Math.Abs(threshold - thresholds.Average())) > WidestSteps)
                complaints.Add(place + ".calibration", $"the thresholds of '{code}' lie too far apart to be computed with; calibrations mostly lie between -4 and 4");
        }
    }

    private static void CheckItems(Scale scale, string place, RaschCalibration calibration, JsonComplaints complaints)
    {
        var (list, missing, example) = calibration.IsPartialCredit ? (".itemThresholds", "thresholds", "[ … ]") : (".locations", "location", "…");
        var calibrated = calibration.Items.ToHashSet();
        foreach (var part in scale.Items.Where(part => !calibrated.Contains(part.Code)))
            complaints.Add(place + list, $"has no {missing} for item '{part.Code}'; add \"{part.Code}\": {example}, in logits");
        foreach (var code in calibrated.Where(code => scale.Items.All(part => part.Code != code)))
            complaints.Add($"{place}{list}.{code}", $"is not an item of this scale{Nearest.Hint(code, [.. scale.Items.Select(part => part.Code)], "items")}");
        foreach (var (code, thresholds) in calibration.ItemThresholds)
        {
            if (thresholds.Count == 0)
                complaints.Add($"{place}{list}.{code}", "must hold at least one threshold: one fewer than the item has options");
        }
    }
}
