using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SelfEval.Tests;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

public sealed class KeysTests : IAsyncLifetime
{
    private const string KeyForm = "form[action$='handler=Key']";
    private readonly LogLines _log = new();
    private readonly Host _host;

    public KeysTests() => _host = new Host { Also = services => services.AddLogging(l => l.AddProvider(_log)) };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    [Asvs("B21")]
    public async Task Is_shown_once_says_what_it_is_for_and_can_be_revoked()
    {
        var account = await _host.AccountAsync(Role.Administrator);
        var browser = await _host.SignInAsync(account);
        var shown = await browser.SubmitAsync(await browser.GetAsync("/accounts/keys"), KeyForm, ("Input.KeyName", "nightly"), ("Input.KeyDays", "30"));
        var key = KeyOn(shown);
        Assert.True(key.Length >= 43);

        var again = await browser.GetAsync("/accounts/keys");
        Assert.DoesNotContain(key, again.Html, StringComparison.Ordinal);
        Assert.Contains(key[..9], again.Text, StringComparison.Ordinal);
        Assert.Contains("Reading, everywhere Never", again.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _host.CallerWith(key).GetAsync("/api/v1/programmes")).Status);
        Assert.Contains("Reading, everywhere 2 March 2026", (await browser.GetAsync("/accounts/keys")).Text, StringComparison.Ordinal);

        var revoked = await browser.FollowAsync(await browser.SubmitAsync(again, "form[action*='handler=Revoke']"));
        Assert.Contains("No longer works", revoked.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.CallerWith(key).GetAsync("/api/v1/programmes")).Status);
        var subjects = (await _host.MailToAsync(account.Email!)).Select(m => m.Subject!).ToList();
        Assert.Contains(subjects, s => s.Contains("an API key was made", StringComparison.Ordinal));
        Assert.Contains(subjects, s => s.Contains("an API key was revoked", StringComparison.Ordinal));
    }

    [Fact]
    [Asvs("B21")]
    public async Task Works_a_year_at_most()
    {
        var browser = await _host.AsAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(await browser.GetAsync("/accounts/keys"), KeyForm, ("Input.KeyName", "x"), ("Input.KeyDays", "366"))).Status);
        var key = KeyOn(await browser.SubmitAsync(await browser.GetAsync("/accounts/keys"), KeyForm, ("Input.KeyName", "x"), ("Input.KeyDays", "365")));
        _host.Clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.CallerWith(key).GetAsync("/api/v1/programmes")).Status);
    }

    [Fact]
    [Asvs("B21")]
    public async Task One_that_reads_changes_nothing_but_scores()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var lead = await _host.AccountAsync(Role.TeamLead, team: team);
        var caller = _host.CallerWith(await _host.ApiKeyAsync(lead, mayWrite: false));
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/api/v1/teams")).Status);
        var refused = await caller.PostAsync("/api/v1/rounds/1/responses", "{}");
        Assert.Equal((HttpStatusCode.Forbidden, "key_reads_only"), (refused.Status, refused.Code));
        // Scoring keeps nothing: what is wrong with this is the body.
        Assert.Equal(HttpStatusCode.BadRequest, (await caller.PostAsync("/api/v1/score", "{}")).Status);
    }

    [Fact]
    [Asvs("B21")]
    public async Task One_of_a_team_or_programme_reaches_nothing_else_of_its_account()
    {
        var (one, other) = (await _host.ProgrammeAsync("One"), await _host.ProgrammeAsync("Other"));
        var (first, second, far) = (await _host.TeamAsync(one, "First"), await _host.TeamAsync(one, "Second"), await _host.TeamAsync(other, "Far"));
        var evaluator = await _host.AccountAsync(Role.Evaluator, one);
        await _host.ArrangeAsync(db =>
        {
            db.Memberships.Add(new Membership { AccountId = evaluator.Id, Role = Role.Evaluator, ProgrammeId = other.Id, SinceAt = _host.Now });
            return Task.FromResult(true);
        });

        var whole = await TeamsAsync(await _host.ApiKeyAsync(evaluator));
        Assert.Equal(["Far", "First", "Second"], whole);
        Assert.Equal(["First", "Second"], await TeamsAsync(await _host.ApiKeyAsync(evaluator, programmeId: one.Id)));
        var narrow = await _host.ApiKeyAsync(evaluator, programmeId: one.Id, teamId: first.Id);
        Assert.Equal(["First"], await TeamsAsync(narrow));
        foreach (var foreign in new[] { second, far })
            Assert.Equal(HttpStatusCode.NotFound, (await _host.CallerWith(narrow).GetAsync($"/api/v1/teams/{foreign.Id}/results")).Status);

        // The form makes such keys, and none for what the person does not reach.
        var browser = await _host.AsAsync(Role.TeamLead, team: first);
        var page = await browser.GetAsync("/accounts/keys");
        Assert.DoesNotContain("Far", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.SubmitAsync(page, KeyForm, ("Input.KeyName", "x"), ("Input.Place", $"team-{far.Id}"))).Status);
        Assert.Equal(["First"], await TeamsAsync(KeyOn(await browser.SubmitAsync(page, KeyForm, ("Input.KeyName", "x"), ("Input.Place", $"team-{first.Id}")))));
    }

    [Fact]
    [Asvs("B21")]
    public async Task Of_an_administrator_that_is_narrowed_it_administers_nothing()
    {
        var programme = await _host.ProgrammeAsync();
        var admin = await _host.AccountAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await _host.CallerWith(await _host.ApiKeyAsync(admin)).GetAsync("/api/v1/programmes")).Status);
        Assert.Empty(await TeamsAsync(await _host.ApiKeyAsync(admin, programmeId: programme.Id)));
    }

    [Theory]
    [InlineData("X-Api-Key")]
    [InlineData("api_key")]
    [InlineData("access_token")]
    [InlineData("q")]
    [Asvs("B21")]
    public async Task In_an_address_it_is_refused_and_not_logged(string name)
    {
        var key = await _host.ApiKeyAsync(await _host.AccountAsync(Role.Administrator));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.Stranger().GetAsync($"/api/v1/programmes?{name}={key}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.CallerWith(key).GetAsync($"/api/v1/programmes?{name}={key}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.CallerWith(key).GetAsync("/api/v1/programmes")).Status);
        Assert.DoesNotContain(_log.All, line => line.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    [Asvs("B21")]
    public async Task Dies_with_its_account()
    {
        var account = await _host.AccountAsync(Role.Administrator);
        var caller = _host.CallerWith(await _host.ApiKeyAsync(account));
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/api/v1/programmes")).Status);
        await _host.ArrangeAsync(async db =>
        {
            (await db.Users.SingleAsync(a => a.Id == account.Id)).DisabledAt = _host.Now;
            return true;
        });
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.GetAsync("/api/v1/programmes")).Status);
    }

    private async Task<List<string>> TeamsAsync(string key)
    {
        var answer = await _host.CallerWith(key).GetAsync("/api/v1/teams");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var rows = answer.Json.ValueKind == System.Text.Json.JsonValueKind.Array ? answer.Json : answer.Json.EnumerateObject().First(p => p.Value.ValueKind == System.Text.Json.JsonValueKind.Array).Value;
        return [.. rows.EnumerateArray().Select(t => t.GetProperty("name").GetString()!).Order()];
    }

    private static string KeyOn(Page page)
    {
        var shown = page.Document.QuerySelectorAll(".app-code").Select(e => e.TextContent).SingleOrDefault(t => t.StartsWith(ApiKeyScheme.Beginning, StringComparison.Ordinal) && t.Length == 43);
        Assert.True(shown is not null, page.Text);
        return shown;
    }
}
