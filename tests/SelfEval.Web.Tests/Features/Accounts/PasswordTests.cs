using System.Net;
using SelfEval.Web.Features.Accounts;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

public sealed class PasswordTests(Host host) : IClassFixture<Host>
{
    [Theory]
    [InlineData("short")]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd123!")]
    [InlineData("qwertyuiop12")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("123456789012")]
    [InlineData("alice.smith2026")]
    [InlineData("alice.smith@example.org")]
    [InlineData("administrator1")]
    [InlineData("Liverpoolfc2026")]
    public void Guessable_passwords_are_refused(string password) => Assert.NotNull(PasswordRules.Fault(password, "alice.smith@example.org"));

    [Theory]
    [InlineData("three unrelated words")]
    [InlineData("correct horse battery staple")]
    [InlineData("kX9#vLq2!mZr")]
    [InlineData("mein Rad steht im Regen, immer noch")]
    public void Others_are_taken(string password) => Assert.Null(PasswordRules.Fault(password, "alice.smith@example.org"));

    [Fact]
    public async Task A_forgotten_password_is_replaced_once_and_ends_other_sessions()
    {
        var account = await host.AccountAsync(Role.Administrator);
        var elsewhere = await host.SignInAsync(account);
        Assert.Equal("/accounts/forgotten-password?sent=true", await AskAsync(account.Email!));
        Assert.Equal("/accounts/forgotten-password?sent=true", await AskAsync("nobody@example.org"));
        Assert.Empty(await host.MailToAsync("nobody@example.org"));
        var path = await host.LinkMailedToAsync(account.Email!, "/accounts/reset-password");

        var browser = host.Browser();
        var page = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(page, ("Input.Password", "password1234"))).Status);
        Assert.Equal("/accounts/sign-in?done=password", (await browser.SubmitAsync(page, ("Input.Password", "a quite new password"))).Location);

        Assert.Equal(HttpStatusCode.Gone, (await browser.SubmitAsync(page, ("Input.Password", "yet another password"))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/accounts/me")).Status);
        await host.SignInAsync(account, "a quite new password");
        Assert.Contains(await host.MailToAsync(account.Email!), m => m.Subject!.Contains("was changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reset_link_is_dead_after_half_an_hour()
    {
        var account = await host.AccountAsync(Role.Administrator);
        await AskAsync(account.Email!);
        var path = await host.LinkMailedToAsync(account.Email!, "/accounts/reset-password");
        host.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(path)).Status);
    }

    [Fact]
    public async Task An_api_key_is_shown_once_and_can_be_revoked()
    {
        var browser = await host.AsAsync(Role.Administrator);
        var shown = await browser.SubmitAsync(await browser.GetAsync("/accounts/me"), "form[action*='handler=Key']", ("Input.KeyName", "nightly"), ("Input.KeyDays", "30"));
        var key = shown.Document.QuerySelectorAll(".app-code").Select(e => e.TextContent).Single(t => t.StartsWith("se_", StringComparison.Ordinal) && t.Length == 43);

        var again = await browser.GetAsync("/accounts/me");
        Assert.DoesNotContain(key, again.Html, StringComparison.Ordinal);
        Assert.Contains(key[..9], again.Text, StringComparison.Ordinal);
        var revoked = await browser.FollowAsync(await browser.SubmitAsync(again, "form[action*='handler=Revoke']"));
        Assert.Contains("No longer works", revoked.Text, StringComparison.Ordinal);
    }

    private async Task<string?> AskAsync(string email)
    {
        var browser = host.Browser();
        return (await browser.SubmitAsync(await browser.GetAsync("/accounts/forgotten-password"), ("Input.Email", email))).Location;
    }
}
