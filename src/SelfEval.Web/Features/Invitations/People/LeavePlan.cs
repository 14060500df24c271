using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.People;

/// <summary>Somebody leaves a plan: its rounds from now on do not ask them. What they have answered stays, and so does a link that they have.</summary>
public sealed class LeavePlan(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    public Task RunAsync(int planId, int personId) => gate.RunAsync(db, async () =>
    {
        var teams = scope.Teams(Right.Lead);
        var plan = await db.Plans.Include(p => p.Team).Where(p => p.Id == planId && teams.Any(t => t.Id == p.TeamId)).FirstOrNotFoundAsync();
        var one = await db.PlanPeople.Where(p => p.PlanId == planId && p.PersonId == personId).FirstOrNotFoundAsync();
        if (one.LeftAt is not null) return;
        one.LeftAt = plan.PeopleChangedAt = clock.GetUtcNow().UtcDateTime;
        audit.Add("plan.person_left", $"plan:{planId}", plan.Team!.ProgrammeId, plan.TeamId, "1 person");
        await db.SaveChangesAsync();
    });
}
