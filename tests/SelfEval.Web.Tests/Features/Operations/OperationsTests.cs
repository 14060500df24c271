using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Operations;

public sealed class OperationsTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task Health_says_that_nothing_ticks_and_then_that_nothing_is_wrong()
    {
        var admin = await host.AsAsync(Role.Administrator);
        Assert.Contains("Nothing is wrong", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Contains("has never run", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
        await host.Services.GetRequiredService<Tick>().RunAsync();
        Assert.Contains("Nothing is wrong", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Contains("last ran 10 minutes ago", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_is_found_by_team_action_and_date()
    {
        var admin = await host.AsAsync(Role.Administrator);
        var made = await admin.FollowAsync(await admin.SubmitAsync(await admin.GetAsync("/programmes/new"), ("Input.Name", "Audited")));
        Assert.Equal("Audited", made.Heading);
        Assert.Contains("programme.created", (await admin.GetAsync("/operations/audit?begins=programme")).Text, StringComparison.Ordinal);
        Assert.Contains("Nothing was found", (await admin.GetAsync("/operations/audit?team=999999")).Text, StringComparison.Ordinal);
        Assert.Contains("Nothing was found", (await admin.GetAsync("/operations/audit?to=2020-01-01")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/operations/audit?from=rubbish&p=-3")).Status);
    }

    [Fact]
    public async Task Audit_names_who_signed_in()
    {
        var (account, _, _) = await host.AccountWithAppAsync();
        var page = await (await host.SignInAsync(account)).GetAsync("/operations/audit?begins=account.signed_in");

        var entry = page.Document.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains($"account:{account.Id}", StringComparison.Ordinal));
        Assert.Contains(account.Name, entry.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody signed in", entry.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/operations/audit")]
    [InlineData("/operations/health")]
    [InlineData("/hangfire")]
    public async Task Only_administrators_operate(string path)
    {
        var programme = await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme);
        foreach (var browser in new[] { await host.AsAsync(Role.TeamLead, team: team), await host.AsAsync(Role.Evaluator, programme), host.Browser() })
            Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await host.AsAsync(Role.Administrator)).GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Machines_ask_without_an_account_and_learn_nothing_else(string path, string answer) =>
        Assert.Equal(answer, (await host.Browser().GetAsync(path)).Text);
}
