using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Features.Accounts;
using SelfEval.Web.Features.Accounts.Recovery;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

/// <summary>Whatever guards an account cannot be added, changed or removed without a mail to its owner.</summary>
public sealed class NoticesTests(Host host) : IClassFixture<Host>
{
    private const string PasskeyForm = "form[action='/accounts/second-factor/passkey']";

    [Fact]
    [Asvs("B12")]
    public async Task A_passkey_and_an_app_that_are_removed_are_told()
    {
        using var device = new SoftAuthenticator();
        var (account, browser) = await WithBothAsync(device);
        await browser.SubmitAsync(await browser.GetAsync("/accounts/security"), "form[action$='handler=RemovePasskey']");
        Assert.Equal(["a passkey was removed"], await NewAsync(account, "removed"));

        using var another = new SoftAuthenticator();
        await AddPasskeyAsync(browser, another);
        await browser.SubmitAsync(await browser.GetAsync("/accounts/security"), "form[action$='handler=RemoveApp']");
        Assert.Equal(["a passkey was removed", "your authenticator app was removed"], await NewAsync(account, "removed"));
    }

    [Fact]
    [Asvs("B12")]
    public async Task A_key_is_told_when_its_owner_revokes_it_and_when_somebody_records_that_they_left()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var owner = await host.AccountAsync(Role.TeamLead, team: team);
        await host.ApiKeyAsync(owner);
        var browser = await host.SignInAsync(owner);
        await browser.SubmitAsync(await browser.GetAsync("/accounts/keys"), "form[action*='handler=Revoke']");
        Assert.Equal(["an API key was revoked"], await NewAsync(owner, "revoked"));

        var (member, idle) = (await host.AccountAsync(Role.TeamMember, team: team), await host.AccountAsync(Role.TeamMember, team: team));
        await host.ApiKeyAsync(member, programmeId: team.ProgrammeId, teamId: team.Id);
        foreach (var leaver in new[] { member, idle }) await browser.SubmitAsync(await browser.GetAsync($"/accounts/{leaver.Id}/leave"));
        Assert.Equal(["API keys were revoked"], await NewAsync(member, "revoked"));
        Assert.Empty(await NewAsync(idle, "revoked"));
    }

    [Fact]
    [Asvs("B12")]
    public async Task The_old_address_is_told_of_a_new_one_too()
    {
        var account = await host.AccountAsync(Role.Administrator);
        var next = $"{Guid.NewGuid():N}@example.org";
        var browser = await host.SignInAsync(account);
        await browser.SubmitAsync(await browser.GetAsync("/accounts/email"), ("Input.Email", next));
        var reader = host.Browser();
        await reader.SubmitAsync(await reader.GetAsync(await host.LinkMailedToAsync(next, "/accounts/new-email/")));
        Assert.Equal(["a new email address was asked for", "your email address was changed"], await NewAsync(account, "email address"));
        Assert.Contains(await host.MailToAsync(next), m => m.Subject!.EndsWith("your email address was changed", StringComparison.Ordinal));
    }

    /// <summary>Every notice that the product knows, from what a person does; a new one has to be shown here.</summary>
    [Fact]
    [Asvs("B12")]
    public async Task Every_notice_is_mailed_and_names_nothing_secret()
    {
        using var device = new SoftAuthenticator();
        var (account, browser) = await WithBothAsync(device);
        await host.ApiKeyAsync(account);
        var made = await browser.SubmitAsync(await browser.GetAsync("/accounts/keys"), "form[action$='handler=Key']", ("Input.KeyName", "nightly"), ("Input.KeyDays", "30"));
        await browser.SubmitAsync(await browser.GetAsync("/accounts/keys"), "form[action*='handler=Revoke']");
        var codes = (await browser.SubmitAsync(await browser.GetAsync("/accounts/security"), "form[action$='handler=Codes']")).Document.QuerySelectorAll("li .app-code").Select(c => c.TextContent).ToList();
        var other = host.Browser();
        await other.EnterPasswordAsync(account.Email!);
        await other.SubmitAsync(await other.GetAsync("/accounts/sign-in/code"), "form[action$='handler=Recovery']", ("Input.Recovery", codes[0]));
        await browser.SubmitAsync(await browser.GetAsync("/accounts/password"), ("Input.Present", Make.Password), ("Input.Password", "a quite new password"));
        await browser.SubmitAsync(await browser.GetAsync("/accounts/security"), "form[action$='handler=RemovePasskey']");
        using var another = new SoftAuthenticator();
        await AddPasskeyAsync(browser, another);
        await browser.SubmitAsync(await browser.GetAsync("/accounts/security"), "form[action$='handler=RemoveApp']");

        var admin = await host.AsAsync(Role.Administrator);
        await admin.SubmitAsync(await admin.GetAsync($"/accounts/{account.Id}/new-factor"));
        var reader = host.Browser();
        await reader.SubmitAsync(await reader.GetAsync(await host.LinkMailedToAsync(account.Email!, "/accounts/new-factor/")), ("Input.Password", "a quite new password"));
        await reader.SetUpAppAsync(host);
        var next = $"{Guid.NewGuid():N}@example.org";
        await reader.SubmitAsync(await reader.GetAsync("/accounts/email"), ("Input.Email", next));
        await reader.SubmitAsync(await reader.GetAsync(await host.LinkMailedToAsync(next, "/accounts/new-email/")));
        await admin.SubmitAsync(await admin.GetAsync("/accounts/invite"), "#invite", ("Input.Email", next), ("Input.Role", "Administrator"));
        var again = await host.SignInAsync(account);
        await again.SubmitAsync(await again.GetAsync(await host.LinkMailedToAsync(next, "/accounts/join/")));
        var opened = new Uri(await host.WithAsync(s => s.GetRequiredService<OpenRecovery>().RunAsync(next))).PathAndQuery;
        var back = host.Browser();
        await back.SubmitAsync(await back.GetAsync(opened), ("Input.Password", "seven calm herons by the lake"));
        await host.ApiKeyAsync(account);
        await admin.SubmitAsync(await admin.GetAsync($"/accounts/{account.Id}/leave"));

        var mails = (await host.MailToAsync(account.Email!)).Concat(await host.MailToAsync(next)).ToList();
        var known = typeof(AccountNotices).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType == typeof((string, string))).Select(f => ((string Subject, string Sentence))f.GetValue(null)!).ToList();
        Assert.True(known.Count >= 14);
        foreach (var (subject, sentence) in known)
        {
            var mail = mails.LastOrDefault(m => m.Subject!.EndsWith(": " + subject, StringComparison.Ordinal));
            Assert.True(mail is not null, $"No mail says that {subject}.");
            Assert.Contains(sentence, mail.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
            foreach (var secret in codes.Append("a quite new password").Append(made.Document.QuerySelectorAll(".app-code")[^1].TextContent)) Assert.DoesNotContain(secret, mail.TextBody, StringComparison.Ordinal);
        }
    }

    /// <summary>The ends of the subjects of the mails so far that have these words, by time.</summary>
    private async Task<List<string>> NewAsync(Account account, string words) =>
        [.. (await host.MailToAsync(account.Email!)).Select(m => m.Subject!.Split(": ", 2)[1]).Where(s => s.Contains(words, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private async Task<(Account Account, Browser Browser)> WithBothAsync(SoftAuthenticator device)
    {
        var (account, _, _) = await host.AccountWithAppAsync();
        var browser = await host.SignInAsync(account);
        await AddPasskeyAsync(browser, device);
        return (account, browser);
    }

    private static async Task AddPasskeyAsync(Browser browser, SoftAuthenticator device)
    {
        var page = await browser.GetAsync("/accounts/second-factor/passkey");
        var options = page.Document.QuerySelector($"{PasskeyForm} [data-app-passkey]")!.GetAttribute("data-app-options")!;
        Assert.Equal(System.Net.HttpStatusCode.OK, (await browser.SubmitAsync(page, PasskeyForm, ("Input.Name", "Work laptop"), ("Passkey.Credential", device.Create(options)))).Status);
    }
}
