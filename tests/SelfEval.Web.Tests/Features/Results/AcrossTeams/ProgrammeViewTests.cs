using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Features.Results.AcrossTeams;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.AcrossTeams;

public sealed class ProgrammeViewTests(Host host) : IClassFixture<Host>
{
    private const string Empathy = "care-style.empathy";

    [Fact]
    public async Task The_table_holds_the_published_figure_its_number_and_a_tiny_range()
    {
        var (programme, teams) = await ProgrammeAsync(5);
        var page = await (await host.AsAsync(Role.Evaluator, programme: programme)).GetAsync($"/programmes/{programme.Id}/results");
        Assert.Contains("Without results: Quiet", page.Text);
        var rows = page.Document.QuerySelectorAll(".app-figures tbody tr");
        Assert.Equal(teams.Count, rows.Length);
        foreach (var (row, team) in rows.Zip(teams))
        {
            var scale = (await LastAsync(team.Round)).FindScale(Empathy)!;
            Assert.Contains(team.Team.Name, row.Children[0].TextContent);
            Assert.Contains(DisplayNumber.Format(scale.Mean!.Value, scale.Decimals), row.Children[1].TextContent);
            Assert.Contains($"n {scale.N}", row.Children[1].TextContent);
            var strip = row.Children[1].QuerySelector("svg.app-strip")!;
            Assert.Equal("true", strip.GetAttribute("aria-hidden"));
            Assert.Null(strip.GetAttribute("style"));
        }
    }

    [Fact]
    public async Task The_page_and_the_api_compare_teams_by_the_same_pooled_figures()
    {
        var (programme, teams) = await ProgrammeAsync(5);
        var browser = await host.AsAsync(Role.Evaluator, programme: programme);
        var page = await browser.GetAsync($"/programmes/{programme.Id}/compare?scale={Empathy}");
        var expected = TeamsCompared.Of([.. await Task.WhenAll(teams.Select(async team => new TeamFigure(team.Team.Name, team.Team.Id, team.Round.Id, (await LastAsync(team.Round)).FindScale(Empathy)!)))]);
        Assert.Contains(TeamsComparedWords.Sentence(expected), page.Text);
        Assert.Contains("Quiet: no results of this round", page.Text);
        Assert.Equal(2, page.Document.QuerySelectorAll("main svg[role=img]").Length);
        Assert.All(page.Document.QuerySelectorAll("main svg[role=img]"), svg => Assert.NotEqual("", svg.QuerySelector("desc")!.TextContent));
        var table = page.Document.QuerySelector("main table")!;
        foreach (var team in expected.Teams)
        {
            var row = table.QuerySelectorAll("tbody tr").Single(r => r.Children[0].TextContent.Trim() == team.Figure.Team);
            Assert.Equal(DisplayNumber.Format(team.Mean, 1), row.Children[1].TextContent.Trim());
            Assert.Equal(DisplayNumber.Format(team.Pooled!.Value, 1), row.Children[3].TextContent.Trim());
        }

        var answer = (await (await host.CallerAsync(Role.Evaluator, programme: programme)).GetAsync($"/api/v1/programmes/{programme.Id}/results")).Json;
        var care = Comparison(answer, Empathy);
        Assert.Equal(TeamsComparedWords.Sentence(expected), care.GetProperty("sentence").GetString());
        Assert.Equal(expected.Overall!.Value, care.GetProperty("overall").GetDouble(), 1e-12);
        Assert.Equal("teams.no_results", Assert.Single(care.GetProperty("leftOut").EnumerateArray()).GetProperty("code").GetString());
        foreach (var (row, team) in care.GetProperty("teams").EnumerateArray().Zip(expected.Teams))
        {
            Assert.Equal(team.Figure.TeamId, row.GetProperty("team").GetInt32());
            Assert.Equal(team.Mean, row.GetProperty("mean").GetDouble(), 1e-12);
            Assert.Equal(team.Pooled!.Value, row.GetProperty("pooled").GetDouble(), 1e-12);
            Assert.Equal(team.PooledInterval!.Value.High, row.GetProperty("pooledHigh").GetDouble(), 1e-12);
            Assert.Equal(team.N, row.GetProperty("n").GetInt64());
            Assert.Equal(team.Unit!.Place.ToString(), row.GetProperty("place").GetString(), ignoreCase: true);
        }
    }

    [Fact]
    public async Task Too_few_teams_are_refused_on_the_page_and_by_the_api()
    {
        var (programme, _) = await ProgrammeAsync(2);
        var page = await (await host.AsAsync(Role.Evaluator, programme: programme)).GetAsync($"/programmes/{programme.Id}/compare?scale={Empathy}");
        Assert.Contains("2 teams can be compared. That is too few to tell a real difference from chance.", page.Text);
        Assert.Contains("Pooling and the funnel plot are not shown: this needs at least 4 teams and there are 2.", page.Text);
        Assert.Single(page.Document.QuerySelectorAll("main svg[role=img]"));
        var answer = (await (await host.CallerAsync(Role.Evaluator, programme: programme)).GetAsync($"/api/v1/programmes/{programme.Id}/results")).Json;
        Assert.Equal(["teams.pooling_refused", "teams.funnel_refused"], Comparison(answer, Empathy).GetProperty("refusals").EnumerateArray().Select(r => r.GetProperty("code").GetString()));
        Assert.Equal(JsonValueKind.Undefined, Comparison(answer, Empathy).GetProperty("teams")[0].TryGetProperty("pooled", out var pooled) ? pooled.ValueKind : JsonValueKind.Undefined);
    }

    [Fact]
    public async Task A_team_whose_number_is_not_shown_is_left_out_and_named()
    {
        var (programme, _) = await ProgrammeAsync(4);
        var team = await host.TeamAsync(programme, "Shy");
        var version = await host.PublishedQuestionnaireAsync(team);
        var round = (await host.OpenRoundAsync(team, version, IdentityMode.Anonymous)).Round;
        // Two of twenty leave the measure out: how many have a score would tell how few have none.
        await host.AnswersAsync(round, version, 20, sheet: (document, i) => i < 2 ? AnswerSheet.Empty : Full(document, i, 0));
        await TickAsync();
        Assert.True((await LastAsync(round)).FindScale(Empathy) is { N: null, Mean: not null });
        var page = await (await host.AsAsync(Role.Evaluator, programme: programme)).GetAsync($"/programmes/{programme.Id}/compare?scale={Empathy}");
        Assert.Contains("Shy: how many people have a score is not shown, to protect those without one", page.Text);
        Assert.DoesNotContain("Shy", page.Document.QuerySelector("main svg")!.TextContent);
    }

    [Fact]
    public async Task Rounds_are_chosen_by_their_place_in_the_series()
    {
        var (programme, teams) = await ProgrammeAsync(1, quiet: false);
        var second = (await host.OpenRoundAsync(teams[0].Team, teams[0].Version, IdentityMode.Anonymous, opensAt: host.Now.AddMinutes(-1), name: "Second wave")).Round;
        await host.AnswersAsync(second, teams[0].Version, 9, sheet: (d, i) => Full(d, i, 1));
        await TickAsync();
        var browser = await host.AsAsync(Role.Evaluator, programme: programme);
        Assert.Contains("Second wave", (await browser.GetAsync($"/programmes/{programme.Id}/results")).Document.QuerySelector("tbody")!.TextContent);
        var first = await browser.GetAsync($"/programmes/{programme.Id}/results?round=1&asked=patients&measure=care-style");
        Assert.DoesNotContain("Second wave", first.Document.QuerySelector("tbody")!.TextContent);
        Assert.Equal(2, (await browser.GetAsync($"/programmes/{programme.Id}/quality?round=every")).Document.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("No team asked this measure", (await browser.GetAsync($"/programmes/{programme.Id}/results?measure=pei-style")).Text);
        foreach (var wrong in new[] { "results?round=3", "results?round=x", "results?round=every", "results?asked=cats", "compare?round=0" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/programmes/{programme.Id}/{wrong}")).Status);
        Assert.Equal("results.unknown_round", (await (await host.CallerAsync(Role.Evaluator, programme: programme)).GetAsync($"/api/v1/programmes/{programme.Id}/results?round=every")).Code);
    }

    [Fact]
    public async Task Every_round_comes_in_pages_of_ten_teams()
    {
        var (programme, _) = await ProgrammeAsync(1);
        for (var i = 0; i < 10; i++) await host.TeamAsync(programme, $"Other {i}");
        var browser = await host.AsAsync(Role.Evaluator, programme: programme);
        var first = await browser.GetAsync($"/programmes/{programme.Id}/quality?round=every");
        Assert.Contains("None of the teams on this page has such a round.", first.Text);
        Assert.EndsWith("Other 8, Other 9.", first.Document.QuerySelectorAll("main p").Single(p => p.TextContent.StartsWith("Without such a round:", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        var next = first.Document.QuerySelectorAll(".nhsuk-pagination a").Select(a => a.GetAttribute("href")!).First(href => href.Contains("p=2", StringComparison.Ordinal));
        var second = await browser.GetAsync($"/programmes/{programme.Id}/quality{next}");
        Assert.Contains("Every round, asked of patients, teams 11 to 12 of 12", second.Text);
        Assert.Equal("Team A", second.Document.QuerySelector("tbody tr th a")!.TextContent);
        Assert.Contains("Without such a round: Quiet.", second.Text);
        foreach (var wrong in new[] { "round=every&p=3", "round=every&p=0", "round=every&p=2147483647", "round=every&p=x", "p=2" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/programmes/{programme.Id}/quality?{wrong}")).Status);
    }

    [Fact]
    public async Task Coverage_says_who_measures_what_and_what_nobody_measures()
    {
        var (programme, teams) = await ProgrammeAsync(2);
        var page = await (await host.AsAsync(Role.Evaluator, programme: programme)).GetAsync($"/programmes/{programme.Id}/coverage");
        var dimensions = page.Document.QuerySelector("section[aria-labelledby=dimensions]")!;
        Assert.Equal(10, dimensions.QuerySelectorAll("thead th").Length - 1);
        Assert.Equal(3, dimensions.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("Nobody measures with a score:", dimensions.TextContent);
        Assert.Contains($"{teams[0].Team.Name}: ", dimensions.TextContent);
        Assert.Contains($" in {teams[0].Round.Name}", dimensions.TextContent);
        var trust = dimensions.QuerySelectorAll("thead th").ToList().FindIndex(h => h.TextContent.Trim() == "Trust");
        Assert.Contains("a score in 1 round", dimensions.QuerySelectorAll("tbody tr").Single(r => r.Children[0].TextContent.Trim() == teams[0].Team.Name).Children[trust].TextContent);
        Assert.Contains("Nobody measures with a score: patient and system and community and system.", page.Document.QuerySelector("section[aria-labelledby=levels]")!.TextContent);
        Assert.Contains("Community and system: measured by 0 of 3 teams", page.Document.QuerySelector("section[aria-labelledby=levels]")!.TextContent);
    }

    [Fact]
    public async Task Teams_that_ask_the_same_in_the_same_rounds_stand_on_one_line()
    {
        var programme = await host.ProgrammeAsync();
        foreach (var name in new[] { "Team A", "Team B" })
        {
            var team = await host.TeamAsync(programme, name);
            await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), IdentityMode.Anonymous, name: "Wave");
        }

        var page = await (await host.AsAsync(Role.Evaluator, programme: programme)).GetAsync($"/programmes/{programme.Id}/coverage");
        var lines = page.Document.QuerySelectorAll("section[aria-labelledby=dimensions] details li").Select(li => li.TextContent).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.StartsWith("Team A, Team B: ", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.EndsWith(" in Wave.", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Responses_and_quality_are_those_published()
    {
        var (programme, teams) = await ProgrammeAsync(1);
        var team = await host.TeamAsync(programme, "Zeal");
        var version = await host.PublishedQuestionnaireAsync(team);
        var round = (await host.OpenRoundAsync(team, version, people: 40)).Round;
        await host.AnswersAsync(round, version, 30);
        await TickAsync();
        var page = await (await host.AsAsync(Role.Evaluator, programme: programme)).GetAsync($"/programmes/{programme.Id}/quality");
        var open = page.Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(teams[0].Team.Name, StringComparison.Ordinal));
        Assert.Contains("open link: no denominator", open.TextContent);
        var row = page.Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Zeal", StringComparison.Ordinal));
        Assert.Contains("30 of 40 asked", row.TextContent);
        Assert.Contains("75%, likely 60% to 86%", row.TextContent);
        Assert.Contains("Edition 1", row.TextContent);
        Assert.Contains("Not final yet.", row.TextContent);
        var published = await LastAsync(round);
        Assert.Equal(published.Items.Any(i => i.Withheld != Withheld.NoFigures && i.HidesSome), row.TextContent.Contains("some answers:", StringComparison.Ordinal));
        Assert.Contains("Without such a round: Quiet", page.Text);
    }

    [Fact]
    public async Task Sites_stand_under_their_team_where_they_are_published()
    {
        var programme = await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme, "Two sites");
        var sites = await host.ArrangeAsync(db =>
        {
            Site[] made = [new() { TeamId = team.Id, Name = "North" }, new() { TeamId = team.Id, Name = "South" }];
            db.Sites.AddRange(made);
            return Task.FromResult(made);
        });
        var version = await host.PublishedQuestionnaireAsync(team);
        var codes = string.Join(',', sites.Select(s => s.Id.ToString(CultureInfo.InvariantCulture)));
        var round = (await host.OpenRoundAsync(team, version, IdentityMode.Anonymous, breakdowns: $"site:{codes}")).Round;
        await host.AnswersAsync(round, version, 30, sheet: (d, i) => Full(d, i, 0));
        await host.ArrangeAsync(async db =>
        {
            foreach (var (id, i) in (await db.Responses.Where(r => r.RoundId == round.Id).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync()).Select((id, i) => (id, i)))
                await db.Responses.Where(r => r.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.SiteId, sites[i % 2].Id));
            return 0;
        });
        host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace));
        await TickAsync();
        var groups = Assert.Single((await LastAsync(round)).Breakdowns).Groups;
        var rows = (await (await host.AsAsync(Role.Evaluator, programme: programme)).GetAsync($"/programmes/{programme.Id}/results?measure=care-style")).Document.QuerySelectorAll(".app-figures__site");
        Assert.Equal(["North", "South"], rows.Select(r => r.Children[0].ChildNodes[0].TextContent.Trim()));
        foreach (var (row, group) in rows.Zip(groups))
            Assert.Contains(group.FindScale(Empathy) is { Mean: { } mean } shown ? DisplayNumber.Format(mean, shown.Decimals) : "not shown", row.Children[1].TextContent);
    }

    [Fact]
    public async Task Editions_of_before_show_the_same_and_the_tick_writes_their_short_forms()
    {
        var (programme, teams) = await ProgrammeAsync(2);
        var browser = await host.AsAsync(Role.Evaluator, programme: programme);
        var stored = await SummariesAsync(teams);
        var before = await browser.GetAsync($"/programmes/{programme.Id}/results");
        await host.ArrangeAsync(async db => await db.EditionSummaries.ExecuteDeleteAsync());
        Assert.Equal(before.Document.QuerySelector("main")!.TextContent, (await browser.GetAsync($"/programmes/{programme.Id}/results")).Document.QuerySelector("main")!.TextContent);
        Assert.Empty(await SummariesAsync(teams));
        await TickAsync();
        Assert.Equal(stored, await SummariesAsync(teams));
        var summary = SummaryGate.Reopen(stored[0]);
        var published = await LastAsync(teams[0].Round);
        Assert.Equal(published.Scales.Select(s => (s.Key, s.Mean, s.N, s.StandardDeviation, s.Low, s.High, s.Unscored, s.Withheld)),
            summary.Round.Scales.Select(s => (s.Key, s.Mean, s.N, s.StandardDeviation, s.Low, s.High, s.Unscored, s.Withheld)));
        Assert.Empty(summary.Round.Items);
        Assert.All(summary.Round.Scales, s => Assert.Empty(s.Distribution));
    }

    [Theory]
    [InlineData("results")]
    [InlineData("compare")]
    [InlineData("coverage")]
    [InlineData("quality")]
    public async Task Only_evaluators_of_the_programme_find_the_pages(string path)
    {
        var (programme, teams) = await ProgrammeAsync(1);
        var url = $"/programmes/{programme.Id}/{path}";
        Assert.Equal(HttpStatusCode.OK, (await (await host.AsAsync(Role.Evaluator, programme: programme)).GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.Evaluator, programme: await host.ProgrammeAsync())).GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.TeamLead, team: teams[0].Team)).GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.Administrator)).GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browser().GetAsync(url)).Status);
        var empty = await host.ProgrammeAsync();
        Assert.Contains("The programme has no team yet.", (await (await host.AsAsync(Role.Evaluator, programme: empty)).GetAsync($"/programmes/{empty.Id}/{path}")).Text);
    }

    private sealed record Made(Team Team, Round Round, QuestionnaireVersion Version);

    /// <summary>Teams with an open round each that 10, 11, … people have answered, and one team without.</summary>
    private async Task<(Programme Programme, List<Made> Teams)> ProgrammeAsync(int count, bool quiet = true)
    {
        var programme = await host.ProgrammeAsync();
        var teams = new List<Made>();
        for (var i = 0; i < count; i++)
        {
            var team = await host.TeamAsync(programme, $"Team {(char)('A' + i)}");
            var version = await host.PublishedQuestionnaireAsync(team);
            var round = (await host.OpenRoundAsync(team, version, IdentityMode.Anonymous, name: $"Wave of team {i}")).Round;
            await host.AnswersAsync(round, version, 10 + i, sheet: (document, p) => Full(document, p, i));
            teams.Add(new(team, round, version));
        }

        if (quiet) await host.TeamAsync(programme, "Quiet");
        await TickAsync();
        return (programme, teams);
    }

    /// <summary>Every question of the measures answered, so that everybody has a score.</summary>
    private static AnswerSheet Full(QuestionnaireDocument document, int of, int shift)
    {
        var sheet = AnswerSheet.Empty;
        foreach (var (i, item) in document.Items.Index().Where(i => i.Item.Responses is not null && !i.Item.Code.StartsWith("about_", StringComparison.Ordinal)))
        {
            var options = item.Responses!.Options.Where(option => option.Value is not null).ToList();
            sheet = sheet.With(item.Code, options[(of * 5 + i * (of % 3) + (of % 4 == 0 ? shift : 0)) % options.Count].Code);
        }

        return sheet;
    }

    private static JsonElement Comparison(JsonElement answer, string key) => answer.GetProperty("comparisons").EnumerateArray().Single(c => c.GetProperty("key").GetString() == key);

    private async Task<PublishedRound> LastAsync(Round round) => DisclosureGate.ReopenEdition(
        await host.ReadAsync(db => db.Editions.Where(e => e.RoundId == round.Id).OrderByDescending(e => e.Number).Select(e => e.Figures).FirstAsync()));

    private Task<List<string>> SummariesAsync(IReadOnlyList<Made> teams)
    {
        var rounds = teams.Select(t => t.Round.Id).ToList();
        return host.ReadAsync(db => db.EditionSummaries.Where(s => rounds.Contains(s.Edition!.RoundId)).OrderBy(s => s.EditionId).Select(s => s.Summary).ToListAsync());
    }

    private Task TickAsync() => host.Services.GetRequiredService<Tick>().RunAsync();
}
