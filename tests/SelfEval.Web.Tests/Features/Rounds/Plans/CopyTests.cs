using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds.Plans;

public sealed class CopyTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task A_copied_round_is_filled_in_and_says_what_is_different_before_it_is_made()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        var round = (await host.OpenRoundAsync(team, version, name: "Spring", k: 7, opensAt: new DateTime(2026, 2, 10, 9, 0, 0, DateTimeKind.Utc), closesAt: new DateTime(2026, 3, 10, 17, 0, 0, DateTimeKind.Utc))).Round;
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var form = await lead.FollowAsync(await lead.GetAsync($"/rounds/{round.Id}/copy"));
        Assert.Equal("Spring (copy)", form.Document.QuerySelector("[name='Input.Name']")?.GetAttribute("value"));
        Assert.Equal("7", form.Document.QuerySelector("[name='Input.K']")?.GetAttribute("value"));
        // The same Tuesday at nine, from the first week that is still to come.
        Assert.Equal(("3", "3"), (form.Document.QuerySelector("[name='Input.OpensLocal.Day']")?.GetAttribute("value"), form.Document.QuerySelector("[name='Input.OpensLocal.Month']")?.GetAttribute("value")));

        var check = await lead.SubmitAsync(form, ("Input.Name", "Summer"), ("Input.K", "5"));
        Assert.Equal([], check.Errors);
        var rows = check.Document.QuerySelectorAll("table tbody tr").Select(r => string.Join(" | ", r.Children.Select(c => c.TextContent.Trim()))).ToList();
        Assert.Equal(["Name | Spring | Summer", "Smallest group shown | 7 people | 5 people", "Opens | 10 February 2026, 9:00am | 3 March 2026, 9:00am", "Closes | 10 March 2026, 5:00pm | 31 March 2026, 5:00pm"], rows);
        await lead.SubmitAsync(check, "#create");
        Assert.Equal(1, await host.ReadAsync(db => db.Rounds.CountAsync(r => r.TeamId == team.Id && r.Name == "Summer")));

        var stranger = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/rounds/{round.Id}/copy")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync($"/teams/{team.Id}/rounds/new?copy=999999")).Status);
    }

    [Fact]
    public async Task Reminders_and_days_off_are_copied_and_compared()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var rule = MakePlans.Rule(await host.PublishedQuestionnaireAsync(team), PlanKind.Dates, DateOnly.FromDateTime(host.Now).AddDays(3));
        var (_, rounds) = await host.PlanAsync(team, rule with { Reminders = [new(5, new(10, 30)), new(10, new(10, 30))], Holidays = BankHolidays.Scotland, KeepsDaysOff = true });
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var form = await lead.FollowAsync(await lead.GetAsync($"/rounds/{rounds[0].Id}/copy"));
        string? Value(string field) => form.Document.QuerySelector($"[name='Input.{field}']")?.GetAttribute("value");
        Assert.Equal(("5, 10", "10:30am"), (Value("ReminderDays"), Value("ReminderTime")));

        var check = await lead.SubmitAsync(form, ("Input.ReminderDays", "5"), ("Input.Holidays", ""));
        Assert.Equal([], check.Errors);
        var rows = check.Document.QuerySelectorAll("table tbody tr").Select(r => string.Join(" | ", r.Children.Select(c => c.TextContent.Trim()))).ToList();
        Assert.Contains("Reminders | 5 and 10 days after the opening, at 10:30am, to those who have not answered | 5 days after the opening, at 10:30am, to those who have not answered", rows);
        Assert.Contains("Days off | Nothing is sent on weekends and bank holidays (Scotland) | Nothing is sent on weekends; no list of bank holidays", rows);

        await lead.SubmitAsync(await lead.SubmitAsync(form), "#create");
        var copy = await host.ReadAsync(db => db.Rounds.SingleAsync(r => r.TeamId == team.Id && r.PlanId == null));
        Assert.Equal((rounds[0].Reminders, BankHolidays.Scotland, true), (copy.Reminders, copy.Holidays, copy.KeepsDaysOff));
    }

    [Fact]
    public async Task The_message_texts_of_a_copied_round_come_along_its_own_before_its_plans()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var (plan, rounds) = await host.PlanAsync(team, MakePlans.Rule(await host.PublishedQuestionnaireAsync(team), PlanKind.Dates, DateOnly.FromDateTime(host.Now).AddDays(3)));
        MessageText Text(int? round, int? of, MessageKind kind, string subject) => new() { RoundId = round, PlanId = of, Kind = kind, Route = SendRoute.Email, Language = "en", Subject = subject, Body = "{link}" };
        await host.ArrangeAsync(db =>
        {
            db.MessageTexts.AddRange(Text(rounds[0].Id, null, MessageKind.Invitation, "The round’s"), Text(null, plan.Id, MessageKind.Invitation, "Hidden by the round’s"), Text(null, plan.Id, MessageKind.NotOpened, "The plan’s"));
            return Task.FromResult(true);
        });
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var check = await lead.SubmitAsync(await lead.FollowAsync(await lead.GetAsync($"/rounds/{rounds[0].Id}/copy")));
        Assert.Contains("2 texts of its messages are its own and are copied too", check.Text);
        await lead.SubmitAsync(check, "#create");

        var copy = await host.ReadAsync(db => db.Rounds.SingleAsync(r => r.TeamId == team.Id && r.PlanId == null));
        var texts = await host.ReadAsync(db => db.MessageTexts.Where(t => t.RoundId == copy.Id).OrderBy(t => t.Kind).Select(t => t.Subject).ToListAsync());
        Assert.Equal(["The round’s", "The plan’s"], texts);

        // Another team's round brings nothing, whatever is asked for.
        var other = await host.TeamAsync(await host.ProgrammeAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.TeamLead, team: other)).GetAsync($"/teams/{other.Id}/rounds/new?copy={rounds[0].Id}")).Status);
    }
}
