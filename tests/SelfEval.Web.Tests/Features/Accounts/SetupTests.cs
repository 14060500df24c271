using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Features.Accounts;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

public sealed class SetupTests
{
    [Fact]
    [Asvs("B11")]
    public async Task The_printed_link_makes_one_administrator_and_is_dead_afterwards()
    {
        await using var host = new Host();
        await host.InitializeAsync();
        var before = await PrintedAsync(host);
        var path = await PrintedAsync(host);
        var browser = host.Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(before)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/setup/guess")).Status);

        var page = await browser.GetAsync(path);
        Assert.Equal("Set up SelfEval", page.Heading);
        var wrong = await browser.SubmitAsync(page, ("Input.Name", ""), ("Input.Email", "no address"), ("Input.Password", "short"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal(["Enter a name", "Enter an email address, like name@example.nhs.uk"], wrong.Errors);

        var done = await browser.SubmitAsync(wrong, ("Input.Name", "Alice"), ("Input.Email", "alice@example.org"), ("Input.Password", "three unrelated words"));
        Assert.Equal("/accounts/second-factor?returnUrl=%2F", done.Location);

        var account = await host.ReadAsync(db => db.Users.SingleAsync());
        Assert.True(account.IsAdministrator);
        Assert.Contains("account.set_up", await host.ReadAsync(db => db.AuditEntries.Select(a => a.Action).ToListAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser().GetAsync(path)).Status);
        Assert.Equal("", await PrintedAsync(host));
        await browser.SetUpAppAsync(host);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts")).Status);
    }

    [Fact]
    [Asvs("B11")]
    public async Task Twelve_at_once_make_one_administrator()
    {
        await using var host = new Host();
        await host.InitializeAsync();
        var path = await PrintedAsync(host);
        var tries = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            var browser = host.Browser();
            var page = await browser.GetAsync(path);
            return page.Status != HttpStatusCode.OK ? page : await browser.SubmitAsync(page,
                ("Input.Name", $"A{i}"), ("Input.Email", $"a{i}@example.org"), ("Input.Password", "three unrelated words"));
        }));

        Assert.Single(tries, t => t.Status == HttpStatusCode.Redirect);
        Assert.Equal(1, await host.ReadAsync(db => db.Users.CountAsync()));
    }

    private static Task<string> PrintedAsync(Host host) => host.WithAsync(async services =>
    {
        using var console = new StringWriter();
        await services.GetRequiredService<FirstRun>().PrintLinkAsync(console);
        var line = console.ToString().Split('\n').FirstOrDefault(l => l.StartsWith("set-up link: ", StringComparison.Ordinal));
        return line is null ? "" : new Uri(line["set-up link: ".Length..].Trim()).AbsolutePath;
    });
}
