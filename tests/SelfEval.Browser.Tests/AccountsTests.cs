using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SelfEval.Web.Features.Accounts.Factors;
using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>
/// Accounts from the first start of an empty site: passkeys in Chromium's virtual authenticator, an app computed by the standard, lost factors, sessions,
/// an invitation and a leaver. Every page is looked at, at a desk's and a phone's width.
/// </summary>
public sealed partial class AccountsTests(EmptySite site) : IClassFixture<EmptySite>
{
    private const string Password = "three unrelated words", Colleague = "colleague@example.org";
    private byte[] _seed = [];
    private List<string> _codes = [];

    [Fact]
    public async Task Accounts_hold_from_the_first_start_to_the_leaver()
    {
        await using var admin = await Visitor.ArriveAsync(site, true, 1280);
        await PlugInAsync(admin.Page);
        await SetUpWithPasskeyAsync(admin);
        await SignInByPasskeyAsync(admin);
        await InviteAsync(admin);

        await using var newcomer = await Visitor.ArriveAsync(site, true, 320);
        await JoinWithAppAsync(newcomer);
        await SignInByCodeAsync(newcomer);
        await RevokeAsync(newcomer);
        await LoseTheAppAsync(newcomer);
        await LoseEverythingAsync(admin, newcomer);
        await LeaveAsync(admin, newcomer);
        await LoseAllThatTheOnlyAdministratorHasAsync(admin);
        admin.Judge();
        newcomer.Judge();
    }

    [Theory, InlineData(320), InlineData(1280)]
    public async Task Without_script_the_page_says_what_else_to_do(int width)
    {
        await using var visitor = await Visitor.ArriveAsync(site, false, width);
        await visitor.GoAsync("/accounts/sign-in", "sign-in-plain");
        Assert.Contains("Passkeys need JavaScript", await visitor.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(await visitor.Page.Locator("text=Sign in with a passkey").IsVisibleAsync());
        visitor.Judge();
    }

    private async Task SetUpWithPasskeyAsync(Visitor admin)
    {
        await admin.GoAsync(site.SetUpLink, "setup");
        await admin.Page.FillAsync("[name='Input.Name']", "Alice Administrator");
        await admin.Page.FillAsync("[name='Input.Email']", "alice@example.org");
        await admin.Page.FillAsync("[name='Input.Password']", Password);
        await admin.PressAsync(Visitor.Send, "factor-choose");
        Assert.Equal("Choose a second factor", await HeadingAsync(admin));
        // Nothing else opens before there is one.
        await admin.GoAsync("/accounts", "factor-first");
        Assert.Equal("Choose a second factor", await HeadingAsync(admin));
        await admin.PressAsync("text=Add a passkey", "factor-passkey");
        await admin.Page.FillAsync("[name='Input.Name']", "Desk computer");
        await admin.PressAsync("button:has-text('Add the passkey')", "factor-codes");
        Assert.Equal("Your passkey is added", await HeadingAsync(admin));
        Assert.Equal(10, await admin.Page.Locator("li .app-code").CountAsync());
        await admin.PressAsync("text=Continue", "home-admin");
    }

    private static async Task SignInByPasskeyAsync(Visitor admin)
    {
        await admin.PressAsync("button:has-text('Sign out')", "signed-out");
        await admin.PressAsync("button:has-text('Sign in with a passkey')", "home-passkey");
        await admin.GoAsync("/accounts/me", "me-passkey");
        Assert.Contains("1 passkey", await admin.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task InviteAsync(Visitor admin)
    {
        await admin.GoAsync("/accounts/invite", "invite");
        await admin.Page.FillAsync("[name='Input.Email']", Colleague);
        await admin.Page.CheckAsync("[value='Administrator']");
        await admin.PressAsync(Visitor.Send, "invited");
    }

    private async Task JoinWithAppAsync(Visitor newcomer)
    {
        var link = await site.LinkMailedToAsync(Colleague, "/accounts/join/");
        await newcomer.GoAsync(link, "join");
        await newcomer.Page.FillAsync("[name='Input.Name']", "Colin Colleague");
        await newcomer.Page.FillAsync("[name='Input.Password']", Password);
        await newcomer.PressAsync(Visitor.Send, "join-factor");
        await EnrolAsync(newcomer, "join");
        await newcomer.GoAsync(link, "join-again");
        Assert.Equal("This link is no longer in use", await HeadingAsync(newcomer));
    }

    private async Task SignInByCodeAsync(Visitor newcomer)
    {
        await newcomer.GoAsync("/accounts/me", "me");
        await SignOutAsync(newcomer);
        await PasswordAsync(newcomer, Password);
        await newcomer.Page.FillAsync("[name='Input.Code']", "000000");
        await newcomer.PressAsync("button:has-text('Continue')", "code-wrong");
        Assert.Contains("That code is not right", await newcomer.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        // The code of this half minute is used up by the setting up.
        await newcomer.Page.FillAsync("[name='Input.Code']", Code(steps: 1));
        await newcomer.PressAsync("button:has-text('Continue')", "home-code");
        Assert.DoesNotContain("/sign-in", newcomer.Page.Url, StringComparison.Ordinal);
    }

    private async Task RevokeAsync(Visitor newcomer)
    {
        await using var phone = await Visitor.ArriveAsync(site, true, 320);
        await PasswordAsync(phone, Password);
        await RecoverAsync(phone);
        await newcomer.GoAsync("/accounts/sessions", "sessions-two");
        await newcomer.PressAsync("form[action$='handler=End'] button", "sessions-ended");
        await phone.GoAsync("/accounts/me", "revoked");
        Assert.Contains("/accounts/sign-in", phone.Page.Url, StringComparison.Ordinal);
        phone.Judge();
    }

    private async Task LoseTheAppAsync(Visitor newcomer)
    {
        await SignOutAsync(newcomer);
        await PasswordAsync(newcomer, Password);
        await RecoverAsync(newcomer);
        Assert.DoesNotContain("/sign-in", newcomer.Page.Url, StringComparison.Ordinal);
    }

    private async Task LoseEverythingAsync(Visitor admin, Visitor newcomer)
    {
        await SignOutAsync(newcomer);
        await admin.GoAsync("/accounts", "accounts");
        await admin.PressAsync("main a:has-text('Colin Colleague')", "account");
        await admin.PressAsync("text=Send the link", "factor-send");
        await admin.PressAsync(Visitor.Send, "factor-sent");
        await newcomer.GoAsync(await site.LinkMailedToAsync(Colleague, "/accounts/new-factor/"), "factor-new");
        await newcomer.Page.FillAsync("[name='Input.Password']", Password);
        await newcomer.PressAsync(Visitor.Send, "factor-again");
        await EnrolAsync(newcomer, "again");
    }

    private static async Task LeaveAsync(Visitor admin, Visitor newcomer)
    {
        await admin.GoAsync("/accounts", "accounts");
        await admin.PressAsync("main a:has-text('Colin Colleague')", "account");
        await admin.PressAsync("text=They leave", "leave");
        await admin.PressAsync(Visitor.Send, "left");
        Assert.Contains("The account is ended", await admin.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await newcomer.GoAsync("/accounts/me", "after-leaving");
        Assert.Contains("/accounts/sign-in", newcomer.Page.Url, StringComparison.Ordinal);
    }

    /// <summary>Nobody is left who could help on a page: the link comes from the server's console.</summary>
    private async Task LoseAllThatTheOnlyAdministratorHasAsync(Visitor admin)
    {
        var link = await site.RecoverAsync("alice@example.org");
        await admin.GoAsync("/accounts", "signed-out-everywhere");
        Assert.Contains("/accounts/sign-in", admin.Page.Url, StringComparison.Ordinal);
        await using var phone = await Visitor.ArriveAsync(site, true, 320, 1280);
        Assert.StartsWith("/accounts/recovery/", link, StringComparison.Ordinal);
        await phone.GoAsync(link, "recovery");
        await phone.Page.FillAsync("[name='Input.Password']", "short");
        await phone.PressAsync(Visitor.Send, "recovery-short");
        await phone.Page.FillAsync("[name='Input.Password']", "four other calm words");
        await phone.PressAsync(Visitor.Send, "recovery-factor");
        await EnrolAsync(phone, "recovered");
        await phone.GoAsync("/accounts", "accounts-recovered");
        phone.Judge();
    }

    private async Task EnrolAsync(Visitor visitor, string name)
    {
        await visitor.PressAsync("text=Set up an app", $"{name}-app");
        await visitor.Page.ClickAsync("summary");
        _seed = OneTimeCode.Read((await visitor.Page.Locator("details .app-code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await visitor.Page.FillAsync("[name='Input.Code']", Code());
        await visitor.PressAsync("button:has-text('Continue')", $"{name}-codes");
        Assert.Equal("Your app is set up", await HeadingAsync(visitor));
        _codes = [.. CodeText().Matches(await visitor.Page.Locator("main").InnerTextAsync()).Select(m => m.Value)];
        Assert.Equal(10, _codes.Count);
        await visitor.PressAsync("text=Continue", $"{name}-home");
        Assert.DoesNotContain("/accounts/", visitor.Page.Url, StringComparison.Ordinal);
    }

    private async Task RecoverAsync(Visitor visitor)
    {
        await visitor.Page.FillAsync("[name='Input.Recovery']", _codes[0]);
        _codes.RemoveAt(0);
        await visitor.PressAsync("button:has-text('Use a recovery code')", "home-recovered");
    }

    private static async Task PasswordAsync(Visitor visitor, string password)
    {
        await visitor.GoAsync("/accounts/sign-in", "sign-in");
        await visitor.Page.FillAsync("[name='Input.Email']", Colleague);
        await visitor.Page.FillAsync("[name='Input.Password']", password);
        await visitor.PressAsync(Visitor.Send, "code");
    }

    private static async Task SignOutAsync(Visitor visitor)
    {
        await visitor.GoAsync("/accounts/sign-out", "sign-out");
        await visitor.PressAsync(Visitor.Send, "signed-out");
    }

    private string Code(int steps = 0) => OneTimeCode.Of(_seed, OneTimeCode.StepAt(TimeProvider.System.GetUtcNow().UtcDateTime) + steps);

    private static Task<string> HeadingAsync(Visitor visitor) => visitor.Page.Locator("h1").InnerTextAsync();

    /// <summary>A device that keeps passkeys and whose owner always touches it.</summary>
    private static async Task PlugInAsync(IPage page)
    {
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    [GeneratedRegex("[0-9A-Z]{4}(-[0-9A-Z]{4}){5}")]
    private static partial Regex CodeText();
}
