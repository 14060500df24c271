using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>A round of a plan with its wall times and the instants that they mean.</summary>
public sealed record CheckedRound(PlannedRound Round, PlannedTimes Times);

/// <summary>Makes a plan and every round of it. Anonymous rounds get their open links here; personal links come when a round is made ready.</summary>
public sealed class MakePlan(AppDb db, WriteGate gate, Scope scope, Audit audit, Sealing sealing, PlanRound planRound, TimeProvider clock)
{
    /// <summary>What would be refused of the days and names alone, refused.</summary>
    public async Task CheckDaysAsync(int teamId, PlanRule rule) => await CheckNamesAsync(teamId, PlanRules.Check(rule, clock.GetUtcNow().UtcDateTime));

    /// <summary>All that would be refused, refused; nothing is written.</summary>
    public async Task<IReadOnlyList<CheckedRound>> CheckAsync(int teamId, PlanRule rule)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var rounds = PlanRules.Check(rule, now);
        await scope.Teams(Right.Lead).Where(t => t.Id == teamId).FirstOrNotFoundAsync();
        await CheckNamesAsync(teamId, rounds);
        await planRound.CheckAsync(teamId, Template(rule, rounds[0]));
        return [.. rounds.Select(r => new CheckedRound(r, PlannedTimes.Resolve(r.OpensLocal, r.ClosesLocal, rule.Zone, now)))];
    }

    /// <returns>The id of the new plan.</returns>
    public async Task<int> RunAsync(int teamId, PlanRule rule)
    {
        var rounds = await CheckAsync(teamId, rule);
        // Sealing may have to read or make keys, which must not happen while the gate is held.
        var links = rounds.Select(_ => rule.IdentityMode == IdentityMode.Anonymous ? Secrets.NewLink() : null)
            .Select(secret => (Hash: secret is null ? null : Secrets.Hash(secret), Sealed: secret is null ? null : sealing.Links.Protect(secret))).ToList();
        return await gate.RunAsync(db, async () =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var team = await scope.Teams(Right.Lead).Where(t => t.Id == teamId).FirstOrNotFoundAsync();
            await CheckNamesAsync(teamId, [.. rounds.Select(r => r.Round)]);
            var breakdowns = await planRound.BreakdownsAsync(teamId, Template(rule, rounds[0].Round));
            var plan = new Plan { TeamId = teamId, Name = rule.Name, Kind = rule.Kind, Rule = rule.Write(), CreatedAt = now };
            db.Plans.Add(plan);
            await db.SaveChangesAsync();
            db.Rounds.AddRange(rounds.Zip(links, (r, link) => new Round
            {
                TeamId = teamId,
                QuestionnaireVersionId = rule.QuestionnaireVersionId,
                Name = r.Round.Name,
                Audience = rule.Audience,
                IdentityMode = rule.IdentityMode,
                MayReveal = rule.IdentityMode == IdentityMode.Identified,
                IdentifiedReason = rule.IdentityMode == IdentityMode.Identified ? rule.IdentifiedReason!.Trim() : null,
                K = rule.K,
                Breakdowns = breakdowns,
                Zone = rule.Zone,
                OpensLocal = r.Times.OpensLocal,
                OpensAt = r.Times.OpensAt,
                ClosesLocal = r.Times.ClosesLocal,
                ClosesAt = r.Times.ClosesAt,
                OpenLinkHash = link.Hash,
                SealedOpenLink = link.Sealed,
                PlanId = plan.Id,
                PlanNumber = r.Round.Number,
                Reminders = rule.IdentityMode == IdentityMode.Anonymous ? "" : Reminder.Write(rule.Reminders),
                Holidays = rule.Holidays,
                KeepsDaysOff = rule.KeepsDaysOff,
                DaysAfterStart = r.Round.DaysAfterStart,
                DaysToAnswer = r.Round.DaysToAnswer,
                CreatedAt = now,
            }));
            audit.Add("plan.made", $"plan:{plan.Id}", team.ProgrammeId, team.Id,
                $"{rounds.Count} rounds, {rule.IdentityMode}, k {rule.K}, {rounds[0].Times.OpensAt:u} to {rounds[^1].Times.ClosesAt:u}");
            await db.SaveChangesAsync();
            return plan.Id;
        });
    }

    private static RoundPlan Template(PlanRule rule, PlannedRound round) => new()
    {
        Name = round.Name,
        QuestionnaireVersionId = rule.QuestionnaireVersionId,
        Audience = rule.Audience,
        IdentityMode = rule.IdentityMode,
        IdentifiedReason = rule.IdentifiedReason,
        K = rule.K,
        Zone = rule.Zone,
        Breakdowns = rule.Breakdowns,
        OpensLocal = round.OpensLocal,
        ClosesLocal = round.ClosesLocal,
        DaysAfterStart = round.DaysAfterStart,
    };

    private async Task CheckNamesAsync(int teamId, IReadOnlyList<PlannedRound> rounds)
    {
        var names = rounds.Select(r => r.Name).ToList();
        if (await db.Rounds.AnyAsync(r => r.TeamId == teamId && names.Contains(r.Name) && r.CancelledAt == null))
            throw new InvalidInput("Name", "Your team already has rounds with this name in these months. Enter another name");
    }
}
