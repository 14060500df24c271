using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Tests;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

/// <summary>What owners change about their own account.</summary>
public sealed class OwnerTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task An_email_address_changes_only_by_a_link_that_reaches_the_new_one()
    {
        var account = await host.AccountAsync(Role.Administrator);
        var next = $"{Guid.NewGuid():N}@example.org";
        var browser = await host.SignInAsync(account);
        Assert.Equal("/accounts/me?done=email", (await browser.SubmitAsync(await browser.GetAsync("/accounts/email"), ("Input.Email", next))).Location);
        Assert.Equal(account.Email, await EmailAsync(account));
        Assert.Contains(await host.MailToAsync(account.Email!), m => m.Subject!.Contains("a new email address was asked for", StringComparison.Ordinal));

        var link = await host.LinkMailedToAsync(next, "/accounts/new-email/");
        var reader = host.Browser();
        var page = await reader.GetAsync(link);
        Assert.Equal(account.Email, await EmailAsync(account));
        Assert.Equal("/accounts/sign-in?done=email", (await reader.SubmitAsync(page)).Location);
        Assert.Equal(next, await EmailAsync(account));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/accounts/me")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await reader.GetAsync(link)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await reader.SubmitAsync(page)).Status);
        Assert.StartsWith("/accounts/second-factor", (await host.Browser().EnterPasswordAsync(next)).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Browser().EnterPasswordAsync(account.Email!)).Status);
        foreach (var address in new[] { account.Email!, next })
            Assert.Contains(await host.MailToAsync(address), m => m.Subject!.Contains("your email address was changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_somebody_has_is_answered_alike_and_gets_no_link()
    {
        var (mine, theirs) = (await host.AccountAsync(Role.Administrator), await host.AccountAsync(Role.Administrator));
        var browser = await host.SignInAsync(mine);
        Assert.Equal("/accounts/me?done=email", (await browser.SubmitAsync(await browser.GetAsync("/accounts/email"), ("Input.Email", theirs.Email!))).Location);
        Assert.DoesNotContain(await host.MailToAsync(theirs.Email!), m => m.TextBody!.Contains("/accounts/new-email/", StringComparison.Ordinal));
    }

    [Fact]
    [Asvs("B20")]
    public async Task A_link_of_one_kind_opens_nothing_of_another()
    {
        var (account, _, _) = await host.AccountWithAppAsync();
        var admin = await host.AsAsync(Role.Administrator);
        await admin.SubmitAsync(await admin.GetAsync($"/accounts/{account.Id}/new-factor"));
        await admin.SubmitAsync(await admin.GetAsync("/accounts/invite"), ("Input.Email", "somebody@example.org"), ("Input.Role", "Administrator"));
        var next = $"{Guid.NewGuid():N}@example.org";
        var owner = await host.SignInAsync(account);
        await owner.SubmitAsync(await owner.GetAsync("/accounts/email"), ("Input.Email", next));
        await owner.SubmitAsync(await owner.GetAsync("/accounts/me"), "form[action='/accounts/sign-out']");
        await owner.SubmitAsync(await owner.GetAsync("/accounts/forgotten-password"), ("Input.Email", account.Email!));

        string Last(string path) => path[(path.LastIndexOfAny(['/', '=']) + 1)..];
        var tokens = new Dictionary<string, string>
        {
            ["/accounts/new-factor/"] = Last(await host.LinkMailedToAsync(account.Email!, "/accounts/new-factor/")),
            ["/accounts/join/"] = Last(await host.LinkMailedToAsync("somebody@example.org", "/accounts/join/")),
            ["/accounts/new-email/"] = Last(await host.LinkMailedToAsync(next, "/accounts/new-email/")),
            ["/accounts/reset-password?token="] = Last(await host.LinkMailedToAsync(account.Email!, "/accounts/reset-password")),
        };
        foreach (var (door, _) in tokens)
            foreach (var (made, token) in tokens)
                Assert.Equal(door == made ? HttpStatusCode.OK : HttpStatusCode.Gone, (await host.Browser().GetAsync(door + token)).Status);
    }

    [Fact]
    public async Task A_new_password_takes_the_present_one_and_ends_other_sessions()
    {
        var account = await host.AccountAsync(Role.Administrator);
        var (here, there) = (await host.SignInAsync(account), await host.SignInAsync(account));
        var page = await here.GetAsync("/accounts/password");
        Assert.Equal(HttpStatusCode.BadRequest, (await here.SubmitAsync(page, ("Input.Present", "not the right one"), ("Input.Password", "a quite new password"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await here.SubmitAsync(page, ("Input.Present", Make.Password), ("Input.Password", "password1234"))).Status);
        Assert.Equal("/accounts/me?done=password", (await here.SubmitAsync(page, ("Input.Present", Make.Password), ("Input.Password", "a quite new password"))).Location);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/accounts/me")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/accounts/me")).Status);
        Assert.Contains(await host.MailToAsync(account.Email!), m => m.Subject!.Contains("your password was changed", StringComparison.Ordinal));
    }

    private Task<string?> EmailAsync(Account account) => host.ReadAsync(db => db.Users.Where(a => a.Id == account.Id).Select(a => a.Email).SingleAsync());
}
