namespace SelfEval.Instruments.Definition;

/// <summary>Rules for missing answers must fit the method and the items.</summary>
internal static class RuleChecks
{
    // The different ranges of the items, or of the scales of a composite; null where they are not all known.
    public static void Check(Scale scale, string place, List<(double Lowest, double Highest)>? ranges, JsonComplaints complaints)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < scale.Rules.Count; i++)
        {
            var rule = scale.Rules[i];
            var at = $"{place}.rules[{i}]";
            if (!ids.Add(rule.Id))
                complaints.Add(at + ".id", $"rule '{rule.Id}' is defined twice; give one of them another id");
            CheckCount(scale, rule, at, complaints);
            if (scale.Method == ScoringMethod.Lookup && rule.Kind != MissingRuleKind.AllAnswered)
                complaints.Add(at + ".kind", "a table has no row for a part of the items, so every item must be answered; write \"kind\": \"allAnswered\"");
            var totals = scale.Method is ScoringMethod.Sum or ScoringMethod.Composite || scale.IsMean;
            if (rule.NotApplicableIsZero && (!totals || scale.Method == ScoringMethod.Composite))
                complaints.Add(at + ".notApplicableIsZero", "only belongs to sum and mean; take it out");
            if (totals && ranges is not null)
                CheckReplacement(scale, rule, at, ranges, complaints);
        }
    }

    private static void CheckCount(Scale scale, MissingRule rule, string at, JsonComplaints complaints)
    {
        var (parts, name) = (scale.PartCount, scale.Method switch { ScoringMethod.Composite => "scales", ScoringMethod.Goals => "goals", _ => "items" });
        if (rule.Kind == MissingRuleKind.AtLeastAnswered && (rule.Count < 1 || rule.Count > parts))
            complaints.Add(at + ".count", $"must be from 1 to the number of {name} ({parts})");
    }

    private static void CheckReplacement(Scale scale, MissingRule rule, string at, List<(double Lowest, double Highest)> ranges, JsonComplaints complaints)
    {
        var incomplete = rule.Kind != MissingRuleKind.AllAnswered;
        if (incomplete && rule.Replacement == Replacement.PersonMean && ranges.Count > 1)
        {
            complaints.Add(at, scale.Method == ScoringMethod.Composite
                ? "the mean of the other scales can only stand in for a missing one where all have the same range; write \"replacement\": \"none\" or \"kind\": \"allAnswered\""
                : "the person's mean can only stand in for a missing item where all items have the same range; write \"replacement\": \"none\" or \"kind\": \"allAnswered\"");
        }
        if (rule.NotApplicableIsZero && scale.Method != ScoringMethod.Composite && ranges.Exists(range => range.Lowest > 0 || range.Highest < 0))
            complaints.Add(at + ".notApplicableIsZero", "zero is outside the range of an item; take it out");
        var sums = scale.Method == ScoringMethod.Sum || scale is { Method: ScoringMethod.Composite, Combine: Combination.Sum };
        if (incomplete && rule.Replacement == Replacement.None && sums && scale.IsRescaled)
            complaints.Add(at + ".replacement", "a sum of the answered items alone cannot be rescaled; write \"replacement\": \"personMean\", or use a mean");
        else if (incomplete && rule.Replacement == Replacement.None && scale.IsRescaled && ranges.Count > 1)
            complaints.Add(at, "a mean of only some parts that have different ranges cannot be rescaled, as its own range is not fixed; write \"kind\": \"allAnswered\", or rescale the parts instead");
    }
}
