using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Accounts;

/// <summary>Tells an account's owner by mail that something which guards it has changed, in the transaction of the change.</summary>
public sealed class AccountNotices(AppDb db, Postbox postbox, TimeProvider clock, IOptions<SelfEvalOptions> options)
{
    public static readonly (string, string) PasswordChanged = ("your password was changed", "The password of your account was changed.");
    public static readonly (string, string) AppAdded = ("an authenticator app was added", "An authenticator app was set up for your account. An app that was set up before no longer works.");
    public static readonly (string, string) AppRemoved = ("your authenticator app was removed", "The authenticator app of your account was removed.");
    public static readonly (string, string) PasskeyAdded = ("a passkey was added", "A passkey was added to your account.");
    public static readonly (string, string) PasskeyRemoved = ("a passkey was removed", "A passkey was removed from your account.");
    public static readonly (string, string) CodesMade = ("new recovery codes were made", "New recovery codes were made for your account. Older ones no longer work.");
    public static readonly (string, string) CodeUsed = ("a recovery code was used", "Somebody signed in to your account with one of its recovery codes.");
    public static readonly (string, string) FactorsGone = ("your second factor was reset", "The authenticator app, passkeys and recovery codes of your account were removed with the link that an administrator sent you. You choose new ones when you next sign in.");
    public static readonly (string, string) Recovered = ("a new password was chosen", "A new password was chosen for your account with the link that was shown on the server. Its authenticator app, passkeys and recovery codes no longer work; new ones are chosen now.");
    public static readonly (string, string) KeyMade = ("an API key was made", "An API key was made for your account.");
    public static readonly (string, string) KeyRevoked = ("an API key was revoked", "An API key of your account was revoked.");
    public static readonly (string, string) KeysEnded = ("API keys were revoked", "API keys of your account were revoked, because somebody who may do so recorded that you left a team or the service.");
    public static readonly (string, string) EmailAsked = ("a new email address was asked for", "Somebody who is signed in to your account asked to change its email address. It changes when a link sent to the new address is opened.");
    public static readonly (string, string) EmailChanged = ("your email address was changed", "The email address of your account was changed.");

    public static readonly (string, string) MadeAdministrator = ("you are now an administrator", "Your account was given the role of administrator, by an invitation that was accepted with it.");

    /// <param name="account">Whose account it is.</param>
    /// <param name="what">The end of the subject, and a sentence.</param>
    /// <param name="to">Another address than the account's present one.</param>
    public void Write(Account account, (string Subject, string Sentence) what, string? to = null)
    {
        var (settings, now) = (options.Value, clock.GetUtcNow().UtcDateTime);
        postbox.Write(db, LetterKind.Notice, $"account-notice:{Secrets.NewPseudonym()}", to ?? account.Email!, $"{settings.ServiceName}: {what.Subject}",
            $"""
            Hello {account.Name},

            {what.Sentence}

            If this was you, you need not do anything. If it was not you, choose a new password at once at
            {settings.BaseUrl}/accounts/forgotten-password and tell an administrator of your service.
            """, now, now.AddDays(2));
    }
}
