using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds;

/// <summary>Makes a round of a team. An anonymous one gets its open link here; personal links come with the people.</summary>
public sealed class PlanRound(AppDb db, WriteGate gate, Scope scope, Audit audit, Sealing sealing, Documents documents, TimeProvider clock)
{
    /// <summary>All that would be refused, refused; nothing is written.</summary>
    public async Task<PlannedTimes> CheckAsync(int teamId, RoundPlan plan)
    {
        var times = RoundRules.Check(plan, clock.GetUtcNow().UtcDateTime);
        await scope.Teams(Right.Lead).Where(t => t.Id == teamId).FirstOrNotFoundAsync();
        await CheckAgainstTeamAsync(teamId, plan);
        return times;
    }

    /// <returns>The id of the new round.</returns>
    public async Task<int> RunAsync(int teamId, RoundPlan plan)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var times = RoundRules.Check(plan, now);
        return await gate.RunAsync(db, async () =>
        {
            var team = await scope.Teams(Right.Lead).Where(t => t.Id == teamId).FirstOrNotFoundAsync();
            await CheckAgainstTeamAsync(teamId, plan);
            var openLink = plan.IdentityMode == IdentityMode.Anonymous ? Secrets.NewLink() : null;
            var round = new Round
            {
                TeamId = teamId,
                QuestionnaireVersionId = plan.QuestionnaireVersionId,
                Name = plan.Name.Trim(),
                Audience = plan.Audience,
                IdentityMode = plan.IdentityMode,
                MayReveal = plan.IdentityMode == IdentityMode.Identified,
                IdentifiedReason = plan.IdentityMode == IdentityMode.Identified ? plan.IdentifiedReason!.Trim() : null,
                K = plan.K,
                Breakdowns = await BreakdownsAsync(teamId, plan),
                Zone = plan.Zone,
                OpensLocal = times.OpensLocal,
                OpensAt = times.OpensAt,
                ClosesLocal = times.ClosesLocal,
                ClosesAt = times.ClosesAt,
                OpenLinkHash = openLink is null ? null : Secrets.Hash(openLink),
                SealedOpenLink = openLink is null ? null : sealing.Links.Protect(openLink),
                Reminders = Reminder.Write(plan.Reminders),
                Holidays = plan.Holidays,
                KeepsDaysOff = plan.KeepsDaysOff,
                CreatedAt = now,
            };
            db.Rounds.Add(round);
            await db.SaveChangesAsync();
            if (plan.TextsOfRound is { } copied && round.IdentityMode != IdentityMode.Anonymous) await CopyTextsAsync(teamId, copied, round.Id);
            audit.Add("round.planned", $"round:{round.Id}", team.ProgrammeId, team.Id,
                $"{round.IdentityMode}, k {round.K}, {round.OpensAt:u} to {round.ClosesAt:u}");
            await db.SaveChangesAsync();
            return round.Id;
        });
    }

    /// <summary>The texts that a round's messages have where they are not the shipped ones: its own, else those of its plan.</summary>
    public async Task<IReadOnlyList<MessageText>> TextsAsync(int teamId, int roundId)
    {
        var all = await db.MessageTexts.AsNoTracking()
            .Where(t => db.Rounds.Any(r => r.Id == roundId && r.TeamId == teamId && (t.RoundId == r.Id || (t.PlanId != null && t.PlanId == r.PlanId)))).ToListAsync();
        return [.. all.OrderBy(t => t.RoundId is null).DistinctBy(t => (t.Kind, t.Route, t.Language))];
    }

    private async Task CopyTextsAsync(int teamId, int from, int to)
    {
        foreach (var text in await TextsAsync(teamId, from))
            db.MessageTexts.Add(new MessageText { RoundId = to, Kind = text.Kind, Route = text.Route, Language = text.Language, Subject = text.Subject, Body = text.Body });
    }

    private async Task CheckAgainstTeamAsync(int teamId, RoundPlan plan)
    {
        if (!await db.QuestionnaireVersions.AnyAsync(v => v.Id == plan.QuestionnaireVersionId && v.Questionnaire!.TeamId == teamId))
            throw new InvalidInput(nameof(plan.QuestionnaireVersionId), "Select one of your team’s published questionnaires");
        var name = plan.Name.Trim();
        if (await db.Rounds.AnyAsync(r => r.TeamId == teamId && r.Name == name && r.CancelledAt == null))
            throw new InvalidInput(nameof(plan.Name), "Your team already has a round with this name. Enter another one");
        await BreakdownsAsync(teamId, plan);
    }

    /// <summary>The groups as they are kept: those of today, because one that comes later would tell, beside the others, who is in it.</summary>
    internal async Task<string> BreakdownsAsync(int teamId, RoundPlan plan)
    {
        if (plan.Breakdowns.Count == 0) return "";
        if (plan.Breakdowns.Count > RoundRules.MostBreakdowns)
            throw new InvalidInput(nameof(plan.Breakdowns), $"Select at most {RoundRules.MostBreakdowns}: the more groups there are, the more has to be hidden");
        var document = await documents.GetAsync(db, plan.QuestionnaireVersionId);
        var asked = BackgroundQuestion.Of(document).Select(b => b.Code).ToHashSet();
        var lines = new List<string>();
        foreach (var code in plan.Breakdowns.Distinct())
        {
            if (code == RoundPlan.BySite) lines.Add(await SitesAsync(teamId, plan));
            else if (asked.Contains(code)) lines.Add(code);
            else throw new InvalidInput(nameof(plan.Breakdowns), "The questionnaire you selected does not ask one of these questions. Select only what it asks");
        }

        return string.Join('\n', lines);
    }

    private async Task<string> SitesAsync(int teamId, RoundPlan plan)
    {
        if (plan.IdentityMode == IdentityMode.Anonymous)
            throw new InvalidInput(nameof(plan.Breakdowns), "An open link does not know anybody’s site. Select other groups, or personal links");
        var sites = await db.Sites.Where(s => s.TeamId == teamId).OrderBy(s => s.Id).Select(s => s.Id).ToListAsync();
        return sites.Count > 1 ? $"{RoundPlan.BySite}:{string.Join(',', sites)}"
            : throw new InvalidInput(nameof(plan.Breakdowns), "Results by site need a team with two sites or more");
    }
}
