using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds;

public sealed class PlanTests(Host host) : IClassFixture<Host>
{
    private async Task<(Team Team, QuestionnaireVersion Version, Browser Lead)> ATeamAsync()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        return (team, await host.PublishedQuestionnaireAsync(team), await host.AsAsync(Role.TeamLead, team: team));
    }

    private static (string, string)[] Typed(QuestionnaireVersion version, params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["Input.Name"] = "Spring",
            ["Input.QuestionnaireVersionId"] = $"{version.Id}",
            ["Input.Audience"] = "Patients",
            ["Input.IdentityMode"] = "Confidential",
            ["Input.K"] = "5",
            ["Input.Zone"] = "Europe/London",
            ["Input.Opens"] = "later",
            ["Input.OpensLocal.Day"] = "9", ["Input.OpensLocal.Month"] = "3", ["Input.OpensLocal.Year"] = "2026",
            ["Input.OpensTime"] = "9am",
            ["Input.ClosesLocal.Day"] = "30", ["Input.ClosesLocal.Month"] = "3", ["Input.ClosesLocal.Year"] = "2026",
            ["Input.ClosesTime"] = "5pm",
        };
        foreach (var (name, value) in changes) fields[name] = value;
        return [.. fields.Select(f => (f.Key, f.Value))];
    }

    [Fact]
    public async Task Without_a_privacy_notice_the_check_and_the_programme_warn_and_the_round_can_be_made()
    {
        var (team, version, lead) = await ATeamAsync();
        const string Words = "People would be told nothing about their data";
        var check = await lead.SubmitAsync(await lead.GetAsync($"/teams/{team.Id}/rounds/new"), Typed(version));
        Assert.Contains(Words, check.Text, StringComparison.Ordinal);
        Assert.NotNull(check.Document.QuerySelector($"main a[href='/programmes/{team.ProgrammeId}/privacy-notice']"));
        var admin = await host.AsAsync(Role.Administrator);
        Assert.Contains("There is no privacy notice yet", (await admin.GetAsync($"/programmes/{team.ProgrammeId}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await lead.SubmitAsync(check, "#create")).Status);

        await admin.SubmitAsync(await admin.GetAsync($"/programmes/{team.ProgrammeId}/privacy-notice"), ("Input.Text", "The trust is responsible."), ("Input.Complaints", "Write to the trust."));
        Assert.DoesNotContain(Words, (await lead.SubmitAsync(await lead.GetAsync($"/teams/{team.Id}/rounds/new"), Typed(version))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("There is no privacy notice yet", (await admin.GetAsync($"/programmes/{team.ProgrammeId}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reminders_are_planned_with_the_round_and_shown_before_it_is_made()
    {
        var (team, version, lead) = await ATeamAsync();
        var form = await lead.GetAsync($"/teams/{team.Id}/rounds/new");
        var late = await lead.SubmitAsync(form, Typed(version, ("Input.ReminderDays", "7, 40")));
        Assert.Equal(["Day 40 is after the round has closed. Leave it out, or let the round close later"], late.Errors);
        var anonymous = await lead.SubmitAsync(form, Typed(version, ("Input.ReminderDays", "7"), ("Input.IdentityMode", "Anonymous")));
        Assert.Equal(["An anonymous round has no list of people, so nobody can be reminded. Leave this empty"], anonymous.Errors);

        var check = await lead.SubmitAsync(form, Typed(version, ("Input.ReminderDays", "12, 7"), ("Input.ReminderTime", "10am"), ("Input.KeepsDaysOff", "true"), ("Input.Holidays", "scotland")));
        Assert.Contains("Reminder 1 is sent on Monday 16 March 2026, 10:00am", check.Text);
        Assert.Contains("Reminder 2 is sent on Monday 23 March 2026, 10:00am, to those who have not answered (planned for Saturday 21 March 2026, 10:00am, when nothing is sent)", check.Text);
        Assert.Contains("Weekends and the bank holidays of Scotland", check.Text);
        await lead.SubmitAsync(check, "#create");
        var round = await host.ReadAsync(db => db.Rounds.SingleAsync(r => r.TeamId == team.Id));
        Assert.Equal(("7 10:00\n12 10:00", "scotland", true), (round.Reminders, round.Holidays, round.KeepsDaysOff));
    }

    [Fact]
    public async Task A_round_is_planned_checked_and_made()
    {
        var (team, version, lead) = await ATeamAsync();
        var form = await lead.GetAsync($"/teams/{team.Id}/rounds/new");
        Assert.Equal("5", form.Document.QuerySelector("[name='Input.K']")?.GetAttribute("value"));

        var check = await lead.SubmitAsync(form, Typed(version));
        Assert.Equal(HttpStatusCode.OK, check.Status);
        Assert.Contains("Check the round before you make it", check.Heading);
        Assert.Contains("9 March 2026, 9:00am UTC", check.Text);
        Assert.Contains("30 March 2026, 4:00pm UTC", check.Text); // the clocks have gone forward by then
        Assert.Equal(0, await host.ReadAsync(db => db.Rounds.CountAsync(r => r.TeamId == team.Id)));

        var change = await lead.SubmitAsync(check, "#change");
        Assert.Equal("Spring", change.Document.QuerySelector("[name='Input.Name']")?.GetAttribute("value"));

        var made = await lead.SubmitAsync(check, "#create");
        var round = await host.ReadAsync(db => db.Rounds.SingleAsync(r => r.TeamId == team.Id));
        Assert.Equal($"/rounds/{round.Id}/people/add?done=planned", made.Location);
        Assert.Equal(new DateTime(2026, 3, 9, 9, 0, 0), round.OpensAt);
        Assert.Equal(new DateTime(2026, 3, 30, 16, 0, 0), round.ClosesAt);
        Assert.Equal(new DateTime(2026, 3, 30, 17, 0, 0), round.ClosesLocal);
        Assert.Null(round.OpenLinkHash);
        Assert.Equal(1, await host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Subject == $"round:{round.Id}" && a.Action == "round.planned")));

        var again = await lead.SubmitAsync(check, "#create");
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Equal(["Your team already has a round with this name. Enter another one"], again.Errors);
        Assert.Contains("Spring", (await lead.GetAsync($"/teams/{team.Id}/rounds")).Text);
    }

    [Fact]
    public async Task The_groups_of_the_final_results_are_declared_before_the_round_is_made()
    {
        var (team, version, lead) = await ATeamAsync();
        await host.ArrangeAsync(db =>
        {
            db.Sites.AddRange(new Site { TeamId = team.Id, Name = "North" }, new Site { TeamId = team.Id, Name = "South" });
            return Task.FromResult(true);
        });
        var form = await lead.GetAsync($"/teams/{team.Id}/rounds/new");
        var codes = form.Document.QuerySelectorAll("[name='Input.Breakdowns']").Select(e => e.GetAttribute("value")!).ToList();
        Assert.Equal("site", codes[0]);
        Assert.True(codes.Count > 3);

        var anonymous = await lead.SubmitAsync(form, [.. Typed(version, ("Input.IdentityMode", "Anonymous")), ("Input.Breakdowns", "site")]);
        Assert.Contains("An open link does not know anybody’s site", anonymous.Errors.Single(), StringComparison.Ordinal);
        var unknown = await lead.SubmitAsync(form, [.. Typed(version), ("Input.Breakdowns", "care_1")]);
        Assert.Contains("Select only what it asks", unknown.Errors.Single(), StringComparison.Ordinal);

        var check = await lead.SubmitAsync(form, [.. Typed(version), ("Input.Breakdowns", "site"), ("Input.Breakdowns", codes[1])]);
        Assert.Equal([], check.Errors);
        var row = check.Document.QuerySelectorAll(".nhsuk-summary-list__row").Single(r => r.TextContent.Contains("Final results by group", StringComparison.Ordinal));
        Assert.StartsWith("Site, ", row.QuerySelector("dd")!.TextContent.Trim(), StringComparison.Ordinal);
        await lead.SubmitAsync(check, "#create");
        var round = await host.ReadAsync(db => db.Rounds.SingleAsync(r => r.TeamId == team.Id));
        var sites = await host.ReadAsync(db => db.Sites.Where(s => s.TeamId == team.Id).Select(s => s.Id).Order().ToListAsync());
        Assert.Equal($"site:{sites[0]},{sites[1]}\n{codes[1]}", round.Breakdowns);
    }

    [Fact]
    public async Task An_anonymous_round_gets_an_open_link_that_only_its_hash_remembers()
    {
        var (team, version, lead) = await ATeamAsync();
        var check = await lead.SubmitAsync(await lead.GetAsync($"/teams/{team.Id}/rounds/new"),
            Typed(version, ("Input.IdentityMode", "Anonymous"), ("Input.Opens", "now")));

        var made = await lead.SubmitAsync(check, "#create");

        var round = await host.ReadAsync(db => db.Rounds.SingleAsync(r => r.TeamId == team.Id));
        Assert.Equal($"/rounds/{round.Id}?done=planned", made.Location);
        Assert.Equal(RoundState.Open, round.StateAt(host.Now));
        var link = await lead.GetAsync($"/rounds/{round.Id}/link");
        var secret = link.Document.QuerySelector(".app-code")!.TextContent.Split("/s/")[1];
        Assert.Equal(Secrets.Hash(secret), round.OpenLinkHash);
        Assert.DoesNotContain(secret, round.SealedOpenLink);
        Assert.NotNull(link.Document.QuerySelector("svg.app-qr path"));
        Assert.Contains(secret, (await lead.GetAsync($"/rounds/{round.Id}/poster")).Text);
        Assert.Contains("anonymous", (await lead.GetAsync($"/rounds/{round.Id}/people")).Text);
        Assert.Equal(HttpStatusCode.Conflict, (await lead.GetAsync($"/rounds/{round.Id}/people/add")).Status);
        Assert.Contains("no denominator", (await lead.GetAsync($"/rounds/{round.Id}")).Text);
    }

    [Theory]
    [InlineData("Input.Name", "", "Enter a name for the round")]
    [InlineData("Input.QuestionnaireVersionId", "", "Select a questionnaire")]
    [InlineData("Input.QuestionnaireVersionId", "987654", "Select one of your team’s published questionnaires")]
    [InlineData("Input.Audience", "", "Select who you are asking")]
    [InlineData("Input.IdentityMode", "", "Select how far answers can be joined to people")]
    [InlineData("Input.IdentityMode", "Identified", "Enter the reason why the team must know who has answered")]
    [InlineData("Input.K", "2", "The smallest group must be a whole number from 3 to 100")]
    [InlineData("Input.K", "many", "The smallest group must be a whole number from 3 to 100")]
    [InlineData("Input.Zone", "London", "Enter a time zone by its name, like Europe/London")]
    [InlineData("Input.Opens", "", "Select when the round opens")]
    [InlineData("Input.OpensLocal.Day", "31x", "Enter the day the round opens, like 2 3 2026")]
    [InlineData("Input.OpensTime", "nine", "Enter the time the round opens, like 9am, 9:30am or 14:30")]
    [InlineData("Input.OpensLocal.Month", "2", "The opening time must be in the future. Select “As soon as I make the round” to open it now")]
    [InlineData("Input.ClosesLocal.Month", "13", "Enter the day the round closes, like 30 3 2026")]
    [InlineData("Input.ClosesTime", "25:00", "Enter the time the round closes, like 9am, 9:30am or 14:30")]
    [InlineData("Input.ClosesLocal.Day", "8", "The closing time must be after the opening time")]
    [InlineData("Input.ClosesLocal.Year", "2027", "A round can be open for at most 366 days")]
    public async Task Each_mistake_is_said_at_its_field(string field, string value, string message)
    {
        var (team, version, lead) = await ATeamAsync();

        var page = await lead.SubmitAsync(await lead.GetAsync($"/teams/{team.Id}/rounds/new"), Typed(version, (field, value)));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal([message], page.Errors);
        var target = page.Document.QuerySelector(".nhsuk-error-summary__list a")!.GetAttribute("href")!;
        Assert.NotNull(page.Document.QuerySelector(target));
    }

    [Theory]
    [InlineData("Input.Opens", "29", "3", "1:30am", "skip 1:30am that day, so it is 2:00am", "29 March 2026, 1:00am UTC")]
    [InlineData("Input.Opens", "25", "10", "1:30am", "opens the first time", "25 October 2026, 12:30am UTC")]
    [InlineData("Input.Closes", "25", "10", "1:30am", "closes the second time", "25 October 2026, 1:30am UTC")]
    public async Task A_changing_clock_is_explained(string edge, string day, string month, string time, string words, string instant)
    {
        var (team, version, lead) = await ATeamAsync();

        var check = await lead.SubmitAsync(await lead.GetAsync($"/teams/{team.Id}/rounds/new"), Typed(version,
            ("Input.ClosesLocal.Month", "12"), ($"{edge}Local.Day", day), ($"{edge}Local.Month", month), ($"{edge}Time", time)));

        Assert.Equal(HttpStatusCode.OK, check.Status);
        Assert.Contains(words, check.Text);
        Assert.Contains(instant, check.Text);
    }

    [Fact]
    public async Task Only_a_lead_of_the_team_can_plan()
    {
        var (team, version, _) = await ATeamAsync();
        var other = await host.TeamAsync(await host.ProgrammeAsync());
        var made = await host.OpenRoundAsync(team, version);
        var stranger = await host.AsAsync(Role.TeamLead, team: other);

        foreach (var path in new[] { $"/teams/{team.Id}/rounds", $"/teams/{team.Id}/rounds/new", $"/rounds/{made.Round.Id}", $"/rounds/{made.Round.Id}/people",
            $"/rounds/{made.Round.Id}/people/add", $"/rounds/{made.Round.Id}/link", $"/rounds/{made.Round.Id}/poster", $"/rounds/{made.Round.Id}/cancel",
            $"/rounds/{made.Round.Id}/close", $"/rounds/{made.Round.Id}/move-close" })
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await stranger.GetAsync(path)).Status));

        var member = await host.AsAsync(Role.TeamMember, team: team);
        Assert.DoesNotContain("Plan a round", (await member.GetAsync($"/teams/{team.Id}/rounds")).Text);
        Assert.NotEqual(HttpStatusCode.OK, (await member.GetAsync($"/teams/{team.Id}/rounds/new")).Status);
        var nobody = await host.Browser().GetAsync($"/rounds/{made.Round.Id}");
        Assert.Equal(HttpStatusCode.Redirect, nobody.Status);
    }
}
