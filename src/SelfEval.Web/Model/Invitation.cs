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

    public DateTime? SentAt { get; set; }

    public DateTime? StartedOn { get; private set; }

    public DateTime? CompletedOn { get; private set; }

    public DateTime? DeclinedOn { get; set; }

    public void Started(DateTime now) => StartedOn ??= now.Date;

    public void Completed(DateTime now) => CompletedOn ??= now.Date;
}
