using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

internal static class AccountsProblems
{
    /// <summary>The same for a link that never was, is used, withdrawn or too old.</summary>
    public static Problem LinkNotUsable() => new("accounts.link_not_usable", StatusCodes.Status410Gone, "This link is no longer in use",
        "It may have been used already, or it is too old. Ask the person who sent it for a new one.");

    public static Problem InviteForSomebodyElse() => new("accounts.invite_for_somebody_else", StatusCodes.Status403Forbidden,
        "This invitation is for another email address", "Sign out, then open the link again.");

    public static Problem TooManyAtOnce() => new("accounts.busy", StatusCodes.Status429TooManyRequests, "Too many people are signing in at once",
        "Wait a few seconds and try again.");

    public static Problem LastAdministrator() => Problem.Conflict("accounts.last_administrator",
        "There would be no administrator left", "Make somebody else an administrator first.");

    public static Problem TooManyKeys() => Problem.Conflict("accounts.too_many_keys",
        "You have 20 keys in use", "Revoke one that is no longer needed first.");
}
