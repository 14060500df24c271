using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Accounts;

/// <summary>
/// Sends a single-use link, bound to one address, that gives one role. Administrators give every role; team leads
/// invite leads and members of their own team.
/// </summary>
public sealed class InviteColleague(
    AppDb db, WriteGate gate, Scope scope, CurrentAccount who, Audit audit, Postbox postbox, AdministratorNotices administrators, TimeProvider clock, IOptions<SelfEvalOptions> options)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    /// <summary>A link that gives everything lies in a mailbox no longer than it must.</summary>
    public static readonly TimeSpan LifeOfAdministrators = TimeSpan.FromHours(72);

    public Task<AccountInvite> RunAsync(string email, Role role, int? programmeId, int? teamId) => gate.RunAsync(db, async () =>
    {
        var place = await PlaceAsync(role, programmeId, teamId);
        var now = clock.GetUtcNow().UtcDateTime;
        var secret = Secrets.NewLink();
        var invite = new AccountInvite
        {
            Email = email.Trim(),
            Role = role,
            ProgrammeId = place.ProgrammeId,
            TeamId = place.TeamId,
            TokenHash = Secrets.Hash(secret),
            CreatedAt = now,
            ExpiresAt = now + (role == Role.Administrator ? LifeOfAdministrators : Life),
            InvitedById = who.RequiredId,
        };
        db.AccountInvites.Add(invite);
        await db.SaveChangesAsync();
        audit.Add("account.invited", $"invite:{invite.Id}", place.ProgrammeId, place.TeamId, RoleNames.Of(role));
        var settings = options.Value;
        var link = $"{settings.BaseUrl}/accounts/join/{secret}";
        postbox.Write(db, LetterKind.AccountInvite, $"account-invite:{invite.Id}", invite.Email, $"Join {settings.ServiceName}",
            $"""
            Hello,

            {who.Name} invites you to {settings.ServiceName} as {RoleNames.Of(role)}{place.Words}.

            Open this link to accept. It works once, for {(role == Role.Administrator ? "3" : "14")} days, and only for this email address:

            {link}

            If you did not expect this, you need not do anything.
            """, now, invite.ExpiresAt);
        if (role == Role.Administrator)
            await administrators.WriteAsync(db, $"administrator-invited:{invite.Id}", "somebody was invited as administrator", $"{who.Name} has invited {invite.Email} as administrator. The invitation works for 3 days; until it is accepted any administrator can withdraw it.", "/accounts", now);
        await db.SaveChangesAsync();
        return invite;
    });

    private async Task<Place> PlaceAsync(Role role, int? programmeId, int? teamId)
    {
        switch (role)
        {
            case Role.Administrator:
                return who.IsAdministrator ? new(null, null, "") : throw Problem.NotFound();
            case Role.Evaluator:
                if (!who.IsAdministrator) throw Problem.NotFound();
                if (programmeId is null) throw new InvalidInput("Place", "Choose the programme that they evaluate");
                var programme = await db.Programmes.Where(p => p.Id == programmeId).FirstOrNotFoundAsync();
                return new(programme.Id, null, $" of the programme {programme.Name}");
            default:
                if (teamId is null) throw new InvalidInput("Place", "Choose the team that they join");
                var team = await db.Teams.Where(t => t.Id == teamId).FirstOrNotFoundAsync();
                if (!scope.MayOnTeam(Right.Lead, team) && !scope.MayOnTeam(Right.Administer, team)) throw Problem.NotFound();
                return new(team.ProgrammeId, team.Id, $" in the team {team.Name}");
        }
    }

    private sealed record Place(int? ProgrammeId, int? TeamId, string Words);
}
