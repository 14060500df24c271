using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

internal static class AccountsProblems
{
    /// <summary>The same for a link that never was, is used, withdrawn or too old.</summary>
    public static Problem LinkNotUsable() => new("accounts.link_not_usable", StatusCodes.Status410Gone, "This link is no longer in use",
        "It may have been used already, or it is too old. Ask the person who sent it for a new one.");

    /// <summary>Whoever forgot their password asks for a new link themselves.</summary>
    public static Problem ResetLinkNotUsable() => new("accounts.link_not_usable", StatusCodes.Status410Gone, "This link is no longer in use",
        "It may have been used already, or it is older than half an hour.") { WayOn = ("/accounts/forgotten-password", "Ask for a new link") };

    public static Problem InviteForSomebodyElse() => new("accounts.invite_for_somebody_else", StatusCodes.Status403Forbidden,
        "This invitation is for another email address", "Sign out, then open the link again.");

    public static Problem TooManyAtOnce() => new("accounts.busy", StatusCodes.Status429TooManyRequests, "Too many people are signing in at once",
        "Wait a few seconds and try again.");

    public static Problem LastAdministrator() => Problem.Conflict("accounts.last_administrator",
        "There would be no administrator left", "Make somebody else an administrator first.");

    public static Problem TooManyKeys() => Problem.Conflict("accounts.too_many_keys",
        "You have 20 keys in use", "Revoke one that is no longer needed first.");

    public static Problem TooManyPasskeys() => Problem.Conflict("accounts.too_many_passkeys",
        "You have 10 passkeys", "Remove one that you no longer use first.");

    public static Problem LastFactor() => Problem.Conflict("accounts.last_factor",
        "This is your only second factor", "Add a passkey or an authenticator app first, then remove this one.");

    public static Problem HasFactorAlready() => new("accounts.has_factor", StatusCodes.Status403Forbidden,
        "This account has a second factor already", "Sign in with it first.")
    { WayOn = ("/accounts/sign-in/code", "Go on signing in") };

    public static Problem TooManyWrongCodes() => new("accounts.too_many_codes", StatusCodes.Status403Forbidden,
        "Too many wrong codes", "Begin again with your password.")
    { WayOn = ("/accounts/sign-in", "Sign in") };

    public static Problem NoPasswordHere() => Problem.Conflict("accounts.no_password",
        "This account has no password here", "It is signed in to by your organisation. Change your password there.");
}
