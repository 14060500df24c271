using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Inviting;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts;

/// <summary>Accepts an invitation: with a new account for its address, or with the account that has it already.</summary>
public sealed class JoinByInvite(
    AppDb db, WriteGate gate, CurrentAccount who, Audit audit, TimeProvider clock, PasswordDesk desk,
    UserManager<Account> users, ILookupNormalizer normalizer, Sessions sessions, OpenInvites open, AccountNotices notices, AdministratorNotices administrators)
{
    public async Task<AccountInvite> FindAsync(string token)
    {
        var hash = Secrets.Hash(token);
        var invite = await open.Usable().SingleOrDefaultAsync(i => i.TokenHash == hash);
        return invite ?? throw AccountsProblems.LinkNotUsable();
    }

    public async Task<bool> HasAccountAsync(AccountInvite invite)
    {
        var normalized = normalizer.NormalizeEmail(invite.Email);
        return await db.Users.AnyAsync(a => a.NormalizedEmail == normalized);
    }

    public bool IsFor(AccountInvite invite) => who.IsKnown && normalizer.NormalizeEmail(invite.Email) == normalizer.NormalizeEmail(who.Email);

    public async Task<Account> WithNewAccountAsync(string token, string name, string password)
    {
        var email = (await FindAsync(token)).Email;
        PasswordRules.Check(password, email, name);
        var hash = await desk.HashAsync(password);
        return await gate.RunAsync(db, async () =>
        {
            var invite = await FindAsync(token);
            var account = NewAccount.Of(name, invite.Email, hash, clock.GetUtcNow().UtcDateTime);
            await users.AddAsync(account);
            await GiveAsync(invite, account);
            return account;
        });
    }

    public Task<string> WithPresentAccountAsync(string token) => gate.RunAsync(db, async () =>
    {
        var invite = await FindAsync(token);
        if (!IsFor(invite)) throw AccountsProblems.InviteForSomebodyElse();
        await GiveAsync(invite, await db.Users.SingleAsync(a => a.Id == who.RequiredId));
        return await sessions.RenewAsync();
    });

    private async Task GiveAsync(AccountInvite invite, Account account)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        invite.Use(now);
        if (invite.Role == Role.Administrator)
        {
            account.IsAdministrator = true;
            notices.Write(account, AccountNotices.MadeAdministrator);
            await administrators.WriteAsync(db, $"administrator-made:{invite.Id}", "there is a new administrator", $"{account.Name} ({account.Email}) has accepted an invitation and is an administrator now.", "/accounts", now, except: account.Id);
        }
        else if (!await db.Memberships.AnyAsync(m => m.AccountId == account.Id && m.Role == invite.Role
                     && m.ProgrammeId == invite.ProgrammeId && m.TeamId == invite.TeamId))
        {
            db.Memberships.Add(new Membership
            {
                AccountId = account.Id,
                Role = invite.Role,
                ProgrammeId = invite.ProgrammeId!.Value,
                TeamId = invite.TeamId,
                SinceAt = now,
            });
        }

        audit.Add("account.joined", $"account:{account.Id}", invite.ProgrammeId, invite.TeamId, RoleNames.Of(invite.Role), by: account.Id);
        // Whom somebody brought in does not confirm what they ask for, nor the other way about.
        audit.Add("account.invited_by", $"account:{account.Id}", invite.ProgrammeId, invite.TeamId, $"account:{invite.InvitedById}", by: account.Id);
        await db.SaveChangesAsync();
    }
}
