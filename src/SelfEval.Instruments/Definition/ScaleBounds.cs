namespace SelfEval.Instruments.Definition;

/// <summary>The lowest and highest score that the items of a scale can give.</summary>
internal static class ScaleBounds
{
    /// <summary>The range of values an item can give to a scale, or null where it gives none.</summary>
    public static (double Lowest, double Highest)? Of(Item item)
    {
        if (item.Kind == ItemKind.Number)
            return item is { Minimum: { } minimum, Maximum: { } maximum } ? (minimum, maximum) : null;
        var values = item.Responses?.Options.Where(option => option.Value is not null).Select(option => option.Value!.Value).ToList();
        return values is { Count: > 0 } ? (values.Min(), values.Max()) : null;
    }

    public static (double Lowest, double Highest)? Of(Scale scale, Func<string, Item?> find)
    {
        switch (scale.Method)
        {
            case ScoringMethod.RaschMeasure:
                return (0, 100);
            case ScoringMethod.TopScore or ScoringMethod.OptionProportions:
                return (0, scale.RescaleTo100 ? 100 : 1);
        }
        if (scale.RescaleTo100)
            return (0, 100);
        return RawOf(scale, find);
    }

    /// <summary>The range of a sum or mean before it is rescaled.</summary>
    public static (double Lowest, double Highest)? RawOf(Scale scale, Func<string, Item?> find)
    {
        double lowest = 0, highest = 0, weights = 0;
        foreach (var part in scale.Items)
        {
            if (find(part.Code) is not { } item || Of(item) is not { } range)
                return null;
            lowest += part.Weight * (part.Weight >= 0 ? range.Lowest : range.Highest);
            highest += part.Weight * (part.Weight >= 0 ? range.Highest : range.Lowest);
            weights += part.Weight;
        }
        return scale.Method == ScoringMethod.Mean ? (lowest / weights, highest / weights) : (lowest, highest);
    }
}
