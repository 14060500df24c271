using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Platform.Api;

public sealed class ApiAccessTests(Host host) : IClassFixture<Host>
{
    [Fact]
    [Asvs("C9")]
    public async Task NoKey_WrongKey_KeyInAddress_AndCookie_Are401()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var lead = await host.AccountAsync(Role.TeamLead, team: team);
        var key = await host.ApiKeyAsync(lead);
        var signedIn = await host.SignInAsync(lead);

        var answers = new[]
        {
            await host.Stranger().GetAsync("/api/v1/teams"),
            await new ApiCaller(host.Browser().Client, "not-a-key").GetAsync("/api/v1/teams"),
            await host.Stranger().GetAsync($"/api/v1/teams?X-Api-Key={key}&api_key={key}&key={key}"),
            await new ApiCaller(signedIn.Client, null).GetAsync("/api/v1/teams"),
            await new ApiCaller(signedIn.Client, null).PostAsync("/api/v1/score", "{}"),
            await new ApiCaller(host.Browser().Client, await host.ApiKeyAsync(lead, host.Now.AddSeconds(-1))).GetAsync("/api/v1/teams"),
        };

        Assert.All(answers, a => Assert.Equal((HttpStatusCode.Unauthorized, "api_key_needed"), (a.Status, a.Code)));
        Assert.All(answers, a => Assert.NotEmpty(a.Response.Headers.WwwAuthenticate));
        Assert.Equal(HttpStatusCode.OK, (await new ApiCaller(signedIn.Client, key).GetAsync("/api/v1/teams")).Status);
    }

    [Fact]
    public async Task KeyBesideAnothersCookie_ActsForKey()
    {
        var programme = await host.ProgrammeAsync();
        var (mine, other) = (await host.TeamAsync(programme), await host.TeamAsync(programme));
        var signedIn = await host.AsAsync(Role.TeamLead, team: other);
        var key = await host.ApiKeyAsync(await host.AccountAsync(Role.TeamLead, team: mine));

        var teams = (await new ApiCaller(signedIn.Client, key).GetAsync("/api/v1/teams")).Json;

        Assert.Equal([mine.Id], teams.EnumerateArray().Select(t => t.GetProperty("id").GetInt32()));
    }

    [Fact]
    [Asvs("A7")]
    public async Task DisabledAccount_Is401()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var lead = await host.AccountAsync(Role.TeamLead, team: team);
        var caller = new ApiCaller(host.Browser().Client, await host.ApiKeyAsync(lead));
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/api/v1/teams")).Status);

        await host.ArrangeAsync(async db => (await db.Users.FindAsync(lead.Id))!.DisabledAt = host.Now);

        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.GetAsync("/api/v1/teams")).Status);
    }

    [Fact]
    public async Task UnknownAddress_404_WrongMethod_405_WithCodes()
    {
        var caller = await host.CallerAsync(Role.Administrator);

        var nowhere = await caller.GetAsync("/api/v1/nowhere");
        var wrong = await caller.SendAsync(HttpMethod.Delete, "/api/v1/instruments", null, null);

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (nowhere.Status, nowhere.Code));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "method_not_allowed"), (wrong.Status, wrong.Code));
    }

    /// <summary>Rows: what is asked. Columns: another team's lead, own member, own lead, the programme's evaluator, an administrator.</summary>
    [Theory]
    [InlineData("GET", "/api/v1/teams/{team}", 404, 200, 200, 200, 404)]
    [InlineData("GET", "/api/v1/teams/{team}/questionnaires", 404, 200, 200, 200, 404)]
    [InlineData("GET", "/api/v1/questionnaires/{questionnaire}", 404, 200, 200, 200, 404)]
    [InlineData("GET", "/api/v1/teams/{team}/rounds", 404, 200, 200, 200, 404)]
    [InlineData("GET", "/api/v1/rounds/{round}", 404, 200, 200, 200, 404)]
    [InlineData("GET", "/api/v1/rounds/{round}/people", 404, 403, 200, 403, 404)]
    [InlineData("POST", "/api/v1/rounds/{round}/people", 404, 403, 415, 403, 404)]
    [InlineData("POST", "/api/v1/rounds/{round}/responses", 404, 403, 415, 403, 404)]
    public async Task EachRole_SeesItsOwn(string method, string address, int stranger, int member, int lead, int evaluator, int administrator)
    {
        var programme = await host.ProgrammeAsync();
        var (team, other) = (await host.TeamAsync(programme), await host.TeamAsync(programme));
        var version = await host.PublishedQuestionnaireAsync(team);
        var round = (await host.OpenRoundAsync(team, version, people: 1)).Round;
        var url = address.Replace("{team}", $"{team.Id}", StringComparison.Ordinal).Replace("{round}", $"{round.Id}", StringComparison.Ordinal)
            .Replace("{questionnaire}", $"{version.QuestionnaireId}", StringComparison.Ordinal);
        var callers = new[]
        {
            await host.CallerAsync(Role.TeamLead, team: other), await host.CallerAsync(Role.TeamMember, team: team), await host.CallerAsync(Role.TeamLead, team: team),
            await host.CallerAsync(Role.Evaluator, programme), await host.CallerAsync(Role.Administrator),
        };

        var statuses = new List<int>();
        foreach (var caller in callers)
        {
            var answer = await caller.SendAsync(new HttpMethod(method), url, null, null);
            statuses.Add((int)answer.Status);
            if ((int)answer.Status >= 400) Assert.NotEmpty(answer.Code);
        }

        Assert.Equal([stranger, member, lead, evaluator, administrator], statuses);
    }

    [Fact]
    public async Task OpenApi_ForStaffAndKeys_HoldsEveryEndpoint()
    {
        var caller = await host.CallerAsync(Role.Administrator);
        var described = (await caller.GetAsync("/openapi/v1.json")).Json;

        var mapped = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .Select(e => (Path: e.RoutePattern.RawText!.Replace(":int", "", StringComparison.Ordinal),
                Verb: e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Single().ToLowerInvariant()))
            .ToList();
        Assert.True(mapped.Count >= 13);
        foreach (var (path, verb) in mapped)
        {
            var operation = described.GetProperty("paths").GetProperty(path).GetProperty(verb);
            Assert.False(string.IsNullOrEmpty(operation.GetProperty("summary").GetString()));
            Assert.True(operation.GetProperty("responses").TryGetProperty("401", out _));
            Assert.True(operation.GetProperty("responses").GetProperty("200").TryGetProperty("content", out _), $"{verb} {path} says nothing of what it answers");
            if (verb == "post") Assert.True(operation.TryGetProperty("requestBody", out _));
        }

        Assert.Equal("X-Api-Key", described.GetProperty("components").GetProperty("securitySchemes").GetProperty("apiKey").GetProperty("name").GetString());
        var score = described.GetProperty("components").GetProperty("schemas").GetProperty("ScaleScore").GetProperty("properties");
        Assert.All(new[] { "value", "rule", "used", "replaced", "unscored" }, name => Assert.True(score.TryGetProperty(name, out _)));
        Assert.NotEqual(HttpStatusCode.OK, (await host.Browser().GetAsync("/openapi/v1.json")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await host.AsAsync(Role.Administrator)).GetAsync("/openapi/v1.json")).Status);
    }
}
