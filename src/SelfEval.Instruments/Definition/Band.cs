namespace SelfEval.Instruments.Definition;

/// <summary>A level of a score. Bands touch: from and including <see cref="From"/> up to but not including <see cref="To"/>; the last includes the scale's maximum.</summary>
public sealed record Band
{
    /// <summary>Unique within the scale.</summary>
    public required string Id { get; init; }

    /// <summary>What a report prints.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Lowest score in the band.</summary>
    public required double From { get; init; }

    /// <summary>Where the next band begins.</summary>
    public required double To { get; init; }
}
