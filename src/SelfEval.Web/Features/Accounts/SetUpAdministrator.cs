using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

/// <summary>The first account, made through the link that the first start printed. The link is dead as soon as any account exists.</summary>
public sealed class SetUpAdministrator(AppDb db, WriteGate gate, Audit audit, TimeProvider clock, PasswordDesk desk, UserManager<Account> users)
{
    public async Task<bool> IsOpenAsync(string token) => await UsableAsync(token) is not null;

    public async Task<Account> RunAsync(string token, string name, string email, string password)
    {
        PasswordRules.Check(password, email, name);
        if (!await IsOpenAsync(token)) throw Problem.NotFound();
        var hash = await desk.HashAsync(password);
        return await gate.RunAsync(db, async () =>
        {
            var link = await UsableAsync(token) ?? throw Problem.NotFound();
            var now = clock.GetUtcNow().UtcDateTime;
            link.Use(now);
            var account = NewAccount.Of(name, email, hash, now);
            account.IsAdministrator = true;
            await users.AddAsync(account);
            audit.Add("account.set_up", $"account:{account.Id}", detail: "administrator", by: account.Id);
            await db.SaveChangesAsync();
            return account;
        });
    }

    private async Task<AccountInvite?> UsableAsync(string token)
    {
        if (await db.Users.AnyAsync()) return null;
        var hash = Secrets.Hash(token);
        var link = await db.AccountInvites.SingleOrDefaultAsync(i => i.TokenHash == hash && i.InvitedById == null && i.Role == Role.Administrator);
        return link?.IsUsable(clock.GetUtcNow().UtcDateTime) == true ? link : null;
    }
}
