using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Signing;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Factors;

/// <summary>
/// For somebody who lost app, passkeys and recovery codes: an administrator, who has made sure who it is, has a single-use link sent to the account's
/// address; with it and the password the old factors go, and the person chooses new ones. Neither the administrator nor the mailbox alone is enough.
/// </summary>
public sealed class ResetFactors(
    AppDb db, WriteGate gate, CurrentAccount who, Audit audit, AccountNotices notices, Postbox postbox, PasswordDesk passwords, SignInTries tries,
    Sessions sessions, BeginSession begin, TimeProvider clock, IOptions<SelfEvalOptions> options)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    public Task OpenAsync(int accountId) => gate.RunAsync(db, async () =>
    {
        if (!who.IsAdministrator) throw Problem.NotFound();
        var account = await db.Users.Where(a => a.Id == accountId && a.DisabledAt == null).FirstOrNotFoundAsync();
        if (account.PasswordHash is null) throw AccountsProblems.NoPasswordHere();
        var (secret, settings, now) = (Secrets.NewLink(), options.Value, clock.GetUtcNow().UtcDateTime);
        await db.AccountProofs.Where(p => p.AccountId == accountId && p.Kind == ProofKind.NewFactor && p.UsedAt == null).ExecuteDeleteAsync();
        db.AccountProofs.Add(new AccountProof
        {
            AccountId = accountId,
            Kind = ProofKind.NewFactor,
            TokenHash = Secrets.Hash(secret),
            CreatedAt = now,
            ExpiresAt = now + Life,
            OpenedById = who.RequiredId,
        });
        audit.Add("factor.reset_opened", $"account:{accountId}");
        postbox.Write(db, LetterKind.Notice, $"new-factor:{Convert.ToHexString(Secrets.Hash(secret))[..24]}", account.Email!, $"{settings.ServiceName}: choose a new second factor",
            $"""
            Hello {account.Name},

            An administrator opened the way for you to choose a new second factor for your {settings.ServiceName} account, because you
            said that you lost the old one. Open this link within 24 hours. It works once, and asks for your password:

            {settings.BaseUrl}/accounts/new-factor/{secret}

            If you did not ask for this, do not open the link, and tell an administrator of your service.
            """, now, now + Life);
        await db.SaveChangesAsync();
    });

    public async Task<Account> FindAsync(string token) =>
        await UsableAsync(token) is { } proof ? await db.Users.SingleAsync(a => a.Id == proof.AccountId) : throw AccountsProblems.LinkNotUsable();

    public async Task<OpenedSession> RunAsync(string token, string password)
    {
        var account = await FindAsync(token);
        await tries.RefuseHeldUpAsync(account.Email!, "Password");
        var isRight = await passwords.VerifyAsync(account.PasswordHash, password) != PasswordVerificationResult.Failed;
        var opened = await gate.RunAsync(db, async () =>
        {
            var proof = await UsableAsync(token) ?? throw AccountsProblems.LinkNotUsable();
            if (!isRight)
            {
                await tries.FailedAsync(account.Email!);
                audit.Add("account.sign_in_failed", $"account:{account.Id}");
                await db.SaveChangesAsync();
                return null;
            }

            proof.Use(clock.GetUtcNow().UtcDateTime);
            await db.AccountCodeApps.Where(a => a.AccountId == account.Id).ExecuteDeleteAsync();
            await db.AccountPasskeys.Where(p => p.AccountId == account.Id).ExecuteDeleteAsync();
            await db.AccountRecoveryCodes.Where(c => c.AccountId == account.Id).ExecuteDeleteAsync();
            await sessions.EndAllAsync(account.Id);
            audit.Add("factor.reset", $"account:{account.Id}", by: account.Id);
            notices.Write(account, AccountNotices.FactorsGone);
            return await begin.InGateAsync(account, SignInWay.Password, isTwoFactors: false);
        });
        return opened ?? throw new InvalidInput("Password", "The password is not right");
    }

    private async Task<AccountProof?> UsableAsync(string token)
    {
        var hash = Secrets.Hash(token);
        var proof = await db.AccountProofs.SingleOrDefaultAsync(p => p.TokenHash == hash && p.Kind == ProofKind.NewFactor
            && db.Users.Any(a => a.Id == p.AccountId && a.DisabledAt == null));
        return proof?.IsUsable(clock.GetUtcNow().UtcDateTime) == true ? proof : null;
    }
}
