namespace SelfEval.Instruments.Definition;

/// <summary>One question or statement.</summary>
public sealed record Item
{
    /// <summary>Unique across all shipped instruments: a letter, then letters, digits or underscores, at most 32 in all.</summary>
    public required string Code { get; init; }

    /// <summary>What kind of answer it takes.</summary>
    public required ItemKind Kind { get; init; }

    /// <summary>What the person reads.</summary>
    public required LocalText Text { get; init; }

    /// <summary>Help shown under the text.</summary>
    public LocalText? Hint { get; init; }

    /// <summary>
    /// The options, resolved. Bipolar and 0–10 items have theirs too. On a number or date item these are only the options that stand for no
    /// answer, such as "not sure".
    /// </summary>
    public ResponseSet? Responses { get; init; }

    /// <summary>Smallest number accepted.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest number accepted.</summary>
    public double? Maximum { get; init; }

    /// <summary>Digits accepted after the decimal point; none given means whole numbers.</summary>
    public int? DecimalPlaces { get; init; }

    /// <summary>Longest text accepted, in characters.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Earliest date that makes sense; an earlier one is flagged.</summary>
    public DateBound? Earliest { get; init; }

    /// <summary>Latest date that makes sense; a later one is flagged.</summary>
    public DateBound? Latest { get; init; }

    /// <summary>The item is shown only where this is met; refers to earlier items only.</summary>
    public Condition? ShowIf { get; init; }

    /// <summary>True where a blank needs no reminder. Every item may be left blank; this only decides whether the page asks again.</summary>
    public bool Optional { get; init; }

    /// <summary>What stands at the low (left) end of a bipolar or 0–10 item.</summary>
    public LocalText? LowAnchor { get; init; }

    /// <summary>What stands at the high (right) end.</summary>
    public LocalText? HighAnchor { get; init; }

    /// <summary>Dimension and other tags, for example <c>dimension:trust</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>True for the kinds answered by choosing from <see cref="Responses"/>.</summary>
    public bool IsChoice => Kind is ItemKind.SingleChoice or ItemKind.SeveralChoices or ItemKind.Bipolar or ItemKind.ZeroToTen;

    /// <summary>True for the kinds answered in words.</summary>
    public bool IsText => Kind is ItemKind.ShortText or ItemKind.LongText;
}
