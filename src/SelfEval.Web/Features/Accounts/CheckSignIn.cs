using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Factors;
using SelfEval.Web.Features.Accounts.Signing;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

/// <summary>
/// Opens a session by address and password. It reaches only the pages of the second factor, unless the code came with the password or the
/// installation is a demonstration. Words, status and time are the same for an unknown address and a wrong password.
/// </summary>
public sealed class CheckSignIn(
    AppDb db, WriteGate gate, Audit audit, PasswordDesk desk, SignInTries tries, CodeApps apps, RecoveryCodes codes,
    BeginSession begin, ILookupNormalizer normalizer)
{
    public async Task<OpenedSession> RunAsync(string email, string password, string? code = null)
    {
        var standing = await tries.ReadAsync(email);
        if (standing.IsShut) await tries.RefuseShutAsync(email, "Email");
        if (standing.NeedsCode && string.IsNullOrWhiteSpace(code))
            throw new InvalidInput("Code", standing.IsHeldUp
                ? "There were too many wrong passwords or codes for this address from your network. Enter your password and a code from your authenticator app or a recovery code together, use a passkey, or wait 15 minutes"
                : "Many wrong passwords were tried for this address. Enter a code from your authenticator app or a recovery code as well, or use a passkey");

        var normalized = normalizer.NormalizeEmail(email.Trim());
        var found = await db.Users.SingleOrDefaultAsync(a => a.NormalizedEmail == normalized);
        var result = await desk.VerifyAsync(found?.PasswordHash, password);
        var isRight = found is not null && result != PasswordVerificationResult.Failed;
        var newHash = result == PasswordVerificationResult.SuccessRehashNeeded ? await desk.HashAsync(password) : null;

        var opened = await gate.RunAsync(db, async () =>
        {
            var way = isRight && standing.NeedsCode ? await WayOfAsync(found!.Id, code!) : isRight ? SignInWay.Password : null as SignInWay?;
            if (way is null)
            {
                await tries.FailedAsync(email);
                audit.Add("account.sign_in_failed", found is null ? "account:unknown" : $"account:{found.Id}");
            }
            else if (found!.DisabledAt is not null)
            {
                audit.Add("account.sign_in_refused", $"account:{found.Id}", by: found.Id);
            }
            else
            {
                await tries.ClearAsync(email);
                if (newHash is not null) (await db.Users.SingleAsync(a => a.Id == found.Id)).PasswordHash = newHash;
                var begun = await begin.InGateAsync(found, way.Value, isTwoFactors: way != SignInWay.Password);
                if (begun.Half is null) await tries.RememberAsync(email);
                return begun;
            }

            await db.SaveChangesAsync();
            return null;
        });

        if (opened is not null) return opened;
        if (isRight && found!.DisabledAt is not null && !standing.NeedsCode)
            throw new InvalidInput("Email", "This account is switched off. Ask an administrator of your service");
        throw new InvalidInput("Email", standing.NeedsCode ? "The email address, the password or the code is not right" : "The email address or the password is not right");
    }

    private async Task<SignInWay?> WayOfAsync(int accountId, string code) =>
        await apps.TryUseAsync(accountId, code) ? SignInWay.PasswordAndCode
        : await codes.TryUseAsync(accountId, code) ? SignInWay.PasswordAndRecoveryCode
        : null;
}
