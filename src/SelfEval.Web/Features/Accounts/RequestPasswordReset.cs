using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Accounts;

/// <summary>
/// Writes a letter with a reset link where there is an account. The answer is the same where there is none, and so is the work: a letter to nobody is written
/// and taken out again in the same transaction.
/// </summary>
public sealed class RequestPasswordReset(
    AppDb db, WriteGate gate, Audit audit, Postbox postbox, ResetLinks links, TimeProvider clock,
    ILookupNormalizer normalizer, IOptions<SelfEvalOptions> options)
{
    private static readonly Account Nobody = new() { Name = "Nobody", Email = "nobody@invalid.example", CreatedAt = default };

    public Task RunAsync(string email) => gate.RunAsync(db, async () =>
    {
        var normalized = normalizer.NormalizeEmail(email.Trim());
        var account = await db.Users.SingleOrDefaultAsync(a => a.NormalizedEmail == normalized && a.DisabledAt == null && a.PasswordHash != null);
        audit.Add("account.reset_asked", account is null ? "account:unknown" : $"account:{account.Id}");
        var now = clock.GetUtcNow().UtcDateTime;
        // One in five minutes, so that nobody's mailbox can be flooded.
        var key = $"password-reset:{account?.Id ?? 0}:{now.Ticks / TimeSpan.FromMinutes(5).Ticks}";
        var isSent = await db.Letters.AnyAsync(l => l.DedupKey == key);
        var goes = account is not null && !isSent;
        var letter = Write(account ?? Nobody, goes ? key : $"password-reset:0:{Secrets.NewPseudonym()}", now);
        await db.SaveChangesAsync();
        var gone = goes ? 0 : letter.Id;
        await db.Letters.Where(l => l.Id == gone).ExecuteDeleteAsync();
    });

    private Letter Write(Account account, string key, DateTime now)
    {
        var settings = options.Value;
        var url = $"{settings.BaseUrl}/accounts/reset-password?token={Uri.EscapeDataString(links.Make(account))}";
        return postbox.Write(db, LetterKind.PasswordReset, key, account.Email!, $"{settings.ServiceName}: choose a new password",
            $"""
            Hello {account.Name},

            Somebody asked for a new password for your {settings.ServiceName} account. If it was you, open this link
            within 30 minutes. It works once:

            {url}

            If it was not you, you need not do anything. Your password has not changed.
            """, now, now + ResetLinks.Life);
    }
}
