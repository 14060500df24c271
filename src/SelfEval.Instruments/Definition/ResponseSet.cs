namespace SelfEval.Instruments.Definition;

/// <summary>One thing a person may choose.</summary>
public sealed record ResponseOption
{
    /// <summary>What is stored as the answer; unique within its response set.</summary>
    public required string Code { get; init; }

    /// <summary>What the person reads.</summary>
    public required LocalText Label { get; init; }

    /// <summary>The number that scoring uses; none for an option that has no place on a scale.</summary>
    public double? Value { get; init; }

    /// <summary>Set for "does not apply" and its kind: shown after a divider, never a substantive answer.</summary>
    public MissingKind? Missing { get; init; }

    /// <summary>True where the option cannot stand beside another ("none of these").</summary>
    public bool Exclusive { get; init; }
}

/// <summary>The options that one or more items share, in the order shown.</summary>
public sealed record ResponseSet
{
    /// <summary>Id of the built-in five steps from −2 to +2.</summary>
    public const string Bipolar = "bipolar";

    /// <summary>Id of the built-in eleven steps from 0 to 10.</summary>
    public const string ZeroToTen = "zero-to-ten";

    /// <summary>Unique within the instrument.</summary>
    public required string Id { get; init; }

    /// <summary>The options in the order shown.</summary>
    public required IReadOnlyList<ResponseOption> Options { get; init; }

    /// <summary>The option with this code, or null.</summary>
    public ResponseOption? Find(string code)
    {
        foreach (var option in Options)
        {
            if (option.Code == code)
                return option;
        }
        return null;
    }
}
