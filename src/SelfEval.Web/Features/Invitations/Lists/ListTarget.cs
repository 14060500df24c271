using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>What a list of people is for: a round, or a plan with all of its rounds.</summary>
public sealed record ListTarget(Team Team, Round? Round, Plan? Plan, Audience Audience)
{
    public string Name => Round?.Name ?? Plan!.Name;

    /// <summary>Where its people are shown.</summary>
    public string Href => Round is not null ? $"/rounds/{Round.Id}/people" : $"/plans/{Plan!.Id}/people";

    public bool NeedsStart => Plan?.Kind == PlanKind.FromStart;

    /// <summary>One that still takes people, among those that somebody leads; otherwise a refusal.</summary>
    public static async Task<ListTarget> LedAsync(AppDb db, Scope scope, int? roundId, int? planId, DateTime now)
    {
        if (roundId is { } id)
        {
            var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == id).FirstOrNotFoundAsync();
            if (round.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
            if (round.StateAt(now) is RoundState.Closed or RoundState.Cancelled) throw InvitationsProblems.RoundIsOver();
            return new(round.Team!, round, null, round.Audience);
        }

        var teams = scope.Teams(Right.Lead);
        var plan = await db.Plans.Include(p => p.Team).Where(p => p.Id == planId && teams.Any(t => t.Id == p.TeamId)).FirstOrNotFoundAsync();
        if (plan.EndedAt is not null) throw InvitationsProblems.PlanIsOver();
        var first = await db.Rounds.Where(r => r.PlanId == plan.Id).OrderBy(r => r.PlanNumber).FirstOrDefaultAsync();
        if (first?.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
        return new(plan.Team!, null, plan, first?.Audience ?? Audience.Patients);
    }
}
