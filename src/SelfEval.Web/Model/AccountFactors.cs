namespace SelfEval.Web.Model;

/// <summary>The app that makes an account's six-digit codes.</summary>
public sealed class AccountCodeApp
{
    public required int AccountId { get; init; }

    /// <summary>The seed it shares with us, sealed by Data Protection.</summary>
    public required string SealedSeed { get; init; }

    public required DateTime SinceAt { get; init; }

    /// <summary>The half minute whose code was last taken: no code works twice, and none before it.</summary>
    public long LastStep { get; set; }
}

/// <summary>A code on paper for the day when the app or the passkey is lost. Works once.</summary>
public sealed class AccountRecoveryCode
{
    public int Id { get; init; }

    public required int AccountId { get; init; }

    public required byte[] CodeHash { get; init; }

    public DateTime? UsedAt { get; set; }
}

/// <summary>A passkey of an account. Its private half never leaves the person's device.</summary>
public sealed class AccountPasskey
{
    public const int Most = 10;

    public int Id { get; init; }

    public required int AccountId { get; init; }

    public required byte[] CredentialId { get; init; }

    public required byte[] PublicKey { get; init; }

    public required string Name { get; set; }

    /// <summary>How the device can be reached, as the browser said, one word each.</summary>
    public required string Transports { get; init; }

    public required bool IsBackupEligible { get; init; }

    public required bool IsBackedUp { get; set; }

    public required long SignCount { get; set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? LastUsedAt { get; set; }
}
