using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.OverTime;

public sealed class ChartsOverRoundsTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task Few_rounds_are_dots_with_the_tests_of_change_between_them()
    {
        var team = await SeriesAsync(3);
        await TriedAsync(team, "Started huddles", 1);
        await TriedAsync(team, "Asked families", 3, baseline: true);
        var page = await (await host.AsAsync(Role.TeamMember, team: team)).GetAsync($"/teams/{team.Id}/results");
        var svg = page.Document.QuerySelector("main svg[role=img]")!;
        Assert.Contains("a run chart needs 10.", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, svg.QuerySelectorAll("line[stroke-dasharray='5 3']").Length);
        var sentence = svg.QuerySelector("desc")!.TextContent;
        Assert.Contains("Marked: A, Started huddles (", sentence, StringComparison.Ordinal);
        Assert.Contains("between Round 1 and Round 2; B, Asked families", sentence, StringComparison.Ordinal);
        Assert.EndsWith("after Round 3.", sentence, StringComparison.Ordinal);
        Assert.Contains("No new baseline at B: it needs 10 rounds with a figure on each side, and there are 3 before and 0 after.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Read by the number of rounds", page.Text, StringComparison.Ordinal);
        Assert.Contains("2 recorded", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main a[href$='chart-rules']"));
        Assert.Contains("Before it: A: Started huddles", page.Document.QuerySelectorAll("main table td").Select(td => td.TextContent.Trim()).First(t => t.Length > 9 && t.StartsWith("Before", StringComparison.Ordinal)), StringComparison.Ordinal);

        // The chart of whoever answered has the same axis.
        var change = await (await host.AsAsync(Role.TeamMember, team: team)).GetAsync($"/teams/{team.Id}/change?view=all");
        Assert.Contains("Marked: A", change.Document.QuerySelector(".app-change svg desc")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("No new baseline at B", change.Document.QuerySelector(".app-change")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twelve_rounds_have_trial_limits_and_the_team_chooses_other_rules()
    {
        var team = await SeriesAsync(12);
        await TriedAsync(team, "Started huddles", 6);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var page = await lead.GetAsync($"/teams/{team.Id}/results");
        Assert.Contains("rial limits", page.Document.QuerySelector("main svg[role=img]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Read by Making Data Count rules (NHS England).", page.Text, StringComparison.Ordinal);

        var form = await lead.GetAsync(page.Document.QuerySelector("main a[href$='chart-rules']")!.GetAttribute("href")!);
        Assert.Equal("by-number", form.Document.QuerySelector("input[name='Input.Rules'][checked]")!.GetAttribute("value"));
        Assert.Contains("The score with the most rounds has 12 rounds with a figure.", form.Text, StringComparison.Ordinal);
        page = await lead.FollowAsync(await lead.SubmitAsync(form, ("Input.Rules", "anhoej")));
        Assert.Contains("Charts are now read by the Anhøj rules (2014).", page.Text, StringComparison.Ordinal);
        var desc = page.Document.QuerySelector("main svg[role=img] desc")!.TextContent;
        Assert.Contains("Read by Anhøj rules (2014);", desc, StringComparison.Ordinal);
        Assert.Contains("Marked: A, Started huddles", desc, StringComparison.Ordinal);
        Assert.Contains("PLoS ONE", page.Text, StringComparison.Ordinal);
        var row = Assert.Single(await host.ReadAsync(db => db.AuditEntries.Where(a => a.TeamId == team.Id).ToListAsync()), a => a.Action == "team.chart_rules_chosen");
        Assert.Equal("anhoej", row.Detail);

        // The API gives what the page gives.
        var api = await (await host.CallerAsync(Role.TeamMember, team: team)).GetAsync($"/api/v1/teams/{team.Id}/results");
        var chart = api.Json.GetProperty("charts")[0];
        Assert.Equal(desc, chart.GetProperty("sentence").GetString());
        Assert.Equal(("runChart", "Anhøj rules (2014)", 12), (chart.GetProperty("chart").GetString(), chart.GetProperty("readBy").GetString(), chart.GetProperty("rounds").GetArrayLength()));
        Assert.Equal("anhoej", api.Json.GetProperty("chartRules").GetProperty("id").GetString());
        var tried = Assert.Single(api.Json.GetProperty("testsOfChange").EnumerateArray());
        Assert.Equal(("A", "Started huddles", "Team"), (tried.GetProperty("letter").GetString(), tried.GetProperty("title").GetString(), tried.GetProperty("decidedBy").GetString()));
        foreach (var signal in chart.GetProperty("signals").EnumerateArray())
            Assert.Contains(signal.GetProperty("words").GetString()!, desc, StringComparison.Ordinal);

        // Asked for another set, it reads by that one, and the team's choice stays.
        var mdc = await (await host.CallerAsync(Role.TeamMember, team: team)).GetAsync($"/api/v1/teams/{team.Id}/results?rules=mdc");
        Assert.Equal("xmr", mdc.Json.GetProperty("charts")[0].GetProperty("chart").GetString());
        Assert.True(mdc.Json.GetProperty("charts")[0].GetProperty("trialLimits").GetBoolean());
        Assert.Equal("anhoej", await host.ReadAsync(db => db.Teams.Where(t => t.Id == team.Id).Select(t => t.ChartRules).SingleAsync()));

        // Back to the usual way nothing is stored.
        await lead.SubmitAsync(await lead.GetAsync($"/teams/{team.Id}/chart-rules"), ("Input.Rules", "by-number"));
        Assert.Null(await host.ReadAsync(db => db.Teams.Where(t => t.Id == team.Id).Select(t => t.ChartRules).SingleAsync()));
    }

    [Fact]
    public async Task Twenty_four_rounds_can_begin_a_new_baseline()
    {
        var team = await SeriesAsync(24);
        await TriedAsync(team, "Opened a training chair", 12, baseline: true);
        var page = await (await host.AsAsync(Role.TeamLead, team: team)).GetAsync($"/teams/{team.Id}/results");
        var svg = page.Document.QuerySelector("main svg[role=img]")!;
        Assert.Contains("New limits from Round 13", string.Join(' ', svg.QuerySelectorAll("text").Select(t => t.TextContent)), StringComparison.Ordinal);
        Assert.Contains("since Round 13", svg.QuerySelector("desc")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("No new baseline", page.Text, StringComparison.Ordinal);
        var api = await (await host.CallerAsync(Role.TeamLead, team: team)).GetAsync($"/api/v1/teams/{team.Id}/results");
        Assert.Equal(["Round 1", "Round 13"], api.Json.GetProperty("charts")[0].GetProperty("baselines").EnumerateArray().Select(b => b.GetProperty("from").GetString()));
    }

    [Fact]
    public async Task Rules_that_do_not_fit_are_refused_with_the_reason_and_never_a_blank_chart()
    {
        var team = await SeriesAsync(3);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var form = await lead.GetAsync($"/teams/{team.Id}/chart-rules");
        var page = await lead.SubmitAsync(form, ("Input.Rules", "mdc"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("“Making Data Count rules (NHS England)” needs 12 rounds with a figure, and there are 3.", Assert.Single(page.Errors), StringComparison.Ordinal);
        Assert.Equal(["Choose how charts are read"], (await lead.SubmitAsync(form, ("Input.Rules", "nelson"))).Errors);
        Assert.Null(await host.ReadAsync(db => db.Teams.Where(t => t.Id == team.Id).Select(t => t.ChartRules).SingleAsync()));

        var caller = await host.CallerAsync(Role.TeamLead, team: team);
        var refused = await caller.GetAsync($"/api/v1/teams/{team.Id}/results?rules=mdc");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "results.rules_do_not_fit"), (refused.Status, refused.Code));
        Assert.Contains("there are 3", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("results.unknown_rules", (await caller.GetAsync($"/api/v1/teams/{team.Id}/results?rules=nelson")).Code);

        // Chosen when there were rounds enough, and no longer so: words where the chart would have stood, and dots.
        await host.ArrangeAsync(async db => (await db.Teams.SingleAsync(t => t.Id == team.Id)).ChartRules = "mdc");
        page = await lead.GetAsync($"/teams/{team.Id}/results");
        Assert.Contains("and there are 3. Each round is shown with its interval instead.", page.Document.QuerySelector("main .nhsuk-inset-text")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.Document.QuerySelector("main svg[role=img]")!.QuerySelectorAll("circle").Length);
        var why = (await caller.GetAsync($"/api/v1/teams/{team.Id}/results")).Json.GetProperty("charts")[0];
        Assert.Equal(("results.rules_do_not_fit", "dotsAndIntervals"), (why.GetProperty("refused").GetProperty("code").GetString(), why.GetProperty("chart").GetString()));
        Assert.False(why.TryGetProperty("readBy", out _));
    }

    [Fact]
    public async Task Only_the_teams_leads_choose()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        Assert.NotEqual(HttpStatusCode.OK, (await (await host.AsAsync(Role.TeamMember, team: team)).GetAsync($"/teams/{team.Id}/chart-rules")).Status);
        var stranger = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/teams/{team.Id}/chart-rules")).Status);
    }

    [Fact]
    public async Task The_programme_gives_its_teams_charts_too()
    {
        var team = await SeriesAsync(2);
        await TriedAsync(team, "Started huddles", 1);
        var programme = new Programme { Id = team.ProgrammeId, Name = "", CreatedAt = host.Now };
        var api = await (await host.CallerAsync(Role.Evaluator, programme)).GetAsync($"/api/v1/programmes/{team.ProgrammeId}/results");
        Assert.Equal(JsonValueKind.Array, api.Json.GetProperty("teams")[0].GetProperty("charts").ValueKind);
        Assert.Equal("Started huddles", api.Json.GetProperty("teams")[0].GetProperty("testsOfChange")[0].GetProperty("title").GetString());
    }

    /// <summary>So many monthly rounds, oldest first, each closed and with its final edition.</summary>
    private async Task<Team> SeriesAsync(int rounds)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        for (var i = 0; i < rounds; i++)
        {
            var round = (await host.OpenRoundAsync(team, version, IdentityMode.Anonymous, opensAt: Month(rounds, i), closesAt: Month(rounds, i).AddDays(10), name: $"Round {i + 1}")).Round;
            await host.AnswersAsync(round, version, 12, from: 17 * i);
        }

        await host.Services.GetRequiredService<Tick>().RunAsync();
        return team;
    }

    /// <summary>A test of change a week before the round at this place; after the last where there is none.</summary>
    private Task<TestOfChange> TriedAsync(Team team, string title, int before, bool baseline = false) => host.ArrangeAsync(async db =>
    {
        var opens = await db.Rounds.Where(r => r.TeamId == team.Id).OrderBy(r => r.OpensAt).Select(r => r.OpensAt).ToListAsync();
        var day = before < opens.Count ? opens[before].AddDays(-7) : opens[^1].AddDays(7);
        var test = new TestOfChange { TeamId = team.Id, Title = title, From = DateOnly.FromDateTime(day), DecidedBy = "Team", StartsBaseline = baseline };
        db.TestsOfChange.Add(test);
        return test;
    });

    private DateTime Month(int rounds, int place) => host.Now.AddDays(-30 * (rounds - place));
}
