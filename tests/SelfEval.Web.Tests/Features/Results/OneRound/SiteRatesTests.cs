using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.OneRound;

/// <summary>The response rate by site on "Who answered?", or the reason why there is none.</summary>
public sealed class SiteRatesTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task By_site_with_the_final_results()
    {
        var (team, version, sites) = await TeamAsync("North", "South", "Coast");
        var round = await RoundAsync(team, version, sites, [20, 16, 8, 4]);
        // Of each site that many answer; the last number is of people without a site.
        await AnswerAsync(round, version, sites, [15, 8, 2, 0]);
        var member = await host.AsAsync(Role.TeamMember, team: team);
        await TickAsync();
        Assert.Contains("The response rate by site comes with the final results", (await WhoAsync(member, round)).Text);

        await CloseAsync(round);
        var page = await WhoAsync(await host.AsAsync(Role.TeamMember, team: team), round);
        Assert.Equal(["20", "15", "75%"], Row(page, "North"));
        // Two have answered at the coast, so that neither they nor those that they could be worked out from are shown.
        Assert.Equal(["8", "not shown", "not shown"], Row(page, "Coast"));
        Assert.Contains(page.Document.QuerySelectorAll("table").First(t => t.QuerySelector("caption")!.TextContent == "Response rate by site").QuerySelectorAll("tbody tr"),
            tr => tr.TextContent.Contains("South", StringComparison.Ordinal) && tr.TextContent.Contains("not shown", StringComparison.Ordinal)
                || tr.TextContent.Contains("No site", StringComparison.Ordinal));

        var groups = (await (await host.CallerAsync(Role.TeamMember, team: team)).GetAsync($"/api/v1/rounds/{round.Id}/results?breakdown=site"))
            .Json.GetProperty("figures").GetProperty("breakdowns")[0];
        Assert.Equal(0.75, groups.GetProperty("groups")[0].GetProperty("responseRate").GetDouble());
        Assert.Equal(4, groups.GetProperty("invitedNotTold").GetInt64());
        Assert.False(groups.GetProperty("groups")[2].TryGetProperty("people", out _));
        Assert.False(groups.GetProperty("groups")[2].TryGetProperty("responseRate", out _));
    }

    [Fact]
    public async Task Answers_without_a_site_make_the_rates_lower_bounds_and_more_answers_than_people_none()
    {
        var (team, version, sites) = await TeamAsync("North", "South");
        var round = await RoundAsync(team, version, sites, [20, 10, 0]);
        await AnswerAsync(round, version, sites, [10, 12, 6]);
        await CloseAsync(round);
        var page = await WhoAsync(await host.AsAsync(Role.TeamLead, team: team), round);
        Assert.Equal(["20", "10", "at least 50%"], Row(page, "North"));
        Assert.Equal(["10", "12", "not known"], Row(page, "South"));
        Assert.Equal(["0", "6", "nobody asked"], Row(page, "No site"));
        Assert.Contains("Some answers came without a site", page.Text);
        Assert.Contains("people have moved to another site", page.Text);
    }

    [Theory]
    [InlineData(IdentityMode.Anonymous, true, "Open link: no denominator by site either")]
    [InlineData(IdentityMode.Confidential, false, "Not by site: sites were not chosen as groups")]
    public async Task Or_the_reason(IdentityMode mode, bool declares, string words)
    {
        var (team, version, sites) = await TeamAsync("North", "South");
        var round = (await host.OpenRoundAsync(team, version, mode, people: mode == IdentityMode.Anonymous ? 0 : 30, breakdowns: declares ? Declared(sites) : "")).Round;
        await host.AnswersAsync(round, version, 20);
        await CloseAsync(round);
        var page = await WhoAsync(await host.AsAsync(Role.TeamMember, team: team), round);
        Assert.Contains(words, page.Text);
        Assert.DoesNotContain(page.Document.QuerySelectorAll("caption"), c => c.TextContent == "Response rate by site");
    }

    private static Task<Page> WhoAsync(Browser browser, Round round) => browser.GetAsync($"/rounds/{round.Id}/who-answered");

    private static string[] Row(Page page, string site) => [.. page.Document.QuerySelectorAll("table").First(t => t.QuerySelector("caption")!.TextContent == "Response rate by site")
        .QuerySelectorAll("tbody th").Single(th => th.TextContent.Trim() == site).ParentElement!.QuerySelectorAll("td").Select(td => td.TextContent.Trim())];

    private static string Declared(IEnumerable<Site> sites) => "site:" + string.Join(',', sites.Select(s => s.Id));

    private async Task<(Team, QuestionnaireVersion, List<Site>)> TeamAsync(params string[] names)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var sites = await host.ArrangeAsync(db =>
        {
            var made = names.Select(name => new Site { TeamId = team.Id, Name = name }).ToList();
            db.Sites.AddRange(made);
            return Task.FromResult(made);
        });
        return (team, await host.PublishedQuestionnaireAsync(team), sites);
    }

    /// <summary>A round with so many people asked at each site, the last without one.</summary>
    private async Task<Round> RoundAsync(Team team, QuestionnaireVersion version, List<Site> sites, int[] invited)
    {
        var round = (await host.OpenRoundAsync(team, version, people: invited.Sum(), breakdowns: Declared(sites))).Round;
        await host.ArrangeAsync(async db =>
        {
            var people = await db.Invitations.Where(i => i.RoundId == round.Id).OrderBy(i => i.Id).Select(i => i.Person!).ToListAsync();
            foreach (var (at, site) in sites.Index())
                foreach (var person in people.Skip(invited.Take(at).Sum()).Take(invited[at])) person.SiteId = site.Id;
            return people.Count;
        });
        return round;
    }

    private async Task AnswerAsync(Round round, QuestionnaireVersion version, List<Site> sites, int[] answers)
    {
        var made = await host.AnswersAsync(round, version, answers.Sum());
        await host.ArrangeAsync(async db =>
        {
            foreach (var (at, site) in sites.Index())
            {
                var ids = made.Skip(answers.Take(at).Sum()).Take(answers[at]).Select(r => r.Id).ToList();
                await db.Responses.Where(r => ids.Contains(r.Id)).ExecuteUpdateAsync(s => s.SetProperty(r => r.SiteId, site.Id));
            }

            return made.Count;
        });
    }

    private async Task CloseAsync(Round round)
    {
        host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace));
        await TickAsync();
    }

    private Task TickAsync() => host.Services.GetRequiredService<Tick>().RunAsync();
}
