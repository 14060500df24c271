using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Reliability;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.OneRound;

/// <summary>The pages "Who answered?" and "Can we trust it?" in every state a round can be in.</summary>
public sealed class WhoAndTrustTests(Host host) : IClassFixture<Host>
{
    private const string Empathy = "care-style.empathy";

    [Theory]
    [InlineData("who-answered")]
    [InlineData("trust")]
    public async Task Before_the_first_edition_they_say_when_it_comes_and_nothing_else(string page)
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Confidential, people: 20);
        await host.AnswersAsync(round, version, 4);
        await TickAsync();
        var shown = await (await host.AsAsync(Role.TeamMember, team: team)).GetAsync($"/rounds/{round.Id}/{page}");
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("Results appear when 5 people have answered", shown.Text);
        Assert.Empty(shown.Document.QuerySelectorAll("main table, main dl"));
        Assert.DoesNotMatch(@"\b4\b", shown.Document.QuerySelector("main")!.TextContent);
    }

    [Theory]
    [InlineData("/rounds/{0}/who-answered")]
    [InlineData("/rounds/{0}/trust")]
    public async Task Other_teams_administrators_and_strangers_find_nothing(string url)
    {
        var (team, round, _) = await RoundAsync(IdentityMode.Anonymous);
        url = string.Format(System.Globalization.CultureInfo.InvariantCulture, url, round.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()))).GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.Administrator)).GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browser().GetAsync(url)).Status);
        var evaluator = await host.AsAsync(Role.Evaluator, programme: new Programme { Id = team.ProgrammeId, Name = "", CreatedAt = host.Now });
        Assert.Equal(HttpStatusCode.OK, (await evaluator.GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await evaluator.GetAsync(url + "?edition=7")).Status);
    }

    [Fact]
    public async Task While_a_round_runs_only_how_many_of_how_many_is_told()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Confidential, people: 80, breakdowns: "about_carer");
        await ChannelsAsync(await host.AnswersAsync(round, version, 40, sheet: Full), 10, 0);
        await TickAsync();
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var who = await lead.GetAsync($"/rounds/{round.Id}/who-answered");
        Assert.Contains("40 people answered of 80 asked", who.Text);
        Assert.Contains("50% (40 of 80)", who.Text);
        Assert.Contains("AAPOR response rate 1", who.Text);
        Assert.Contains("This comes with the final results", who.Text);
        Assert.Contains("The groups that were declared are shown with the final results", who.Text);
        Assert.Empty(who.Document.QuerySelectorAll("main table"));
        Assert.NotNull(who.Document.QuerySelector($"main a[href='/rounds/{round.Id}']"));
        Assert.Null((await (await host.AsAsync(Role.TeamMember, team: team)).GetAsync($"/rounds/{round.Id}/who-answered")).Document.QuerySelector($"main a[href='/rounds/{round.Id}']"));

        var trust = await lead.GetAsync($"/rounds/{round.Id}/trust");
        Assert.Contains("This comes with the final results", trust.Text);
        Assert.Contains("would be noticed four times in five", trust.Text);
        Assert.DoesNotContain("Alpha 0", trust.Text);
    }

    [Fact]
    public async Task The_final_edition_tells_channels_groups_and_lateness_and_hides_a_few()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Anonymous, breakdowns: "about_carer");
        await ChannelsAsync(await host.AnswersAsync(round, version, 60, sheet: Full), paper: 20, late: 3);
        await CloseAsync(round);

        var page = await (await host.AsAsync(Role.TeamMember, team: team)).GetAsync($"/rounds/{round.Id}/who-answered");
        Assert.Contains("Open link: no denominator", page.Text);
        Assert.Equal(["40", "67%"], Row(page, "On their own device"));
        Assert.Equal(["20", "33%"], Row(page, "On paper"));
        Assert.Equal(["0", "0%"], Row(page, "By telephone"));
        Assert.Equal(["not shown", "not shown"], Row(page, "Before the close"));
        Assert.Equal(["not shown", "not shown"], Row(page, "After the close"));
        Assert.Contains("by “", page.Document.QuerySelectorAll("caption")[^1].TextContent);
        Assert.Contains(page.Document.QuerySelectorAll("main th"), th => th.TextContent.Trim() == "Did not tell, or left this out");
        Assert.Contains("Tell the people who answered", page.Text);
        Unique(page);
    }

    [Fact]
    public async Task Trust_shows_alpha_of_the_complete_answers_and_the_API_the_same()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Confidential, people: 70);
        var answers = await host.AnswersAsync(round, version, 60, sheet: Full);
        await CloseAsync(round);
        var direct = ScaleReliability.Of(answers.SelectMany(a => Enumerable.Range(1, 10).Select(i => double.Parse(AnswerSheet.Read(a.Answers).Text($"care_{i}")!, System.Globalization.CultureInfo.InvariantCulture))).ToArray(), 10);
        var expected = DisplayNumber.Format(direct.Alpha.Value, 2);

        var page = await (await host.AsAsync(Role.TeamLead, team: team)).GetAsync($"/rounds/{round.Id}/trust");
        Assert.Contains($"Alpha {expected.Replace('-', '−')}, likely between", page.Text);
        Assert.Contains("From 60 people who answered every question", page.Text);
        Assert.Contains("How the sentences are chosen", page.Text);
        Assert.Contains(page.Document.QuerySelectorAll("#asked th, table th"), th => th.TextContent.Contains("instrument", StringComparison.OrdinalIgnoreCase));
        Unique(page);
        var results = await (await host.AsAsync(Role.TeamLead, team: team)).GetAsync($"/rounds/{round.Id}/results");
        Assert.Contains($"alpha {expected.Replace('-', '−')}", results.Text);
        Assert.NotEmpty(results.Document.QuerySelectorAll($"a[href^='/rounds/{round.Id}/trust#scale-']"));

        var figures = DisclosureGate.ReopenEdition(await FiguresAsync(round));
        Assert.Equal(DisplayNumber.Round(direct.Alpha.Value, 2), figures.FindScale(Empathy)!.Quality!.Reliability!.Alpha);
        var trust = ScaleTrust.Of(figures).Single(t => t.Key == Empathy);
        Assert.Contains(trust.Sentence, page.Text);
        var api = await (await host.CallerAsync(Role.TeamLead, team: team)).GetAsync($"/api/v1/rounds/{round.Id}/results");
        Assert.Equal(trust.Sentence, api.Json.GetProperty("trust").EnumerateArray().Single(t => t.GetProperty("key").GetString() == Empathy).GetProperty("sentence").GetString());
        Assert.Equal(60, api.Json.GetProperty("figures").GetProperty("arrivals").GetProperty("channels").EnumerateArray().Sum(c => c.GetProperty("people").GetInt64()));
    }

    [Fact]
    public async Task Editions_from_before_open_and_the_next_one_has_it_all()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Anonymous);
        await ChannelsAsync(await host.AnswersAsync(round, version, 40, sheet: Full), paper: 10, late: 0);
        await CloseAsync(round);
        // As an edition was stored before any of it was known.
        await host.ArrangeAsync(async db =>
        {
            var edition = await db.Editions.SingleAsync(e => e.RoundId == round.Id);
            var figures = JsonNode.Parse(edition.Figures)!.AsObject();
            foreach (var part in (string[])["arrivals", "instruments"]) Assert.True(figures.Remove(part));
            foreach (var scale in figures["scales"]!.AsArray()) foreach (var part in (string[])["quality", "differenceNoticed"]) scale!.AsObject().Remove(part);
            var count = await db.EditionCounts.SingleAsync(c => c.EditionId == edition.Id);
            var kept = JsonNode.Parse(count.Kept)!;
            foreach (var part in (string[])["Joined", "Left"])
            {
                var tally = JsonNode.Parse(kept[part]!.GetValue<string>())!.AsObject();
                Assert.True(tally.Remove("Quality") && tally.Remove("Arrivals"));
                kept[part] = tally.ToJsonString();
            }

            foreach (var name in kept["Shown"]!.AsObject().Select(p => p.Key).Where(n => n.StartsWith('#')).ToList()) kept["Shown"]!.AsObject().Remove(name);
            var (text, rest) = (figures.ToJsonString(), kept.ToJsonString());
            await db.Editions.Where(e => e.Id == edition.Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.Figures, text));
            return await db.EditionCounts.Where(c => c.EditionId == edition.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Kept, rest));
        });
        var member = await host.AsAsync(Role.TeamMember, team: team);
        foreach (var page in (string[])["results", "who-answered", "trust"])
            Assert.Equal(HttpStatusCode.OK, (await member.GetAsync($"/rounds/{round.Id}/{page}")).Status);
        Assert.Contains("It comes with the next one", (await member.GetAsync($"/rounds/{round.Id}/who-answered")).Text);
        Assert.Contains("It comes with the next one", (await member.GetAsync($"/rounds/{round.Id}/trust")).Text);

        await ChannelsAsync(await host.AnswersAsync(round, version, 8, from: 40, sheet: Full), paper: 8, late: 8);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();
        var after = await member.GetAsync($"/rounds/{round.Id}/who-answered");
        Assert.Contains("Edition 2", after.Text);
        Assert.Equal(["30", "63%"], Row(after, "On their own device"));
        Assert.Equal(["18", "38%"], Row(after, "On paper"));
        Assert.Equal(["8", "17%"], Row(after, "After the close"));
        Assert.Contains("Alpha", (await member.GetAsync($"/rounds/{round.Id}/trust")).Text);
    }

    [Fact]
    public async Task The_four_pages_lead_to_each_other_and_to_the_other_rounds()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Anonymous);
        var other = (await host.OpenRoundAsync(team, version, IdentityMode.Anonymous, name: "Another")).Round;
        await host.AnswersAsync(round, version, 10);
        await TickAsync();
        var member = await host.AsAsync(Role.TeamMember, team: team);
        string[] pages = [$"/rounds/{round.Id}/results", $"/teams/{team.Id}/change", $"/rounds/{round.Id}/who-answered", $"/rounds/{round.Id}/trust"];
        foreach (var (i, url) in pages.Index())
        {
            var page = await member.GetAsync(url);
            var links = page.Document.QuerySelectorAll(".app-questions a").ToList();
            Assert.Equal(pages, links.Select(a => a.GetAttribute("href")));
            Assert.Equal(links[i], Assert.Single(links, a => a.GetAttribute("aria-current") == "page"));
            Assert.Contains("Edition 1, ", page.Text);
            Assert.NotNull(page.Document.QuerySelector($".app-edition a[href^='/rounds/{other.Id}/']"));
            Assert.NotNull(page.Document.QuerySelector("button[data-app-print][hidden]"));
        }

        await host.AnswersAsync(round, version, 10, from: 10);
        await TickAsync();
        var earlier = await member.GetAsync($"/rounds/{round.Id}/trust?edition=1");
        Assert.Contains("This is an earlier edition. The newest is edition 2", earlier.Text);
        Assert.Equal($"/rounds/{round.Id}/who-answered?edition=1", earlier.Document.QuerySelectorAll(".app-questions a")[2].GetAttribute("href"));
    }

    private static AnswerSheet Full(SelfEval.Instruments.Definition.QuestionnaireDocument document, int person)
    {
        var sheet = MakeAnswers.Sheet(document, person);
        foreach (var (i, item) in document.Items.Index().Where(item => item.Item.Code.StartsWith("care_", StringComparison.Ordinal)))
            sheet = sheet.With(item.Code, $"{1 + (person % 5 + (i + person) % 3 * (person % 2)) % 5}");
        return sheet.With("about_carer", document.FindItem("about_carer")!.Responses!.Options[person % 2].Code);
    }

    /// <summary>So many of the answers come by paper, and so many of all come late.</summary>
    private async Task ChannelsAsync(IReadOnlyList<Response> answers, int paper, int late)
    {
        var (papers, lates) = (answers.Take(paper).Select(a => a.Id).ToList(), answers.TakeLast(late).Select(a => a.Id).ToList());
        await host.ArrangeAsync(async db =>
        {
            await db.Responses.Where(r => papers.Contains(r.Id)).ExecuteUpdateAsync(s => s.SetProperty(r => r.Channel, Channel.Paper));
            return await db.Responses.Where(r => lates.Contains(r.Id)).ExecuteUpdateAsync(s => s.SetProperty(r => r.IsLate, true));
        });
    }

    private static string[] Row(Page page, string label) => [.. page.Document.QuerySelectorAll("main tbody th").Single(th => th.TextContent.Trim() == label)
        .ParentElement!.QuerySelectorAll("td").Select(td => td.TextContent.Trim())];

    private static void Unique(Page page)
    {
        var ids = page.Document.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    private Task<string> FiguresAsync(Round round) =>
        host.ReadAsync(db => db.Editions.Where(e => e.RoundId == round.Id).OrderByDescending(e => e.Number).Select(e => e.Figures).FirstAsync());

    private async Task CloseAsync(Round round)
    {
        host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace));
        await TickAsync();
    }

    private async Task<(Team Team, Round Round, QuestionnaireVersion Version)> RoundAsync(IdentityMode mode, int people = 0, string breakdowns = "")
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        return (team, (await host.OpenRoundAsync(team, version, mode, people: people, breakdowns: breakdowns)).Round, version);
    }

    private Task TickAsync() => host.Services.GetRequiredService<Tick>().RunAsync();
}
