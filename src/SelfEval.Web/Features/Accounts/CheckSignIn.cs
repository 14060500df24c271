using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

/// <summary>Whether an address and a password belong together. Words, status and time are the same for an unknown address and a wrong password.</summary>
public sealed class CheckSignIn(AppDb db, WriteGate gate, Audit audit, PasswordDesk desk, SignInTries tries, ILookupNormalizer normalizer)
{
    public async Task<Account> RunAsync(string email, string password)
    {
        if (tries.IsLocked(email))
            throw new InvalidInput("Email", "There were too many wrong passwords for this address. Wait 15 minutes, or get a new password");

        var normalized = normalizer.NormalizeEmail(email.Trim());
        var found = await db.Users.SingleOrDefaultAsync(a => a.NormalizedEmail == normalized);
        var result = await desk.VerifyAsync(found?.PasswordHash, password);
        var isRight = found is not null && result != PasswordVerificationResult.Failed;
        if (!isRight) tries.Failed(email);
        else tries.Clear(email);
        var newHash = result == PasswordVerificationResult.SuccessRehashNeeded ? await desk.HashAsync(password) : null;

        await gate.RunAsync(db, async () =>
        {
            var subject = found is null ? "account:unknown" : $"account:{found.Id}";
            audit.Add(!isRight ? "account.sign_in_failed" : found!.DisabledAt is null ? "account.signed_in" : "account.sign_in_refused", subject,
                by: isRight ? found!.Id : null);
            if (newHash is not null)
                (await db.Users.SingleAsync(a => a.Id == found!.Id)).PasswordHash = newHash;
            await db.SaveChangesAsync();
        });

        if (!isRight) throw new InvalidInput("Email", "The email address or the password is not right");
        if (found!.DisabledAt is not null) throw new InvalidInput("Email", "This account is switched off. Ask an administrator of your service");
        return found;
    }
}
