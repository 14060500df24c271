namespace SelfEval.Web.Model;

/// <summary>Which message a text is for.</summary>
public enum MessageKind
{
    Invitation = 1,

    /// <summary>A reminder to somebody who has not opened their link.</summary>
    NotOpened = 2,

    /// <summary>A reminder to somebody who has begun and not sent.</summary>
    HalfFinished = 3,
}

/// <summary>A team's own words for a message of one round, or of all rounds of a plan; without one the shipped text goes out.</summary>
public sealed class MessageText
{
    public int Id { get; init; }

    public int? RoundId { get; init; }

    public int? PlanId { get; init; }

    public required MessageKind Kind { get; init; }

    public required SendRoute Route { get; init; }

    public required string Language { get; init; }

    /// <summary>Empty for text messages.</summary>
    public required string Subject { get; set; }

    public required string Body { get; set; }
}
