using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Tests;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

public sealed class SignInTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task Right_password_goes_where_the_person_wanted_to_go()
    {
        var account = await host.AccountAsync(Role.Administrator);
        var browser = host.Browser();
        var turnedAway = await browser.GetAsync("/accounts/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, turnedAway.Status);
        Assert.Contains("/accounts/sign-in?ReturnUrl=", turnedAway.Location, StringComparison.OrdinalIgnoreCase);

        var page = await browser.FollowAsync(turnedAway);
        var done = await browser.SubmitAsync(page, ("Input.Email", account.Email!.ToUpperInvariant()), ("Input.Password", Make.Password));

        Assert.Equal("/accounts/second-factor?returnUrl=%2Faccounts%2Fsign-out", done.Location);
        await browser.SetUpAppAsync(host);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts/sign-out")).Status);
    }

    [Fact]
    [Asvs("C1")]
    public async Task Cookies_are_for_this_host_only_and_not_for_scripts()
    {
        var account = await host.AccountAsync(Role.Administrator);
        var browser = host.Browser();
        var page = await browser.GetAsync("/accounts/sign-in");
        var done = await browser.SubmitAsync(page, ("Input.Email", account.Email!), ("Input.Password", Make.Password));

        foreach (var cookie in page.Response.Headers.GetValues("Set-Cookie").Concat(done.Response.Headers.GetValues("Set-Cookie")))
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite", cookie, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [Asvs("C12")]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Return_address_elsewhere_is_ignored(string url)
    {
        var account = await host.AccountAsync(Role.Administrator);
        var browser = host.Browser();
        var page = await browser.GetAsync("/accounts/sign-in?returnUrl=" + Uri.EscapeDataString(url));
        var done = await browser.SubmitAsync(page, ("Input.Email", account.Email!), ("Input.Password", Make.Password));
        Assert.Equal("/accounts/second-factor?returnUrl=%2F", done.Location);
    }

    [Fact]
    public async Task Unknown_address_and_wrong_password_read_the_same()
    {
        var account = await host.AccountAsync(Role.Administrator);
        var wrong = await TryAsync(account.Email!, "not the right password");
        var unknown = await TryAsync("nobody@example.org", "not the right password");

        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal(wrong.Status, unknown.Status);
        Assert.Equal(["The email address or the password is not right"], wrong.Errors);
        Assert.Equal(wrong.Errors, unknown.Errors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ten_wrong_passwords_lock_an_address_for_a_quarter_of_an_hour_whether_it_exists_or_not(bool exists)
    {
        var email = exists ? (await host.AccountAsync(Role.Administrator)).Email! : $"{Guid.NewGuid():N}@example.org";
        for (var i = 0; i < 10; i++) await TryAsync(email, "not the right password");

        var locked = await TryAsync(email, Make.Password);
        Assert.StartsWith("There were too many wrong passwords", Assert.Single(locked.Errors), StringComparison.Ordinal);

        host.Clock.Advance(TimeSpan.FromMinutes(16));
        var after = await TryAsync(email, Make.Password);
        Assert.Equal(exists ? HttpStatusCode.Redirect : HttpStatusCode.BadRequest, after.Status);
    }

    [Fact]
    [Asvs("C16")]
    public async Task Sign_out_needs_a_post_ends_the_session_and_tells_the_browser_to_keep_nothing()
    {
        var browser = await host.AsAsync(Role.Administrator);
        var page = await browser.GetAsync("/accounts/sign-out");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts/sign-out")).Status);

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/accounts/sign-out", [])).Status);
        var done = await browser.SubmitAsync(page);
        Assert.Equal("/accounts/sign-in?done=signed-out", done.Location);
        Assert.Equal("\"cache\", \"storage\"", Assert.Single(done.Response.Headers.GetValues("Clear-Site-Data")));
        Assert.Null(browser.Cookie(Web.Platform.SignIn.SessionCookie.Name));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/accounts/sign-out")).Status);
    }

    [Fact]
    [Asvs("A7")]
    public async Task Account_switched_off_loses_its_session_at_once_and_cannot_sign_in()
    {
        var account = await host.AccountAsync(Role.Administrator);
        var browser = await host.SignInAsync(account);
        await host.ArrangeAsync(async db =>
        {
            (await db.Users.SingleAsync(a => a.Id == account.Id)).DisabledAt = host.Now;
            return true;
        });

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/accounts/sign-out")).Status);
        Assert.StartsWith("This account is switched off", Assert.Single((await TryAsync(account.Email!, Make.Password)).Errors), StringComparison.Ordinal);
    }

    private async Task<Page> TryAsync(string email, string password, string? code = null)
    {
        var browser = host.Browser();
        var fields = new List<(string, string)> { ("Input.Email", email), ("Input.Password", password) };
        if (code is not null) fields.Add(("Input.Code", code));
        return await browser.SubmitAsync(await browser.GetAsync("/accounts/sign-in"), [.. fields]);
    }
}
