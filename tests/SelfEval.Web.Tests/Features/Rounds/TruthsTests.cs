using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Invitations;
using SelfEval.Web.Features.Rounds.Plans;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds;

/// <summary>What pages say of what will be sent, and was, is what is so.</summary>
public sealed class TruthsTests : IAsyncLifetime
{
    private readonly Host _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<(Team Team, Plan Plan, List<Round> Rounds, Browser Lead)> AnOwnDaysPlanAsync()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var today = DateOnly.FromDateTime(_host.Now);
        var rule = MakePlans.Rule(await _host.PublishedQuestionnaireAsync(team), PlanKind.FromStart) with
        {
            FromStart = new(today, [new(7, DelayUnit.Days)], today.AddDays(60)), OpenDays = 5, Reminders = [], Holidays = null,
        };
        var (plan, rounds) = await _host.PlanAsync(team, rule);
        return (team, plan, rounds, await _host.AsAsync(Role.TeamLead, team: team));
    }

    private Task<Invitees> AddAsync(Team team, Plan plan, params (string Email, DateOnly? Start)[] people) =>
        _host.AsLeadAsync(team, s => s.GetRequiredService<AddPlanPeople>().RunAsync(plan.Id, [.. people.Select(p => new NewPerson(p.Email, p.Email.Split('@')[0]) { StartOn = p.Start })]));

    [Fact]
    public async Task Team_leads_are_told_that_nothing_is_sent()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var today = DateOnly.FromDateTime(_host.Now);
        var (plan, rounds) = await _host.PlanAsync(team, MakePlans.Rule(await _host.PublishedQuestionnaireAsync(team), PlanKind.Dates, today.AddDays(1)));
        await _host.JoinPlanAsync(plan, 1);
        var lead = await _host.AsAsync(Role.TeamLead, team: team);
        string[] pages = [$"/rounds/{rounds[0].Id}", $"/rounds/{rounds[0].Id}/live", $"/rounds/{rounds[0].Id}/people", $"/rounds/{rounds[0].Id}/messages", $"/rounds/{rounds[0].Id}/rehearsal", $"/plans/{plan.Id}/people", $"/plans/{plan.Id}/rehearsal"];
        foreach (var page in pages) Assert.DoesNotContain("Nothing is sent at the moment", (await lead.GetAsync(page)).Text);

        await _host.WithAsync(s => s.GetRequiredService<WriteGate>().RunAsync(s.GetRequiredService<AppDb>(), async () =>
        {
            await s.GetRequiredService<SendingState>().PauseAsync("an administrator paused it");
            return true;
        }));
        foreach (var page in pages)
            Assert.Contains("Messages have been paused since 2 March 2026, 9:00am: an administrator paused it. Nothing goes until an administrator releases them.", (await lead.GetAsync(page)).Text);

        // Where nothing is to come any more it does not matter.
        _host.Clock.SetUtcNow(rounds[0].ClosesAt.AddDays(1));
        lead = await _host.AsAsync(Role.TeamLead, team: team);
        Assert.DoesNotContain("Nothing is sent at the moment", (await lead.GetAsync(pages[0])).Text);
    }

    [Fact]
    public async Task Who_will_never_be_asked_is_not_said_to_be_asked()
    {
        var (team, plan, rounds, lead) = await AnOwnDaysPlanAsync();
        var today = DateOnly.FromDateTime(_host.Now);
        var list = string.Join('\n', "email,start", $"in.time@example.org,{today:yyyy-MM-dd}", $"too.late@example.org,{today.AddDays(54):yyyy-MM-dd}", $"too.early@example.org,{today.AddDays(-20):yyyy-MM-dd}");
        var check = await lead.SubmitAsync(await lead.GetAsync($"/plans/{plan.Id}/people/add"), ("Input.Text", list));
        Assert.Contains("1 person of them will not be asked by any round: the start day is too late", check.Text);
        Assert.Contains("1 person of them will not be asked by any round: the start day is too early", check.Text);
        await lead.SubmitAsync(check, "#add");
        Assert.Equal(["Is asked", "Will not be asked: the start day is too early: their days in the rounds that are left have passed", "Will not be asked: the start day is too late: the rounds are over before it is their turn"],
            await StandsAsync());
        var rehearsal = await lead.GetAsync($"/plans/{plan.Id}/rehearsal");
        Assert.Contains("People who will get nothing", rehearsal.Text);
        Assert.Contains("1 person of the plan will not be asked: the start day is too late", rehearsal.Text);
        Assert.DoesNotContain("Too much for some people", rehearsal.Text);

        await _host.ArrangeAsync(async db =>
        {
            (await db.Plans.SingleAsync(p => p.Id == plan.Id)).EndedAt = _host.Now;
            (await db.Rounds.SingleAsync(r => r.Id == rounds[0].Id)).Cancel(_host.Now);
            return true;
        });
        Assert.Equal(["Will not be asked: the plan has ended"], (await StandsAsync()).Distinct());

        async Task<List<string>> StandsAsync() => [.. (await lead.GetAsync($"/plans/{plan.Id}/people")).Document.QuerySelectorAll("table:has(#people) tbody tr").Select(r => r.Children[4].TextContent.Trim())];
    }

    [Fact]
    public async Task A_corrected_start_day_moves_the_persons_own_window_until_something_is_sent()
    {
        var (team, plan, rounds, lead) = await AnOwnDaysPlanAsync();
        var today = DateOnly.FromDateTime(_host.Now);
        await AddAsync(team, plan, ("early@example.org", today), ("later@example.org", today.AddDays(10)));
        _host.Clock.SetUtcNow(rounds[0].OpensAt.AddMinutes(1));
        lead = await _host.AsAsync(Role.TeamLead, team: team);
        await _host.TickAsync();
        Assert.Equal([(true, today.AddDays(7)), (false, today.AddDays(17))], await WindowsAsync());

        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        var check = await lead.SubmitAsync(await lead.GetAsync($"/plans/{plan.Id}/people/add"), ("Input.Text", $"email,start\nearly@example.org,{today.AddDays(1):yyyy-MM-dd}\nlater@example.org,{today.AddDays(12):yyyy-MM-dd}"));
        Assert.Contains("start: 12 March 2026 → 14 March 2026", check.Text);
        await lead.SubmitAsync(check, "#add", ("Input.Matches", "update"));
        await _host.TickAsync();

        // What has been sent said until when it is open; the other link nobody has seen.
        Assert.Equal([(true, today.AddDays(7)), (false, today.AddDays(19))], await WindowsAsync());
        Assert.Equal(2, await _host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == rounds[0].Id)));

        Task<List<(bool, DateOnly)>> WindowsAsync() => _host.ReadAsync(async db => (await db.Invitations.Include(i => i.Person!.Contact).Where(i => i.RoundId == rounds[0].Id)
            .OrderBy(i => i.Person!.Contact!.Email).ToListAsync()).ConvertAll(i => (i.SentAt is not null, DateOnly.FromDateTime(i.OpensAt ?? rounds[0].OpensAt))));
    }

    [Fact]
    public async Task Two_lines_that_mean_one_known_person_are_one_person_in_the_preview()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var version = await _host.PublishedQuestionnaireAsync(team);
        var first = (await _host.OpenRoundAsync(team, version)).Round;
        await _host.AsLeadAsync(team, s => s.GetRequiredService<InvitePeople>().RunAsync(first.Id, [new NewPerson("ann@example.org", "Ann Lee") { Phone = "+447700900123" }]));
        var next = (await _host.OpenRoundAsync(team, version)).Round;
        var lead = await _host.AsAsync(Role.TeamLead, team: team);

        // By her address, and by her number: the list itself cannot know that it is she both times.
        var check = await lead.SubmitAsync(await lead.GetAsync($"/rounds/{next.Id}/people/add"), ("Input.Text", "email,phone,name,language\nann@example.org,,Ann Lee,cy\n,07700 900123,Ann Lee,en\nbo@example.org,,Bo,"));
        Assert.Contains("2 people will be added", check.Text);
        Assert.Contains("Line 3 means the person of line 2, who is invited once", check.Text);
        Assert.Contains("language: en → cy", check.Text);
        Assert.Contains("language: cy → en", check.Text);
        await lead.SubmitAsync(check, "#add", ("Input.Matches", "update"));
        Assert.Equal(2, await _host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == next.Id)));
        Assert.Equal("en", await _host.ReadAsync(db => db.People.Where(p => p.TeamId == team.Id && p.Contact!.Email == "ann@example.org").Select(p => p.Language).SingleAsync()));
    }

    [Fact]
    public async Task The_log_names_the_address_that_a_message_went_to()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var round = (await _host.OpenRoundAsync(team, await _host.PublishedQuestionnaireAsync(team))).Round;
        await _host.AsLeadAsync(team, s => s.GetRequiredService<InvitePeople>().RunAsync(round.Id, [new NewPerson("wrong@example.org", "Ann")]));
        await _host.TickAsync();
        var lead = await _host.AsAsync(Role.TeamLead, team: team);
        var person = await _host.ReadAsync(db => db.People.Where(p => p.TeamId == team.Id).Select(p => p.Id).SingleAsync());
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/people/{person}"), "#bounced");
        var form = await lead.GetAsync($"/rounds/{round.Id}/people/{person}");
        await lead.SubmitAsync(form, "#correct", ("Input.Email", "right@example.org"));
        await _host.TickAsync();

        var rows = (await lead.GetAsync($"/rounds/{round.Id}/messages/log")).Document.QuerySelectorAll("table:has(#letters) tbody tr th").Select(c => c.TextContent.Trim()).ToList();
        Assert.Equal(["Ann, wrong@example.org"], rows);
        // That it came back is the lead's own word: what went to the new address would tell whether she has answered.
        Assert.DoesNotContain(await _host.MailToAsync("right@example.org"), m => m.Subject!.Contains(team.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_of_a_plan_lists_the_messages_that_move()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var (plan, _) = await _host.PlanAsync(team, MakePlans.Rule(await _host.PublishedQuestionnaireAsync(team), PlanKind.Dates, new DateOnly(2026, 3, 10)) with { Reminders = [new(7, new(9, 0)), new(10, new(9, 0))], Holidays = null, KeepsDaysOff = false });
        var lead = await _host.AsAsync(Role.TeamLead, team: team);
        var form = await lead.GetAsync($"/plans/{plan.Id}/change");

        var moved = await lead.SubmitAsync(form, ("Input.MoveByDays", "1"), ("Input.Reminders", "replace"), ("Input.ReminderDays", "7"), ("Input.ReminderTime", "9am"), ("Input.Reason", "x"));
        Assert.Equal(
            [
                "Invitation: Tue 10 Mar 2026, 9:00am GMT → Wed 11 Mar 2026, 9:00am GMT", "Reminder 1: Tue 17 Mar 2026, 9:00am GMT → Wed 18 Mar 2026, 9:00am GMT",
                "Reminder 2: does not go; it was for Fri 20 Mar 2026, 9:00am GMT",
            ], moved.Document.QuerySelectorAll("h3 + ul li").Select(l => l.TextContent.Trim()));
        var longer = await lead.SubmitAsync(form, ("Input.OpenDays", "20"), ("Input.Reason", "x"));
        Assert.Contains("Every message goes when it would have gone.", longer.Text);
    }

    [Fact]
    public async Task Days_off_are_kept_unless_somebody_says_otherwise_in_plans_and_single_rounds_alike()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        await _host.PublishedQuestionnaireAsync(team);
        var lead = await _host.AsAsync(Role.TeamLead, team: team);
        foreach (var page in new[] { $"/teams/{team.Id}/rounds/new", $"/teams/{team.Id}/plans/new" })
        {
            var form = (await lead.GetAsync(page)).Document;
            Assert.True(form.QuerySelector("[name='Input.KeepsDaysOff']")!.HasAttribute("checked"), page);
            Assert.NotNull(form.QuerySelector($"[name='Input.Holidays'] option[value='{BankHolidays.EnglandAndWales}'][selected], [name='Input.Holidays'][value='{BankHolidays.EnglandAndWales}'][checked]"));
        }
    }

    [Theory]
    [InlineData(1, 15, null, "Every month, on the 15th")]
    [InlineData(3, 31, null, "Every 3 months, on the 31st, or the last day of a shorter month")]
    [InlineData(1, null, 2, "Every month, on the second Tuesday")]
    [InlineData(2, null, 5, "Every 2 months, on the last Tuesday")]
    public async Task A_monthly_plan_says_on_which_day(int every, int? day, int? which, string said)
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var rule = MakePlans.Rule(await _host.PublishedQuestionnaireAsync(team), PlanKind.Monthly) with
        {
            Monthly = new(new(2027, 2, 1), every, day, which is { } w ? new(w, DayOfWeek.Tuesday) : null, 2, null), Reminders = [],
        };
        var (plan, _) = await _host.PlanAsync(team, rule);
        var page = await (await _host.AsAsync(Role.TeamLead, team: team)).GetAsync($"/plans/{plan.Id}");
        Assert.Equal(said, page.Document.QuerySelectorAll("dt").Single(d => d.TextContent.Trim() == "When").NextElementSibling!.TextContent.Trim());
    }
}
