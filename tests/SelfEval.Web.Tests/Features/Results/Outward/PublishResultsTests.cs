using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.Outward;

/// <summary>Results to publish outside the team: rounded, small numbers hidden, never beside the exact ones.</summary>
public sealed class PublishResultsTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task They_come_with_the_final_results()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Anonymous);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var caller = await host.CallerAsync(Role.TeamLead, team: team);
        var none = await caller.GetAsync(Api(round));
        Assert.Equal((HttpStatusCode.NotFound, "results.none_yet"), (none.Status, none.Code));
        Assert.Contains("Results appear when 5 people have answered", (await lead.GetAsync(Url(round))).Text);

        await host.AnswersAsync(round, version, 30);
        await TickAsync();
        var page = await lead.GetAsync(Url(round));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("There is nothing to publish yet", page.Text);
        Assert.Empty(page.Document.QuerySelectorAll("main table, main svg"));
        var early = await caller.GetAsync(Api(round));
        Assert.Equal((HttpStatusCode.NotFound, "results.outward_not_yet"), (early.Status, early.Code));
        Assert.Null((await lead.GetAsync($"/rounds/{round.Id}/results")).Document.QuerySelector($"a[href='{Url(round)}']"));

        await CloseAsync(round);
        lead = await host.AsAsync(Role.TeamLead, team: team);
        Assert.Contains("About 30 people answered", (await lead.GetAsync(Url(round))).Text);
        Assert.NotNull((await lead.GetAsync($"/rounds/{round.Id}/results")).Document.QuerySelector($"a[href='{Url(round)}']"));
    }

    [Fact]
    public async Task They_follow_from_what_is_published_and_hold_no_exact_number()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Confidential, people: 61, breakdowns: "about_carer");
        await host.AnswersAsync(round, version, 43, sheet: Full);
        await CloseAsync(round);
        var caller = await host.CallerAsync(Role.TeamLead, team: team);
        var exact = await caller.GetAsync($"/api/v1/rounds/{round.Id}/results");
        var outward = await caller.GetAsync(Api(round));
        Assert.Equal(HttpStatusCode.OK, outward.Status);

        // Made of the published edition and nothing else: beside the exact figures the rounded ones tell nothing more.
        var follows = OutwardForm.Of(DisclosureGate.ReopenEdition(exact.Json.GetProperty("figures").GetRawText()));
        Assert.Equal(DisclosureGate.ToJson(follows), DisclosureGate.ToJson(DisclosureGate.ReopenEdition(outward.Json.GetProperty("figures").GetRawText())));
        Assert.Equal(45, outward.Json.GetProperty("figures").GetProperty("responses").GetInt64());
        Assert.NotEqual(exact.Json.GetProperty("contentHash").GetString(), outward.Json.GetProperty("contentHash").GetString());
        Assert.Contains("from about 45 people", outward.Json.GetProperty("figures").GetProperty("scales")[0].GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?<![\d.])(43|61)(?![\d.])", outward.Json.GetProperty("figures").GetRawText());

        var page = await (await host.AsAsync(Role.TeamLead, team: team)).GetAsync(Url(round));
        var main = page.Document.QuerySelector("main")!;
        Assert.Contains("About 45 people answered of about 60 asked", page.Text);
        Assert.Contains("Numbers of 1 to 7 people are not shown", page.Text);
        // A team's name here is "Team" and 32 hexadecimal digits, "43" among them now and then.
        var words = Regex.Replace(main.TextContent, "Team [0-9a-f]{32}", "Team");
        Assert.DoesNotMatch(@"(?<![\d.])(43|61)(?![\d.%])", words);
        Assert.DoesNotContain(exact.Json.GetProperty("contentHash").GetString()![..16], main.InnerHtml);
        foreach (var cell in main.QuerySelectorAll("td").Select(td => td.TextContent.Trim().Split(' ')[0]).Where(text => text.All(char.IsAsciiDigit)))
            Assert.True(int.Parse(cell, CultureInfo.InvariantCulture) is 0 or >= 10, cell);
        var ids = page.Document.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.NotEmpty(main.QuerySelectorAll("svg"));
    }

    [Fact]
    public async Task Fewer_than_eight_are_nobody()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Anonymous);
        await host.AnswersAsync(round, version, 7);
        await CloseAsync(round);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        Assert.Contains("7 people answered", (await lead.GetAsync($"/rounds/{round.Id}/results")).Text);
        var page = await lead.GetAsync(Url(round));
        Assert.Contains("Fewer than 8 people have answered", page.Text);
        Assert.Empty(page.Document.QuerySelectorAll("main table, main svg"));
        var figures = (await (await host.CallerAsync(Role.TeamLead, team: team)).GetAsync(Api(round))).Json.GetProperty("figures");
        Assert.False(figures.TryGetProperty("responses", out _));
        Assert.Equal((0, 0), (figures.GetProperty("scales").GetArrayLength(), figures.GetProperty("items").GetArrayLength()));
    }

    [Fact]
    public async Task Leads_and_evaluators_give_them_out_and_nobody_else()
    {
        var (team, round, version) = await RoundAsync(IdentityMode.Anonymous);
        await host.AnswersAsync(round, version, 12);
        await CloseAsync(round);
        var programme = new Programme { Id = team.ProgrammeId, Name = "", CreatedAt = host.Now };
        Assert.Equal(HttpStatusCode.OK, (await (await host.AsAsync(Role.Evaluator, programme: programme)).GetAsync(Url(round))).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await host.CallerAsync(Role.Evaluator, programme: programme)).GetAsync(Api(round))).Status);
        var member = await host.AsAsync(Role.TeamMember, team: team);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync(Url(round))).Status);
        Assert.Null((await member.GetAsync($"/rounds/{round.Id}/results")).Document.QuerySelector($"a[href='{Url(round)}']"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.CallerAsync(Role.TeamMember, team: team)).GetAsync(Api(round))).Status);
        var other = await host.TeamAsync(await host.ProgrammeAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.TeamLead, team: other)).GetAsync(Url(round))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.CallerAsync(Role.TeamLead, team: other)).GetAsync(Api(round))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.Administrator)).GetAsync(Url(round))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browser().GetAsync(Url(round))).Status);
        var unknown = await (await host.CallerAsync(Role.TeamLead, team: team)).GetAsync($"/api/v1/rounds/{round.Id}/results?form=exact");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "results.unknown_form"), (unknown.Status, unknown.Code));
    }

    private static string Url(Round round) => $"/rounds/{round.Id}/results/publish";

    private static string Api(Round round) => $"/api/v1/rounds/{round.Id}/results?form=outward";

    private static AnswerSheet Full(QuestionnaireDocument document, int person)
    {
        var sheet = MakeAnswers.Sheet(document, person);
        foreach (var (i, item) in document.Items.Index().Where(item => item.Item.Code.StartsWith("care_", StringComparison.Ordinal)))
            sheet = sheet.With(item.Code, $"{1 + (person % 5 + (i + person) % 3 * (person % 2)) % 5}");
        return sheet.With("about_carer", document.FindItem("about_carer")!.Responses!.Options[person % 2].Code);
    }

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
