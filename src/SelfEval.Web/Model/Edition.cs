namespace SelfEval.Web.Model;

/// <summary>Figures of a round as published at one moment. Every surface reads these; none computes on a request.</summary>
public sealed class Edition
{
    public int Id { get; init; }

    public required int RoundId { get; init; }

    public Round? Round { get; init; }

    public required int Number { get; init; }

    public required DateTime MadeAt { get; init; }

    /// <summary>Marks what this edition counted in and out; see <see cref="Counting"/>.</summary>
    public required Guid Batch { get; init; }

    /// <summary>How many completed responses went in.</summary>
    public required int Responses { get; init; }

    /// <summary>Whether the round had closed, so that no more answers were to come.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>Whether answers had come or gone that were too few to be counted in or out.</summary>
    public required bool HeldBack { get; init; }

    /// <summary>A PublishedRound as JSON.</summary>
    public required string Figures { get; init; }

    public required string ContentHash { get; init; }
}

/// <summary>
/// That a batch counted a response in, or out again. It holds for the edition of that batch; rows of a batch without an edition are left over from
/// an attempt that was overtaken or cut short, and mean nothing.
/// </summary>
public sealed class Counting
{
    public required Guid ResponseId { get; init; }

    public required Guid Batch { get; init; }

    public required bool IsOut { get; init; }
}

/// <summary>What an edition counted, for the next one to go on from. Holds figures of few people: read by the editions' maker only.</summary>
public sealed class EditionCount
{
    public int EditionId { get; init; }

    public Edition? Edition { get; init; }

    /// <summary>An EditionFold as JSON.</summary>
    public required string Kept { get; init; }
}
