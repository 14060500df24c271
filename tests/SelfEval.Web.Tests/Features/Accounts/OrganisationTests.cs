using System.Net;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

/// <summary>Sign-in by OpenID Connect against an OpenIddict server in this process.</summary>
public sealed class OrganisationTests : IAsyncLifetime
{
    private OrganisationServer _organisation = null!;
    private Host _host = null!;
    private Team _team = null!;
    private Programme _programme = null!;

    public async ValueTask InitializeAsync()
    {
        _organisation = await OrganisationServer.StartAsync();
        _host = new Host
        {
            Settings =
            {
                ["SelfEval:OpenId:Authority"] = OrganisationServer.Authority,
                ["SelfEval:OpenId:ClientId"] = OrganisationServer.ClientId,
                ["SelfEval:OpenId:ClientSecret"] = OrganisationServer.ClientSecret,
                ["SelfEval:OpenId:Name"] = "Example Trust",
                ["SelfEval:OpenId:Roles:0:Value"] = "kidney-leads",
                ["SelfEval:OpenId:Roles:0:Role"] = "TeamLead",
                ["SelfEval:OpenId:Roles:0:Team"] = "1",
                ["SelfEval:OpenId:Roles:1:Value"] = "evaluators",
                ["SelfEval:OpenId:Roles:1:Role"] = "Evaluator",
                ["SelfEval:OpenId:Roles:1:Programme"] = "1",
                ["SelfEval:OpenId:Roles:2:Value"] = "operators",
                ["SelfEval:OpenId:Roles:2:Role"] = "Administrator",
                ["SelfEval:Sessions:FreshMinutes"] = "5",
            },
            Also = services => services.Configure<OpenIdConnectOptions>("Organisation", o => o.BackchannelHttpHandler = _organisation.Server.CreateHandler()),
        };
        await _host.InitializeAsync();
        // Tokens and the cookie container go by the machine's clock.
        _host.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        _programme = await _host.ProgrammeAsync();
        _team = await _host.TeamAsync(_programme, "Kidney unit");
        Assert.Equal((1, 1), (_programme.Id, _team.Id));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _organisation.DisposeAsync();
    }

    [Fact]
    public async Task Makes_an_account_without_a_password_that_has_the_roles_of_the_claim()
    {
        _organisation.Present = new("42", "olivia@organisation.example", Roles: ["kidney-leads", "unknown"], Amr: ["pwd", "mfa"]);
        var browser = _host.Browser();
        Assert.Contains("Sign in with Example Trust", (await browser.GetAsync("/accounts/sign-in")).Text, StringComparison.Ordinal);
        Assert.Equal("/teams/1", (await SignInAsync(browser, "/teams/1")).Location);
        Assert.Equal("Kidney unit", (await browser.GetAsync("/teams/1")).Heading);

        var account = await _host.ReadAsync(db => db.Users.SingleAsync(a => a.Email == "olivia@organisation.example"));
        Assert.Null(account.PasswordHash);
        Assert.Equal(SignInWay.Organisation, await _host.ReadAsync(db => db.AccountSessions.Select(s => s.Way).SingleAsync()));
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.Browser().EnterPasswordAsync(account.Email!)).Status);
        var other = _host.Browser();
        await other.SubmitAsync(await other.GetAsync("/accounts/forgotten-password"), ("Input.Email", account.Email!));
        Assert.Empty(await _host.MailToAsync(account.Email!));
    }

    [Fact]
    public async Task Takes_roles_away_that_the_organisation_no_longer_gives()
    {
        _organisation.Present = new("42", "olivia@organisation.example", Roles: ["kidney-leads", "operators"], Amr: ["mfa"]);
        var browser = _host.Browser();
        await SignInAsync(browser);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts")).Status);
        _organisation.Present = _organisation.Present with { Roles = ["evaluators"] };
        await SignInAsync(_host.Browser());

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/accounts")).Status);
        var held = await _host.ReadAsync(db => db.Memberships.SingleAsync());
        Assert.Equal((Role.Evaluator, 1, (int?)null), (held.Role, held.ProgrammeId, held.TeamId));
    }

    [Fact]
    public async Task Is_bound_to_issuer_and_subject_and_never_to_the_address()
    {
        var local = await _host.AccountAsync(Role.Administrator, email: "alice@organisation.example");
        _organisation.Present = new("666", "alice@organisation.example", Roles: ["operators"], Amr: ["mfa"]);
        Assert.Equal(HttpStatusCode.Conflict, (await SignInAsync(_host.Browser())).Status);
        Assert.Equal(0, await _host.ReadAsync(db => db.UserLogins.CountAsync()));
        Assert.Equal(0, await _host.ReadAsync(db => db.AccountSessions.CountAsync(s => s.AccountId == local.Id)));

        // The same person under another address there is the same account here.
        _organisation.Present = new("42", "olivia@organisation.example", Roles: ["evaluators"], Amr: ["mfa"]);
        await SignInAsync(_host.Browser());
        _organisation.Present = _organisation.Present with { Email = "married@organisation.example" };
        await SignInAsync(_host.Browser());
        Assert.Equal(2, await _host.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Without_a_role_or_an_address_or_when_switched_off_there_is_no_way_in()
    {
        _organisation.Present = new("1", "one@organisation.example", Roles: ["porters"], Amr: ["mfa"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInAsync(_host.Browser())).Status);
        _organisation.Present = new("2", null, Roles: ["evaluators"], Amr: ["mfa"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInAsync(_host.Browser())).Status);
        Assert.Equal(0, await _host.ReadAsync(db => db.Users.CountAsync()));

        _organisation.Present = new("3", "three@organisation.example", Roles: ["evaluators"], Amr: ["mfa"]);
        Assert.Equal("/", (await SignInAsync(_host.Browser())).Location);
        await _host.ArrangeAsync(async db =>
        {
            (await db.Users.SingleAsync()).DisabledAt = _host.Now;
            return true;
        });
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInAsync(_host.Browser())).Status);
    }

    [Fact]
    public async Task Without_a_second_factor_there_one_is_chosen_here()
    {
        _organisation.Present = new("42", "olivia@organisation.example", Roles: ["evaluators"]);
        var browser = _host.Browser();
        Assert.Equal("/accounts/second-factor?returnUrl=%2F", (await SignInAsync(browser)).Location);
        await browser.SetUpAppAsync(_host);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts/me")).Status);
        Assert.StartsWith("/accounts/sign-in/code", (await SignInAsync(_host.Browser())).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirms_by_signing_in_there_anew()
    {
        _organisation.Present = new("42", "olivia@organisation.example", Roles: ["evaluators"], Amr: ["mfa"]);
        var browser = _host.Browser();
        await SignInAsync(browser);
        await _host.ArrangeAsync(async db =>
        {
            (await db.AccountSessions.SingleAsync()).FreshAt = _host.Now.AddHours(-1);
            return true;
        });
        var confirm = await browser.FollowAsync(await browser.GetAsync("/accounts/keys"));
        var link = confirm.Document.QuerySelector("a[href^='/accounts/organisation']")!.GetAttribute("href")!;
        Assert.Equal("/accounts/keys", (await RoundTripAsync(browser, link)).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts/keys")).Status);
        Assert.Equal("prompt=login max_age=0", _organisation.Asked[^1]);

        // Somebody else there confirms nothing here.
        await _host.ArrangeAsync(async db =>
        {
            (await db.AccountSessions.SingleAsync()).FreshAt = _host.Now.AddHours(-1);
            return true;
        });
        _organisation.Present = new("43", "other@organisation.example", Roles: ["evaluators"], Amr: ["mfa"]);
        await RoundTripAsync(browser, link);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/accounts/keys")).Status);
    }

    [Fact]
    public async Task An_answer_that_this_browser_did_not_ask_for_is_not_taken()
    {
        _organisation.Present = new("42", "olivia@organisation.example", Roles: ["evaluators"], Amr: ["mfa"]);
        var (asking, victim) = (_host.Browser(), _host.Browser());
        var answer = await AnswerAsync(asking, "/accounts/organisation");
        Assert.Equal("/accounts/sign-in?done=organisation", (await victim.GetAsync(answer)).Location);
        Assert.Equal("/accounts/sign-in?done=organisation", (await victim.GetAsync("/accounts/organisation/done")).Location);
        Assert.Equal(HttpStatusCode.Redirect, (await victim.GetAsync("/accounts/me")).Status);
        foreach (var cookie in (await asking.GetAsync("/accounts/organisation")).Response.Headers.GetValues("Set-Cookie")) Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_authority_there_is_no_such_door()
    {
        await using var own = new Host();
        await own.InitializeAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await own.Browser().GetAsync("/accounts/organisation")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await own.Browser().GetAsync("/accounts/organisation/done")).Status);
        Assert.DoesNotContain("organisation", (await own.Browser().GetAsync("/accounts/sign-in")).Text, StringComparison.Ordinal);
    }

    private Task<Page> SignInAsync(Browser browser, string next = "/") => RoundTripAsync(browser, $"/accounts/organisation?returnUrl={Uri.EscapeDataString(next)}");

    private async Task<Page> RoundTripAsync(Browser browser, string link)
    {
        var back = await browser.GetAsync(await AnswerAsync(browser, link));
        Assert.StartsWith("/accounts/organisation/done?", back.Location, StringComparison.Ordinal);
        return await browser.GetAsync(back.Location!);
    }

    /// <summary>To the organisation and its answer: the address that it sends the browser to.</summary>
    private async Task<string> AnswerAsync(Browser browser, string link)
    {
        var away = await browser.GetAsync(link);
        Assert.StartsWith(OrganisationServer.Authority, away.Location, StringComparison.Ordinal);
        using var client = _organisation.Server.CreateClient();
        using var answer = await client.GetAsync(new Uri(away.Location!));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.PathAndQuery;
    }
}
