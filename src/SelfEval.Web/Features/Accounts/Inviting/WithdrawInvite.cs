using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Inviting;

/// <summary>Takes back an invitation that nobody has accepted: administrators any, others their own. Its link is dead, and where it has not gone yet it does not go.</summary>
public sealed class WithdrawInvite(AppDb db, WriteGate gate, CurrentAccount who, OpenInvites open)
{
    public IQueryable<AccountInvite> Within() => who.IsAdministrator ? open.Usable() : open.Usable().Where(i => i.InvitedById == who.RequiredId);

    public Task RunAsync(int inviteId) => gate.RunAsync(db, async () =>
    {
        await open.VoidAsync(await Within().Where(i => i.Id == inviteId).FirstOrNotFoundAsync());
        await db.SaveChangesAsync();
    });
}
