namespace SelfEval.Web.Model;

/// <summary>A key for the API. The key itself is shown once; only its hash is kept.</summary>
public sealed class ApiKey
{
    public int Id { get; init; }

    public required int AccountId { get; init; }

    public required string Name { get; init; }

    /// <summary>The first characters, so that people can tell their keys apart.</summary>
    public required string Prefix { get; init; }

    public required byte[] KeyHash { get; init; }

    /// <summary>What the key may do; null means all that its account may do.</summary>
    public string? Scopes { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public DateTime? RevokedAt { get; private set; }

    public bool IsUsable(DateTime now) => RevokedAt is null && now < ExpiresAt;

    public void Revoke(DateTime now) => RevokedAt ??= now;
}
