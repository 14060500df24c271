using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Export;

/// <summary>One response as it leaves: no name, no contact, no time of day.</summary>
public sealed record ExportRow
{
    /// <summary>The person within this export; another export has another.</summary>
    public required string Pseudonym { get; init; }

    /// <summary>Id of the round.</summary>
    public required string Round { get; init; }

    /// <summary>What people call the round.</summary>
    public required string RoundLabel { get; init; }

    /// <summary>The team.</summary>
    public required string Team { get; init; }

    /// <summary>The programme.</summary>
    public required string Programme { get; init; }

    /// <summary>Content hash of the questionnaire version answered.</summary>
    public required string QuestionnaireHash { get; init; }

    /// <summary>Language answered in.</summary>
    public required string Language { get; init; }

    /// <summary>How the answers came: own device, helped, carer, kiosk, paper, telephone.</summary>
    public required string Channel { get; init; }

    /// <summary>Day on which answering began.</summary>
    public DateOnly? Started { get; init; }

    /// <summary>Day on which the answers were sent.</summary>
    public DateOnly? Completed { get; init; }

    /// <summary>True where they came after the round had closed.</summary>
    public bool Late { get; init; }

    /// <summary>The answers.</summary>
    public required AnswerSheet Answers { get; init; }

    /// <summary>The scores stored with them.</summary>
    public required IReadOnlyList<ScaleScore> Scores { get; init; }
}
