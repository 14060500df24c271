using SelfEval.Instruments.Scoring;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>One completed response with its scores, as it lies in the database.</summary>
public sealed record ResponseRow
{
    public required Guid Id { get; init; }

    public required int RoundId { get; init; }

    /// <summary>Links a person's rounds. It never leaves as it is: files carry a code of their own in its place.</summary>
    public required string Pseudonym { get; init; }

    public required Channel Channel { get; init; }

    public required string Language { get; init; }

    public required int? SiteId { get; init; }

    public required DateOnly StartedOn { get; init; }

    public required DateOnly CompletedOn { get; init; }

    public required bool IsLate { get; init; }

    public required AnswerSheet Answers { get; init; }

    /// <summary>In the order of the scales' keys.</summary>
    public required IReadOnlyList<ScaleScore> Scores { get; init; }
}
