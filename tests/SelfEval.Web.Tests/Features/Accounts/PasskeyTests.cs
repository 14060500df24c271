using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SelfEval.Tests;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

public sealed class PasskeyTests(Host host) : IClassFixture<Host>
{
    private const string SignInForm = "form[action='/accounts/sign-in?handler=Passkey']";

    [Fact]
    public async Task A_newcomer_adds_a_passkey_and_signs_in_with_nothing_else()
    {
        using var device = new SoftAuthenticator();
        var account = await AccountAsync(device);

        var browser = host.Browser();
        var done = await AnswerAsync(browser, device, "/accounts/sign-in?returnUrl=%2Faccounts%2Fme", SignInForm);
        Assert.Equal("/accounts/me", done.Location);
        Assert.Contains("1 passkey", (await browser.GetAsync("/accounts/me")).Text, StringComparison.Ordinal);
        var row = await host.ReadAsync(db => db.AccountPasskeys.SingleAsync(p => p.AccountId == account.Id));
        Assert.Equal(("Work laptop", host.Now, 2L), (row.Name, row.LastUsedAt, row.SignCount));
        Assert.Equal(SignInWay.Passkey, await host.ReadAsync(db => db.AccountSessions.Where(s => s.AccountId == account.Id).OrderByDescending(s => s.Id).Select(s => s.Way).FirstAsync()));
        Assert.Contains(await host.MailToAsync(account.Email!), m => m.Subject!.Contains("a passkey was added", StringComparison.Ordinal));
    }

    [Fact]
    [Asvs("B18")]
    public async Task An_answer_is_taken_once_and_not_after_ten_minutes()
    {
        using var device = new SoftAuthenticator();
        await AccountAsync(device);
        var page = await host.Browser().GetAsync("/accounts/sign-in");
        var credential = device.Get(OptionsOf(page, SignInForm));

        // The same form in two browsers: the first is in, the second is not.
        var first = host.Browser();
        await first.GetAsync("/accounts/sign-in");
        Assert.Equal("/", (await PostAsync(first, page, credential)).Location);
        var second = await PostAsync(host.Browser(), page, credential);
        Assert.Equal(HttpStatusCode.BadRequest, second.Status);
        Assert.StartsWith("The passkey was not accepted", Assert.Single(second.Errors), StringComparison.Ordinal);

        var late = host.Browser();
        var form = await late.GetAsync("/accounts/sign-in");
        var answer = device.Get(OptionsOf(form, SignInForm));
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.BadRequest, (await late.SubmitAsync(form, SignInForm, ("Passkey.Credential", answer))).Status);
    }

    [Fact]
    [Asvs("B18")]
    public async Task Another_origin_another_domain_an_unverified_person_and_a_foreign_key_are_refused()
    {
        using var device = new SoftAuthenticator();
        await AccountAsync(device);
        foreach (var twist in new Action<SoftAuthenticator>[]
                 {
                     d => d.Origin = "https://evil.example", d => d.Origin = "https://sub.localhost", d => d.Domain = "evil.example", d => d.Verifies = false,
                 })
        {
            twist(device);
            Assert.Equal(HttpStatusCode.BadRequest, (await AnswerAsync(host.Browser(), device, "/accounts/sign-in", SignInForm)).Status);
            (device.Origin, device.Domain, device.Verifies) = ("https://localhost", "localhost", true);
        }

        using var stranger = new SoftAuthenticator { UserHandle = device.UserHandle };
        Assert.Equal(HttpStatusCode.BadRequest, (await AnswerAsync(host.Browser(), stranger, "/accounts/sign-in", SignInForm)).Status);
        foreach (var rubbish in new[] { "", "{}", "[]", "not json", "{\"id\":\"AA\"}", new string('x', 30_000) })
        {
            var browser = host.Browser();
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(await browser.GetAsync("/accounts/sign-in"), SignInForm, ("Passkey.Credential", rubbish))).Status);
        }

        // And nothing of this kept the right one out.
        Assert.Equal("/", (await AnswerAsync(host.Browser(), device, "/accounts/sign-in", SignInForm)).Location);
    }

    [Fact]
    [Asvs("B18")]
    public async Task Challenges_are_long_name_the_configured_domain_and_ask_for_the_person()
    {
        var first = JsonSerializer.Deserialize<JsonElement>(OptionsOf(await host.Browser().GetAsync("/accounts/sign-in"), SignInForm));
        var second = JsonSerializer.Deserialize<JsonElement>(OptionsOf(await host.Browser().GetAsync("/accounts/sign-in"), SignInForm));
        Assert.NotEqual(first.GetProperty("challenge").GetString(), second.GetProperty("challenge").GetString());
        Assert.True(System.Buffers.Text.Base64Url.DecodeFromChars(first.GetProperty("challenge").GetString()).Length >= 16);
        Assert.Equal("localhost", first.GetProperty("rpId").GetString());
        Assert.Equal("required", first.GetProperty("userVerification").GetString());

        using var request = new HttpRequestMessage(HttpMethod.Get, "/accounts/sign-in");
        request.Headers.Host = "evil.example";
        var html = await (await host.Browser().Client.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.DoesNotContain("evil.example", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passkey_is_the_second_factor_beside_a_password_and_confirms()
    {
        using var device = new SoftAuthenticator();
        var account = await AccountAsync(device);
        var browser = host.Browser();
        Assert.StartsWith("/accounts/sign-in/code", (await browser.EnterPasswordAsync(account.Email!)).Location, StringComparison.Ordinal);
        Assert.Equal("Use your passkey", (await browser.GetAsync("/accounts/sign-in/code")).Heading);
        Assert.Equal("/", (await AnswerAsync(browser, device, "/accounts/sign-in/code", "form[action$='handler=Passkey']")).Location);

        // A password alone does not confirm what a passkey signed in.
        var confirm = await browser.GetAsync("/accounts/confirm?returnUrl=%2Faccounts%2Fkeys");
        Assert.Null(confirm.Document.QuerySelector("input[type=password]"));
        Assert.Equal("/accounts/keys", (await AnswerAsync(browser, device, "/accounts/confirm?returnUrl=%2Faccounts%2Fkeys", "form[action$='handler=Passkey']")).Location);
    }

    [Fact]
    public async Task The_only_factor_stays_and_ten_passkeys_are_enough()
    {
        using var device = new SoftAuthenticator();
        var account = await AccountAsync(device);
        var browser = await host.SignInAsync(account);
        var page = await browser.GetAsync("/accounts/security");
        Assert.Equal(HttpStatusCode.Conflict, (await browser.SubmitAsync(page, "form[action$='handler=RemovePasskey']")).Status);

        for (var i = 2; i <= AccountPasskey.Most; i++)
        {
            using var another = new SoftAuthenticator();
            Assert.Equal(HttpStatusCode.OK, (await AddAsync(browser, another)).Status);
        }

        using var eleventh = new SoftAuthenticator();
        Assert.Equal(HttpStatusCode.Conflict, (await AddAsync(browser, eleventh)).Status);
        Assert.Equal("/accounts/security?done=passkey", (await browser.SubmitAsync(await browser.GetAsync("/accounts/security"), "form[action$='handler=RemovePasskey']")).Location);
        Assert.Equal(9, await host.ReadAsync(db => db.AccountPasskeys.CountAsync(p => p.AccountId == account.Id)));
    }

    [Fact]
    public async Task A_switched_off_account_is_not_opened_by_its_passkey()
    {
        using var device = new SoftAuthenticator();
        var account = await AccountAsync(device);
        await host.ArrangeAsync(async db =>
        {
            (await db.Users.SingleAsync(a => a.Id == account.Id)).DisabledAt = host.Now;
            return true;
        });
        Assert.Equal(HttpStatusCode.BadRequest, (await AnswerAsync(host.Browser(), device, "/accounts/sign-in", SignInForm)).Status);
    }

    private async Task<Account> AccountAsync(SoftAuthenticator device)
    {
        var account = await host.AccountAsync(Role.Administrator);
        var browser = host.Browser();
        await browser.EnterPasswordAsync(account.Email!);
        var added = await AddAsync(browser, device);
        Assert.Equal("Your passkey is added", added.Heading);
        Assert.Equal(10, added.Document.QuerySelectorAll("li .app-code").Length);
        return account;
    }

    private static async Task<Page> AddAsync(Browser browser, SoftAuthenticator device)
    {
        const string Form = "form[action='/accounts/second-factor/passkey']";
        var page = await browser.GetAsync("/accounts/second-factor/passkey");
        return await browser.SubmitAsync(page, Form, ("Input.Name", "Work laptop"), ("Passkey.Credential", device.Create(OptionsOf(page, Form))));
    }

    private static async Task<Page> AnswerAsync(Browser browser, SoftAuthenticator device, string address, string form)
    {
        var page = await browser.GetAsync(address);
        return await browser.SubmitAsync(page, form, ("Passkey.Credential", device.Get(OptionsOf(page, form))));
    }

    /// <summary>The answer to one browser's challenge, sent by another with its own antiforgery token.</summary>
    private static async Task<Page> PostAsync(Browser browser, Page asked, string credential)
    {
        var state = asked.Document.QuerySelector($"{SignInForm} [name='Passkey.State']")!.GetAttribute("value")!;
        return await browser.SubmitAsync(await browser.GetAsync("/accounts/sign-in"), SignInForm, ("Passkey.State", state), ("Passkey.Credential", credential));
    }

    private static string OptionsOf(Page page, string form) => page.Document.QuerySelector($"{form} [data-app-passkey]")!.GetAttribute("data-app-options")!;
}
