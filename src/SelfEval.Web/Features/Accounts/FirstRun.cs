using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

/// <summary>While there is no account, each start prints one set-up link, good once; the one printed before is dead.</summary>
public sealed class FirstRun(AppDb db, WriteGate gate, TimeProvider clock, IOptions<SelfEvalOptions> options)
{
    public async Task PrintLinkAsync(TextWriter console)
    {
        if (await db.Users.AnyAsync()) return;
        var secret = Secrets.NewLink();
        await gate.RunAsync(db, async () =>
        {
            await db.AccountInvites.Where(i => i.InvitedById == null).ExecuteDeleteAsync();
            var now = clock.GetUtcNow().UtcDateTime;
            db.AccountInvites.Add(new AccountInvite
            {
                Email = "",
                Role = Role.Administrator,
                TokenHash = Secrets.Hash(secret),
                CreatedAt = now,
                ExpiresAt = now.AddDays(1),
            });
            await db.SaveChangesAsync();
        });
        await console.WriteLineAsync("There is no account yet. Open this link to make the administrator's account.");
        await console.WriteLineAsync("It works once and for 24 hours; starting again prints a new one.");
        await console.WriteLineAsync($"set-up link: {options.Value.BaseUrl}/setup/{secret}");
    }
}
