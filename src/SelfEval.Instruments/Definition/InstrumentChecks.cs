namespace SelfEval.Instruments.Definition;

/// <summary>What must hold between the parts of an instrument.</summary>
internal static class InstrumentChecks
{
    public static void Check(Instrument instrument, JsonComplaints complaints)
    {
        var items = new Dictionary<string, Item>();
        for (var i = 0; i < instrument.Items.Count; i++)
        {
            var item = instrument.Items[i];
            if (item.Code.Length > 0 && !items.TryAdd(item.Code, item))
                complaints.Add($"$.items[{i}].code", $"item '{item.Code}' is defined twice; give one of them another code");
        }
        ConditionChecks.Check(instrument.Items, complaints);
        CheckForms(instrument, items, complaints);
        CheckScales(instrument, items, complaints);
        for (var i = 0; i < instrument.QualityChecks.Count; i++)
        {
            if (instrument.QualityChecks[i].Kind is not (QualityCheckKind.Speed or QualityCheckKind.NotApplicable))
                complaints.Add($"$.qualityChecks[{i}]", "is of the items of one scale; move it to 'qualityChecks' of the scale");
        }
    }

    private static void CheckScales(Instrument instrument, Dictionary<string, Item> items, JsonComplaints complaints)
    {
        var scales = new Dictionary<string, Scale>();
        for (var i = 0; i < instrument.Scales.Count; i++)
        {
            if (!scales.TryAdd(instrument.Scales[i].Id, instrument.Scales[i]))
                complaints.Add($"$.scales[{i}].id", $"scale '{instrument.Scales[i].Id}' is defined twice; give one of them another id");
        }
        var checks = new ScaleChecks(items, scales, instrument.Standing, complaints);
        for (var i = 0; i < instrument.Scales.Count; i++)
            checks.Check(instrument.Scales[i], $"$.scales[{i}]");
    }

    private static void CheckForms(Instrument instrument, Dictionary<string, Item> items, JsonComplaints complaints)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < instrument.Forms.Count; i++)
        {
            var form = instrument.Forms[i];
            if (!ids.Add(form.Id))
                complaints.Add($"$.forms[{i}].id", $"form '{form.Id}' is defined twice; give one of them another id");
            if (form.Items.Count == 0)
                complaints.Add($"$.forms[{i}].items", "must hold at least one item");
            var asked = new HashSet<string>();
            for (var j = 0; j < form.Items.Count; j++)
            {
                var place = $"$.forms[{i}].items[{j}]";
                if (!items.TryGetValue(form.Items[j], out var item))
                    complaints.Add(place, $"there is no item '{form.Items[j]}'{Nearest.Hint(form.Items[j], items.Keys, "items")}");
                else if (item.ShowIf?.Items.FirstOrDefault(code => !asked.Contains(code)) is { } needed)
                    complaints.Add(place, $"is shown depending on '{needed}', which this form does not ask before it; put that item into the form, further up");
                if (!asked.Add(form.Items[j]))
                    complaints.Add(place, $"item '{form.Items[j]}' is listed twice; take one out");
            }
        }
    }
}
