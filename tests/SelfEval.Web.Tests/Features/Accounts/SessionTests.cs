using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SelfEval.Tests;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.SignIn;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

/// <summary>With the limits as they are shipped.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private readonly Host _host = new() { Settings = { ["SelfEval:Sessions:IdleMinutes"] = "30", ["SelfEval:Sessions:FreshMinutes"] = "5" } };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Asvs("B14")]
    public async Task Ends_when_nobody_used_it_for_half_an_hour_and_after_twelve_hours_whatever_happens()
    {
        var browser = await _host.AsAsync(Role.Administrator);
        for (var minutes = 0; minutes < 11 * 60 + 55; minutes += 29)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts/me")).Status);
            _host.Clock.Advance(TimeSpan.FromMinutes(29));
        }

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/accounts/me")).Status);

        var idle = await _host.AsAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await idle.GetAsync("/accounts/me")).Status);
        _host.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.StartsWith("/accounts/sign-in?", (await idle.GetAsync("/accounts/me")).Location, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("B15")]
    public async Task A_cookie_kept_from_before_the_sign_out_is_worth_nothing()
    {
        var browser = await _host.AsAsync(Role.Administrator);
        var token = browser.Cookie(SessionCookie.Name)!;
        await browser.SubmitAsync(await browser.GetAsync("/accounts/sign-out"));
        Assert.Null(browser.Cookie(SessionCookie.Name));

        var thief = _host.Browser();
        thief.SetCookie(SessionCookie.Name, token);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/accounts/me")).Status);
        Assert.Equal(0, await _host.ReadAsync(db => db.AccountSessions.CountAsync()));
    }

    [Fact]
    [Asvs("B13", "B19")]
    public async Task Each_step_of_signing_in_has_a_token_of_its_own_and_only_its_hash_is_kept()
    {
        var (account, seed, _) = await _host.AccountWithAppAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        var browser = _host.Browser();
        // What somebody else put there before is not taken over.
        browser.SetCookie(SessionCookie.Name, "planted-by-somebody-else-before-the-sign-in");
        await browser.EnterPasswordAsync(account.Email!);
        var half = browser.Cookie(SessionCookie.Name)!;
        var page = await browser.GetAsync("/accounts/sign-in/code");
        await browser.SubmitAsync(page, "form[action$='handler=Code']", ("Input.Code", _host.CodeOf(seed)));
        var whole = browser.Cookie(SessionCookie.Name)!;

        Assert.Equal(3, new HashSet<string> { "planted-by-somebody-else-before-the-sign-in", half, whole }.Count);
        Assert.True(whole.Length >= 43, "256 bits");
        var before = _host.Browser();
        before.SetCookie(SessionCookie.Name, half);
        Assert.StartsWith("/accounts/sign-in?", (await before.GetAsync("/accounts/me")).Location, StringComparison.Ordinal);
        var hashes = await _host.ReadAsync(db => db.AccountSessions.Select(s => s.TokenHash).ToListAsync());
        Assert.Contains(hashes, h => h.SequenceEqual(Secrets.Hash(whole)));
        Assert.All(hashes, h => Assert.Equal(32, h.Length));
    }

    [Fact]
    [Asvs("B16")]
    public async Task Is_listed_and_ended_by_its_owner_here_elsewhere_and_everywhere_else()
    {
        var account = await _host.AccountAsync(Role.Administrator);
        var here = await _host.SignInAsync(account);
        var phone = await _host.SignInAsync(account);
        var third = await _host.SignInAsync(account);
        var page = await here.GetAsync("/accounts/sessions");
        Assert.Equal(3, page.Document.QuerySelectorAll(".nhsuk-summary-list__row").Length);
        Assert.Contains("This browser", page.Text, StringComparison.Ordinal);

        var phones = await _host.ReadAsync(db => db.AccountSessions.Where(s => s.AccountId == account.Id).OrderBy(s => s.Id).Select(s => s.Id).ToListAsync());
        await here.SubmitAsync(page, "form[action$='handler=End']", ("session", $"{phones[1]}"));
        Assert.Equal(HttpStatusCode.Redirect, (await phone.GetAsync("/accounts/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await third.GetAsync("/accounts/me")).Status);

        await here.SubmitAsync(await here.GetAsync("/accounts/sessions"), "form[action$='handler=Others']");
        Assert.Equal(HttpStatusCode.Redirect, (await third.GetAsync("/accounts/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/accounts/me")).Status);
    }

    [Fact]
    [Asvs("B16")]
    public async Task Is_ended_by_administrators_for_others_and_by_nobody_else()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var lead = await _host.AccountAsync(Role.TeamLead, team: team);
        var leads = await _host.SignInAsync(lead);
        var session = await _host.ReadAsync(db => db.AccountSessions.Where(s => s.AccountId == lead.Id).Select(s => s.Id).SingleAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await PostEndAsync(await _host.AsAsync(Role.TeamMember, team: team), session)).Status);
        Assert.Equal(HttpStatusCode.OK, (await leads.GetAsync("/accounts/me")).Status);

        var admin = await _host.AsAsync(Role.Administrator);
        await admin.SubmitAsync(await admin.GetAsync($"/accounts/{lead.Id}"), "form[action$='handler=EndSessions']");
        Assert.Equal(HttpStatusCode.Redirect, (await leads.GetAsync("/accounts/me")).Status);
    }

    [Fact]
    public async Task That_it_was_used_is_written_once_a_minute()
    {
        var browser = await _host.AsAsync(Role.Administrator);
        var start = _host.Now;
        _host.Clock.Advance(TimeSpan.FromSeconds(59));
        await browser.GetAsync("/accounts/me");
        Assert.Equal(start, await _host.ReadAsync(db => db.AccountSessions.Select(s => s.LastSeenAt).SingleAsync()));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await browser.GetAsync("/accounts/me");
        Assert.Equal(_host.Now, await _host.ReadAsync(db => db.AccountSessions.Select(s => s.LastSeenAt).SingleAsync()));
    }

    [Fact]
    public async Task Costs_one_read_a_request()
    {
        using var log = new LogLines();
        await using var own = new Host
        {
            Also = services => services.AddLogging(l => l.AddProvider(log).AddFilter<LogLines>("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Information)),
        };
        await own.InitializeAsync();
        var browser = await own.AsAsync(Role.TeamLead, team: await own.TeamAsync(await own.ProgrammeAsync()));
        await browser.GetAsync("/accounts/sign-out");
        log.All.Clear();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts/sign-out")).Status);
        var read = Assert.Single(log.All, line => line.Contains("DbCommand", StringComparison.Ordinal));
        Assert.Contains("AccountSessions", read, StringComparison.Ordinal);

        // And nothing for somebody who has no session.
        log.All.Clear();
        Assert.Equal(HttpStatusCode.OK, (await own.Browser().GetAsync("/accounts/sign-in")).Status);
        Assert.DoesNotContain(log.All, line => line.Contains("DbCommand", StringComparison.Ordinal));
    }

    [Fact]
    [Asvs("B17")]
    public async Task What_guards_an_account_and_row_files_ask_again_who_it_is()
    {
        var programme = await _host.ProgrammeAsync();
        var evaluator = await _host.AccountAsync(Role.Evaluator, programme);
        var browser = await _host.SignInAsync(evaluator);
        string[] pages = ["/accounts/keys", "/accounts/security", "/accounts/password", "/accounts/email", "/accounts/second-factor", "/accounts/second-factor/app",
            "/accounts/second-factor/passkey", $"/programmes/{programme.Id}/downloads"];
        foreach (var page in pages) Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(page)).Status);
        var form = await browser.GetAsync("/accounts/keys");

        _host.Clock.Advance(TimeSpan.FromMinutes(5));
        foreach (var page in pages) Assert.Equal($"/accounts/confirm?returnUrl={Uri.EscapeDataString(page)}", (await browser.GetAsync(page)).Location);
        var pressed = await browser.SubmitAsync(form, "form[action$='handler=Key']", ("Input.KeyName", "cockatoo"));
        Assert.StartsWith("/accounts/confirm?returnUrl=%2Faccounts%2Fkeys%3Fkept%3D", pressed.Location, StringComparison.Ordinal);
        Assert.DoesNotContain("cockatoo", pressed.Location, StringComparison.Ordinal);
        Assert.Equal(0, await _host.ReadAsync(db => db.ApiKeys.CountAsync()));

        var confirm = await browser.GetAsync(pressed.Location!);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(confirm, "form[action$='handler=Password']", ("Input.Password", "not the right password"))).Status);
        var back = (await browser.SubmitAsync(confirm, "form[action$='handler=Password']", ("Input.Password", Make.Password))).Location!;
        Assert.StartsWith("/accounts/keys?kept=", back, StringComparison.Ordinal);

        // What was typed stands there again, for another press; for nobody else, on no other page, and not for ever.
        var again = await browser.GetAsync(back);
        Assert.Equal("cockatoo", again.Document.QuerySelector("[name='Input.KeyName']")!.GetAttribute("value"));
        Assert.DoesNotContain("cockatoo", (await browser.GetAsync(back.Replace("/accounts/keys", "/accounts/email", StringComparison.Ordinal))).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("cockatoo", (await (await _host.SignInAsync(await _host.AccountAsync(Role.Evaluator, programme))).GetAsync(back)).Html, StringComparison.Ordinal);
        Assert.Contains("Your new key", (await browser.SubmitAsync(again, "form[action$='handler=Key']")).Text, StringComparison.Ordinal);
        _host.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.DoesNotContain("cockatoo\"", (await (await _host.SignInAsync(evaluator)).GetAsync(back)).Html, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("B17")]
    public async Task Confirming_takes_the_code_too_where_there_is_an_app_and_leads_nowhere_else()
    {
        var (account, seed, _) = await _host.AccountWithAppAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(10));
        var browser = await _host.SignInAsync(account);
        var page = await browser.GetAsync("/accounts/confirm?returnUrl=%2F%2Fevil.example");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(page, "form[action$='handler=Password']", ("Input.Password", Make.Password), ("Input.Code", ""))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(page, "form[action$='handler=Password']", ("Input.Password", Make.Password), ("Input.Code", _host.CodeOf(seed, -2)))).Status);
        Assert.Equal("/", (await browser.SubmitAsync(page, "form[action$='handler=Password']", ("Input.Password", Make.Password), ("Input.Code", _host.CodeOf(seed)))).Location);
        // Used for confirming, it does not sign in.
        var other = _host.Browser();
        await other.EnterPasswordAsync(account.Email!);
        Assert.Equal(HttpStatusCode.BadRequest, (await other.SubmitAsync(await other.GetAsync("/accounts/sign-in/code"), "form[action$='handler=Code']", ("Input.Code", _host.CodeOf(seed)))).Status);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36 Edg/149.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux")]
    [InlineData("curl/8.1 secret=abc", "Another browser on another system")]
    [InlineData(null, "Unknown browser")]
    public void A_browser_is_kept_in_words(string? agent, string words) => Assert.Equal(words, DeviceWords.Of(agent));

    private static async Task<Page> PostEndAsync(Browser browser, int session)
    {
        var token = (await browser.GetAsync("/accounts/me")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.PostAsync("/accounts/sessions?handler=End", [new("session", $"{session}"), new("__RequestVerificationToken", token)]);
    }
}
