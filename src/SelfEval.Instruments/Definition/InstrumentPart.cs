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
        var (scales, cutScale) = ScalePieces.Of(whole, keptCodes, scale => WithRule(whole, scale, selection.RuleByScale));
        if (selection.RuleByScale?.Keys.FirstOrDefault(id => whole.FindScale(id) is null) is { } unknown)
            throw new ArgumentException($"{whole.Id} has no scale '{unknown}'.");

        var adapted = cutScale || (lost && whole.Standing is not Standing.Bespoke);
        return part with
        {
            Standing = adapted ? Standing.Adapted : whole.Standing,
            Scales = adapted ? scales.Select(WithoutFindings).ToArray() : scales,
        };
    }

    // What was found for the published measure does not hold for a part of it.
    private static Scale WithoutFindings(Scale scale) =>
        scale with { Bands = [], BandSets = [], MinimumResponses = null, ImportantDifferences = [], ReferenceValues = [] };

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
        foreach (var goal in whole.Scales.SelectMany(scale => scale.Goals))
        {
            if (codes.Contains(goal.Text) != codes.Contains(goal.Rating))
                throw new ArgumentException($"Items '{goal.Text}' and '{goal.Rating}' are one goal, so take both or neither.");
        }
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
}
