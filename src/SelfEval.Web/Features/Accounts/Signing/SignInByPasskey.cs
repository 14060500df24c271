using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Factors;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Signing;

/// <summary>A passkey alone: the device asked for a finger, a face or a PIN, so it is two factors. Works also while wrong passwords are being tried.</summary>
public sealed class SignInByPasskey(AppDb db, WriteGate gate, Audit audit, PasskeyDesk desk, Sessions sessions, SignInTries tries)
{
    public async Task<string> RunAsync(PasskeyAnswer answer)
    {
        var answered = await desk.AnswerAsync(PasskeyDesk.ToSignIn, null, answer);
        var token = await gate.RunAsync(db, async () =>
        {
            var opened = answered is { Account.DisabledAt: null } a && await desk.TrySpendAsync(answer, a.Key)
                ? await sessions.OpenAsync(a.Account.Id, SignInWay.Passkey, isWhole: true)
                : null;
            if (opened is not null) await tries.RememberAsync(answered!.Value.Account.Email!);
            var subject = answered is { } b ? $"account:{b.Account.Id}" : "account:unknown";
            audit.Add(opened is null ? "account.sign_in_failed" : "account.signed_in", subject, detail: SignInWays.Word(SignInWay.Passkey),
                by: opened is null ? null : answered!.Value.Account.Id);
            await db.SaveChangesAsync();
            return opened;
        });
        return token ?? throw new InvalidInput("", "The passkey was not accepted. Try again, or sign in with your password");
    }
}
