namespace SelfEval.Instruments.Definition;

/// <summary>Which items two scales ask in the same way, and how the others differ.</summary>
/// <param name="Common">Codes of the items that are the same.</param>
/// <param name="Differences">How the items differ, each a sentence.</param>
internal sealed record ItemComparison(IReadOnlyList<string> Common, IReadOnlyList<ComparabilityReason> Differences)
{
    public static ItemComparison Of(ScaleInUse one, ScaleInUse other)
    {
        var (ours, theirs) = (Parts(one), Parts(other));
        var languages = Languages(one, other);
        var common = new List<string>();
        var differences = new List<ComparabilityReason>();
        foreach (var (code, part) in ours)
        {
            if (!theirs.TryGetValue(code, out var twin))
                continue;
            var why = WhyDifferent(part, twin, languages);
            if (why is null)
                common.Add(code);
            else
                differences.Add(new(ComparabilityReason.Wording, $"Item {code} {why}."));
        }
        Missing(ours, theirs, "the second");
        Missing(theirs, ours, "the first");
        return new ItemComparison(common, differences);

        void Missing(Dictionary<string, Part> here, Dictionary<string, Part> there, string side)
        {
            var left = here.Keys.Where(code => !there.ContainsKey(code)).ToList();
            if (left.Count > 0)
                differences.Add(new(ComparabilityReason.Items, $"{(left.Count == 1 ? $"Item {left[0]} is" : $"Items {string.Join(", ", left)} are")} not in {side}."));
        }
    }

    private sealed record Part(Item Item, bool Reverse, double Weight);

    // A composite has the items of its scales; an item in two of them is compared once.
    private static Dictionary<string, Part> Parts(ScaleInUse use)
    {
        var parts = new Dictionary<string, Part>();
        void Add(Scale scale, double weight)
        {
            foreach (var item in scale.Items)
            {
                if (use.Instrument.FindItem(item.Code) is { } found)
                    parts.TryAdd(item.Code, new Part(found, item.Reverse, item.Weight * weight));
            }
            foreach (var part in scale.Parts)
            {
                if (use.Instrument.FindScale(part.Scale) is { } inner)
                    Add(inner, weight * part.Weight);
            }
        }
        Add(use.Scale, 1);
        return parts;
    }

    // The language both were asked in; where that is not told, every language that both have.
    private static IReadOnlyList<string> Languages(ScaleInUse one, ScaleInUse other) =>
        one.Language is { } asked && asked == other.Language ? [asked] : [.. one.Instrument.Languages.Intersect(other.Instrument.Languages)];

    private static string? WhyDifferent(Part one, Part other, IReadOnlyList<string> languages)
    {
        if (languages.Count == 0)
            return "is worded in no language that both have";
        if (languages.FirstOrDefault(language => !SameText(one.Item.Text, other.Item.Text, language)) is { } worded)
            return $"is worded differently ('{worded}')";
        if (one.Item.Kind != other.Item.Kind || !SameOptions(one.Item, other.Item, languages))
            return "has different options";
        if (languages.Any(language => !SameText(one.Item.LowAnchor, other.Item.LowAnchor, language) || !SameText(one.Item.HighAnchor, other.Item.HighAnchor, language)))
            return "has different words at its ends";
        if (one.Item.Minimum != other.Item.Minimum || one.Item.Maximum != other.Item.Maximum)
            return "takes different numbers";
        if (one.Reverse != other.Reverse)
            return "is turned round before scoring in one of them only";
        return one.Weight == other.Weight ? null : "has different weights";
    }

    private static bool SameOptions(Item one, Item other, IReadOnlyList<string> languages)
    {
        var (ours, theirs) = (one.Responses?.Options ?? [], other.Responses?.Options ?? []);
        return ours.Count == theirs.Count && ours.Zip(theirs).All(pair =>
            pair.First.Code == pair.Second.Code && pair.First.Value == pair.Second.Value && pair.First.Missing == pair.Second.Missing
            && languages.All(language => SameText(pair.First.Label, pair.Second.Label, language)));
    }

    private static bool SameText(LocalText? one, LocalText? other, string language) => one?.In(language).Trim() == other?.In(language).Trim();
}
