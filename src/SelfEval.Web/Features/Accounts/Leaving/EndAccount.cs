using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Inviting;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Leaving;

/// <summary>
/// Somebody leaves: in one transaction whoever takes over becomes lead, and the person's roles, keys and sessions end. An administrator ends the whole
/// account; a lead ends what lies in their own teams, and the account with it when nothing is left.
/// </summary>
public sealed class EndAccount(AppDb db, WriteGate gate, CurrentAccount who, Holdings holdings, Sessions sessions, OpenInvites open, Audit audit, AccountNotices notices, TimeProvider clock)
{
    /// <param name="accountId">Who leaves.</param>
    /// <param name="successors">Who takes over each team that would have no lead.</param>
    public Task RunAsync(int accountId, IReadOnlyDictionary<int, int> successors) => gate.RunAsync(db, async () =>
    {
        var (account, held) = await holdings.ReachAsync(accountId);
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var orphan in (await holdings.ReadAsync(accountId)).Orphans) await HandOverAsync(orphan, successors, now);
        if (who.IsAdministrator) await SwitchAccount.KeepAnAdministratorAsync(db, account);
        foreach (var membership in held)
        {
            db.Memberships.Remove(membership);
            audit.Add("role.removed", $"account:{accountId}", membership.ProgrammeId, membership.TeamId, RoleNames.Of(membership.Role));
        }

        await db.SaveChangesAsync();
        var isAll = who.IsAdministrator || (!account.IsAdministrator && !await db.Memberships.AnyAsync(m => m.AccountId == accountId));
        var teams = held.Select(m => m.TeamId).ToList();
        var keys = await db.ApiKeys.Where(k => k.AccountId == accountId && k.RevokedAt == null && (isAll || teams.Contains(k.TeamId))).ToListAsync();
        foreach (var key in keys)
        {
            key.Revoke(now);
            audit.Add("api_key.revoked", $"api_key:{key.Id}");
        }

        // Their programs stop working, and whoever keeps those learns of it by mail.
        if (keys.Count > 0) notices.Write(account, AccountNotices.KeysEnded);
        await sessions.EndAllAsync(accountId);
        if (isAll)
        {
            (account.DisabledAt, account.IsAdministrator, account.SecurityStamp) = (now, false, Secrets.NewPseudonym());
            audit.Add("account.ended", $"account:{accountId}");
        }

        await db.SaveChangesAsync();
        await open.VoidOfAsync(accountId);
    });

    private async Task HandOverAsync(OrphanTeam team, IReadOnlyDictionary<int, int> successors, DateTime now)
    {
        if (!successors.TryGetValue(team.Id, out var next))
        {
            // An administrator may leave a team without a lead, to invite one; a lead ends nobody but those beside whom they lead themselves.
            audit.Add("team.without_lead", $"team:{team.Id}", teamId: team.Id);
            return;
        }

        if (team.Candidates.All(c => c.Id != next)) throw new InvalidInput("Next", "Choose somebody of the team");
        var programme = await db.Teams.Where(t => t.Id == team.Id).Select(t => t.ProgrammeId).SingleAsync();
        db.Memberships.Add(new Membership { AccountId = next, Role = Role.TeamLead, ProgrammeId = programme, TeamId = team.Id, SinceAt = now });
        audit.Add("role.given", $"account:{next}", programme, team.Id, RoleNames.Of(Role.TeamLead));
    }
}
