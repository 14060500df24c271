namespace SelfEval.Instruments.Definition;

/// <summary>How many items must be answered for a scale to be scored.</summary>
public enum MissingRuleKind
{
    /// <summary>Every item.</summary>
    AllAnswered,

    /// <summary>Half of the items or more: exactly half counts (Fayers and Machin, Quality of Life).</summary>
    AtLeastHalf,

    /// <summary>All but at most <see cref="MissingRule.Count"/>.</summary>
    AtMostMissing,

    /// <summary>At least <see cref="MissingRule.Count"/>.</summary>
    AtLeastAnswered,
}

/// <summary>What takes the place of a missing item when the rule lets the scale be scored.</summary>
public enum Replacement
{
    /// <summary>The mean of the person's answered items of the scale (after reversing), never rounded.</summary>
    PersonMean,

    /// <summary>Nothing: the score is made of the answered items alone.</summary>
    None,
}

/// <summary>A named rule for missing answers. Whatever the rule, a scale with nothing answered has no score.</summary>
public sealed record MissingRule
{
    /// <summary>Unique within the scale; printed with every score.</summary>
    public required string Id { get; init; }

    /// <summary>How many must be answered.</summary>
    public required MissingRuleKind Kind { get; init; }

    /// <summary>The number in "at most" and "at least" rules.</summary>
    public int? Count { get; init; }

    /// <summary>What takes the place of a missing item.</summary>
    public Replacement Replacement { get; init; }

    /// <summary>"Does not apply" counts as an answer of zero; the only rule by which a scale without a substantive answer is scored.</summary>
    public bool NotApplicableIsZero { get; init; }

    /// <summary>What a report prints.</summary>
    public required LocalText Title { get; init; }

    /// <summary>True where a scale of <paramref name="items"/> items may be scored from <paramref name="answered"/> of them.</summary>
    public bool Allows(int answered, int items) => answered > 0 && Kind switch
    {
        MissingRuleKind.AllAnswered => answered == items,
        MissingRuleKind.AtLeastHalf => 2 * answered >= items,
        MissingRuleKind.AtMostMissing => items - answered <= Count,
        MissingRuleKind.AtLeastAnswered => answered >= Count,
        _ => false,
    };
}
