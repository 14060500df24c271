using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>The plans somebody may reach.</summary>
internal static class PlanQueries
{
    public static IQueryable<Plan> PlansOf(this AppDb db, Scope scope, Right right)
    {
        var teams = scope.Teams(right);
        return db.Plans.Where(p => teams.Any(t => t.Id == p.TeamId));
    }

    public static Task<Plan> PlanAsync(this AppDb db, Scope scope, Right right, int planId) =>
        db.PlansOf(scope, right).Include(p => p.Team).Where(p => p.Id == planId).FirstOrNotFoundAsync();

    public static Task<List<Round>> RoundsOfPlanAsync(this AppDb db, int planId) =>
        db.Rounds.Where(r => r.PlanId == planId).Include(r => r.QuestionnaireVersion!.Questionnaire).OrderBy(r => r.PlanNumber).ToListAsync();
}
