namespace SelfEval.Web.Model;

/// <summary>What has happened with an invitation. The database works it out of the row's own columns.</summary>
[Flags]
public enum InvitationStage
{
    None = 0,
    Waits = 1,
    Sent = 2,
    Delivered = 4,
    Bounced = 8,
    Declined = 16,
    Opened = 32,
    Answered = 64,
    Completed = 128,
}

/// <summary>A person's secret link for one round.</summary>
public sealed class Invitation
{
    public int Id { get; init; }

    public required int RoundId { get; init; }

    public Round? Round { get; init; }

    public required int PersonId { get; init; }

    public Person? Person { get; init; }

    public required byte[] TokenHash { get; set; }

    /// <summary>The link's secret, sealed by Data Protection for sending; emptied when the round has closed.</summary>
    public string? SealedToken { get; set; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>How this person is written to in this round.</summary>
    public SendRoute Route { get; set; } = SendRoute.Email;

    /// <summary>The person's place when they were invited.</summary>
    public int? SiteId { get; init; }

    /// <summary>When the round opens and closes for this person, where that is not when it does for everybody.</summary>
    public DateTime? OpensAt { get; init; }

    public DateTime? ClosesAt { get; init; }

    /// <summary>When the next message is due, UTC; null when there is none left. The tick looks for these and nothing else.</summary>
    public DateTime? NextSendAt { get; set; }

    /// <summary>The number of that message (<see cref="DueSend"/>).</summary>
    public int NextSend { get; set; }

    /// <summary>A number beyond any reminder's: all have gone, and one that is planned later is numbered anew.</summary>
    public const int NoneLeft = 1_000;

    /// <summary>
    /// Instead of a number: nothing more is sent in this round, whatever is planned later. Somebody put in another address after something had gone to the old one, and from what
    /// still went to the new one it could be told whether the person has answered.
    /// </summary>
    public const int Withheld = 2_000;

    /// <summary>Nothing more, for good.</summary>
    public void Withhold() => (NextSend, NextSendAt) = (Withheld, null);

    /// <summary>Hash of the short code on a printed letter, and the code sealed for printing.</summary>
    public byte[]? CodeHash { get; set; }

    public string? SealedCode { get; set; }

    public DateTime? SentAt { get; set; }

    public DateTime? DeliveredAt { get; set; }

    /// <summary>The address or number turned out not to work.</summary>
    public DateTime? BouncedAt { get; set; }

    /// <summary>Pressed "Start now".</summary>
    public DateTime? StartedOn { get; private set; }

    /// <summary>The day on which the first answers were saved.</summary>
    public DateTime? AnsweredOn { get; private set; }

    public DateTime? CompletedOn { get; private set; }

    public DateTime? DeclinedOn { get; set; }

    /// <summary>For counting only: all of the above in one number, kept by the database.</summary>
    public InvitationStage Stage { get; private set; }

    /// <summary>Its links and codes open nothing any more. A hash of 32 bytes is never 4 long, so no secret leads here.</summary>
    public void ForgetLink()
    {
        TokenHash = BitConverter.GetBytes(Id);
        SealedToken = null;
        CodeHash = null;
        SealedCode = null;
        NextSendAt = null;
    }

    public void Started(DateTime now) => StartedOn ??= now.Date;

    public void Answered(DateTime now) => AnsweredOn ??= now.Date;

    /// <summary>When the round is open for this person.</summary>
    public PersonWindow Window(Round round) => PersonWindow.Of(round, OpensAt, ClosesAt);

    /// <summary>What this person is due, by the one rule (<see cref="RoundSends"/>).</summary>
    public IReadOnlyList<DueSend> Sends(Round round)
    {
        var window = Window(round);
        return RoundSends.Of(round, window.OpensAt, window.ClosesAt, BankHolidays.DaysOff(round));
    }

    /// <summary>
    /// Sets when the next message is due: the first that has not been sent. Of several that are past (the site was down, the person joined late) only the
    /// last goes; nobody gets two at once to catch up. Until the first has gone it is the invitation that is due, however late.
    /// </summary>
    public void Schedule(Round round, DateTime now) => Schedule(round, Sends(round), now);

    /// <summary>The same, by what <see cref="Sends"/> says of everybody in the same place.</summary>
    public void Schedule(Round round, IReadOnlyList<DueSend> sends, DateTime now)
    {
        var left = sends.Where(s => s.Number >= NextSend).ToList();
        var due = left.LastOrDefault(s => s.At <= now) ?? left.FirstOrDefault();
        var isOver = CompletedOn is not null || DeclinedOn is not null || BouncedAt is not null || round.CancelledAt is not null;
        // What goes by post is printed and put into envelopes by people.
        NextSendAt = isOver || Route == SendRoute.Post ? null : due?.At;
        if (due is not null && NextSend > 0) NextSend = due.Number;
    }

    /// <summary>
    /// After a message has been written or left out: what is still to come, on a later day. Reminders whose time has passed are never made up for.
    /// </summary>
    /// <param name="round">The round.</param>
    /// <param name="sends">What <see cref="Sends"/> says.</param>
    /// <param name="now">When that message was written.</param>
    public void MoveOn(Round round, IReadOnlyList<DueSend> sends, DateTime now)
    {
        if (NextSend == Withheld) return;
        var today = WallClock.ToLocal(now, round.Zone).Date;
        var next = sends.FirstOrDefault(s => s.Number > 0 && s.Local.Date > today);
        NextSend = next?.Number ?? NoneLeft;
        NextSendAt = next?.At;
    }

    public void Completed(DateTime now)
    {
        AnsweredOn ??= now.Date;
        CompletedOn ??= now.Date;
        NextSendAt = null;
    }
}
