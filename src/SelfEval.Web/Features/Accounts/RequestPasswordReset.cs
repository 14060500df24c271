using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Accounts;

/// <summary>Writes a letter with a reset link where there is an account; the answer is the same where there is none.</summary>
public sealed class RequestPasswordReset(
    AppDb db, WriteGate gate, Audit audit, Postbox postbox, ResetLinks links, TimeProvider clock,
    ILookupNormalizer normalizer, IOptions<SelfEvalOptions> options)
{
    public Task RunAsync(string email) => gate.RunAsync(db, async () =>
    {
        var normalized = normalizer.NormalizeEmail(email.Trim());
        var account = await db.Users.SingleOrDefaultAsync(a => a.NormalizedEmail == normalized && a.DisabledAt == null && a.PasswordHash != null);
        audit.Add("account.reset_asked", account is null ? "account:unknown" : $"account:{account.Id}");
        // For an unknown address the same work is done and thrown away, so that the time says nothing either.
        await WriteAsync(account ?? new Account { Name = "Nobody", Email = "nobody@invalid.example", CreatedAt = default }, isReal: account is not null);
        await db.SaveChangesAsync();
    });

    private async Task WriteAsync(Account account, bool isReal)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        // One in five minutes, so that nobody's mailbox can be flooded.
        var key = $"password-reset:{account.Id}:{now.Ticks / TimeSpan.FromMinutes(5).Ticks}";
        if (await db.Letters.AnyAsync(l => l.DedupKey == key)) return;
        var settings = options.Value;
        var url = $"{settings.BaseUrl}/accounts/reset-password?token={Uri.EscapeDataString(links.Make(account))}";
        var letter = postbox.Write(db, LetterKind.PasswordReset, key, account.Email!, $"{settings.ServiceName}: choose a new password",
            $"""
            Hello {account.Name},

            Somebody asked for a new password for your {settings.ServiceName} account. If it was you, open this link
            within 30 minutes. It works once:

            {url}

            If it was not you, you need not do anything. Your password has not changed.
            """, now, now + ResetLinks.Life);
        if (!isReal) db.Letters.Remove(letter);
    }
}
