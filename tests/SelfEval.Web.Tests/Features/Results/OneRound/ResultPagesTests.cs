using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.OneRound;

public sealed class ResultPagesTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task Nothing_is_told_before_k_and_the_edition_from_then_on()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Confidential, people: 80);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        await host.AnswersAsync(round, version, 4);
        await TickAsync();
        var page = await lead.GetAsync($"/rounds/{round.Id}/results");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Results appear when 5 people have answered", page.Text);
        Assert.Empty(page.Document.QuerySelectorAll("main svg, main table"));
        Assert.DoesNotMatch(@"\b4\b", page.Document.QuerySelector("main")!.TextContent);

        await host.AnswersAsync(round, version, 36, from: 4);
        Assert.Empty((await lead.GetAsync($"/rounds/{round.Id}/results")).Document.QuerySelectorAll("main svg"));
        await TickAsync();
        page = await lead.GetAsync($"/rounds/{round.Id}/results");
        Assert.Contains("Edition 1, 2 March 2026, 40 answers", page.Text);
        Assert.Contains("40 people answered of 80 asked", page.Text);
        Assert.Contains("50% (40 of 80)", page.Text);
        Assert.NotEmpty(page.Document.QuerySelectorAll("main svg[role=img]"));
        Assert.All(page.Document.QuerySelectorAll("main svg"), svg => Assert.Null(svg.GetAttribute("style")));
        var ids = page.Document.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task The_page_shows_what_was_published_not_what_is_there_now()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Anonymous);
        await host.AnswersAsync(round, version, 10);
        await TickAsync();
        var lead = await host.AsAsync(Role.TeamMember, team: team);
        var before = await lead.GetAsync($"/rounds/{round.Id}/results");
        await host.ArrangeAsync(async db => await db.Responses.Where(r => r.RoundId == round.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.IsTest, true)));
        var after = await lead.GetAsync($"/rounds/{round.Id}/results");
        Assert.Equal(before.Document.QuerySelector("main")!.TextContent, after.Document.QuerySelector("main")!.TextContent);
        Assert.Contains("no denominator", after.Text);
    }

    [Fact]
    public async Task Earlier_editions_can_be_looked_at_and_say_that_they_are_earlier()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Anonymous);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        Assert.Contains("Results appear when 5 people have answered", (await lead.GetAsync($"/rounds/{round.Id}/editions")).Text);
        await host.AnswersAsync(round, version, 10);
        await TickAsync();
        await host.AnswersAsync(round, version, 12, from: 10);
        await TickAsync();

        var history = await lead.GetAsync($"/rounds/{round.Id}/editions");
        Assert.Equal(["Edition 2", "Edition 1"], history.Document.QuerySelectorAll("tbody th a").Select(a => a.TextContent.Trim()));
        Assert.Contains("After 12 more answers", history.Text);
        var first = await lead.GetAsync(history.Document.QuerySelectorAll("tbody th a")[^1].GetAttribute("href")!);
        Assert.Contains("Edition 1, 2 March 2026, 10 answers", first.Text);
        Assert.Contains("This is an earlier edition. The newest is edition 2", first.Text);
        Assert.DoesNotContain("earlier edition", (await lead.GetAsync($"/rounds/{round.Id}/results?edition=2")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync($"/rounds/{round.Id}/results?edition=3")).Status);
        var stranger = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/rounds/{round.Id}/editions")).Status);
    }

    [Fact]
    public async Task Answers_too_alike_to_be_counted_in_stay_out_of_their_part_and_the_page_says_so()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Anonymous);
        await host.AnswersAsync(round, version, 10);
        await TickAsync();
        await host.AnswersAsync(round, version, 6, from: 10, sheet: (document, _) => MakeAnswers.Sheet(document, 3));
        await TickAsync();

        var page = await (await host.AsAsync(Role.TeamLead, team: team)).GetAsync($"/rounds/{round.Id}/results");
        Assert.Contains("Edition 2, 2 March 2026, 16 answers", page.Text);
        Assert.Contains("As in edition 1. The answers to this part that came or went since then are too few, or too alike", page.Text);
        var scale = (await host.ReadAsync(db => db.Editions.Where(e => e.RoundId == round.Id).OrderBy(e => e.Number).Select(e => e.Figures).ToListAsync()))
            .ConvertAll(figures => SelfEval.Instruments.Disclosure.DisclosureGate.ReopenEdition(figures).Scales[0]);
        Assert.Equal((scale[0].Mean, scale[0].N, 1), (scale[1].Mean, scale[1].N, scale[1].AsOf));
    }

    [Fact]
    public async Task Rounds_stand_beside_each_other_and_nothing_is_subtracted()
    {
        var (team, first, version) = await RoundAsync(IdentityMode.Anonymous, name: "Baseline");
        await host.AnswersAsync(first, version, 10);
        var second = (await host.OpenRoundAsync(team, version, IdentityMode.Anonymous, opensAt: host.Now.AddMinutes(-5), name: "Follow-up")).Round;
        await host.AnswersAsync(second, version, 9, from: 20);
        var third = (await host.OpenRoundAsync(team, version, IdentityMode.Anonymous, opensAt: host.Now.AddMinutes(-4), name: "Autumn")).Round;
        await host.AnswersAsync(third, version, 2, from: 40);
        await TickAsync();
        var page = await (await host.AsAsync(Role.TeamLead, team: team)).GetAsync($"/teams/{team.Id}/results");
        Assert.Equal(["Score", "Baseline", "Follow-up"], page.Document.QuerySelector(".app-figures thead tr")!.Children.Select(c => c.TextContent.Trim()));
        Assert.Contains("does not claim that anything has changed", page.Text);
        Assert.Contains("whoever answered each time", page.Text);
        Assert.Contains("Results appear when 5 people have answered", page.Document.QuerySelectorAll("dt").Single(d => d.TextContent.Trim() == "Autumn").NextElementSibling!.TextContent);
    }

    [Fact]
    public async Task Evaluators_see_every_team_and_why_a_cell_is_blank()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Anonymous);
        await host.AnswersAsync(round, version, 10);
        var programme = new Programme { Id = team.ProgrammeId, Name = "", CreatedAt = host.Now };
        var other = await host.TeamAsync(programme, "Other team");
        await host.TeamAsync(programme, "Quiet team");
        var trust = await host.PublishedQuestionnaireAsync(other, "Trust", (composition, shelf) =>
            SelfEval.Web.Features.Questionnaires.PickInstrument.Add(composition, shelf, new() { Instrument = "pei-style" }));
        await host.AnswersAsync((await host.OpenRoundAsync(other, trust, IdentityMode.Anonymous)).Round, trust, 8);
        await TickAsync();
        var evaluator = await host.AsAsync(Role.Evaluator, programme: programme);
        var page = await evaluator.GetAsync($"/programmes/{team.ProgrammeId}/results");
        Assert.Contains("not asked", page.Text);
        Assert.Contains("Without results: Quiet team", page.Text);
        Assert.Equal(2, page.Document.QuerySelectorAll(".app-figures tbody tr").Length);

        var lead = await host.AsAsync(Role.TeamLead, team: team);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync($"/programmes/{team.ProgrammeId}/results")).Status);
    }

    [Theory]
    [InlineData("/rounds/{0}/results")]
    [InlineData("/teams/{1}/results")]
    public async Task Other_teams_and_administrators_find_nothing(string url)
    {
        var (team, round, _) = await RoundAsync(IdentityMode.Anonymous);
        url = string.Format(System.Globalization.CultureInfo.InvariantCulture, url, round.Id, team.Id);
        var stranger = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.Administrator)).GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browser().GetAsync(url)).Status);
    }

    private async Task<(Team Team, Round Round, QuestionnaireVersion Version)> RoundAsync(IdentityMode mode, int people = 0, string? name = null)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        return (team, (await host.OpenRoundAsync(team, version, mode, people: people, name: name)).Round, version);
    }

    private Task TickAsync() => host.Services.GetRequiredService<Tick>().RunAsync();
}
