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

    /// <summary>The range of a score as reported; null where it cannot be told. A rescaled score has the range that the scale declares.</summary>
    public static (double Lowest, double Highest)? Of(Scale scale, Func<string, Item?> find, Func<string, Scale?> findScale) => scale switch
    {
        { Method: ScoringMethod.RaschMeasure } or { RescaleTo100: true } => (0, 100),
        { Rescale: true } => (scale.Minimum, scale.Maximum),
        _ => RawOf(scale, find, findScale),
    };

    /// <summary>The range before it is rescaled.</summary>
    public static (double Lowest, double Highest)? RawOf(Scale scale, Func<string, Item?> find, Func<string, Scale?> findScale) => scale.Method switch
    {
        ScoringMethod.TopScore or ScoringMethod.OptionProportions or ScoringMethod.Screening => (0, 1),
        ScoringMethod.Lookup => scale.Table is { Rows: { Count: > 0 } rows } ? (rows.Min(row => row.Value), rows.Max(row => row.Value)) : null,
        ScoringMethod.Composite => Weighted(scale.Parts.Select(part => (part.Weight, RangeOf(findScale(part.Scale)))), scale.Combine == Combination.Mean, Fewest(scale)),
        _ => Weighted(Items(scale, find), scale.IsMean || scale.Method == ScoringMethod.Goals, Fewest(scale)),
    };

    /// <summary>How few parts a sum may be made of: all of them, unless a rule sums up the answered ones alone.</summary>
    public static int FewestSummed(Scale scale)
    {
        var sums = scale.Method == ScoringMethod.Sum || scale is { Method: ScoringMethod.Composite, Combine: Combination.Sum };
        return sums ? Fewest(scale) : scale.PartCount;
    }

    private static int Fewest(Scale scale) => scale.Rules.Select(rule => rule switch
    {
        { Kind: MissingRuleKind.AllAnswered } or { Replacement: not Replacement.None } => scale.PartCount,
        { Kind: MissingRuleKind.AtLeastHalf } => (scale.PartCount + 1) / 2,
        { Kind: MissingRuleKind.AtMostMissing } => Math.Max(1, scale.PartCount - rule.Count ?? 0),
        _ => Math.Max(1, rule.Count ?? 1),
    }).DefaultIfEmpty(scale.PartCount).Min();

    private static IEnumerable<(double Weight, (double Lowest, double Highest)? Range)> Items(Scale scale, Func<string, Item?> find) =>
        scale.Items.Select(part => (part.Weight, find(part.Code) is { } item ? Of(item) : null));

    private static (double Lowest, double Highest)? RangeOf(Scale? scale) => scale is null ? null : (scale.Minimum, scale.Maximum);

    private static (double Lowest, double Highest)? Weighted(IEnumerable<(double Weight, (double Lowest, double Highest)? Range)> parts, bool mean, int fewest)
    {
        List<double> lows = [], highs = [], weights = [];
        foreach (var (weight, found) in parts)
        {
            if (found is not { } range)
                return null;
            lows.Add(weight * (weight >= 0 ? range.Lowest : range.Highest));
            highs.Add(weight * (weight >= 0 ? range.Highest : range.Lowest));
            weights.Add(weight);
        }
        if (mean)
            return (0 - HighestMean([.. lows.Select(low => -low)], weights, fewest), HighestMean(highs, weights, fewest));
        // The smallest sum of at least so many parts takes those that add least, and of the others those that take away.
        return (lows.Order().Where((low, i) => i < fewest || low < 0).Sum(), highs.OrderDescending().Where((high, i) => i < fewest || high > 0).Sum());
    }

    // Of at least so many parts with different ranges, the mean is highest over those that raise it; what raises it is told by the mean itself, so go on until it stays.
    private static double HighestMean(List<double> weighted, List<double> weights, int fewest)
    {
        var mean = weighted.Sum() / weights.Sum();
        while (true)
        {
            var kept = Enumerable.Range(0, weights.Count).OrderByDescending(i => weighted[i] - weights[i] * mean).Where((i, at) => at < fewest || weighted[i] > weights[i] * mean).ToList();
            var higher = kept.Sum(i => weighted[i]) / kept.Sum(i => weights[i]);
            if (higher <= mean + 1e-12 * Math.Max(1, Math.Abs(mean))) return mean;
            mean = higher;
        }
    }
}
