using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Messages.Texts;

/// <summary>Whose words a text is: one round's, or a plan's for all of its rounds that have no text of their own.</summary>
public sealed record TextOwner(int? RoundId, int? PlanId)
{
    public static TextOwner OfRound(int id) => new(id, null);

    public static TextOwner OfPlan(int id) => new(null, id);

    /// <summary>Where its texts are listed.</summary>
    public string Href => RoundId is { } round ? $"/rounds/{round}/messages" : $"/plans/{PlanId}/messages";

    /// <summary>What the audit calls it.</summary>
    public string Subject => RoundId is { } round ? $"round:{round}" : $"plan:{PlanId}";
}

/// <summary>An owner of texts with what is known of it.</summary>
/// <param name="Owner">Which.</param>
/// <param name="Team">Whose.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Round">Itself; of a plan, the round whose facts a preview shows: the next that is not over, or the last.</param>
/// <param name="IsOver">Whether its messages have all gone, so that nothing can be changed.</param>
public sealed record TextPlace(TextOwner Owner, Team Team, string Name, Round Round, bool IsOver)
{
    /// <summary>Among those that somebody leads; nobody is written to in anonymous rounds.</summary>
    public static async Task<TextPlace> LedAsync(AppDb db, Scope scope, TextOwner owner, DateTime now)
    {
        var mine = scope.Rounds(Right.Lead).Include(r => r.Team);
        if (owner.RoundId is { } id)
        {
            var round = await mine.Where(r => r.Id == id).FirstOrNotFoundAsync();
            return new(owner, round.Team!, round.Name, NotAnonymous(round), HasEnded(round, now));
        }

        var teams = scope.Teams(Right.Lead);
        var plan = await db.Plans.Include(p => p.Team).Where(p => p.Id == owner.PlanId && teams.Any(t => t.Id == p.TeamId)).FirstOrNotFoundAsync();
        var rounds = await mine.Where(r => r.PlanId == plan.Id).OrderBy(r => r.OpensAt).ThenBy(r => r.PlanNumber).ToListAsync();
        var next = rounds.Find(r => !HasEnded(r, now));
        return new(owner, plan.Team!, plan.Name, NotAnonymous(next ?? rounds[^1]), next is null);
    }

    private static Round NotAnonymous(Round round) => round.IdentityMode == IdentityMode.Anonymous ? throw InvitationsProblems.AnonymousHasNoPeople() : round;

    private static bool HasEnded(Round round, DateTime now) => round.StateAt(now) is RoundState.Closed or RoundState.Cancelled;
}
