using System.Net;
using SelfEval.Web.Features.Accounts.Factors;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;
using Xunit;

namespace SelfEval.Web.Tests;

/// <summary>A browser in which somebody of the cast has signed in.</summary>
public static class SignedIn
{
    /// <summary>
    /// As after password and code: with the row of a whole session, made directly, because a code works once and the clock of tests stands still.
    /// </summary>
    public static async Task<Browser> SignInAsync(this Host host, Account account, SignInWay way = SignInWay.PasswordAndCode)
    {
        var token = Secrets.NewLink() + Secrets.NewLink();
        await host.ArrangeAsync(db =>
        {
            var row = new AccountSession
            {
                AccountId = account.Id,
                TokenHash = Secrets.Hash(token),
                Way = way,
                IsWhole = true,
                CreatedAt = host.Now,
                LastSeenAt = host.Now,
                FreshAt = host.Now,
                Device = "Test",
            };
            db.AccountSessions.Add(row);
            return Task.FromResult(row);
        });
        var browser = host.Browser();
        browser.SetCookie(SessionCookie.Name, token);
        return browser;
    }

    /// <summary>Makes the account and signs it in.</summary>
    public static async Task<Browser> AsAsync(this Host host, Role role, Programme? programme = null, Team? team = null) =>
        await host.SignInAsync(await host.AccountAsync(role, programme, team));

    /// <summary>Address and password through the page; the answer says where to go on.</summary>
    public static async Task<Page> EnterPasswordAsync(this Browser browser, string email, string password = Make.Password, string page = "/accounts/sign-in") =>
        await browser.SubmitAsync(await browser.GetAsync(page), ("Input.Email", email), ("Input.Password", password));

    /// <summary>Sets up an app through the pages, as the newcomer to whom the browser belongs; returns the app's seed and the page with the recovery codes.</summary>
    public static async Task<(byte[] Seed, Page Done)> SetUpAppAsync(this Browser browser, Host host)
    {
        var page = await browser.GetAsync("/accounts/second-factor/app");
        Assert.True(page.Status == HttpStatusCode.OK, $"{page.Status} {page.Location}");
        var seed = OneTimeCode.Read(page.Document.QuerySelector("details .app-code")!.TextContent.Replace(" ", "", StringComparison.Ordinal));
        var done = await browser.SubmitAsync(page, "form[action='/accounts/second-factor/app']", ("Input.Code", host.CodeOf(seed)));
        Assert.Equal("Your app is set up", done.Heading);
        return (seed, done);
    }

    /// <summary>What the app shows now, or so many half minutes from now.</summary>
    public static string CodeOf(this Host host, byte[] seed, int steps = 0) => OneTimeCode.Of(seed, OneTimeCode.StepAt(host.Now) + steps);

    /// <summary>An account with an app, and its seed.</summary>
    public static async Task<(Account Account, byte[] Seed, IReadOnlyList<string> Codes)> AccountWithAppAsync(this Host host, Role role = Role.Administrator, Team? team = null)
    {
        var account = await host.AccountAsync(role, team: team);
        var browser = host.Browser();
        await browser.EnterPasswordAsync(account.Email!);
        var (seed, done) = await browser.SetUpAppAsync(host);
        return (account, seed, [.. done.Document.QuerySelectorAll("li .app-code").Select(c => c.TextContent)]);
    }
}
