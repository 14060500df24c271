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
    public async Task The_first_start_and_the_last_day_can_be_put_right_until_the_first_round_opens()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var today = DateOnly.FromDateTime(host.Now);
        var rule = MakePlans.Rule(await host.PublishedQuestionnaireAsync(team), PlanKind.FromStart) with { FromStart = new(today.AddDays(20), [new(7, DelayUnit.Days), new(30, DelayUnit.Days)], today.AddDays(100)) };
        var (plan, rounds) = await host.PlanAsync(team, rule);
        // Starts on a day before the wrong one, and would answer too late for the wrong last one.
        var person = (await host.JoinPlanAsync(plan, 1, startOn: today.AddDays(3))).Single();
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var form = await lead.GetAsync($"/plans/{plan.Id}/change");
        Assert.Equal($"{today.AddDays(20).Day}", form.Document.QuerySelector("[name='Input.FirstStart.Day']")!.GetAttribute("value"));
        Assert.Contains("Nothing would change", (await lead.SubmitAsync(form, ("Input.Reason", "x"))).Errors.Single(), StringComparison.Ordinal);
        Assert.Equal(["The last day must be in the future and after the first start"], (await lead.SubmitAsync(form, [("Input.Reason", "x"), .. Day("LastDay", today.AddDays(1))])).Errors);
        Assert.Equal(["Enter the first day that anybody starts on, like 2 3 2027"], (await lead.SubmitAsync(form, ("Input.Reason", "x"), ("Input.FirstStart.Day", "40"))).Errors);
        Assert.Contains("for all of them", (await lead.SubmitAsync(form, [("Input.Reason", "x"), ("Input.FromNumber", "2"), .. Day("LastDay", today.AddDays(300))])).Errors.Single(), StringComparison.Ordinal);

        var check = await lead.SubmitAsync(form, [("Input.Reason", "The day was mistyped."), .. Day("FirstStart", today.AddDays(2)), .. Day("LastDay", today.AddDays(300))]);
        Assert.Equal([], check.Errors);
        Assert.Contains($"the first start is {Said(today.AddDays(2))} instead of {Said(today.AddDays(20))}; the last day is {Said(today.AddDays(300))} instead of {Said(today.AddDays(100))}", check.Text, StringComparison.Ordinal);
        Assert.Contains("The plan is changed", (await lead.FollowAsync(await lead.SubmitAsync(check, "#apply"))).Text, StringComparison.Ordinal);
        var now = await host.RoundsOfAsync(plan.Id);
        Assert.Equal([today.AddDays(9), today.AddDays(32)], now.Select(r => DateOnly.FromDateTime(r.OpensLocal)));
        Assert.All(now, r => Assert.Equal(today.AddDays(300), DateOnly.FromDateTime(r.ClosesLocal)));
        Assert.Equal(rounds.Select(r => r.OpensLocal.TimeOfDay), now.Select(r => r.OpensLocal.TimeOfDay));
        // A copy begins with the right days too.
        Assert.Equal($"{today.AddDays(2).Day}", (await lead.GetAsync($"/plans/{plan.Id}/change")).Document.QuerySelector("[name='Input.FirstStart.Day']")!.GetAttribute("value"));

        // The person is asked by their own day, seven days after it.
        host.Clock.SetUtcNow(now[0].OpensAt.AddHours(1));
        await host.StepAsync<PrepareRounds>();
        Assert.Equal(1, await host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == now[0].Id && i.PersonId == person.Id)));

        // From now on people are asked by them.
        lead = await host.AsAsync(Role.TeamLead, team: team);
        var late = await lead.GetAsync($"/plans/{plan.Id}/change");
        Assert.Null(late.Document.QuerySelector("[name='Input.FirstStart.Day']"));
        Assert.Contains("A round has opened", late.Text, StringComparison.Ordinal);
        Assert.Contains("only before the first round opens", (await lead.SubmitAsync(late, [("Input.Reason", "x"), .. Day("FirstStart", today.AddDays(40))])).Errors.Single(), StringComparison.Ordinal);
    }

    private static string Said(DateOnly day) => day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));

    private static (string, string)[] Day(string field, DateOnly day) => [($"Input.{field}.Day", $"{day.Day}"), ($"Input.{field}.Month", $"{day.Month}"), ($"Input.{field}.Year", $"{day.Year}")];

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
