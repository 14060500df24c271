namespace SelfEval.Web.Model;

/// <summary>A key for the API. The key itself is shown once; only its hash is kept.</summary>
public sealed class ApiKey
{
    public int Id { get; init; }

    public required int AccountId { get; init; }

    public Account? Account { get; init; }

    public required string Name { get; init; }

    /// <summary>The first characters, so that people can tell their keys apart.</summary>
    public required string Prefix { get; init; }

    public required byte[] KeyHash { get; init; }

    /// <summary>Works only in this programme; null for all that its account reaches.</summary>
    public int? ProgrammeId { get; init; }

    /// <summary>Works only in this team of the programme.</summary>
    public int? TeamId { get; init; }

    /// <summary>Whether it may change things, or only read.</summary>
    public bool MayWrite { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    /// <summary>The day only.</summary>
    public DateOnly? LastUsedOn { get; set; }

    public DateTime? RevokedAt { get; private set; }

    public bool IsUsable(DateTime now) => RevokedAt is null && now < ExpiresAt;

    public void Revoke(DateTime now) => RevokedAt ??= now;
}
