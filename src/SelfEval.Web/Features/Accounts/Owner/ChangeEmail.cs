using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Owner;

/// <summary>
/// Another email address for an account: asked for by its owner, and changed only by a link that arrives there. Both addresses are told. The answer
/// is the same where the address belongs to somebody else already; then no link goes out.
/// </summary>
public sealed class ChangeEmail(
    AppDb db, WriteGate gate, CurrentAccount who, Audit audit, AccountNotices notices, Postbox postbox, Sealing sealing, Sessions sessions,
    TimeProvider clock, ILookupNormalizer normalizer, IOptions<SelfEvalOptions> options)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public Task AskAsync(string email) => gate.RunAsync(db, async () =>
    {
        var (id, now, address) = (who.RequiredId, clock.GetUtcNow().UtcDateTime, email.Trim());
        var account = await db.Users.SingleAsync(a => a.Id == id);
        if (account.PasswordHash is null) throw AccountsProblems.NoPasswordHere();
        var normalized = normalizer.NormalizeEmail(address);
        await db.AccountProofs.Where(p => p.AccountId == id && p.Kind == ProofKind.NewEmail && p.UsedAt == null).ExecuteDeleteAsync();
        audit.Add("account.email_asked", $"account:{id}");
        notices.Write(account, AccountNotices.EmailAsked);
        if (!await db.Users.AnyAsync(a => a.NormalizedEmail == normalized)) Send(account, address, now);
        await db.SaveChangesAsync();
    });

    public async Task<bool> IsGoodAsync(string token) => await UsableAsync(token) is not null;

    public Task RunAsync(string token) => gate.RunAsync(db, async () =>
    {
        var proof = await UsableAsync(token) ?? throw AccountsProblems.LinkNotUsable();
        var address = Sealing.Open(sealing.NewEmails, proof.SealedEmail) ?? throw AccountsProblems.LinkNotUsable();
        var normalized = normalizer.NormalizeEmail(address);
        // Taken meanwhile by somebody else: no more is said than of any other dead link.
        if (await db.Users.AnyAsync(a => a.NormalizedEmail == normalized)) throw AccountsProblems.LinkNotUsable();
        proof.Use(clock.GetUtcNow().UtcDateTime);
        var account = await db.Users.SingleAsync(a => a.Id == proof.AccountId);
        notices.Write(account, AccountNotices.EmailChanged);
        (account.Email, account.NormalizedEmail, account.UserName, account.NormalizedUserName) = (address, normalized, address, normalizer.NormalizeName(address));
        account.SecurityStamp = Secrets.NewPseudonym();
        notices.Write(account, AccountNotices.EmailChanged);
        await sessions.EndAllAsync(account.Id);
        audit.Add("account.email_changed", $"account:{account.Id}", by: account.Id);
        await db.SaveChangesAsync();
    });

    private async Task<AccountProof?> UsableAsync(string token)
    {
        var hash = Secrets.Hash(token);
        var proof = await db.AccountProofs.SingleOrDefaultAsync(p => p.TokenHash == hash && p.Kind == ProofKind.NewEmail
            && db.Users.Any(a => a.Id == p.AccountId && a.DisabledAt == null));
        return proof?.IsUsable(clock.GetUtcNow().UtcDateTime) == true ? proof : null;
    }

    private void Send(Account account, string address, DateTime now)
    {
        var (secret, settings) = (Secrets.NewLink(), options.Value);
        db.AccountProofs.Add(new AccountProof
        {
            AccountId = account.Id,
            Kind = ProofKind.NewEmail,
            TokenHash = Secrets.Hash(secret),
            SealedEmail = sealing.NewEmails.Protect(address),
            CreatedAt = now,
            ExpiresAt = now + Life,
            OpenedById = account.Id,
        });
        postbox.Write(db, LetterKind.Notice, $"new-email:{Convert.ToHexString(Secrets.Hash(secret))[..24]}", address, $"{settings.ServiceName}: confirm your new email address",
            $"""
            Hello {account.Name},

            Open this link within an hour to use this address for your {settings.ServiceName} account. It works once:

            {settings.BaseUrl}/accounts/new-email/{secret}

            If you did not ask for this, you need not do anything.
            """, now, now + Life);
    }
}
