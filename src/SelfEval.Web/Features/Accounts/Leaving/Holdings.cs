using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Inviting;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Leaving;

/// <summary>
/// What somebody holds, as far as whoever asks may see it: all of it for an administrator, and for a team's lead what lies in their own teams. Nothing
/// else is named or counted for the lead.
/// </summary>
public sealed class Holdings(AppDb db, Scope scope, CurrentAccount who, OpenInvites open, TimeProvider clock)
{
    /// <summary>The memberships in reach; the person does not exist for a lead of other teams.</summary>
    public async Task<(Account Account, IReadOnlyList<Membership> Held)> ReachAsync(int accountId)
    {
        var held = await db.Memberships.Where(m => m.AccountId == accountId).OrderBy(m => m.Id).ToListAsync();
        if (!who.IsAdministrator)
        {
            var mine = (await scope.Teams(Right.Lead).Select(t => t.Id).ToListAsync()).ToHashSet();
            held = [.. held.Where(m => m.TeamId is { } team && mine.Contains(team))];
            // Oneself is left to somebody else, who then knows of it.
            if (held.Count == 0 || accountId == who.Id) throw Problem.NotFound();
        }

        return (await db.Users.Where(a => a.Id == accountId && a.DisabledAt == null).FirstOrNotFoundAsync(), held);
    }

    public async Task<Held> ReadAsync(int accountId)
    {
        var (account, held) = await ReachAsync(accountId);
        var now = clock.GetUtcNow().UtcDateTime;
        var roles = new List<string>();
        if (account.IsAdministrator && who.IsAdministrator) roles.Add("Administrator");
        foreach (var m in held)
        {
            var programme = await db.Programmes.Where(p => p.Id == m.ProgrammeId).Select(p => p.Name).SingleAsync();
            var team = await db.Teams.Where(t => t.Id == m.TeamId).Select(t => t.Name).SingleOrDefaultAsync();
            roles.Add($"{RoleNames.Title(m.Role)}, {team ?? programme}");
        }

        var orphans = new List<OrphanTeam>();
        foreach (var team in held.Where(m => m.Role == Role.TeamLead).Select(m => m.TeamId!.Value).Distinct())
            if (!await db.Memberships.AnyAsync(m => m.TeamId == team && m.Role == Role.TeamLead && m.AccountId != accountId && db.Users.Any(a => a.Id == m.AccountId && a.DisabledAt == null)))
                orphans.Add(await OrphanAsync(team, accountId, now));
        var teams = held.Select(m => m.TeamId).ToHashSet();
        var keys = await db.ApiKeys.Where(k => k.AccountId == accountId && k.RevokedAt == null && k.ExpiresAt > now).OrderBy(k => k.Id).ToListAsync();
        var sent = await open.Usable().Where(i => i.InvitedById == accountId).OrderBy(i => i.Id).Select(i => new { i.Email, i.Role, i.TeamId }).ToListAsync();
        return new(account, roles, orphans,
            [.. keys.Where(k => who.IsAdministrator || teams.Contains(k.TeamId)).Select(k => k.Name)],
            who.IsAdministrator ? await db.AccountSessions.CountAsync(s => s.AccountId == accountId) : null,
            [.. sent.Where(i => who.IsAdministrator || teams.Contains(i.TeamId)).Select(i => $"{i.Email}, {RoleNames.Of(i.Role)}")]);
    }

    private async Task<OrphanTeam> OrphanAsync(int teamId, int leaving, DateTime now)
    {
        var name = await db.Teams.Where(t => t.Id == teamId).Select(t => t.Name).SingleAsync();
        var rounds = await db.Rounds.CountAsync(r => r.TeamId == teamId && r.CancelledAt == null && r.ClosesAt > now);
        var plans = await db.Rounds.Where(r => r.TeamId == teamId && r.CancelledAt == null && r.ClosesAt > now && r.PlanId != null).Select(r => r.PlanId).Distinct().CountAsync();
        var alarms = await db.Alarms.CountAsync(a => a.Round!.TeamId == teamId && a.ClearedAt == null);
        var others = await db.Users.Where(a => a.DisabledAt == null && a.Id != leaving && db.Memberships.Any(m => m.TeamId == teamId && m.AccountId == a.Id))
            .OrderBy(a => a.Name).Select(a => new { a.Id, a.Name }).ToListAsync();
        return new(teamId, name, rounds, plans, alarms, [.. others.Select(o => (o.Id, o.Name))]);
    }
}

/// <param name="Account">Who leaves.</param>
/// <param name="Roles">What they are, and where.</param>
/// <param name="Orphans">Teams that would have no lead.</param>
/// <param name="Keys">Names of keys that work.</param>
/// <param name="Sessions">Browsers they are signed in on; null where that is not for the reader.</param>
/// <param name="Invites">Invitations that they sent and nobody has accepted.</param>
public sealed record Held(Account Account, IReadOnlyList<string> Roles, IReadOnlyList<OrphanTeam> Orphans, IReadOnlyList<string> Keys, int? Sessions, IReadOnlyList<string> Invites);

/// <param name="Id">The team.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rounds">Rounds that are open or to come: they go on by themselves, and letters about them go to the new lead.</param>
/// <param name="Plans">Series that have rounds to come.</param>
/// <param name="Alarms">Alarms that nobody has seen to.</param>
/// <param name="Candidates">Who could take over.</param>
public sealed record OrphanTeam(int Id, string Name, int Rounds, int Plans, int Alarms, IReadOnlyList<(int Id, string Name)> Candidates);
