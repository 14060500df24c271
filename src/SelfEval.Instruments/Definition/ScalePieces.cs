namespace SelfEval.Instruments.Definition;

/// <summary>What is left of the scales of an instrument when only some of its items are asked.</summary>
internal static class ScalePieces
{
    /// <summary>
    /// The scales that can still be scored. A scale that lost items has a range and a missing-answer allowance in proportion (rounded towards fewer
    /// missing). A lookup table is for all its items, so it goes when one goes; a composite goes when one of its scales goes.
    /// </summary>
    /// <param name="whole">The instrument.</param>
    /// <param name="kept">Codes of the items asked.</param>
    /// <param name="ruled">The scale with the rule chosen for it.</param>
    public static (IReadOnlyList<Scale> Scales, bool AnyCut) Of(Instrument whole, IReadOnlySet<string> kept, Func<Scale, Scale> ruled)
    {
        var left = new Dictionary<string, Scale>();
        var anyCut = false;
        foreach (var scale in whole.Scales.Where(scale => scale.Method != ScoringMethod.Composite).Select(ruled))
        {
            var items = scale.Items.Where(item => kept.Contains(item.Code)).ToList();
            var cut = items.Count < scale.Items.Count;
            anyCut |= cut && items.Count > 0;
            if (items.Count > 0 && !(cut && scale.Method == ScoringMethod.Lookup))
                left[scale.Id] = WithVersion(cut ? Shrunk(scale, items, whole.FindItem) : scale, kept);
        }
        // A composite may stand on composites, so go round until nothing is added.
        for (var before = -1; before < left.Count;)
        {
            before = left.Count;
            foreach (var scale in whole.Scales.Where(scale => scale.Method == ScoringMethod.Composite && !left.ContainsKey(scale.Id)).Select(ruled))
            {
                if (scale.Parts.All(part => left.ContainsKey(part.Scale)))
                    left[scale.Id] = Ranged(scale, whole.FindItem, left.GetValueOrDefault);
            }
        }
        return ([.. whole.Scales.Where(scale => left.ContainsKey(scale.Id)).Select(scale => left[scale.Id])], anyCut);
    }

    private static Scale Shrunk(Scale scale, List<ScaleItem> items, Func<string, Item?> find)
    {
        var before = scale.Items.Count;
        return Ranged(scale with
        {
            Items = items,
            Goals = scale.Goals.Where(goal => items.Exists(item => item.Code == goal.Rating)).ToArray(),
            Rules = scale.Rules.Select(rule => rule.Kind switch
            {
                MissingRuleKind.AtMostMissing => rule with { Count = rule.Count * items.Count / before },
                MissingRuleKind.AtLeastAnswered => rule with { Count = ((rule.Count * items.Count) + before - 1) / before },
                _ => rule,
            }).ToArray(),
        }, find, _ => null);
    }

    private static Scale Ranged(Scale scale, Func<string, Item?> find, Func<string, Scale?> findScale) =>
        ScaleBounds.Of(scale, find, findScale) is { } bounds ? scale with { Minimum = bounds.Lowest, Maximum = bounds.Highest } : scale;

    // Without the item that names the scoring version there is no telling which bands hold.
    private static Scale WithVersion(Scale scale, IReadOnlySet<string> kept) =>
        scale.ScoringVersionFrom is { } code && !kept.Contains(code) ? scale with { ScoringVersionFrom = null, BandSets = [] } : scale;
}
