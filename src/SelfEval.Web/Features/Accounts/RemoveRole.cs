using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Inviting;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

/// <summary>Takes a role away; it ends at the account's next request.</summary>
public sealed class RemoveRole(AppDb db, WriteGate gate, CurrentAccount who, OpenInvites open, Audit audit)
{
    public Task MembershipAsync(int accountId, int membershipId) => gate.RunAsync(db, async () =>
    {
        if (!who.IsAdministrator) throw Problem.NotFound();
        var membership = await db.Memberships.Where(m => m.Id == membershipId && m.AccountId == accountId).FirstOrNotFoundAsync();
        db.Memberships.Remove(membership);
        audit.Add("role.removed", $"account:{accountId}", membership.ProgrammeId, membership.TeamId, RoleNames.Of(membership.Role));
        await db.SaveChangesAsync();
        await open.VoidOfAsync(accountId);
    });

    public Task AdministratorAsync(int accountId) => gate.RunAsync(db, async () =>
    {
        if (!who.IsAdministrator) throw Problem.NotFound();
        var account = await db.Users.Where(a => a.Id == accountId).FirstOrNotFoundAsync();
        await SwitchAccount.KeepAnAdministratorAsync(db, account);
        account.IsAdministrator = false;
        audit.Add("role.removed", $"account:{accountId}", detail: RoleNames.Of(Role.Administrator));
        await db.SaveChangesAsync();
        await open.VoidOfAsync(accountId);
    });
}
