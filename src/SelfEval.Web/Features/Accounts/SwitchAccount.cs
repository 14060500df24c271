using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Inviting;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts;

/// <summary>Switches an account off (its sessions and keys are dead at the next request) or on again.</summary>
public sealed class SwitchAccount(AppDb db, WriteGate gate, CurrentAccount who, Audit audit, Sessions sessions, OpenInvites open, AdministratorNotices administrators, TimeProvider clock)
{
    public Task RunAsync(int id, bool on) => gate.RunAsync(db, async () =>
    {
        if (!who.IsAdministrator) throw Problem.NotFound();
        var account = await db.Users.Where(a => a.Id == id).FirstOrNotFoundAsync();
        if (!on) await KeepAnAdministratorAsync(db, account);
        account.DisabledAt = on ? null : account.DisabledAt ?? clock.GetUtcNow().UtcDateTime;
        if (!on)
        {
            account.SecurityStamp = Secrets.NewPseudonym();
            await sessions.EndAllAsync(id);
        }

        audit.Add(on ? "account.switched_on" : "account.switched_off", $"account:{id}");
        if (on && account.IsAdministrator)
            await administrators.WriteAsync(db, $"administrator-on:{Secrets.NewPseudonym()}", "an administrator’s account was switched on again", $"{who.Name} has switched on the account of {account.Name} ({account.Email}), who is an administrator.", "/accounts", clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync();
        if (!on) await open.VoidOfAsync(id);
    });

    internal static async Task KeepAnAdministratorAsync(AppDb db, Account leaving)
    {
        if (leaving.IsAdministrator && !await db.Users.AnyAsync(a => a.IsAdministrator && a.DisabledAt == null && a.Id != leaving.Id))
            throw AccountsProblems.LastAdministrator();
    }
}
