namespace SelfEval.Web.Model;

/// <summary>A person's secret link for one round.</summary>
public sealed class Invitation
{
    public int Id { get; init; }

    public required int RoundId { get; init; }

    public Round? Round { get; init; }

    public required int PersonId { get; init; }

    public Person? Person { get; init; }

    public required byte[] TokenHash { get; init; }

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

    /// <summary>Hash of the short code on a printed letter, and the code sealed for printing.</summary>
    public byte[]? CodeHash { get; set; }

    public string? SealedCode { get; set; }

    public DateTime? SentAt { get; set; }

    public DateTime? DeliveredAt { get; set; }

    /// <summary>The address or number turned out not to work.</summary>
    public DateTime? BouncedAt { get; set; }

    /// <summary>Pressed "Start now".</summary>
    public DateTime? StartedOn { get; private set; }

    public DateTime? CompletedOn { get; private set; }

    public DateTime? DeclinedOn { get; set; }

    public void Started(DateTime now) => StartedOn ??= now.Date;

    /// <summary>
    /// Sets when the next message is due: the first that has not been sent. Of several that are past (the site was down, the person joined late) only the
    /// last goes; nobody gets two at once to catch up. A reminder says all that the invitation said.
    /// </summary>
    public void Schedule(Round round, DateTime now)
    {
        var sends = RoundSends.Of(round, OpensAt ?? round.OpensAt, ClosesAt ?? round.ClosesAt, BankHolidays.DaysOff(round));
        var left = sends.Where(s => s.Number >= NextSend).ToList();
        var due = left.LastOrDefault(s => s.At <= now) ?? left.FirstOrDefault();
        var isOver = CompletedOn is not null || DeclinedOn is not null || BouncedAt is not null || round.CancelledAt is not null;
        NextSendAt = isOver ? null : due?.At;
        if (due is not null) NextSend = due.Number;
    }

    public void Completed(DateTime now)
    {
        CompletedOn ??= now.Date;
        NextSendAt = null;
    }
}
