namespace SelfEval.Instruments.Definition;

/// <summary>Whether a translation was tested with people.</summary>
public enum TranslationStatus
{
    /// <summary>Nobody has tested that it measures the same.</summary>
    Unvalidated,

    /// <summary>Tested; the source says how.</summary>
    Validated,
}

/// <summary>How one of the instrument's languages came to be.</summary>
public sealed record Translation
{
    /// <summary>The language tag, one of the instrument's.</summary>
    public required string Language { get; init; }

    /// <summary>Whether it was tested.</summary>
    public required TranslationStatus Status { get; init; }

    /// <summary>Who made it, or where it was tested; needed where it is validated.</summary>
    public string? Source { get; init; }
}
