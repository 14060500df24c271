namespace SelfEval.Web.Model;

/// <summary>Figures of a round as published at one moment. Every surface reads these; none computes on a request.</summary>
public sealed class Edition
{
    public int Id { get; init; }

    public required int RoundId { get; init; }

    public Round? Round { get; init; }

    public required int Number { get; init; }

    public required DateTime MadeAt { get; init; }

    /// <summary>How many completed responses went in.</summary>
    public required int Responses { get; init; }

    /// <summary>Whether the round had closed, so that no more answers were to come.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>A PublishedRound as JSON.</summary>
    public required string Figures { get; init; }

    public required string ContentHash { get; init; }
}
