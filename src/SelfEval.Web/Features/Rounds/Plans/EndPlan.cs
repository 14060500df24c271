using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>Ends a plan: the rounds that have not opened are cancelled, those that have stay as they are.</summary>
public sealed class EndPlan(AppDb db, WriteGate gate, Scope scope, Audit audit, CurrentAccount who, TimeProvider clock)
{
    public Task RunAsync(int planId, int version, string? reason) => gate.RunAsync(db, async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var plan = await db.PlanAsync(scope, Right.Lead, planId);
        if (plan.EndedAt is not null) return;
        if (plan.Version != version) throw PlansProblems.ChangedMeanwhile();
        if (string.IsNullOrWhiteSpace(reason)) throw new InvalidInput("Reason", "Enter why you end the plan");
        if (reason.Length > ChangePlan.LongestReason) throw new InvalidInput("Reason", $"The reason must be {ChangePlan.LongestReason} characters or fewer");
        if (!PlainText.IsStorable(reason)) throw new InvalidInput("Reason", PlainText.Unstorable);
        await gate.HoldAsync(db, LetterTruth.Hold, 0);
        var planned = (await db.Rounds.Where(r => r.PlanId == planId).OrderBy(r => r.PlanNumber).ToListAsync()).FindAll(r => r.StateAt(now) == RoundState.Planned);
        foreach (var round in planned)
        {
            round.Cancel(now);
            await db.DropWaitingLettersAsync(round.Id, "the plan was ended");
            await db.ForgetLinksAsync(round.Id);
        }

        plan.EndedAt = now;
        plan.Version++;
        var summary = $"Ended. {RoundWords.Times(planned.Count, "round that had not opened is", "rounds that had not opened are")} cancelled.";
        db.PlanChanges.Add(new PlanChange { PlanId = planId, At = now, AccountId = who.RequiredId, Reason = reason.Trim(), Summary = summary });
        audit.Add("plan.ended", $"plan:{planId}", plan.Team!.ProgrammeId, plan.TeamId, $"{planned.Count} rounds cancelled");
        await db.SaveChangesAsync();
    });
}
