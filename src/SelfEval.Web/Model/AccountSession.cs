namespace SelfEval.Web.Model;

/// <summary>By what somebody proved who they are.</summary>
public enum SignInWay
{
    Password = 1,
    PasswordAndCode = 2,
    PasswordAndRecoveryCode = 3,
    Passkey = 4,
    PasswordAndPasskey = 5,

    /// <summary>By the organisation's own sign-in (OpenID Connect).</summary>
    Organisation = 6,
}

/// <summary>
/// One browser in which somebody has signed in. The browser holds a random token, this row its hash: without the row the token is worth nothing, so
/// deleting it signs out at once and on every node.
/// </summary>
public sealed class AccountSession
{
    public int Id { get; init; }

    public required int AccountId { get; init; }

    public Account? Account { get; init; }

    public required byte[] TokenHash { get; init; }

    public required SignInWay Way { get; init; }

    /// <summary>False after the password alone: such a session reaches only the pages of the second factor.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>When the person first signed in; kept when the session gets a new token.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Written at most once a minute.</summary>
    public required DateTime LastSeenAt { get; set; }

    /// <summary>When the person last proved that it is they.</summary>
    public required DateTime FreshAt { get; set; }

    /// <summary>Wrong second factors tried in it.</summary>
    public int WrongTries { get; set; }

    /// <summary>Browser and system in words, such as "Firefox on Windows"; nothing more of what the browser says about itself.</summary>
    public required string Device { get; init; }
}
