using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>A team's plans, and its rounds to come in the order in which they open.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class IndexModel(AppDb db, Scope scope, TimeProvider clock) : PageModel
{
    public sealed record Line(Plan Plan, int Rounds, int Opened, DateTime? Next, string? Zone);

    [FromRoute]
    public int TeamId { get; set; }

    public Team Team { get; private set; } = null!;

    public bool MayLead { get; private set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public IReadOnlyList<Round> Coming { get; private set; } = [];

    public DateTime Now { get; } = clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync()
    {
        Team = await scope.Teams(Right.See).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();
        MayLead = scope.MayOnTeam(Right.Lead, Team);
        var plans = await db.Plans.Where(p => p.TeamId == TeamId).OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).ToListAsync();
        var rounds = await db.Rounds.Where(r => r.TeamId == TeamId && r.CancelledAt == null && (r.PlanId != null || r.ClosesAt > Now))
            .OrderBy(r => r.OpensAt).ThenBy(r => r.Id).ToListAsync();
        Lines = plans.ConvertAll(p =>
        {
            var own = rounds.FindAll(r => r.PlanId == p.Id);
            var next = own.Find(r => r.OpensAt > Now);
            return new Line(p, own.Count, own.Count(r => r.OpensAt <= Now), next?.OpensAt, next?.Zone);
        });
        Coming = rounds.FindAll(r => r.ClosesAt > Now);
    }
}
