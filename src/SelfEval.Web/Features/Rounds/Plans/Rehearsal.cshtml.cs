using Microsoft.AspNetCore.Authorization;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>Every message of a plan before it is sent.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class RehearsalModel(AppDb db, Scope scope, ReadRehearsal rehearsal, TimeProvider clock) : RehearsalPage(db, rehearsal)
{
    private readonly AppDb _db = db;

    public async Task OnGetAsync()
    {
        var plan = await _db.PlanAsync(scope, Right.See, Id);
        (Heading, Address) = (plan.Name, $"/plans/{Id}");
        await LoadAsync(plan.TeamId, await _db.RoundsOfPlanAsync(Id), clock.GetUtcNow().UtcDateTime);
    }
}
