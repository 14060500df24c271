using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Inviting;

/// <summary>
/// Invitations that nobody has accepted yet. One lives no longer than the right of whoever sent it: when they leave, or the role ends by which they invited, it is void, so that nobody
/// comes back by a link that they sent to themselves.
/// </summary>
public sealed class OpenInvites(AppDb db, Audit audit, TimeProvider clock)
{
    /// <summary>Those that can still be accepted.</summary>
    public IQueryable<AccountInvite> Usable()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return SentByWhoMayStill(db.AccountInvites.Where(i => i.InvitedById != null && i.UsedAt == null && i.ExpiresAt > now));
    }

    public IQueryable<AccountInvite> SentByWhoMayStill(IQueryable<AccountInvite> invites) => invites.Where(i => db.Users.Any(a => a.Id == i.InvitedById && a.DisabledAt == null
        && (a.IsAdministrator || ((i.Role == Role.TeamLead || i.Role == Role.TeamMember) && db.Memberships.Any(m => m.AccountId == a.Id && m.Role == Role.TeamLead && m.TeamId == i.TeamId)))));

    /// <summary>Inside the gate, once what somebody held is taken away and saved: what they could no longer send is void.</summary>
    public async Task VoidOfAsync(int accountId)
    {
        var sent = db.AccountInvites.Where(i => i.InvitedById == accountId && i.UsedAt == null);
        var stay = await SentByWhoMayStill(sent).Select(i => i.Id).ToListAsync();
        foreach (var invite in await sent.Where(i => !stay.Contains(i.Id)).ToListAsync()) await VoidAsync(invite);
        await db.SaveChangesAsync();
    }

    /// <summary>Inside the gate.</summary>
    public async Task VoidAsync(AccountInvite invite)
    {
        var key = $"account-invite:{invite.Id}";
        await db.Letters.Where(l => l.DedupKey == key && l.State == LetterState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Dropped).SetProperty(l => l.Sealed, (string?)null).SetProperty(l => l.Outcome, "withdrawn"));
        db.AccountInvites.Remove(invite);
        audit.Add("account.invite_withdrawn", $"invite:{invite.Id}", invite.ProgrammeId, invite.TeamId, RoleNames.Of(invite.Role));
    }
}
