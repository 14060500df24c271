namespace SelfEval.Instruments.Definition;

/// <summary>What must hold inside one scale.</summary>
internal sealed class ScaleChecks(IReadOnlyDictionary<string, Item> items, IReadOnlyDictionary<string, Scale> scales, Standing standing, JsonComplaints complaints)
{
    private const double Tolerance = 1e-9;

    // What the items can give is not told from values that are themselves wrong: the advice would be wrong too.
    private readonly bool valuesWrong = complaints.Any(path => path.StartsWith("$.responseSets", StringComparison.Ordinal)
            && !path.Contains(".label", StringComparison.Ordinal) && !path.EndsWith(".code", StringComparison.Ordinal) && !path.EndsWith(".id", StringComparison.Ordinal)
        || path.StartsWith("$.items[", StringComparison.Ordinal) && (path.EndsWith(".minimum", StringComparison.Ordinal) || path.EndsWith(".maximum", StringComparison.Ordinal)));

    public void Check(Scale scale, string place)
    {
        var sound = !valuesWrong && !complaints.Any(path => path == place + ".method" || path.StartsWith(place + ".table.rows", StringComparison.Ordinal) && !path.EndsWith(".se", StringComparison.Ordinal));
        var fits = scale.Method switch
        {
            ScoringMethod.Composite => CompositeChecks.CheckParts(scale, place, scales, complaints),
            ScoringMethod.Goals => GoalChecks.Check(scale, place, items, complaints),
            _ => CheckItems(scale, place),
        };
        var known = fits && sound;
        CheckCounted(scale, place);
        CheckRescaling(scale, place);
        RuleChecks.Check(scale, place, known ? Ranges(scale) : null, complaints);
        BandChecks.Check(scale, place, items, complaints);
        InterpretationChecks.Check(scale, place, standing, complaints);
        RaschChecks.Check(scale, place, items, complaints);
        if (known && scale.Method == ScoringMethod.Lookup)
            LookupChecks.Check(scale, place, items, complaints);
        CheckQualityChecks(scale, place);
        if (scale.Minimum >= scale.Maximum)
            complaints.Add(place + ".minimum", "must be below the maximum");
        else if (known && scale.PartCount > 0)
            CheckRange(scale, place);
    }

    private bool CheckItems(Scale scale, string place)
    {
        if (scale.Items.Count == 0)
        {
            complaints.Add(place + ".items", "must hold at least one item; write the codes of the items");
            return false;
        }
        var seen = new HashSet<string>();
        var sound = true;
        for (var i = 0; i < scale.Items.Count; i++)
        {
            var part = scale.Items[i];
            var problem = !items.TryGetValue(part.Code, out var item) ? $"there is no item '{part.Code}'{Nearest.Hint(part.Code, [.. items.Keys], "items")}"
                : !seen.Add(part.Code) ? $"item '{part.Code}' is listed twice; take one out"
                : ScaleItemChecks.WhyUnfit(scale, part, item);
            if (problem is null)
                continue;
            complaints.Add($"{place}.items[{i}]", problem);
            sound = false;
        }
        return sound;
    }

    private void CheckCounted(Scale scale, string place)
    {
        var counts = scale.Method is ScoringMethod.OptionProportions or ScoringMethod.Screening;
        if (counts && scale.Counted.Count == 0)
            complaints.Add(place, "'counted' is missing: which options are counted? Add \"counted\": [\"yes\"]");
        if (!counts && scale.Counted.Count > 0)
            complaints.Add(place + ".counted", "only belongs to optionProportions and screening; take it out");
    }

    private void CheckQualityChecks(Scale scale, string place)
    {
        for (var i = 0; i < scale.QualityChecks.Count; i++)
        {
            if (scale.QualityChecks[i].Kind == QualityCheckKind.Speed)
                complaints.Add($"{place}.qualityChecks[{i}]", "speed is of the whole sheet; move it to 'qualityChecks' of the instrument");
            else if (scale.Method is ScoringMethod.Composite or ScoringMethod.Goals)
                complaints.Add($"{place}.qualityChecks[{i}]", "looks at items, which this scale has none of its own; move it to a scale that has");
        }
    }

    private void CheckRescaling(Scale scale, string place)
    {
        if (scale is { RescaleTo100: true, Rescale: true })
            complaints.Add(place + ".rescale", "says the same as 'rescaleTo100'; keep one of them");
        if (scale.IsRescaled && scale.Method is ScoringMethod.RaschMeasure or ScoringMethod.Lookup)
        {
            complaints.Add(place + (scale.Rescale ? ".rescale" : ".rescaleTo100"), scale.Method == ScoringMethod.Lookup
                ? "a table's values are not stretched; write the values you want into the table" : "a Rasch measure always is from 0 to 100; take it out");
        }
    }

    private List<(double Lowest, double Highest)> Ranges(Scale scale) => scale.Method == ScoringMethod.Composite
        ? [.. scale.Parts.Select(part => (scales[part.Scale].Minimum, scales[part.Scale].Maximum)).Distinct()]
        : [.. scale.Items.Select(part => ScaleBounds.Of(items[part.Code])).OfType<(double Lowest, double Highest)>().Distinct()];

    private void CheckRange(Scale scale, string place)
    {
        if (ScaleBounds.Of(scale, items.GetValueOrDefault, scales.GetValueOrDefault) is not { } range)
            return;
        // A sum of some of the items may have a wider range than the items can fill.
        var partial = ScaleBounds.FewestSummed(scale) < scale.PartCount;
        var giver = scale.Method switch { ScoringMethod.Composite => "the scales give", ScoringMethod.Lookup => "the table gives", _ => "the items give" };
        var said = FormattableString.Invariant($"{giver} {range.Lowest} to {range.Highest}");
        if (partial ? scale.Minimum > range.Lowest : Math.Abs(scale.Minimum - range.Lowest) > Tolerance)
            complaints.Add(place + ".minimum", FormattableString.Invariant($"{said}; write {range.Lowest}"));
        if (partial ? scale.Maximum < range.Highest : Math.Abs(scale.Maximum - range.Highest) > Tolerance)
            complaints.Add(place + ".maximum", FormattableString.Invariant($"{said}; write {range.Highest}"));
    }
}
