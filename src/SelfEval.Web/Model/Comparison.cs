namespace SelfEval.Web.Model;

/// <summary>
/// What may be said of the change between two rounds of a series, worked out once from an edition of each. Every surface reads these; none computes on a
/// request.
/// </summary>
public sealed class Comparison
{
    public int Id { get; init; }

    public required int FromRoundId { get; init; }

    public Round? FromRound { get; init; }

    public required int ToRoundId { get; init; }

    public Round? ToRound { get; init; }

    /// <summary>Number of the earlier round's edition.</summary>
    public required int FromEdition { get; init; }

    /// <summary>Number of the later round's edition.</summary>
    public required int ToEdition { get; init; }

    public required DateTime MadeAt { get; init; }

    /// <summary>A PublishedChange as JSON.</summary>
    public required string Change { get; init; }

    public required string ContentHash { get; init; }
}
