namespace SelfEval.Web.Model;

/// <summary>
/// That somebody was sent a link to a file of all that is held about them. The file itself is made when the link is used, once; staff never see it.
/// </summary>
public sealed class PersonalFile
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    public int Id { get; init; }

    public required int PersonId { get; init; }

    public required byte[] TokenHash { get; init; }

    public required DateTime AskedAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public int? AskedByAccountId { get; init; }

    /// <summary>The day on which it was fetched.</summary>
    public DateTime? FetchedOn { get; set; }
}
