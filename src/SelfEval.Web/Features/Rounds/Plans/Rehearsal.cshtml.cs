using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>Every message of a plan before it is sent.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class RehearsalModel(AppDb db, Scope scope, ReadRehearsal rehearsal, SendingState sending, TimeProvider clock) : RehearsalPage(db, scope, rehearsal, sending)
{
    public async Task OnGetAsync()
    {
        var plan = await Db.PlanAsync(Scope, Right.See, Id);
        (Heading, Address) = (plan.Name, $"/plans/{Id}");
        var (rounds, now) = (await Db.RoundsOfPlanAsync(Id), clock.GetUtcNow().UtcDateTime);
        await LoadAsync(plan.TeamId, rounds, now);
        var starts = await Db.PlanPeople.Where(p => p.PlanId == Id && p.LeftAt == null && p.Person!.DoNotContactAt == null).GroupBy(p => p.StartOn).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        NotAsked = starts.Select(s => (Why: PlanAsking.WhyNot(plan, rounds, s.Key, now), s.Count)).Where(s => s.Why is not null)
            .GroupBy(s => s.Why!.Value).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Sum(s => s.Count));
    }
}
