namespace SelfEval.Instruments.Definition;

/// <summary>Cuts an instrument down to a selection.</summary>
internal static class InstrumentPart
{
    public static Instrument Take(Instrument whole, InstrumentSelection selection)
    {
        if (whole.Selection is not null)
            throw new ArgumentException($"Take from the whole of {whole.Id}, not from a part of it.");
        if (selection.IsWhole)
            return whole;

        var asked = AskedItems(whole, selection.Form);
        var kept = KeptItems(whole, asked, selection.Items);
        var part = whole with
        {
            Items = kept,
            Forms = [],
            Selection = selection with { Items = kept.Count == asked.Count ? null : kept.Select(item => item.Code).ToArray() },
        };
        var keptCodes = kept.Select(item => item.Code).ToHashSet();
        var lost = kept.Count < asked.Count;
        var scales = new List<Scale>();
        var cutScale = false;
        foreach (var scale in whole.Scales)
        {
            var ruled = WithRule(whole, scale, selection.RuleByScale);
            var left = ruled.Items.Where(item => keptCodes.Contains(item.Code)).ToList();
            if (left.Count == 0)
                continue;
            var cut = left.Count < ruled.Items.Count;
            cutScale |= cut;
            scales.Add(cut ? Shrink(ruled, left, kept) : ruled);
        }
        if (selection.RuleByScale?.Keys.FirstOrDefault(id => whole.FindScale(id) is null) is { } unknown)
            throw new ArgumentException($"{whole.Id} has no scale '{unknown}'.");

        var adapted = cutScale || (lost && whole.Standing is not Standing.Bespoke);
        return part with
        {
            Standing = adapted ? Standing.Adapted : whole.Standing,
            Scales = adapted ? scales.Select(scale => scale with { Bands = [], MinimumResponses = null }).ToArray() : scales,
        };
    }

    private static List<Item> AskedItems(Instrument whole, string? formId)
    {
        if (formId is null)
            return [.. whole.Items];
        var form = whole.Forms.FirstOrDefault(form => form.Id == formId)
            ?? throw new ArgumentException($"{whole.Id} has no form '{formId}'.");
        return [.. form.Items.Select(code => whole.FindItem(code)!)];
    }

    private static List<Item> KeptItems(Instrument whole, List<Item> asked, IReadOnlyList<string>? codes)
    {
        if (codes is null)
            return asked;
        if (codes.Count == 0)
            throw new ArgumentException($"No item of {whole.Id} was chosen.");
        if (codes.FirstOrDefault(code => asked.All(item => item.Code != code)) is { } unknown)
            throw new ArgumentException($"{whole.Id} has no item '{unknown}' here.");
        var kept = asked.Where(item => codes.Contains(item.Code)).ToList();
        foreach (var item in kept)
        {
            if (item.ShowIf?.Items.FirstOrDefault(other => !codes.Contains(other)) is { } needed)
                throw new ArgumentException($"Item '{item.Code}' is shown depending on '{needed}', so take both or neither.");
        }
        return kept;
    }

    private static Scale WithRule(Instrument whole, Scale scale, IReadOnlyDictionary<string, string>? ruleByScale)
    {
        if (ruleByScale is null || !ruleByScale.TryGetValue(scale.Id, out var id))
            return scale;
        var chosen = scale.Rules.FirstOrDefault(rule => rule.Id == id)
            ?? throw new ArgumentException($"Scale {whole.Id}.{scale.Id} has no rule '{id}'; it has {string.Join(", ", scale.Rules.Select(rule => rule.Id))}.");
        return scale with { Rules = [chosen, .. scale.Rules.Where(rule => rule != chosen)] };
    }

    private static Scale Shrink(Scale scale, List<ScaleItem> left, List<Item> items)
    {
        var before = scale.Items.Count;
        var shrunk = scale with
        {
            Items = left,
            Rules = scale.Rules.Select(rule => rule.Kind switch
            {
                MissingRuleKind.AtMostMissing => rule with { Count = rule.Count * left.Count / before },
                MissingRuleKind.AtLeastAnswered => rule with { Count = ((rule.Count * left.Count) + before - 1) / before },
                _ => rule,
            }).ToArray(),
        };
        if (ScaleBounds.Of(shrunk, code => items.Find(item => item.Code == code)) is not { } bounds)
            return shrunk;
        return shrunk with { Minimum = bounds.Lowest, Maximum = bounds.Highest };
    }
}
