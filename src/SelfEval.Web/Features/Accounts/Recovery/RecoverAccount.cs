using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Signing;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Recovery;

/// <summary>With the link from the server's console: a new password, the old factors go, every session ends, and the person chooses a new second factor before anything else.</summary>
public sealed class RecoverAccount(AppDb db, WriteGate gate, Audit audit, AccountNotices notices, PasswordDesk desk, SignInTries tries, Sessions sessions, BeginSession begin, TimeProvider clock)
{
    public async Task<Account> FindAsync(string token) =>
        await UsableAsync(token) is { } proof ? await db.Users.SingleAsync(a => a.Id == proof.AccountId) : throw AccountsProblems.LinkNotUsable();

    public async Task<OpenedSession> RunAsync(string token, string password)
    {
        var found = await FindAsync(token);
        PasswordRules.Check(password, found.Email!, found.Name);
        var hash = await desk.HashAsync(password);
        return await gate.RunAsync(db, async () =>
        {
            var proof = await UsableAsync(token) ?? throw AccountsProblems.LinkNotUsable();
            proof.Use(clock.GetUtcNow().UtcDateTime);
            var account = await db.Users.SingleAsync(a => a.Id == proof.AccountId);
            (account.PasswordHash, account.SecurityStamp) = (hash, Secrets.NewPseudonym());
            await db.AccountCodeApps.Where(a => a.AccountId == account.Id).ExecuteDeleteAsync();
            await db.AccountPasskeys.Where(p => p.AccountId == account.Id).ExecuteDeleteAsync();
            await db.AccountRecoveryCodes.Where(c => c.AccountId == account.Id).ExecuteDeleteAsync();
            await sessions.EndAllAsync(account.Id);
            await tries.ClearAsync(account.Email!);
            audit.Add("account.recovered", $"account:{account.Id}", by: account.Id);
            notices.Write(account, AccountNotices.Recovered);
            return await begin.InGateAsync(account, SignInWay.Password, isTwoFactors: false);
        });
    }

    private async Task<AccountProof?> UsableAsync(string token)
    {
        var hash = Secrets.Hash(token);
        var proof = await db.AccountProofs.SingleOrDefaultAsync(p => p.TokenHash == hash && p.Kind == ProofKind.Recovery
            && db.Users.Any(a => a.Id == p.AccountId && a.DisabledAt == null && a.PasswordHash != null));
        return proof?.IsUsable(clock.GetUtcNow().UtcDateTime) == true ? proof : null;
    }
}
