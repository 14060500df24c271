namespace SelfEval.Web.Model;

public enum LetterKind
{
    Invitation = 1,
    Reminder = 2,
    AccountInvite = 3,
    PasswordReset = 4,
    Notice = 5,
    ResultsReady = 6,
}

public enum LetterState
{
    Waiting = 1,
    Sending = 2,
    Sent = 3,
    Dropped = 4,
    Failed = 5,
}

/// <summary>A mail waiting to go: written in the transaction of what caused it, carried by a job, at most one extra copy per crash.</summary>
public sealed class Letter
{
    public long Id { get; init; }

    /// <summary>Says what this mail is, so that it cannot be written twice, e.g. "invitation:41".</summary>
    public required string DedupKey { get; init; }

    public required LetterKind Kind { get; init; }

    /// <summary>The round it is about; null for mail about accounts.</summary>
    public int? RoundId { get; set; }

    /// <summary>The truth that is read again before sending: is the round open, has the person answered?</summary>
    public int? InvitationId { get; init; }

    public SendRoute Route { get; init; } = SendRoute.Email;

    /// <summary>Of a participant's messages: which (<see cref="DueSend"/>).</summary>
    public int Number { get; init; }

    /// <summary>What the provider calls it; its callbacks name it.</summary>
    public string? ProviderId { get; set; }

    /// <summary>The address or number it went to, where that is no longer the person's: set when theirs is corrected, null while it is the same.</summary>
    public string? SentTo { get; set; }

    public DateTime? DeliveredAt { get; set; }

    public DateTime? BouncedAt { get; set; }

    /// <summary>Recipient, subject and text, sealed by Data Protection; emptied once sent. Null for what is worded when it is carried.</summary>
    public string? Sealed { get; set; }

    public required DateTime NotBefore { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public LetterState State { get; set; } = LetterState.Waiting;

    public int Attempts { get; set; }

    public DateTime? LeaseUntil { get; set; }

    /// <summary>Rises with every claim; a carrier whose lease ran out cannot mark a later one's work.</summary>
    public int Fence { get; set; }

    public DateTime? SentAt { get; set; }

    /// <summary>Why it was dropped or failed, without addresses.</summary>
    public string? Outcome { get; set; }
}
