using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Programmes;

public sealed class TestsOfChangeTests(Host host) : IClassFixture<Host>
{
    private static readonly (string, string)[] Huddles =
        [("Input.Title", "Started huddles"), ("Input.From.Day", "3"), ("Input.From.Month", "March"), ("Input.From.Year", "2026"), ("Input.DecidedBy", "Ward manager")];

    [Fact]
    public async Task A_lead_records_changes_and_deletes_a_test_of_change()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var list = await lead.GetAsync($"/teams/{team.Id}/tests-of-change");
        Assert.Contains("No test of change is recorded yet", list.Text, StringComparison.Ordinal);
        Assert.Contains("what came before and after it", list.Text, StringComparison.Ordinal);
        var form = await lead.GetAsync(list.Document.QuerySelector("main a.nhsuk-button")!.GetAttribute("href")!);
        Assert.Contains("Do not write the names of patients", form.Text, StringComparison.Ordinal);
        list = await lead.FollowAsync(await lead.SubmitAsync(form, [.. Huddles, ("Input.What", "Ten minutes at noon.")]));
        Assert.Contains("A. Started huddles", list.Text, StringComparison.Ordinal);
        Assert.Contains("3 March 2026", list.Text, StringComparison.Ordinal);
        Assert.Contains("Ward manager", list.Text, StringComparison.Ordinal);
        Assert.Contains("Ten minutes at noon.", list.Text, StringComparison.Ordinal);

        // An earlier one takes the letter A.
        list = await lead.FollowAsync(await lead.SubmitAsync(form,
            ("Input.Title", "Asked patients first"), ("Input.From.Day", "1"), ("Input.From.Month", "12"), ("Input.From.Year", "2025"),
            ("Input.To.Day", "31"), ("Input.To.Month", "1"), ("Input.To.Year", "2026"), ("Input.DecidedBy", "Team meeting"), ("Input.StartsBaseline", "true")));
        Assert.Equal(["A. Asked patients first", "B. Started huddles"], list.Document.QuerySelectorAll("main section h2").Select(h => h.TextContent.Trim()));
        Assert.Contains("1 December 2025 to 31 January 2026", list.Text, StringComparison.Ordinal);
        Assert.Contains("A new baseline from here", list.Text, StringComparison.Ordinal);

        var edit = await lead.GetAsync(list.Document.QuerySelectorAll("main section a").First(a => a.TextContent.StartsWith("Change", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.Equal("Asked patients first", edit.Document.QuerySelector("input[name='Input.Title']")!.GetAttribute("value"));
        Assert.NotNull(edit.Document.QuerySelector("input[name='Input.StartsBaseline'][checked]"));
        list = await lead.FollowAsync(await lead.SubmitAsync(edit, ("Input.Title", "Asked families first")));
        Assert.Contains("A. Asked families first", list.Text, StringComparison.Ordinal);

        var confirm = await lead.GetAsync(list.Document.QuerySelectorAll("main section a").First(a => a.TextContent.StartsWith("Delete", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.Contains("It cannot be brought back", confirm.Text, StringComparison.Ordinal);
        Assert.Equal(2, await host.ReadAsync(db => db.TestsOfChange.CountAsync(t => t.TeamId == team.Id)));
        list = await lead.FollowAsync(await lead.SubmitAsync(confirm));
        Assert.Equal(["A. Started huddles"], list.Document.QuerySelectorAll("main section h2").Select(h => h.TextContent.Trim()));

        var audit = await host.ReadAsync(db => db.AuditEntries.Where(a => a.TeamId == team.Id).OrderBy(a => a.Id).Select(a => new { a.Action, a.Detail }).ToListAsync());
        Assert.Equal(["test_of_change.recorded", "test_of_change.recorded", "test_of_change.changed", "test_of_change.deleted"], audit.Select(a => a.Action));
        Assert.All(audit, a => Assert.Null(a.Detail));
    }

    [Fact]
    public async Task What_is_missing_or_wrong_is_said_at_the_field_and_what_was_typed_stays()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var form = await lead.GetAsync($"/teams/{team.Id}/tests-of-change/new");
        var page = await lead.SubmitAsync(form);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal(["Enter what you tried, in a few words", "Enter the day it began, like 30 3 2026", "Enter who decided it: a role or a name from the team"], page.Errors);

        page = await lead.SubmitAsync(form, [.. Huddles, ("Input.To.Day", "2"), ("Input.To.Month", "3"), ("Input.To.Year", "2026")]);
        Assert.Equal(["The day it ended must not be before the day it began"], page.Errors);
        Assert.Equal("Started huddles", page.Document.QuerySelector("input[name='Input.Title']")!.GetAttribute("value"));
        Assert.Equal(["Enter the day it ended, like 30 4 2026, or leave it empty"], (await lead.SubmitAsync(form, [.. Huddles, ("Input.To.Day", "2")])).Errors);
        Assert.Equal(["Use 100 characters or fewer. You have used 101"], (await lead.SubmitAsync(form, [.. Huddles.Skip(1), ("Input.Title", new string('x', 101))])).Errors);
        Assert.Equal(["Who decided it must be one line of text"], (await lead.SubmitAsync(form, [.. Huddles.SkipLast(1), ("Input.DecidedBy", "One\ntwo")])).Errors);
        Assert.Equal(["The day it began must be between 2000 and 2099"],
            (await lead.SubmitAsync(form, ("Input.Title", "Old"), ("Input.From.Day", "1"), ("Input.From.Month", "1"), ("Input.From.Year", "1999"), ("Input.DecidedBy", "Us"))).Errors);
        Assert.False(await host.ReadAsync(db => db.TestsOfChange.AnyAsync(t => t.TeamId == team.Id)));
    }

    [Fact]
    public async Task Whoever_comes_second_is_told_and_changes_nothing()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var test = await MadeAsync(team);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var stale = await lead.GetAsync($"/teams/{team.Id}/tests-of-change/{test.Id}");
        var staleDelete = await lead.GetAsync($"/teams/{team.Id}/tests-of-change/{test.Id}/delete");
        Assert.Equal(HttpStatusCode.Redirect, (await lead.SubmitAsync(stale, ("Input.Title", "First"))).Status);
        var second = await lead.SubmitAsync(stale, ("Input.Title", "Second"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("Somebody else changed this test of change", second.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await lead.SubmitAsync(staleDelete)).Status);
        Assert.Equal("First", await host.ReadAsync(db => db.TestsOfChange.Where(t => t.Id == test.Id).Select(t => t.Title).SingleAsync()));
    }

    [Fact]
    public async Task Members_and_evaluators_read_leads_change_and_others_find_nothing()
    {
        var programme = await host.ProgrammeAsync();
        var (team, other) = (await host.TeamAsync(programme), await host.TeamAsync(programme));
        var test = await MadeAsync(team);
        var list = $"/teams/{team.Id}/tests-of-change";
        string[] forms = [$"{list}/new", $"{list}/{test.Id}", $"{list}/{test.Id}/delete"];
        foreach (var reader in new[] { await host.AsAsync(Role.TeamMember, team: team), await host.AsAsync(Role.Evaluator, programme) })
        {
            var page = await reader.GetAsync(list);
            Assert.Contains("A. Started huddles", page.Text, StringComparison.Ordinal);
            Assert.Empty(page.Document.QuerySelectorAll("main a[href*='tests-of-change']"));
            foreach (var form in forms) Assert.NotEqual(HttpStatusCode.OK, (await reader.GetAsync(form)).Status);
        }

        var stranger = await host.AsAsync(Role.TeamLead, team: other);
        foreach (var path in forms.Append(list)) Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).Status);
        // Under a team of one's own, another team's test does not exist either.
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/teams/{other.Id}/tests-of-change/{test.Id}")).Status);
        var token = (await stranger.GetAsync($"/teams/{other.Id}/tests-of-change/new")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var path in new[] { forms[2], $"/teams/{other.Id}/tests-of-change/{test.Id}/delete" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync(path, [new("Version", "0"), new("__RequestVerificationToken", token)])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.Administrator)).GetAsync(list)).Status);
        Assert.Equal(1, await host.ReadAsync(db => db.TestsOfChange.CountAsync(t => t.TeamId == team.Id)));
    }

    [Fact]
    public async Task A_team_records_so_many_and_no_more()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        for (var i = 0; i < 100; i++) await MadeAsync(team);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var refused = await lead.SubmitAsync(await lead.GetAsync($"/teams/{team.Id}/tests-of-change/new"), Huddles);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("A team can record 100 tests of change", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_go_on_after_Z() =>
        Assert.Equal(["A", "Z", "AA", "AZ", "BA", "CV"], new[] { 0, 25, 26, 51, 52, 99 }.Select(LetteredTest.LetterAt));

    private Task<TestOfChange> MadeAsync(Team team) => host.ArrangeAsync(db =>
    {
        var test = new TestOfChange { TeamId = team.Id, Title = "Started huddles", From = new(2026, 3, 3), DecidedBy = "Ward manager" };
        db.TestsOfChange.Add(test);
        return Task.FromResult(test);
    });
}
