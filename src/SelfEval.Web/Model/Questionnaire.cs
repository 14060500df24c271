namespace SelfEval.Web.Model;

/// <summary>What a team asks: a draft it works on, and the versions it has published.</summary>
public sealed class Questionnaire
{
    public int Id { get; init; }

    public required int TeamId { get; init; }

    public Team? Team { get; init; }

    public required string Title { get; set; }

    /// <summary>The composition being worked on, as JSON (see Features/Questionnaires/Composition).</summary>
    public required string Draft { get; set; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime ChangedAt { get; set; }

    public DateTime? ArchivedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>A published version. It never changes: rounds and answers refer to exactly this text.</summary>
public sealed class QuestionnaireVersion
{
    public int Id { get; init; }

    public required int QuestionnaireId { get; init; }

    public Questionnaire? Questionnaire { get; init; }

    public required int Number { get; init; }

    /// <summary>A whole QuestionnaireDocument: items, scales and instruments, so that it can be read without any file.</summary>
    public required string Document { get; init; }

    public required string ContentHash { get; init; }

    public required DateTime PublishedAt { get; init; }

    public required int PublishedById { get; init; }
}

/// <summary>The instrument versions that published questionnaires use. Their files must never change again.</summary>
public sealed class UsedInstrument
{
    public required string InstrumentId { get; init; }

    public required string InstrumentVersion { get; init; }

    public required string ContentHash { get; init; }

    public required DateTime FirstUsedAt { get; init; }
}
