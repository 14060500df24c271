namespace SelfEval.Web.Model;

/// <summary>Who did what, when and to which thing. Written in the transaction of the change; never personal data.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    /// <summary>Of what a participant did, the day only.</summary>
    public required DateTime At { get; init; }

    /// <summary>Null when a job or a participant acted.</summary>
    public int? AccountId { get; init; }

    /// <summary>Noun.verb, e.g. "round.opened".</summary>
    public required string Action { get; init; }

    /// <summary>Kind and id of the thing, e.g. "round:12".</summary>
    public required string Subject { get; init; }

    public int? ProgrammeId { get; init; }

    public int? TeamId { get; init; }

    public string? Detail { get; init; }

    /// <summary>page, api, job or start, with the request's trace id; or participant, without one.</summary>
    public required string Source { get; init; }
}
