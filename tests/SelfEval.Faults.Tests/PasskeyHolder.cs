using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>Somebody who signs in with a passkey: a Chromium with a virtual authenticator, which lives through whatever happens to the site as a person's device would.</summary>
internal sealed class PasskeyHolder : IAsyncDisposable
{
    private const string Email = "pia@example.org";
    private const string Password = "eleven slow green tortoises";

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _chromium;
    private readonly IPage _page;

    private PasskeyHolder(IPlaywright playwright, IBrowser chromium, IPage page) => (_playwright, _chromium, _page) = (playwright, chromium, page);

    public static async Task<PasskeyHolder> LayAsync(Place place)
    {
        await place.WithAsync(async services =>
        {
            var (db, users) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<UserManager<Account>>());
            return await services.GetRequiredService<WriteGate>().RunAsync(db, async () =>
            {
                var account = new Account { Name = "Pia", Email = Email, UserName = Email, CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime, IsAdministrator = true, EmailConfirmed = true };
                var made = await users.CreateAsync(account, Password);
                return made.Succeeded ? true : throw new InvalidOperationException(string.Join(' ', made.Errors.Select(e => e.Description)));
            });
        });
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Environment.GetEnvironmentVariable("SELFEVAL_CHROMIUM") ?? "/usr/bin/chromium", Args = Quiet });
        var context = await chromium.NewContextAsync();
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        var devices = await context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return new PasskeyHolder(playwright, chromium, page);
    }

    /// <summary>Signs in by password for the first time and adds a passkey.</summary>
    public async Task EnrolAsync(Uri site)
    {
        await _page.GotoAsync($"{site}accounts/sign-in");
        await _page.FillAsync("[name='Input.Email']", Email);
        await _page.FillAsync("[name='Input.Password']", Password);
        await PressAsync("form:has([name='Input.Password']) button:not([type=button])", new Regex("/accounts/second-factor"));
        await PressAsync("text=Add a passkey", new Regex("/accounts/second-factor/passkey"));
        await _page.FillAsync("[name='Input.Name']", "Desk computer");
        await _page.ClickAsync("button:has-text('Add the passkey')");
        await _page.WaitForSelectorAsync("h1:has-text('Your passkey is added')");
    }

    /// <summary>Forgets the session and signs in by the passkey alone.</summary>
    public async Task SignInAsync(Uri site)
    {
        await _page.Context.ClearCookiesAsync();
        await _page.GotoAsync($"{site}operations/health");
        Assert.Contains("/accounts/sign-in", _page.Url, StringComparison.Ordinal);
        await PressAsync("button:has-text('Sign in with a passkey')", new Regex("/operations/health$"));
        Assert.Equal("Health of the service", (await _page.Locator("h1").InnerTextAsync()).Trim());
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _playwright.Dispose();
    }

    private async Task PressAsync(string what, Regex leadsTo)
    {
        await _page.ClickAsync(what);
        await _page.WaitForURLAsync(leadsTo);
    }
}
