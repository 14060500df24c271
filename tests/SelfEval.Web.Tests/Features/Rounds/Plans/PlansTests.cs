using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds.Plans;

public sealed class PlansTests(Host host) : IClassFixture<Host>
{
    private async Task<(Team Team, QuestionnaireVersion Version, Browser Lead)> ATeamAsync()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        return (team, await host.PublishedQuestionnaireAsync(team), await host.AsAsync(Role.TeamLead, team: team));
    }

    private static (string, string)[] When(string kind, params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["Input.Name"] = "Monthly check", ["Input.Kind"] = kind,
            ["Input.Days"] = "30 March 2027\n+6 months",
            ["Input.From.Day"] = "1", ["Input.From.Month"] = "1", ["Input.From.Year"] = "2027",
            ["Input.EveryMonths"] = "1", ["Input.On"] = "weekday", ["Input.Which"] = "2", ["Input.Weekday"] = "Tuesday",
            ["Input.Ends"] = "count", ["Input.Count"] = "12",
            ["Input.After"] = "7 days\n6 months",
            ["Input.FirstStart.Day"] = "2", ["Input.FirstStart.Month"] = "3", ["Input.FirstStart.Year"] = "2026",
            ["Input.LastDay.Day"] = "31", ["Input.LastDay.Month"] = "12", ["Input.LastDay.Year"] = "2027",
        };
        foreach (var (name, value) in changes) fields[name] = value;
        return [.. fields.Select(f => (f.Key, f.Value))];
    }

    private static (string, string)[] What(QuestionnaireVersion version, string mode = "Confidential") =>
    [
        ("Input.QuestionnaireVersionId", $"{version.Id}"), ("Input.Audience", "Patients"), ("Input.IdentityMode", mode), ("Input.K", "5"),
    ];

    [Fact]
    public async Task A_monthly_plan_is_made_in_three_steps_and_all_its_rounds_are_rows()
    {
        var (team, version, lead) = await ATeamAsync();
        var form = await lead.GetAsync($"/teams/{team.Id}/plans/new");
        var what = await lead.SubmitAsync(form, When("Monthly"));
        Assert.Equal([], what.Errors);
        Assert.Contains("What the rounds ask", what.Heading);

        var check = await lead.SubmitAsync(what, What(version));
        Assert.Equal([], check.Errors);
        Assert.Contains("Check the plan", check.Heading);
        Assert.Contains("Monthly check, March 2027 (3 of 12)", check.Text);
        Assert.Contains("Tue 9 Mar 2027, 9:00am GMT", check.Text);
        Assert.Contains("Tue 13 Apr 2027, 9:00am BST", check.Text);
        Assert.Contains("Closes on Early May bank holiday", (await CheckAsync(lead, team, version, ("Input.OpenDays", "20"))).Text);
        Assert.Equal(0, await host.ReadAsync(db => db.Plans.CountAsync(p => p.TeamId == team.Id)));

        var back = await lead.SubmitAsync(check, "#change");
        Assert.Equal("Monthly check", back.Document.QuerySelector("[name='Input.Name']")?.GetAttribute("value"));
        Assert.Equal($"{version.Id}", back.Document.QuerySelector("[name='Input.QuestionnaireVersionId']")?.GetAttribute("value"));

        var made = await lead.SubmitAsync(check, "#create");
        var plan = await host.ReadAsync(db => db.Plans.SingleAsync(p => p.TeamId == team.Id));
        Assert.Equal($"/plans/{plan.Id}?done=made", made.Location);
        var rounds = await host.RoundsOfAsync(plan.Id);
        Assert.Equal(12, rounds.Count);
        Assert.Equal(new DateTime(2027, 4, 13, 8, 0, 0), rounds[3].OpensAt);
        Assert.Equal(new DateTime(2027, 4, 13, 9, 0, 0), rounds[3].OpensLocal);
        Assert.Equal(new DateTime(2027, 4, 27, 16, 0, 0), rounds[3].ClosesAt);
        Assert.All(rounds, r => Assert.Equal(("7 09:00", BankHolidays.EnglandAndWales, true), (r.Reminders, r.Holidays, r.KeepsDaysOff)));

        var shown = await lead.FollowAsync(made);
        Assert.Contains("Nobody is in this plan yet", shown.Text);
        Assert.Contains("Tue 20 Apr 2027, 9:00am BST: reminder 1 to nobody yet", shown.Text);
        var list = await lead.GetAsync($"/teams/{team.Id}/plans");
        Assert.Contains("0 of 12", list.Text);
        Assert.Contains("January 2027", list.Text);

        var again = await lead.SubmitAsync(check, "#create");
        Assert.Equal(["Your team already has rounds with this name in these months. Enter another name"], again.Errors);
        Assert.Contains("Plan several rounds", again.Heading);
    }

    private static async Task<Page> CheckAsync(Browser lead, Team team, QuestionnaireVersion version, params (string, string)[] changes) =>
        await lead.SubmitAsync(await lead.SubmitAsync(await lead.GetAsync($"/teams/{team.Id}/plans/new"), When("Monthly", changes)), What(version));

    [Fact]
    public async Task Named_days_say_where_the_calendar_surprises()
    {
        var (team, version, lead) = await ATeamAsync();
        var check = await lead.SubmitAsync(await lead.SubmitAsync(await lead.GetAsync($"/teams/{team.Id}/plans/new"),
            When("Dates", ("Input.Days", "26 March 2027\n28/3/2027\n31 10 2027\n31 August 2028\n+6 weeks\n+11 months"), ("Input.OpensTime", "1:30am"))), What(version));
        Assert.Equal([], check.Errors);
        Assert.Contains("Opens on Good Friday, 26 March 2027", check.Text);
        Assert.Contains("skip 1:30am that day, so it is 2:00am", check.Text);
        Assert.Contains("clocks go back", check.Text);
        Assert.Contains("7 May 2027", check.Text);
        Assert.Contains("26 Feb 2028", check.Text);
        await lead.SubmitAsync(check, "#create");
        var plan = await host.ReadAsync(db => db.Plans.SingleAsync(p => p.TeamId == team.Id));
        var shown = await lead.GetAsync($"/plans/{plan.Id}");
        Assert.Contains("Please look at this first", shown.Text);
        // 1:30am is no time to write to anybody, and Good Friday and the weekend are days off.
        Assert.Contains("moved from Fri 26 March 2027, 1:30am: nothing is sent between 8pm and 8am, Good Friday, weekend and Easter Monday", shown.Text);
    }

    [Fact]
    public async Task People_s_own_days_need_personal_links_and_wait_for_whoever_comes()
    {
        var (team, version, lead) = await ATeamAsync();
        var what = await lead.SubmitAsync(await lead.GetAsync($"/teams/{team.Id}/plans/new"), When("FromStart"));
        Assert.Equal([], what.Errors);
        var anonymous = await lead.SubmitAsync(what, What(version, "Anonymous"));
        Assert.Contains("need personal links", anonymous.Errors.Single(), StringComparison.Ordinal);

        var check = await lead.SubmitAsync(what, What(version));
        Assert.Contains("6 months is counted as 183 days", check.Text);
        await lead.SubmitAsync(check, "#create");
        var plan = await host.ReadAsync(db => db.Plans.SingleAsync(p => p.TeamId == team.Id));
        var rounds = await host.RoundsOfAsync(plan.Id);
        Assert.Equal([(7, 14), (183, 14)], rounds.Select(r => (r.DaysAfterStart!.Value, r.DaysToAnswer!.Value)));
        Assert.Equal(new DateTime(2026, 3, 9, 9, 0, 0), rounds[0].OpensAt);
        Assert.Equal(new DateTime(2026, 9, 1, 8, 0, 0), rounds[1].OpensAt);
        Assert.All(rounds, r => Assert.Equal(new DateTime(2027, 12, 31, 17, 0, 0), r.ClosesAt));
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync($"/plans/{plan.Id}")).Status);
    }

    [Fact]
    public async Task An_anonymous_plan_gets_a_link_of_its_own_for_each_round()
    {
        var (team, version, lead) = await ATeamAsync();
        var check = await lead.SubmitAsync(await lead.SubmitAsync(await lead.GetAsync($"/teams/{team.Id}/plans/new"), When("Dates")), What(version, "Anonymous"));
        await lead.SubmitAsync(check, "#create");
        var plan = await host.ReadAsync(db => db.Plans.SingleAsync(p => p.TeamId == team.Id));
        var rounds = await host.RoundsOfAsync(plan.Id);
        var secrets = new HashSet<string>();
        foreach (var round in rounds)
        {
            var secret = (await lead.GetAsync($"/rounds/{round.Id}/link")).Document.QuerySelector(".app-code")!.TextContent.Split("/s/")[1];
            Assert.Equal(Secrets.Hash(secret), round.OpenLinkHash);
            Assert.True(secrets.Add(secret));
        }

        Assert.Equal(HttpStatusCode.Conflict, (await lead.GetAsync($"/rounds/{rounds[0].Id}/rehearsal")).Status);
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync($"/plans/{plan.Id}")).Status);
    }

    [Theory]
    [InlineData("Monthly", "Input.Name", "", "Enter a name for the plan")]
    [InlineData("", "Input.Name", "X", "Select how the rounds are dated")]
    [InlineData("Dates", "Input.Days", "+6 months", "Enter a date on the first line, like 2 March 2027")]
    [InlineData("Dates", "Input.Days", "2 March 2027\nsoon", "“soon” is not a day. Enter a date like 2 March 2027, or a time after the first like +6 months")]
    [InlineData("Dates", "Input.Days", "1 March 2026", "The round of 1 March 2026, 9:00am would open in the past. Name days in the future")]
    [InlineData("Monthly", "Input.EveryMonths", "0", "The number of months must be a whole number from 1 to 24")]
    [InlineData("Monthly", "Input.On", "", "Select on which day of the month")]
    [InlineData("Monthly", "Input.Which", "", "Select which of the month")]
    [InlineData("Monthly", "Input.Weekday", "", "Select a day of the week")]
    [InlineData("Monthly", "Input.Ends", "", "Select when the plan ends")]
    [InlineData("Monthly", "Input.Count", "61", "The number of rounds must be a whole number from 1 to 60")]
    [InlineData("FromStart", "Input.After", "later", "Enter how long after the start, one a line, like 7 days or 6 months")]
    [InlineData("FromStart", "Input.LastDay.Year", "2025", "The last day must be in the future and after the first start")]
    [InlineData("FromStart", "Input.LastDay.Year", "2031", "The last day can be at most 1099 days ahead")]
    [InlineData("Monthly", "Input.OpenDays", "0", "The number of days must be a whole number from 1 to 366")]
    [InlineData("Monthly", "Input.OpensTime", "nine", "Enter the time the rounds open, like 9am, 9:30am or 14:30")]
    [InlineData("Monthly", "Input.ReminderDays", "7, x", "Enter days as numbers, like 7, 14. Leave it empty for no reminders")]
    [InlineData("Monthly", "Input.ReminderDays", "15", "Day 15 is after the round has closed. Leave it out, or let the round close later")]
    [InlineData("Monthly", "Input.ReminderTime", "9pm", "Enter a time from 8am to before 8pm. Nobody is written to at night")]
    [InlineData("Monthly", "Input.Zone", "London", "Enter a time zone by its name, like Europe/London")]
    public async Task Each_mistake_is_said_at_its_field(string kind, string field, string value, string message)
    {
        var (team, _, lead) = await ATeamAsync();
        var page = await lead.SubmitAsync(await lead.GetAsync($"/teams/{team.Id}/plans/new"), When(kind, (field, value)));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal([message], page.Errors);
        Assert.NotNull(page.Document.QuerySelector(page.Document.QuerySelector(".nhsuk-error-summary__list a")!.GetAttribute("href")!));
    }

    [Fact]
    public async Task Only_a_lead_of_the_team_can_plan_and_nobody_else_sees_that_there_is_a_plan()
    {
        var (team, version, _) = await ATeamAsync();
        var (plan, rounds) = await host.PlanAsync(team, MakePlans.Rule(version, PlanKind.Dates, new DateOnly(2027, 1, 12)));
        var stranger = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));
        foreach (var path in new[] { $"/teams/{team.Id}/plans", $"/teams/{team.Id}/plans/new", $"/plans/{plan.Id}", $"/plans/{plan.Id}/rehearsal",
            $"/plans/{plan.Id}/change", $"/plans/{plan.Id}/end", $"/rounds/{rounds[0].Id}/rehearsal" })
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await stranger.GetAsync(path)).Status));

        var member = await host.AsAsync(Role.TeamMember, team: team);
        Assert.Equal(HttpStatusCode.OK, (await member.GetAsync($"/plans/{plan.Id}")).Status);
        Assert.DoesNotContain("Change the rounds", (await member.GetAsync($"/plans/{plan.Id}")).Text);
        foreach (var path in new[] { $"/teams/{team.Id}/plans/new", $"/plans/{plan.Id}/change", $"/plans/{plan.Id}/end" })
            Assert.NotEqual((path, HttpStatusCode.OK), (path, (await member.GetAsync(path)).Status));
    }
}
