using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Factors;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Signing;

/// <summary>Somebody who is signed in proves once more that it is they: by password, and by code where they have an app, or by passkey.</summary>
public sealed class ConfirmPresence(
    AppDb db, WriteGate gate, CurrentAccount who, Audit audit, PasswordDesk passwords, SignInTries tries, CodeApps apps, PasskeyDesk desk, Sessions sessions, TimeProvider clock)
{
    public async Task<string> ByPasswordAsync(string password, string? code)
    {
        await tries.RefuseHeldUpAsync(who.Email, "Password");
        var account = await db.Users.SingleAsync(a => a.Id == who.RequiredId);
        var isRight = await passwords.VerifyAsync(account.PasswordHash, password) != PasswordVerificationResult.Failed;
        var needsCode = await apps.HasAsync(account.Id);
        // Somebody with a passkey and no app confirms by the passkey: a password alone would be less than they signed in with.
        if (!needsCode && await db.AccountPasskeys.AnyAsync(p => p.AccountId == account.Id)) isRight = false;
        return await RunAsync(async () => isRight && (!needsCode || await apps.TryUseAsync(account.Id, code ?? "")), "Password",
            needsCode ? "The password or the code is not right, or the code was used already" : "The password is not right");
    }

    public async Task<string> ByPasskeyAsync(PasskeyAnswer answer)
    {
        var answered = await desk.AnswerAsync(PasskeyDesk.ToConfirm, who.RequiredId, answer);
        return await RunAsync(async () => answered is { } a && await desk.TrySpendAsync(answer, a.Key), "", "The passkey was not accepted. Try again");
    }

    private async Task<string> RunAsync(Func<Task<bool>> isRight, string field, string fault)
    {
        var confirmed = await gate.RunAsync(db, async () =>
        {
            var right = await isRight();
            string? token = null;
            if (right)
            {
                token = await sessions.RenewAsync();
                var now = clock.GetUtcNow().UtcDateTime;
                await tries.ClearAsync(who.Email);
                await tries.RememberAsync(who.Email);
                await db.AccountSessions.Where(s => s.Id == who.SessionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.FreshAt, now));
            }
            else
            {
                await tries.FailedAsync(who.Email);
            }

            audit.Add(right ? "account.confirmed" : "account.confirm_failed", $"account:{who.RequiredId}");
            await db.SaveChangesAsync();
            return token;
        });
        return confirmed ?? throw new InvalidInput(field, fault);
    }
}
