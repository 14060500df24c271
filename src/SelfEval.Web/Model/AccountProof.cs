namespace SelfEval.Web.Model;

public enum ProofKind
{
    /// <summary>The new address of an account receives mail.</summary>
    NewEmail = 1,

    /// <summary>Somebody whose second factor is lost still reads the account's mail.</summary>
    NewFactor = 2,

    /// <summary>Somebody lost all of it, and whoever runs the server opened the way on its console. Never sent by mail.</summary>
    Recovery = 3,
}

/// <summary>A single-use link that proves something about its reader: that they own an address, or were given it at the server.</summary>
public sealed class AccountProof
{
    public int Id { get; init; }

    public required int AccountId { get; init; }

    public required ProofKind Kind { get; init; }

    public required byte[] TokenHash { get; init; }

    /// <summary>The new address, sealed by Data Protection.</summary>
    public string? SealedEmail { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    /// <summary>Who opened it: the account itself (also for one that was opened on the server's console), or an administrator.</summary>
    public required int OpenedById { get; init; }

    public DateTime? UsedAt { get; private set; }

    public bool IsUsable(DateTime now) => UsedAt is null && now < ExpiresAt;

    public void Use(DateTime now) => UsedAt = now;
}

/// <summary>A challenge that a passkey has answered: it is not taken a second time.</summary>
public sealed class SpentChallenge
{
    public required byte[] Hash { get; init; }

    public required DateTime ExpiresAt { get; init; }
}

/// <summary>Wrong passwords and codes, counted under a hash of who was tried and from where. In the database, so that nodes count together.</summary>
public sealed class SignInTry
{
    public required byte[] Key { get; init; }

    public required int Count { get; set; }

    /// <summary>Counts until then; each wrong one moves it on, until there were too many.</summary>
    public required DateTime Until { get; set; }
}
