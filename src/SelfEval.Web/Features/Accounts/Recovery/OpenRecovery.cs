using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Accounts.Recovery;

/// <summary>
/// For whoever runs the server, on its console: an organisation whose only administrator has lost password, app, passkeys and recovery codes has nobody left who could help on a page. All
/// sessions of the account end at once; the link is shown here and nowhere else, and the account's address is told of it.
/// </summary>
public sealed class OpenRecovery(AppDb db, WriteGate gate, Audit audit, Postbox postbox, ILookupNormalizer normalizer, TimeProvider clock, IOptions<SelfEvalOptions> options)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <returns>The link.</returns>
    public Task<string> RunAsync(string email) => gate.RunAsync(db, async () =>
    {
        var account = await FindAsync(email.Trim());
        var (secret, settings, now) = (Secrets.NewLink(), options.Value, clock.GetUtcNow().UtcDateTime);
        // One way in at a time: what was opened before, here or by an administrator, is void.
        await db.AccountProofs.Where(p => p.AccountId == account.Id && p.Kind != ProofKind.NewEmail && p.UsedAt == null).ExecuteDeleteAsync();
        db.AccountProofs.Add(new AccountProof
        {
            AccountId = account.Id,
            Kind = ProofKind.Recovery,
            TokenHash = Secrets.Hash(secret),
            CreatedAt = now,
            ExpiresAt = now + Life,
            OpenedById = account.Id,
        });
        var ended = await db.AccountSessions.Where(s => s.AccountId == account.Id).ExecuteDeleteAsync();
        audit.Add(new AuditEntry
        {
            At = Audit.Milliseconds(now),
            Action = "account.recovery_opened",
            Subject = $"account:{account.Id}",
            Detail = ended == 1 ? "1 session ended" : $"{ended} sessions ended",
            Source = Audit.ConsoleSource,
        });
        postbox.Write(db, LetterKind.Notice, $"recovery:{Convert.ToHexString(Secrets.Hash(secret))[..24]}", account.Email!, $"{settings.ServiceName}: the way back into your account was opened",
            $"""
            Hello {account.Name},

            Whoever runs the server of {settings.ServiceName} opened the way back into your account, because somebody said that you lost your
            password and your second factor. You were signed out everywhere. With a link that was shown on the server, and that works once and
            for an hour, a new password and a new second factor can be chosen.

            If you did not ask for this, tell whoever runs your service at once.
            """, now, now.AddDays(2));
        await db.SaveChangesAsync();
        return $"{settings.BaseUrl}/accounts/recovery/{secret}";
    });

    private async Task<Account> FindAsync(string email)
    {
        var normalized = normalizer.NormalizeEmail(email);
        if (await db.Users.SingleOrDefaultAsync(a => a.NormalizedEmail == normalized) is not { } account)
        {
            // Whoever reads this runs the server and can read the database.
            var administrators = await db.Users.Where(a => a.IsAdministrator && a.DisabledAt == null).OrderBy(a => a.Email).Select(a => a.Email!).ToListAsync();
            throw new RecoveryException($"There is no account with this address. Administrators are: {(administrators.Count == 0 ? "none" : string.Join(", ", administrators))}.");
        }

        if (account.DisabledAt is not null) throw new RecoveryException("This account is switched off. An administrator switches it on again, on the page of the account.");
        if (account.PasswordHash is null) throw new RecoveryException("This account is signed in to by the organisation and has no password here. Whoever runs the organisation's sign-in can help.");
        return account;
    }
}

/// <summary>The way cannot be opened; the message says why, for the console.</summary>
public sealed class RecoveryException(string message) : Exception(message);
