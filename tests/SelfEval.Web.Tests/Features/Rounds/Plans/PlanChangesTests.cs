using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Features.Rounds.Plans;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds.Plans;

public sealed class PlanChangesTests(Host host) : IClassFixture<Host>
{
    private async Task<(Team Team, Plan Plan, List<Round> Rounds, Browser Lead, QuestionnaireVersion Other)> AHalfDonePlanAsync()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        var other = await host.PublishedQuestionnaireAsync(team, "Shorter", (composition, shelf) =>
            PickInstrument.Add(composition.Add(new PageStart { Title = "You" }), shelf, new Pick { Instrument = "relationship-core", Items = ["relp_trust_1", "relp_trust_2", "relp_trust_3"] }));
        var today = DateOnly.FromDateTime(host.Now);
        var (plan, rounds) = await host.PlanAsync(team, MakePlans.Rule(version, PlanKind.Dates, today.AddDays(1), today.AddDays(31), today.AddDays(61)));
        await host.JoinPlanAsync(plan, 2);
        host.Clock.SetUtcNow(rounds[0].OpensAt.AddHours(1));
        await host.StepAsync<PrepareRounds>();
        return (team, plan, rounds, await host.AsAsync(Role.TeamLead, team: team), other);
    }

    [Fact]
    public async Task Another_questionnaire_for_later_rounds_with_a_reason_leaves_the_open_one_alone()
    {
        var (_, plan, rounds, lead, other) = await AHalfDonePlanAsync();
        var form = await lead.GetAsync($"/plans/{plan.Id}/change");
        Assert.DoesNotContain(rounds[0].Name, form.Document.QuerySelector("[name='Input.FromNumber']")!.TextContent);
        Assert.Equal(["Enter why you change the plan"], (await lead.SubmitAsync(form)).Errors);
        Assert.Contains("Nothing would change", (await lead.SubmitAsync(form, ("Input.Reason", "x"))).Errors.Single(), StringComparison.Ordinal);

        var check = await lead.SubmitAsync(form, ("Input.FromNumber", "3"), ("Input.QuestionnaireVersionId", $"{other.Id}"), ("Input.Reason", "The empathy part did not measure what changed."));
        Assert.Equal([], check.Errors);
        Assert.Contains("Results that will not be comparable", check.Text);
        Assert.Contains("“Empathy” is not asked any more", check.Text);
        Assert.DoesNotContain("“Trust” is not asked", check.Text);
        var applied = await lead.FollowAsync(await lead.SubmitAsync(check, "#apply"));
        Assert.Contains("The plan is changed", applied.Text);
        Assert.Contains("The empathy part did not measure what changed.", applied.Text);

        var now = await host.RoundsOfAsync(plan.Id);
        Assert.Equal([rounds[0].QuestionnaireVersionId, rounds[1].QuestionnaireVersionId, other.Id], now.Select(r => r.QuestionnaireVersionId));
        Assert.Equal(rounds.Select(r => r.OpensAt), now.Select(r => r.OpensAt));
        var change = await host.ReadAsync(db => db.PlanChanges.SingleAsync(c => c.PlanId == plan.Id));
        Assert.Contains("asks “Shorter” version 1 instead of “How was your appointment?” version 1", change.Summary, StringComparison.Ordinal);
        Assert.Equal(host.Now, change.At);

        var late = await lead.SubmitAsync(check, "#apply");
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
    }

    [Fact]
    public async Task Days_length_and_reminders_of_later_rounds_can_be_changed_and_people_made_ready_follow()
    {
        var (team, plan, rounds, _, _) = await AHalfDonePlanAsync();
        host.Clock.SetUtcNow(rounds[1].OpensAt.AddHours(-2));
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        await host.StepAsync<PrepareRounds>();
        var form = await lead.GetAsync($"/plans/{plan.Id}/change");
        var check = await lead.SubmitAsync(form, ("Input.FromNumber", "2"), ("Input.MoveByDays", "7"), ("Input.OpenDays", "21"),
            ("Input.Reminders", "replace"), ("Input.ReminderDays", "5, 10"), ("Input.ReminderTime", "10am"), ("Input.Reason", "The clinic moves."));
        Assert.Equal([], check.Errors);
        await lead.SubmitAsync(check, "#apply");
        var now = await host.RoundsOfAsync(plan.Id);
        Assert.Equal((rounds[0].OpensAt, rounds[0].ClosesAt, rounds[0].Reminders), (now[0].OpensAt, now[0].ClosesAt, now[0].Reminders));
        foreach (var i in new[] { 1, 2 })
        {
            Assert.Equal(rounds[i].OpensLocal.AddDays(7), now[i].OpensLocal);
            Assert.Equal(WallClock.ToUtc(now[i].OpensLocal, "Europe/London", Edge.Opens), now[i].OpensAt);
            Assert.Equal(now[i].OpensLocal.Date.AddDays(21).AddHours(17), now[i].ClosesLocal);
            Assert.Equal("5 10:00\n10 10:00", now[i].Reminders);
        }

        Assert.All(await host.ReadAsync(db => db.Invitations.Where(i => i.RoundId == now[1].Id).ToListAsync()), i => Assert.Equal(now[1].OpensAt, i.NextSendAt));

        var past = await lead.SubmitAsync(await lead.GetAsync($"/plans/{plan.Id}/change"), ("Input.MoveByDays", "-300"), ("Input.Reason", "x"));
        Assert.Equal(["A round that has not opened must open in the future"], past.Errors);
        var far = await lead.SubmitAsync(await lead.GetAsync($"/plans/{plan.Id}/change"), ("Input.OpenDays", "4"), ("Input.Reason", "x"));
        Assert.Equal(["Day 5 is after the round has closed. Leave it out, or let the round close later"], far.Errors);
    }

    [Fact]
    public async Task Ending_a_plan_cancels_what_has_not_opened_and_nothing_else()
    {
        var (team, plan, rounds, _, _) = await AHalfDonePlanAsync();
        host.Clock.SetUtcNow(rounds[1].OpensAt.AddHours(-2));
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        await host.StepAsync<PrepareRounds>();
        var form = await lead.GetAsync($"/plans/{plan.Id}/end");
        Assert.Equal(["Enter why you end the plan"], (await lead.SubmitAsync(form)).Errors);
        var ended = await lead.FollowAsync(await lead.SubmitAsync(form, ("Input.Reason", "The service closes.")));
        Assert.Contains("The plan has ended", ended.Text);
        Assert.Contains("2 rounds that had not opened are cancelled", ended.Text);
        var now = await host.RoundsOfAsync(plan.Id);
        Assert.Equal([RoundState.Open, RoundState.Cancelled, RoundState.Cancelled], now.Select(r => r.StateAt(rounds[0].OpensAt)));
        Assert.All(await host.ReadAsync(db => db.Invitations.Where(i => i.RoundId == now[1].Id).ToListAsync()), i => Assert.Equal((null, null), (i.NextSendAt, i.SealedToken)));
        Assert.Equal(HttpStatusCode.Conflict, (await lead.GetAsync($"/plans/{plan.Id}/change")).Status);
    }

    /// <summary>Nothing of a plan belongs to a person: when the lead who made it leaves, another goes on with all of it.</summary>
    [Fact]
    public async Task Another_lead_takes_over_everything()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        var account = await host.AccountAsync(Role.TeamLead, team: team);
        var first = await host.SignInAsync(account);
        var today = DateOnly.FromDateTime(host.Now);
        var (plan, rounds) = await host.PlanAsync(team, MakePlans.Rule(version, PlanKind.Dates, today.AddDays(2), today.AddDays(32)));
        await host.JoinPlanAsync(plan, 2);
        Assert.Equal(HttpStatusCode.Redirect, (await first.SubmitAsync(await first.SubmitAsync(await first.GetAsync($"/plans/{plan.Id}/change"),
            ("Input.MoveByDays", "1"), ("Input.Reason", "A day later.")), "#apply")).Status);

        await host.ArrangeAsync(async db =>
        {
            db.Memberships.RemoveRange(await db.Memberships.Where(m => m.AccountId == account.Id).ToListAsync());
            return true;
        });
        Assert.NotEqual(HttpStatusCode.OK, (await first.GetAsync($"/plans/{plan.Id}")).Status);

        var next = await host.AsAsync(Role.TeamLead, team: team);
        var shown = await next.GetAsync($"/plans/{plan.Id}");
        Assert.Contains("A day later.", shown.Text);
        host.Clock.SetUtcNow(rounds[0].OpensAt.AddDays(1));
        await host.TickAsync();
        Assert.Equal(2, await host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == rounds[0].Id)));
        next = await host.AsAsync(Role.TeamLead, team: team);
        Assert.Equal(HttpStatusCode.OK, (await next.GetAsync($"/plans/{plan.Id}/rehearsal")).Status);
        Assert.Equal(HttpStatusCode.OK, (await next.GetAsync($"/rounds/{rounds[0].Id}")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await next.SubmitAsync(await next.SubmitAsync(await next.GetAsync($"/plans/{plan.Id}/change"),
            ("Input.MoveByDays", "1"), ("Input.Reason", "Another day.")), "#apply")).Status);
        var moving = await next.GetAsync($"/rounds/{rounds[0].Id}/move-close");
        Assert.Equal(HttpStatusCode.Redirect, (await next.SubmitAsync(moving, ("Input.ClosesTime", "6pm"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await next.SubmitAsync(await next.GetAsync($"/plans/{plan.Id}/end"), ("Input.Reason", "Done."))).Status);
        Assert.Equal(2, await host.ReadAsync(db => db.PlanChanges.Where(c => c.PlanId == plan.Id).Select(c => c.AccountId).Distinct().CountAsync()));
    }
}
