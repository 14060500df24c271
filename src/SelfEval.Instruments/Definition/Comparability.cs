namespace SelfEval.Instruments.Definition;

/// <summary>Whether scores may stand beside each other.</summary>
public enum ComparabilityVerdict
{
    /// <summary>The scores are comparable as they are.</summary>
    Comparable,

    /// <summary>Not these scores; but scores made anew from the common items, by one rule, on both sides.</summary>
    ThroughCommonItems,

    /// <summary>Not comparable.</summary>
    NotComparable,
}

/// <summary>What is done with the scores.</summary>
public enum ComparisonUse
{
    /// <summary>Figures of groups or rounds stand beside each other.</summary>
    Levels,

    /// <summary>One person's score is subtracted from another of the same person.</summary>
    PersonChange,
}

/// <summary>A scale as it was asked and scored.</summary>
/// <param name="Instrument">The instrument, whole or taken in part.</param>
/// <param name="Scale">One of its scales.</param>
/// <param name="Language">The language it was asked in; null where that is not told, or was mixed.</param>
/// <param name="ScoringVersion">The scoring version of the scores; null takes the scale's own.</param>
public sealed record ScaleInUse(Instrument Instrument, Scale Scale, string? Language = null, string? ScoringVersion = null)
{
    internal string? Version => ScoringVersion ?? Scale.ScoringVersion;
}

/// <summary>The answer to whether two scales are comparable.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Why">Why not; empty where they are comparable.</param>
/// <param name="CommonItems">Codes of the items that both ask in the same way, in the order of the first.</param>
public sealed record ComparabilityResult(ComparabilityVerdict Verdict, IReadOnlyList<ComparabilityReason> Why, IReadOnlyList<string> CommonItems)
{
    /// <summary>Why not, each a sentence in plain words.</summary>
    public IReadOnlyList<string> Reasons => [.. Why.Select(reason => reason.Words)];
}

/// <summary>Why two scales are not comparable.</summary>
/// <param name="Code">A stable word for programs, one of the constants here.</param>
/// <param name="Words">The reason as a person reads it, with the names that a maker of questionnaires knows.</param>
public sealed record ComparabilityReason(string Code, string Words)
{
    /// <summary>The score already is a change, and a person's scores were to be subtracted.</summary>
    public const string Transition = "transition";

    /// <summary>A change of one person's score says nothing.</summary>
    public const string NoPersonChange = "no_person_change";

    /// <summary>Different scoring versions.</summary>
    public const string ScoringVersion = "scoring_version";

    /// <summary>Higher is better in one of them and worse in the other.</summary>
    public const string Direction = "direction";

    /// <summary>A language whose translation nobody tested.</summary>
    public const string Language = "language";

    /// <summary>Different instruments.</summary>
    public const string Instrument = "instrument";

    /// <summary>One is used in part or altered, the other as it was made.</summary>
    public const string Adapted = "adapted";

    /// <summary>Otherwise of different standing.</summary>
    public const string Standing = "standing";

    /// <summary>The same answers give other scores.</summary>
    public const string Scoring = "scoring";

    /// <summary>Missing answers are treated differently.</summary>
    public const string MissingRule = "missing_rule";

    /// <summary>Different lowest or highest scores.</summary>
    public const string Range = "range";

    /// <summary>One asks how things are and the other how they changed.</summary>
    public const string Question = "question";

    /// <summary>An item is asked or counted differently.</summary>
    public const string Wording = "wording";

    /// <summary>Items that only one of them has.</summary>
    public const string Items = "items";
}

/// <summary>Says whether the scores of two scales are comparable, and in plain words why not. Pure: looks at the definitions alone, never at scores.</summary>
public static class Comparability
{
    /// <summary>Compares two scales, of one instrument or of two, of one version or of two.</summary>
    public static ComparabilityResult Of(ScaleInUse one, ScaleInUse other, ComparisonUse use = ComparisonUse.Levels)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var refusals = Refusals(one, other, use);
        var differences = Differences(one, other);
        var items = ItemComparison.Of(one, other);
        differences.AddRange(items.Differences);
        IReadOnlyList<ComparabilityReason> reasons = [.. refusals, .. differences.Distinct()];
        var verdict = reasons.Count == 0 ? ComparabilityVerdict.Comparable
            : refusals.Count == 0 && items.Common.Count > 0 ? ComparabilityVerdict.ThroughCommonItems
            : ComparabilityVerdict.NotComparable;
        return new ComparabilityResult(verdict, reasons, items.Common);
    }

    // What no common item can mend.
    private static List<ComparabilityReason> Refusals(ScaleInUse one, ScaleInUse other, ComparisonUse use)
    {
        var refusals = new List<ComparabilityReason>();
        if (use == ComparisonUse.PersonChange)
        {
            foreach (var side in new[] { one, other }.Where(side => !side.Scale.AllowsPersonChange).DistinctBy(side => side.Scale.Id))
            {
                refusals.Add(side.Scale.Transition
                    ? new(ComparabilityReason.Transition, $"{Name(side)} already is a change, so one round is never subtracted from another; compare the rounds as levels.")
                    : new(ComparabilityReason.NoPersonChange, $"A change of one person's {Name(side)} says nothing; compare the rounds as levels."));
            }
        }
        if (one.Version != other.Version)
            refusals.Add(new(ComparabilityReason.ScoringVersion, $"The scores were made by different scoring versions ({one.Version ?? "not told"} and {other.Version ?? "not told"}), whose numbers do not mean the same."));
        if (one.Scale.HigherIsBetter is { } up && other.Scale.HigherIsBetter is { } down && up != down)
            refusals.Add(new(ComparabilityReason.Direction, "Higher is better in one of them and worse in the other."));
        foreach (var side in new[] { one, other })
        {
            if (one.Language is not null && other.Language is not null && one.Language != other.Language
                && side.Instrument.Translations.FirstOrDefault(translation => translation.Language == side.Language) is { Status: TranslationStatus.Unvalidated } untested)
                refusals.Add(new(ComparabilityReason.Language, $"They were asked in different languages, and nobody has tested that the '{untested.Language}' translation measures the same."));
        }
        return [.. refusals.Distinct()];
    }

    private static List<ComparabilityReason> Differences(ScaleInUse one, ScaleInUse other)
    {
        var differences = new List<ComparabilityReason>();
        if (one.Instrument.Id != other.Instrument.Id)
            differences.Add(new(ComparabilityReason.Instrument, $"They are different instruments ({one.Instrument.Id} and {other.Instrument.Id})."));
        if (one.Instrument.Standing != other.Instrument.Standing)
            differences.Add(StandingReason(one.Instrument, other.Instrument));
        if (one.Scale.Method != other.Scale.Method || one.Scale.Combine != other.Scale.Combine || !SameNumbers(one.Scale, other.Scale))
            differences.Add(new(ComparabilityReason.Scoring, "The scores are made in different ways from the same answers."));
        if (!SameRule(one.Scale.Rule, other.Scale.Rule))
            differences.Add(new(ComparabilityReason.MissingRule, $"Missing answers are treated by different rules ({one.Scale.Rule.Id} and {other.Scale.Rule.Id}); score both by the same one."));
        if (one.Scale.Minimum != other.Scale.Minimum || one.Scale.Maximum != other.Scale.Maximum)
            differences.Add(new(ComparabilityReason.Range,
                FormattableString.Invariant($"The scores have different ranges ({one.Scale.Minimum} to {one.Scale.Maximum} and {other.Scale.Minimum} to {other.Scale.Maximum}).")));
        if (one.Scale.Transition != other.Scale.Transition)
            differences.Add(new(ComparabilityReason.Question, "One asks how things are and the other how they changed."));
        return differences;
    }

    private static ComparabilityReason StandingReason(Instrument one, Instrument other)
    {
        var (adapted, whole) = one.Standing == Standing.Adapted ? (one, other) : (other, one);
        return adapted.Standing == Standing.Adapted
            ? new(ComparabilityReason.Adapted, $"One is {adapted.Id} used in part or altered, and the other {whole.Id} as it was made.")
            : new(ComparabilityReason.Standing, $"They have different standing: {Words(one.Standing)} and {Words(other.Standing)}.");
    }

    private static string Words(Standing standing) => standing switch
    {
        Standing.Style => "our own wording in the style of a published measure",
        Standing.Licensed => "the official wording under licence",
        Standing.Bespoke => "items without a published scoring",
        _ => "a measure used in part or altered",
    };

    private static bool SameRule(MissingRule one, MissingRule other) =>
        one.Kind == other.Kind && one.Count == other.Count && one.Replacement == other.Replacement && one.NotApplicableIsZero == other.NotApplicableIsZero;

    private static bool SameNumbers(Scale one, Scale other) =>
        one.IsRescaled == other.IsRescaled
        && one.Counted.ToHashSet().SetEquals(other.Counted)
        && (one.Table?.Rows ?? []).OrderBy(row => row.Raw).SequenceEqual((other.Table?.Rows ?? []).OrderBy(row => row.Raw))
        && SameCalibration(one.Calibration, other.Calibration);

    private static bool SameCalibration(RaschCalibration? one, RaschCalibration? other) =>
        one is null || other is null ? ReferenceEquals(one, other)
        : one.ExtremeAdjustment == other.ExtremeAdjustment && one.Thresholds.SequenceEqual(other.Thresholds)
            && Same(one.Locations, other.Locations, (ours, theirs) => ours == theirs)
            && Same(one.ItemThresholds, other.ItemThresholds, (ours, theirs) => ours.SequenceEqual(theirs));

    private static bool Same<T>(IReadOnlyDictionary<string, T> one, IReadOnlyDictionary<string, T> other, Func<T, T, bool> same) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && same(pair.Value, value));

    private static string Name(ScaleInUse side) => $"{side.Instrument.Id}.{side.Scale.Id}";
}
