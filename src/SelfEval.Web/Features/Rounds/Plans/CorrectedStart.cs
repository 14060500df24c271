using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>
/// The two days of a plan that counts from each person's own: the first on which anybody starts, and the last on which anybody can answer. They were typed once, when the plan was made, and can be
/// put right until its first round opens; from then on people have been asked by them.
/// </summary>
public static class CorrectedStart
{
    /// <returns>The plan's rule with the right days, and its rounds by them.</returns>
    public static (PlanRule Rule, IReadOnlyList<PlannedRound> Rounds) Of(Plan plan, int roundsOfPlan, int roundsToChange, PlanRevision revision, DateTime now)
    {
        var rule = PlanRule.Read(plan.Rule);
        if (rule.FromStart is not { } start) throw new InvalidInput(nameof(PlanRevision.FirstStart), "The days of this plan do not count from people’s own. Move its rounds by days instead");
        if (roundsToChange < roundsOfPlan)
            throw new InvalidInput(nameof(PlanRevision.FirstStart), "These days are the same for all rounds, and can be changed only before the first round opens and for all of them");
        var right = rule with { FromStart = start with { FirstStart = revision.FirstStart ?? start.FirstStart, LastDay = revision.LastDay ?? start.LastDay } };
        try
        {
            return (right, PlanRules.Check(right, now));
        }
        catch (InvalidInput invalid)
        {
            // On this page the days are all that can be wrong: what else the plan says was right when it was made.
            throw new InvalidInput(nameof(PlanRevision.LastDay), invalid.Errors.First().Value[0]);
        }
    }

    public static IEnumerable<string> Words(StartRule before, PlanRevision revision)
    {
        if (revision.FirstStart is { } first && first != before.FirstStart) yield return $"the first start is {Day(first)} instead of {Day(before.FirstStart)}";
        if (revision.LastDay is { } last && last != before.LastDay) yield return $"the last day is {Day(last)} instead of {Day(before.LastDay)}";
    }

    private static string Day(DateOnly day) => LocalTime.Date(day.ToDateTime(TimeOnly.MinValue));
}
