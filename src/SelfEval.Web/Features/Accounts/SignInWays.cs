using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Accounts;

internal static class SignInWays
{
    /// <summary>For the audit.</summary>
    public static string Word(SignInWay way) => way switch
    {
        SignInWay.Password => "password",
        SignInWay.PasswordAndCode => "password and code",
        SignInWay.PasswordAndRecoveryCode => "password and recovery code",
        SignInWay.Passkey => "passkey",
        SignInWay.PasswordAndPasskey => "password and passkey",
        _ => "organisation",
    };

    /// <summary>For people who read of their own sessions.</summary>
    public static string Sentence(SignInWay way) => "Signed in with " + way switch
    {
        SignInWay.Passkey => "a passkey",
        SignInWay.PasswordAndPasskey => "password and a passkey",
        SignInWay.PasswordAndRecoveryCode => "password and a recovery code",
        SignInWay.Organisation => "your organisation’s sign-in",
        _ => Word(way),
    };
}
