namespace SelfEval.Web.Model;

/// <summary>A single-use link that lets one address make one account with one role.</summary>
public sealed class AccountInvite
{
    public int Id { get; init; }

    public required string Email { get; init; }

    public required Role Role { get; init; }

    public int? ProgrammeId { get; init; }

    public int? TeamId { get; init; }

    public required byte[] TokenHash { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    /// <summary>Null for the set-up link that the first start prints.</summary>
    public int? InvitedById { get; init; }

    public DateTime? UsedAt { get; private set; }

    public bool IsUsable(DateTime now) => UsedAt is null && now < ExpiresAt;

    public void Use(DateTime now) => UsedAt = now;
}
