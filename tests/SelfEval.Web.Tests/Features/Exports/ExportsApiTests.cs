using System.Net;
using System.Text.Json;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Exports;

public sealed class ExportsApiTests(Host host) : IClassFixture<Host>
{
    private async Task<(Programme Programme, Team Team, string Url)> RoundAsync(int responses)
    {
        var programme = await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme);
        var round = (await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team))).Round;
        var url = $"/api/v1/rounds/{round.Id}/responses";
        var lead = await host.CallerAsync(Role.TeamLead, team: team);
        var lines = Enumerable.Range(1, responses).Select(i => new { key = $"k{i}", answers = new Dictionary<string, string> { ["care_1"] = $"{i % 5 + 1}", ["own_1"] = $"=words {i}" } });
        var sent = await lead.PostAsync(url, JsonSerializer.Serialize(lines));
        Assert.True(sent.Status == HttpStatusCode.OK, sent.Text);
        return (programme, team, url);
    }

    private static string[] Lines(ApiAnswer answer) => answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public async Task Cursor_GivesEachRowOnce_AndTheSameAgain()
    {
        var (programme, _, url) = await RoundAsync(23);
        var evaluator = await host.CallerAsync(Role.Evaluator, programme);
        var whole = Lines(await evaluator.GetAsync(url));

        var pages = new List<string[]>();
        for (var next = url + "?limit=10"; next is not null;)
        {
            var (first, again) = (await evaluator.GetAsync(next), await evaluator.GetAsync(next));
            Assert.Equal(first.Text, again.Text);
            pages.Add(Lines(first));
            next = first.Response.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal([10, 10, 3], pages.Select(p => p.Length));
        Assert.Equal(whole, pages.SelectMany(p => p));
        Assert.Equal(23, whole.Distinct().Count());
        var row = JsonSerializer.Deserialize<JsonElement>(whole[0]);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", row.GetProperty("completedOn").GetString());
        Assert.False(row.TryGetProperty("key", out _));
    }

    [Fact]
    public async Task Pseudonyms_DifferByKey()
    {
        var (programme, _, url) = await RoundAsync(6);
        var (a, b) = (await host.CallerAsync(Role.Evaluator, programme), await host.CallerAsync(Role.Evaluator, programme));

        var (one, two) = (Lines(await a.GetAsync(url)), Lines(await b.GetAsync(url)));

        Assert.Empty(one.Select(Pseudonym).Intersect(two.Select(Pseudonym)));
        static string Pseudonym(string line) => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("pseudonym").GetString()!;
    }

    [Fact]
    public async Task Negotiation_AndRoles()
    {
        var (programme, team, url) = await RoundAsync(6);
        var evaluator = await host.CallerAsync(Role.Evaluator, programme);

        var csv = await evaluator.GetAsync(url + "?texts=true", "text/csv");
        var without = await evaluator.GetAsync(url, "text/csv");
        var any = await evaluator.GetAsync(url, "*/*");
        var none = await evaluator.GetAsync(url, "application/pdf");
        var lead = await (await host.CallerAsync(Role.TeamLead, team: team)).GetAsync(url);
        var stranger = await (await host.CallerAsync(Role.Evaluator, await host.ProgrammeAsync())).GetAsync(url);
        var bad = await evaluator.GetAsync(url + "?cursor=made-up");
        var limit = await evaluator.GetAsync(url + "?limit=0");
        var text = await evaluator.GetAsync(url + "?limit=ten");

        Assert.StartsWith("pseudonym,round,", csv.Text, StringComparison.Ordinal);
        Assert.Equal("text/csv", csv.Response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("words", without.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("words", (await evaluator.GetAsync(url)).Text, StringComparison.Ordinal);
        Assert.Contains("'=words 1", csv.Text, StringComparison.Ordinal);
        Assert.Equal("application/x-ndjson", any.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal((HttpStatusCode.NotAcceptable, "not_acceptable"), (none.Status, none.Code));
        Assert.Equal((HttpStatusCode.Forbidden, "not_allowed"), (lead.Status, lead.Code));
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (stranger.Status, stranger.Code));
        Assert.Equal("bad_cursor", bad.Code);
        Assert.Equal("invalid_input", limit.Code);
        Assert.Equal("bad_request", text.Code);
    }

    [Fact]
    public async Task BelowK_NoRows()
    {
        var (programme, _, url) = await RoundAsync(4);

        var answer = await (await host.CallerAsync(Role.Evaluator, programme)).GetAsync(url);

        Assert.Equal((HttpStatusCode.Conflict, "responses.too_few"), (answer.Status, answer.Code));
    }
}
