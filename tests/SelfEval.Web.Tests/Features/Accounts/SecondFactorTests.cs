using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Factors;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

public sealed class SecondFactorTests(Host host) : IClassFixture<Host>
{
    /// <summary>All that somebody with a password and nothing else can open, beside what is open to everybody.</summary>
    private static readonly string[] ForHalf =
        ["/accounts/second-factor", "/accounts/second-factor/app", "/accounts/second-factor/passkey", "/accounts/sign-out", "/accounts/sign-in/code"];

    [Fact]
    [Asvs("B6")]
    public async Task A_password_alone_reaches_the_pages_of_the_second_factor_and_no_other_endpoint()
    {
        var account = await host.AccountAsync(Role.Administrator);
        var browser = host.Browser();
        Assert.Equal("/accounts/second-factor?returnUrl=%2F", (await browser.EnterPasswordAsync(account.Email!)).Location);
        Assert.Equal("Choose a second factor", (await browser.GetAsync("/accounts/second-factor")).Heading);
        var token = (await browser.GetAsync("/accounts/second-factor")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var (faults, seen) = (new List<string>(), 0);
        foreach (var endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) continue;
            var path = "/" + Filled(endpoint.RoutePattern);
            // Style sheets and scripts are everybody's.
            if (ForHalf.Contains(path) || path.StartsWith("/lib/", StringComparison.Ordinal)) continue;
            seen++;
            var isApi = path.StartsWith("/api/", StringComparison.Ordinal);
            foreach (var answer in new[] { await browser.GetAsync(path), await browser.PostAsync(path, [new("__RequestVerificationToken", token)]) })
            {
                var isKeptOut = isApi
                    ? answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.MethodNotAllowed
                    : answer.Status == HttpStatusCode.MethodNotAllowed || answer.Location?.StartsWith("/accounts/second-factor?ReturnUrl=", StringComparison.Ordinal) == true
                        || (answer.Status == HttpStatusCode.BadRequest && answer.Response.RequestMessage!.Method == HttpMethod.Post);
                if (!isKeptOut) faults.Add($"{answer.Response.RequestMessage!.Method} {path}: {answer.Status} {answer.Location}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(seen > 80, $"{seen} endpoints");
    }

    [Fact]
    public async Task An_app_is_set_up_by_a_code_and_opens_the_site()
    {
        var account = await host.AccountAsync(Role.Administrator);
        var browser = host.Browser();
        await browser.EnterPasswordAsync(account.Email!);
        var page = await browser.GetAsync("/accounts/second-factor/app");
        Assert.NotNull(page.Document.QuerySelector("svg.app-qr"));
        Assert.Equal(0, await host.ReadAsync(db => db.AccountCodeApps.CountAsync(a => a.AccountId == account.Id)));
        var spelt = page.Document.QuerySelector("details .app-code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(32, spelt.Length);

        var wrong = await browser.SubmitAsync(page, "form[action='/accounts/second-factor/app']", ("Input.Code", "000000"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        // The app that was scanned stays good for the next try.
        Assert.Equal(spelt, wrong.Document.QuerySelector("details .app-code")!.TextContent.Replace(" ", "", StringComparison.Ordinal));
        var done = await browser.SubmitAsync(wrong, "form[action='/accounts/second-factor/app']", ("Input.Code", host.CodeOf(OneTimeCode.Read(spelt))));
        Assert.Equal(10, done.Document.QuerySelectorAll("li .app-code").Length);
        Assert.StartsWith("data:text/plain", done.Document.QuerySelector("a[download]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts/me")).Status);
        Assert.Contains(await host.MailToAsync(account.Email!), m => m.Subject!.Contains("authenticator app was added", StringComparison.Ordinal));
    }

    [Fact]
    [Asvs("B20")]
    public async Task A_seed_of_another_account_or_of_an_hour_ago_is_not_taken()
    {
        var (one, other) = (host.Browser(), host.Browser());
        await one.EnterPasswordAsync((await host.AccountAsync(Role.Administrator)).Email!);
        await other.EnterPasswordAsync((await host.AccountAsync(Role.Administrator)).Email!);
        var ones = await one.GetAsync("/accounts/second-factor/app");
        var carried = ones.Document.QuerySelector("[name='Input.Seed']")!.GetAttribute("value")!;
        var seed = OneTimeCode.Read(ones.Document.QuerySelector("details .app-code")!.TextContent.Replace(" ", "", StringComparison.Ordinal));
        var others = await other.GetAsync("/accounts/second-factor/app");
        Assert.Equal(HttpStatusCode.BadRequest,
            (await other.SubmitAsync(others, "form[action='/accounts/second-factor/app']", ("Input.Seed", carried), ("Input.Code", host.CodeOf(seed)))).Status);
    }

    [Fact]
    [Asvs("B7")]
    public async Task A_code_works_once_and_only_about_now()
    {
        var (account, seed, _) = await host.AccountWithAppAsync();
        // The code that set the app up is used.
        Assert.Equal(HttpStatusCode.BadRequest, (await CodeAsync(account, host.CodeOf(seed))).Status);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.BadRequest, (await CodeAsync(account, host.CodeOf(seed, -2))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await CodeAsync(account, host.CodeOf(seed, 2))).Status);
        Assert.Equal("/", (await CodeAsync(account, host.CodeOf(seed, 0))).Location);
        Assert.Equal(HttpStatusCode.BadRequest, (await CodeAsync(account, host.CodeOf(seed, 0))).Status);
        // An earlier one is dead with it; a later one is not.
        Assert.Equal(HttpStatusCode.BadRequest, (await CodeAsync(account, host.CodeOf(seed, -1))).Status);
        Assert.Equal("/", (await CodeAsync(account, host.CodeOf(seed, 1))).Location);
    }

    [Fact]
    [Asvs("B7")]
    public async Task Of_many_that_bring_one_code_at_once_one_gets_in()
    {
        var (account, seed, _) = await host.AccountWithAppAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var code = host.CodeOf(seed);
        var ready = new List<(Browser Browser, Page Page)>();
        for (var i = 0; i < 6; i++)
        {
            var browser = host.Browser();
            await browser.EnterPasswordAsync(account.Email!);
            ready.Add((browser, await browser.GetAsync("/accounts/sign-in/code")));
        }

        var answers = await Task.WhenAll(ready.Select(r => r.Browser.SubmitAsync(r.Page, "form[action$='handler=Code']", ("Input.Code", code))));
        Assert.Single(answers, a => a.Location == "/");
    }

    [Fact]
    public async Task Five_wrong_codes_ask_for_the_password_again()
    {
        var (account, seed, _) = await host.AccountWithAppAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var browser = host.Browser();
        await browser.EnterPasswordAsync(account.Email!);
        var page = await browser.GetAsync("/accounts/sign-in/code");
        for (var i = 0; i < 4; i++) Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(page, "form[action$='handler=Code']", ("Input.Code", "12345"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SubmitAsync(page, "form[action$='handler=Code']", ("Input.Code", "12345"))).Status);
        var right = await browser.SubmitAsync(page, "form[action$='handler=Code']", ("Input.Code", host.CodeOf(seed)));
        Assert.StartsWith("/accounts/sign-in?", right.Location, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("B9")]
    public async Task The_password_does_not_enrol_over_a_factor_that_is_there()
    {
        var (account, _, _) = await host.AccountWithAppAsync();
        var browser = host.Browser();
        await browser.EnterPasswordAsync(account.Email!);
        foreach (var page in new[] { "/accounts/second-factor", "/accounts/second-factor/app", "/accounts/second-factor/passkey" })
            Assert.StartsWith("/accounts/sign-in/code?", (await browser.GetAsync(page)).Location, StringComparison.Ordinal);

        // Nor a form from before it was there.
        var newcomer = await host.AccountAsync(Role.Administrator);
        var (first, second) = (host.Browser(), host.Browser());
        await first.EnterPasswordAsync(newcomer.Email!);
        await second.EnterPasswordAsync(newcomer.Email!);
        var form = await second.GetAsync("/accounts/second-factor/app");
        await first.SetUpAppAsync(host);
        var seed = OneTimeCode.Read(form.Document.QuerySelector("details .app-code")!.TextContent.Replace(" ", "", StringComparison.Ordinal));
        Assert.NotEqual(HttpStatusCode.OK, (await second.SubmitAsync(form, "form[action='/accounts/second-factor/app']", ("Input.Code", host.CodeOf(seed)))).Status);
    }

    [Fact]
    public async Task A_half_session_is_over_after_a_quarter_of_an_hour()
    {
        var (account, seed, _) = await host.AccountWithAppAsync();
        var browser = host.Browser();
        await browser.EnterPasswordAsync(account.Email!);
        var page = await browser.GetAsync("/accounts/sign-in/code");
        host.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.StartsWith("/accounts/sign-in?", (await browser.SubmitAsync(page, "form[action$='handler=Code']", ("Input.Code", host.CodeOf(seed)))).Location, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("B8")]
    public async Task Seeds_and_recovery_codes_are_not_in_the_database()
    {
        var (account, seed, codes) = await host.AccountWithAppAsync();
        var app = await host.ReadAsync(db => db.AccountCodeApps.SingleAsync(a => a.AccountId == account.Id));
        var hashes = await host.ReadAsync(db => db.AccountRecoveryCodes.Where(c => c.AccountId == account.Id).Select(c => c.CodeHash).ToListAsync());
        Assert.DoesNotContain(OneTimeCode.Spelt(seed), app.SealedSeed, StringComparison.Ordinal);
        Assert.Equal(10, codes.Count);
        Assert.All(codes, code => Assert.Equal(29, code.Length));
        Assert.All(codes, code => Assert.Contains(hashes, h => h.SequenceEqual(Secrets.HashCode(code))));

        if (Host.IsPostgres) return;
        var bytes = "";
        foreach (var file in Directory.GetFiles(host.DataFolder, "selfeval.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal) && !f.EndsWith(".lock", StringComparison.Ordinal)))
            bytes += Encoding.Latin1.GetString(await ReadSharedAsync(file));
        Assert.Contains(app.SealedSeed, bytes, StringComparison.Ordinal);
        Assert.DoesNotContain(OneTimeCode.Spelt(seed), bytes, StringComparison.Ordinal);
        Assert.All(codes, code => Assert.DoesNotContain(code, bytes, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once_and_the_owner_is_told()
    {
        var (account, _, codes) = await host.AccountWithAppAsync();
        Assert.Equal("/", (await RecoverAsync(account, codes[0].ToLowerInvariant().Replace('-', ' '))).Location);
        Assert.Equal(HttpStatusCode.BadRequest, (await RecoverAsync(account, codes[0])).Status);
        Assert.Equal("/", (await RecoverAsync(account, codes[1])).Location);
        Assert.Contains(await host.MailToAsync(account.Email!), m => m.Subject!.Contains("a recovery code was used", StringComparison.Ordinal));

        var browser = await host.SignInAsync(account);
        var page = await browser.GetAsync("/accounts/security");
        Assert.Contains("8 of your recovery codes", page.Text, StringComparison.Ordinal);
        var renewed = await browser.SubmitAsync(page, "form[action$='handler=Codes']");
        Assert.Equal(10, renewed.Document.QuerySelectorAll("li .app-code").Length);
        Assert.Equal(HttpStatusCode.BadRequest, (await RecoverAsync(account, codes[2])).Status);
    }

    [Fact]
    [Asvs("B9")]
    public async Task A_forgotten_password_does_not_go_past_the_second_factor()
    {
        var (account, _, _) = await host.AccountWithAppAsync();
        var browser = host.Browser();
        await browser.SubmitAsync(await browser.GetAsync("/accounts/forgotten-password"), ("Input.Email", account.Email!));
        var link = await host.LinkMailedToAsync(account.Email!, "/accounts/reset-password");
        await browser.SubmitAsync(await browser.GetAsync(link), ("Input.Password", "a quite new password"));
        Assert.StartsWith("/accounts/sign-in?", (await browser.GetAsync("/accounts/me")).Location, StringComparison.Ordinal);
        Assert.StartsWith("/accounts/sign-in/code", (await browser.EnterPasswordAsync(account.Email!, "a quite new password")).Location, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("B9")]
    public async Task Who_lost_everything_gets_in_by_an_administrator_their_mailbox_and_their_password_together()
    {
        var (account, _, codes) = await host.AccountWithAppAsync();
        var theirs = await host.SignInAsync(account);
        var admin = await host.AsAsync(Role.Administrator);
        var lead = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.GetAsync($"/accounts/{account.Id}/new-factor")).Status);
        Assert.Equal($"/accounts/{account.Id}?done=factor", (await admin.SubmitAsync(await admin.GetAsync($"/accounts/{account.Id}/new-factor"))).Location);
        // Nothing has changed yet.
        Assert.Equal(HttpStatusCode.OK, (await theirs.GetAsync("/accounts/me")).Status);

        var link = await host.LinkMailedToAsync(account.Email!, "/accounts/new-factor/");
        var browser = host.Browser();
        var page = await browser.GetAsync(link);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(page, ("Input.Password", "not the right password"))).Status);
        Assert.Equal("/accounts/second-factor?returnUrl=%2F", (await browser.SubmitAsync(page, ("Input.Password", Make.Password))).Location);
        Assert.Equal(HttpStatusCode.Redirect, (await theirs.GetAsync("/accounts/me")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(link)).Status);
        Assert.Equal(0, await host.ReadAsync(db => db.AccountRecoveryCodes.CountAsync(c => c.AccountId == account.Id)));
        await browser.SetUpAppAsync(host);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts/me")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await RecoverAsync(account, codes[0])).Status);

        var audited = await host.ReadAsync(db => db.AuditEntries.Where(a => a.Subject == $"account:{account.Id}").Select(a => a.Action).ToListAsync());
        Assert.Contains("factor.reset_opened", audited);
        Assert.Contains("factor.reset", audited);
    }

    [Fact]
    [Asvs("B9")]
    public async Task The_link_to_a_new_factor_is_dead_after_a_day_and_when_another_is_sent()
    {
        var (account, _, _) = await host.AccountWithAppAsync();
        var admin = await host.AsAsync(Role.Administrator);
        await admin.SubmitAsync(await admin.GetAsync($"/accounts/{account.Id}/new-factor"));
        var first = await host.LinkMailedToAsync(account.Email!, "/accounts/new-factor/");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await admin.SubmitAsync(await admin.GetAsync($"/accounts/{account.Id}/new-factor"));
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(first)).Status);
        var second = await host.LinkMailedToAsync(account.Email!, "/accounts/new-factor/");
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.OK, (await host.Browser().GetAsync(second)).Status);
        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(second)).Status);
    }

    [Fact]
    [Asvs("B6")]
    public async Task A_demonstration_waives_it_for_accounts_that_have_none()
    {
        await using var own = new Host();
        await own.InitializeAsync();
        await own.ArrangeAsync(async db =>
        {
            var row = await db.Installations.SingleOrDefaultAsync();
            if (row is null) db.Installations.Add(row = new Installation { CreatedAt = own.Now });
            row.IsDemonstration = true;
            return true;
        });
        await own.WithAsync(async s =>
        {
            await s.GetRequiredService<DemonstrationMark>().ReadAsync(s.GetRequiredService<AppDb>());
            return true;
        });
        var account = await own.AccountAsync(Role.Administrator);
        var browser = own.Browser();
        Assert.Equal("/", (await browser.EnterPasswordAsync(account.Email!)).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts/me")).Status);
        await browser.SetUpAppAsync(own);
        Assert.StartsWith("/accounts/sign-in/code", (await own.Browser().EnterPasswordAsync(account.Email!)).Location, StringComparison.Ordinal);
    }

    [Theory]
    // RFC 6238, appendix B, the last six digits.
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    [Asvs("B7")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, OneTimeCode.Of("12345678901234567890"u8.ToArray(), OneTimeCode.StepAt(DateTime.UnixEpoch.AddSeconds(seconds))));

    [Fact]
    public void A_seed_is_read_as_it_is_spelt()
    {
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", OneTimeCode.Spelt("12345678901234567890"u8.ToArray()));
        for (var i = 0; i < 50; i++)
        {
            var seed = OneTimeCode.NewSeed();
            Assert.Equal(seed, OneTimeCode.Read(OneTimeCode.Spelt(seed)));
        }
    }

    private async Task<Page> CodeAsync(Account account, string code)
    {
        var browser = host.Browser();
        await browser.EnterPasswordAsync(account.Email!);
        return await browser.SubmitAsync(await browser.GetAsync("/accounts/sign-in/code"), "form[action$='handler=Code']", ("Input.Code", code));
    }

    private async Task<Page> RecoverAsync(Account account, string code)
    {
        var browser = host.Browser();
        await browser.EnterPasswordAsync(account.Email!);
        return await browser.SubmitAsync(await browser.GetAsync("/accounts/sign-in/code"), "form[action$='handler=Recovery']", ("Input.Recovery", code));
    }

    private static string Filled(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern) => string.Join('/', pattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(p => p.Content == "guid") => Guid.Empty.ToString(),
            _ => "1",
        }))));

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory);
        return memory.ToArray();
    }
}
