using System.Net;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests;

/// <summary>A browser in which somebody of the cast has signed in, through the page.</summary>
public static class SignedIn
{
    public static async Task<Browser> SignInAsync(this Host host, Account account, string password = Make.Password)
    {
        var browser = host.Browser();
        var page = await browser.SubmitAsync(await browser.GetAsync("/accounts/sign-in"),
            ("Input.Email", account.Email!), ("Input.Password", password));
        Assert.True(page.Status == HttpStatusCode.Redirect, $"{page.Status}: {page.Text}");
        return browser;
    }

    /// <summary>Makes the account and signs it in.</summary>
    public static async Task<Browser> AsAsync(this Host host, Role role, Programme? programme = null, Team? team = null) =>
        await host.SignInAsync(await host.AccountAsync(role, programme, team));
}
