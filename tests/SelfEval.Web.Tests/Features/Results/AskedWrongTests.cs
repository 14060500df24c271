using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results;

/// <summary>What cannot be shown is refused with a reason in words; there is never a blank chart.</summary>
public sealed class AskedWrongTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task A_round_without_an_edition_says_why()
    {
        var (team, round, version) = await RoundAsync("");
        await host.AnswersAsync(round, version, 4);
        await TickAsync();
        var answer = await (await host.CallerAsync(Role.TeamLead, team: team)).GetAsync($"/api/v1/rounds/{round.Id}/results");
        Assert.Equal((HttpStatusCode.NotFound, "results.none_yet"), (answer.Status, answer.Code));
        IsPlain(answer);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        foreach (var url in new[] { $"/rounds/{round.Id}/results", $"/rounds/{round.Id}/editions", $"/teams/{team.Id}/results", $"/teams/{team.Id}/change" })
        {
            var page = await lead.GetAsync(url);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Empty(page.Document.QuerySelectorAll("main svg, main table"));
            Assert.Matches("Results appear when 5 people have answered|No round has results yet", page.Text);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync($"/rounds/{round.Id}/results?edition=1")).Status);
    }

    [Fact]
    public async Task A_breakdown_that_was_not_declared_is_refused_and_one_that_was_comes_with_the_final_results()
    {
        var (team, round, version) = await RoundAsync("about_carer");
        await host.AnswersAsync(round, version, 30);
        await TickAsync();
        var lead = await host.CallerAsync(Role.TeamLead, team: team);
        var url = $"/api/v1/rounds/{round.Id}/results";
        foreach (var key in new[] { "about_age", "site", "", "care_1" })
        {
            var refused = await lead.GetAsync($"{url}?breakdown={key}");
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "results.breakdown_not_declared"), (refused.Status, refused.Code));
            IsPlain(refused);
        }

        var early = await lead.GetAsync($"{url}?breakdown=about_carer");
        Assert.Equal((HttpStatusCode.NotFound, "results.breakdown_not_yet"), (early.Status, early.Code));
        IsPlain(early);
        host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace));
        await TickAsync();
        var final = await lead.GetAsync($"{url}?breakdown=about_carer");
        Assert.Equal(HttpStatusCode.OK, final.Status);
        Assert.Equal("about_carer", Assert.Single(final.Json.GetProperty("figures").GetProperty("breakdowns").EnumerateArray()).GetProperty("key").GetString());
        Assert.Equal((await lead.GetAsync(url)).Text, final.Text);
    }

    [Fact]
    public async Task Rounds_of_others_cannot_be_compared_and_are_not_there()
    {
        var (team, round, version) = await RoundAsync("");
        await host.AnswersAsync(round, version, 8);
        var (other, foreign, foreignVersion) = await RoundAsync("");
        await host.AnswersAsync(foreign, foreignVersion, 8);
        await TickAsync();
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        foreach (var url in new[] { $"/teams/{team.Id}/change?with={foreign.Id}", $"/teams/{other.Id}/change", $"/rounds/{foreign.Id}/results", $"/teams/{other.Id}/results" })
            Assert.True((await lead.GetAsync(url)).Status == HttpStatusCode.NotFound, url);
        var caller = await host.CallerAsync(Role.TeamLead, team: team);
        foreach (var what in new[] { $"rounds/{foreign.Id}", $"teams/{other.Id}", $"programmes/{other.ProgrammeId}" })
        {
            var answer = await caller.GetAsync($"/api/v1/{what}/results");
            var never = await caller.GetAsync($"/api/v1/{what.Split('/')[0]}/99999999/results");
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            Assert.Equal((never.Code, never.Json.GetProperty("detail").GetString()), (answer.Code, answer.Json.GetProperty("detail").GetString()));
        }
    }

    private static void IsPlain(ApiAnswer answer)
    {
        var words = $"{answer.Json.GetProperty("title").GetString()}. {answer.Json.GetProperty("detail").GetString()}";
        Assert.True(Readability.Of(words)!.ReadingAge <= 16, string.Create(CultureInfo.InvariantCulture, $"{Readability.Of(words)!.ReadingAge:0.0}: {words}"));
    }

    private async Task<(Team Team, Round Round, QuestionnaireVersion Version)> RoundAsync(string breakdowns)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        return (team, (await host.OpenRoundAsync(team, version, IdentityMode.Anonymous, breakdowns: breakdowns)).Round, version);
    }

    private Task TickAsync() => host.Services.GetRequiredService<Tick>().RunAsync();
}
