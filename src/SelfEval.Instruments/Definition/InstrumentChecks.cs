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
                complaints.Add($"$.items[{i}].code", $"item '{item.Code}' is defined twice");
        }
        ConditionChecks.Check(instrument.Items, complaints);
        CheckForms(instrument, items, complaints);
        var scales = new HashSet<string>();
        for (var i = 0; i < instrument.Scales.Count; i++)
        {
            if (!scales.Add(instrument.Scales[i].Id))
                complaints.Add($"$.scales[{i}].id", $"scale '{instrument.Scales[i].Id}' is defined twice");
            ScaleChecks.Check(instrument.Scales[i], $"$.scales[{i}]", items, complaints);
        }
    }

    private static void CheckForms(Instrument instrument, Dictionary<string, Item> items, JsonComplaints complaints)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < instrument.Forms.Count; i++)
        {
            var form = instrument.Forms[i];
            if (!ids.Add(form.Id))
                complaints.Add($"$.forms[{i}].id", $"form '{form.Id}' is defined twice");
            if (form.Items.Count == 0)
                complaints.Add($"$.forms[{i}].items", "must hold at least one item");
            var asked = new HashSet<string>();
            for (var j = 0; j < form.Items.Count; j++)
            {
                var place = $"$.forms[{i}].items[{j}]";
                if (!items.TryGetValue(form.Items[j], out var item))
                    complaints.Add(place, $"there is no item '{form.Items[j]}'");
                else if (item.ShowIf?.Items.FirstOrDefault(code => !asked.Contains(code)) is { } needed)
                    complaints.Add(place, $"is shown depending on '{needed}', which this form does not ask before it");
                if (!asked.Add(form.Items[j]))
                    complaints.Add(place, $"item '{form.Items[j]}' is listed twice");
            }
        }
    }
}
