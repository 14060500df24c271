namespace SelfEval.Instruments.Definition;

/// <summary>Whether an item can take part in a scale.</summary>
internal static class ScaleItemChecks
{
    public static string? WhyUnfit(Scale scale, ScaleItem part, Item item)
    {
        var weighted = scale.IsMean || scale.Method is ScoringMethod.Sum or ScoringMethod.Lookup;
        if (!weighted && part.Weight != 1)
            return "a weight only belongs to sum and mean; take it out";
        if (part.Weight == 0)
            return "a weight of 0 leaves the item out; remove it or write another weight";
        if (scale.IsMean && part.Weight < 0)
            return "a mean cannot have a negative weight; use \"reverse\": true";
        if (scale.Method is ScoringMethod.OptionProportions or ScoringMethod.Screening)
            return WhyUncountable(scale, part, item);
        if (item.Kind == ItemKind.Number)
        {
            if (scale.Method == ScoringMethod.RaschMeasure)
                return $"item '{item.Code}' has no options to measure; a Rasch measure needs singleChoice items";
            if (item.Minimum is null || item.Maximum is null)
                return $"item '{item.Code}' needs 'minimum' and 'maximum' to be scored; add both to the item";
            return WhyNotBipolar(scale, item);
        }
        if (item.Kind is not (ItemKind.SingleChoice or ItemKind.Bipolar or ItemKind.ZeroToTen))
            return $"item '{item.Code}' cannot be scored: it is not answered with one option or a number; take it out of the scale";
        if (item.Responses?.Options.FirstOrDefault(option => option is { Missing: null, Value: null }) is not { } bare)
            return WhyNotBipolar(scale, item);
        return $"option '{bare.Code}' of item '{item.Code}' has neither 'value' nor 'missing'"
            + (part.Reverse ? ", so there is nothing to reverse" : "") + $"; give the options of response set '{item.Responses.Id}' values";
    }

    private static string? WhyUncountable(Scale scale, ScaleItem part, Item item)
    {
        if (item.Kind is not (ItemKind.SingleChoice or ItemKind.Bipolar or ItemKind.ZeroToTen))
            return $"item '{item.Code}' has no single option to count; take it out of the scale";
        if (part.Reverse)
            return "options cannot be reversed; name the options to count in 'counted'";
        var options = item.Responses?.Options.Where(option => option.Missing is null).Select(option => option.Code).ToList() ?? [];
        return scale.Counted.FirstOrDefault(code => !options.Contains(code)) is { } unknown
            ? $"counted option '{unknown}' is not an option of item '{item.Code}'{Nearest.Hint(unknown, options, "options")}" : null;
    }

    private static string? WhyNotBipolar(Scale scale, Item item) =>
        scale.Method == ScoringMethod.BipolarMean && ScaleBounds.Of(item) is var (lowest, highest) && lowest != -highest
            ? FormattableString.Invariant($"item '{item.Code}' runs from {lowest} to {highest}, so 0 is not its middle; use \"method\": \"mean\"") : null;
}
