namespace SelfEval.Instruments.Definition;

/// <summary>Bands that hold for one scoring version only.</summary>
public sealed record BandSet
{
    /// <summary>The scoring version they belong to.</summary>
    public required string ScoringVersion { get; init; }

    /// <summary>Where the cut-offs come from.</summary>
    public required string Source { get; init; }

    /// <summary>The bands, covering the whole range without gap or overlap.</summary>
    public required IReadOnlyList<Band> Bands { get; init; }
}

/// <summary>Of what a difference is said to be important.</summary>
public enum DifferenceLevel
{
    /// <summary>A change of one person's score.</summary>
    Person,

    /// <summary>A difference between the means of two groups or rounds.</summary>
    Group,
}

/// <summary>The smallest difference that somebody found to matter.</summary>
public sealed record ImportantDifference
{
    /// <summary>The difference in points of the score; above 0.</summary>
    public required double Value { get; init; }

    /// <summary>Of what.</summary>
    public required DifferenceLevel Level { get; init; }

    /// <summary>Where it was found, and by which method.</summary>
    public required string Source { get; init; }
}

/// <summary>What was found elsewhere, to stand beside a team's figure.</summary>
public sealed record ReferenceValue
{
    /// <summary>Whose value it is, for example "General practice, 2011".</summary>
    public required LocalText Title { get; init; }

    /// <summary>The mean.</summary>
    public required double Mean { get; init; }

    /// <summary>The standard deviation, where known.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>How many people, where known.</summary>
    public int? People { get; init; }

    /// <summary>Where it was published.</summary>
    public required string Source { get; init; }
}
