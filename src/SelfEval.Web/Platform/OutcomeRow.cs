using SelfEval.Instruments.Scoring;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>One completed response with what came of scoring it, for counting: quicker to read than a <see cref="ResponseRow"/>.</summary>
public sealed record OutcomeRow
{
    public required Guid Id { get; init; }

    public required string Pseudonym { get; init; }

    public required Channel Channel { get; init; }

    public required string Language { get; init; }

    public required int? SiteId { get; init; }

    public required bool IsLate { get; init; }

    public required AnswerSheet Answers { get; init; }

    /// <summary>In the order of the scales' keys.</summary>
    public required IReadOnlyList<IScoreOutcome> Scores { get; init; }
}
