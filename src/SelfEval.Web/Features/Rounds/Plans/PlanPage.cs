using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>What the pages share on which a lead changes a plan: the plan, its rounds that have not opened, and the version they were read at.</summary>
public abstract class PlanPage(AppDb db, Scope scope, TimeProvider clock) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>The version that the person saw; another one means that somebody else was quicker.</summary>
    [BindProperty]
    public int Version { get; set; }

    public Plan Plan { get; private set; } = null!;

    public IReadOnlyList<Round> Planned { get; private set; } = [];

    public int Opened { get; private set; }

    protected async Task LoadAsync()
    {
        Plan = await db.PlanAsync(scope, Right.Lead, Id);
        if (Plan.EndedAt is not null) throw PlansProblems.Ended();
        var now = clock.GetUtcNow().UtcDateTime;
        var rounds = await db.RoundsOfPlanAsync(Id);
        Planned = rounds.FindAll(r => r.StateAt(now) == RoundState.Planned);
        Opened = rounds.Count(r => r.OpensAt <= now && r.CancelledAt is null);
        if (Planned.Count == 0) throw PlansProblems.NothingLeft();
    }
}
