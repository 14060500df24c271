using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Features.Accounts.Recovery;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

/// <summary>The way back that is opened on the server's console, as far as pages go; the command itself is in ConsoleTests of SelfEval.Faults.Tests.</summary>
public sealed class RecoveryTests(Host host) : IClassFixture<Host>
{
    private const string New = "seven calm herons by the lake";

    [Fact]
    public async Task An_only_administrator_without_any_factor_gets_back_in_by_the_link_and_the_old_factors_are_gone()
    {
        var (ada, oldSeed, _) = await host.AccountWithAppAsync();
        var before = await host.SignInAsync(ada);
        var link = await OpenAsync(ada.Email!);

        // At once, before anybody opens the link; the mail tells and leads nowhere.
        Assert.StartsWith("/accounts/sign-in?", (await before.GetAsync("/accounts/me")).Location, StringComparison.Ordinal);
        var told = (await host.MailToAsync(ada.Email!)).Single(m => m.Subject!.Contains("the way back", StringComparison.Ordinal));
        Assert.DoesNotContain("/accounts/recovery", told.TextBody, StringComparison.Ordinal);

        var browser = host.Browser();
        var page = await browser.GetAsync(link);
        Assert.Equal("Get back into your account", page.Heading);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(page, ("Input.Password", "short"))).Status);
        var chosen = await browser.SubmitAsync(page, ("Input.Password", New));
        Assert.StartsWith("/accounts/second-factor", chosen.Location, StringComparison.Ordinal);
        // Half signed in only: nothing but a new second factor is open.
        Assert.StartsWith("/accounts/second-factor", (await browser.GetAsync("/accounts")).Location, StringComparison.Ordinal);
        var (seed, _) = await browser.SetUpAppAsync(host);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts")).Status);

        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(link)).Status);
        var other = host.Browser();
        Assert.Equal(HttpStatusCode.BadRequest, (await other.EnterPasswordAsync(ada.Email!)).Status);
        await other.EnterPasswordAsync(ada.Email!, New);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = await other.GetAsync("/accounts/sign-in/code");
        Assert.Equal(HttpStatusCode.BadRequest, (await other.SubmitAsync(code, "form[action$='handler=Code']", ("Input.Code", host.CodeOf(oldSeed)))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await other.SubmitAsync(code, "form[action$='handler=Code']", ("Input.Code", host.CodeOf(seed)))).Status);

        var audited = await host.ReadAsync(db => db.AuditEntries.Where(a => a.Subject == $"account:{ada.Id}" && a.Action.StartsWith("account.recover")).OrderBy(a => a.Id).ToListAsync());
        Assert.Equal([("account.recovery_opened", "console"), ("account.recovered", "page")], audited.Select(a => (a.Action, a.Source.Split(' ')[0])));
        Assert.Contains((await host.MailToAsync(ada.Email!)), m => m.Subject!.EndsWith("a new password was chosen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_link_ends_after_an_hour_and_with_the_next_one()
    {
        var ben = await host.AccountAsync(Role.Administrator);
        var first = await OpenAsync(ben.Email!);
        var second = await OpenAsync(ben.Email!);
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(first)).Status);
        var browser = host.Browser();
        var page = await browser.GetAsync(second);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        host.Clock.Advance(OpenRecovery.Life);
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(second)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await browser.SubmitAsync(page, ("Input.Password", New))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync("/accounts/recovery/0123456789abcdefghijkl")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browser().EnterPasswordAsync(ben.Email!)).Status);
    }

    [Fact]
    public async Task Nobody_unknown_switched_off_or_of_the_organisation_is_let_in()
    {
        var admin = await host.AccountAsync(Role.Administrator);
        var gone = await host.AccountAsync(Role.Administrator);
        var theirs = await host.AccountAsync(Role.Administrator);
        await host.ArrangeAsync(async db => (await db.Users.FindAsync(gone.Id))!.DisabledAt = host.Now);
        await host.ArrangeAsync(async db => (await db.Users.FindAsync(theirs.Id))!.PasswordHash = null);
        Assert.Contains(admin.Email!, (await Assert.ThrowsAsync<RecoveryException>(() => OpenAsync("nobody@example.org"))).Message, StringComparison.Ordinal);
        Assert.Contains("switched off", (await Assert.ThrowsAsync<RecoveryException>(() => OpenAsync(gone.Email!))).Message, StringComparison.Ordinal);
        Assert.Contains("organisation", (await Assert.ThrowsAsync<RecoveryException>(() => OpenAsync(theirs.Email!))).Message, StringComparison.Ordinal);
        // Who is switched off after it was opened is out too.
        var late = await host.AccountAsync(Role.Administrator);
        var link = await OpenAsync(late.Email!);
        await host.ArrangeAsync(async db => (await db.Users.FindAsync(late.Id))!.DisabledAt = host.Now);
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(link)).Status);
    }

    private async Task<string> OpenAsync(string email) => new Uri(await host.WithAsync(s => s.GetRequiredService<OpenRecovery>().RunAsync(email))).PathAndQuery;
}
