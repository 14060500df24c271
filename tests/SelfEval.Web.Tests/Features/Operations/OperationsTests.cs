using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Data.Care;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Operations;

public sealed class OperationsTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task Health_says_that_nothing_ticks_and_then_that_nothing_is_wrong()
    {
        await using var own = new Host { Settings = { ["SelfEval:Mail:Mode"] = "smtp", ["SelfEval:Mail:Tls"] = "none" } };
        await own.InitializeAsync();
        await own.ArrangeAsync(async db => (await db.Installations.SingleOrDefaultAsync() ?? db.Installations.Add(new Installation { CreatedAt = own.Now }).Entity).LastBackupAt = own.Now);
        var admin = await own.AsAsync(Role.Administrator);
        Assert.Contains("Nothing is wrong", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
        own.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Contains("has never run", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Completed", (await admin.GetAsync("/")).Document.QuerySelector("main a[href='/operations/health']")!.Closest("li")!.TextContent, StringComparison.Ordinal);
        await own.Services.GetRequiredService<Tick>().RunAsync();
        Assert.Contains("Nothing is wrong", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
        Assert.Contains("Completed", (await admin.GetAsync("/")).Document.QuerySelector("main a[href='/operations/health']")!.Closest("li")!.TextContent, StringComparison.Ordinal);
        own.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Contains("last ran 10 minutes ago", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
        own.Clock.Advance(TimeSpan.FromHours(27));
        Assert.Contains("What is kept too long was last looked for 27 hours ago", (await (await own.AsAsync(Role.Administrator)).GetAsync("/operations/health")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_backups_and_with_mail_in_files_health_is_not_well_and_the_list_of_home_is_not_done()
    {
        await using var own = new Host();
        await own.InitializeAsync();
        var admin = await own.AsAsync(Role.Administrator);
        await own.Services.GetRequiredService<Tick>().RunAsync();
        var health = (await admin.GetAsync("/operations/health")).Text;
        Assert.DoesNotContain("Nothing is wrong", health, StringComparison.Ordinal);
        Assert.Contains("No backups are made.", health, StringComparison.Ordinal);
        Assert.Contains("mail is written to files", health, StringComparison.Ordinal);
        var task = (await admin.GetAsync("/")).Document.QuerySelector("main a[href='/operations/health']")!.Closest("li")!.TextContent;
        Assert.Contains("To do", task, StringComparison.Ordinal);
        Assert.Contains("No backups are made.", task, StringComparison.Ordinal);
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
        var rubbish = await admin.GetAsync("/operations/audit?from=rubbish&p=-3");
        Assert.Equal(HttpStatusCode.OK, rubbish.Status);
        Assert.StartsWith("“From date” must be a day that there is, such as 2026-03-02", Assert.Single(rubbish.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_is_found_by_who_thing_and_programme_and_leaves_as_a_file_that_names_nobody()
    {
        var account = await host.AccountAsync(Role.Administrator, email: "somebody-of-the-audit@example.org");
        var admin = await host.SignInAsync(account);
        await admin.SubmitAsync(await admin.GetAsync("/programmes/new"), ("Input.Name", "Found again"));
        var programme = await host.ReadAsync(db => db.Programmes.Where(p => p.Name == "Found again").Select(p => p.Id).SingleAsync());

        foreach (var query in new[] { $"who={account.Id}&begins=programme", $"subject=programme:{programme}", $"programme={programme}", $"subject=programme&who={account.Id}" })
        {
            var page = await admin.GetAsync($"/operations/audit?{query}");
            Assert.Contains($"programme:{programme}", page.Text, StringComparison.Ordinal);
            Assert.Contains("programme.created", page.Text, StringComparison.Ordinal);
        }

        Assert.Contains("Nothing was found", (await admin.GetAsync("/operations/audit?subject=programm")).Text, StringComparison.Ordinal);
        var file = await admin.SubmitAsync(await admin.GetAsync($"/operations/audit?programme={programme}"), "#export");
        Assert.Equal("attachment", file.Response.Content.Headers.ContentDisposition!.DispositionType);
        var lines = file.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("entry,at,account,action,subject", lines[0], StringComparison.Ordinal);
        Assert.Contains($",{account.Id},programme.created,programme:{programme},{programme},", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("somebody", file.Html, StringComparison.Ordinal);
        var taken = await host.ReadAsync(db => db.AuditEntries.OrderByDescending(e => e.Id).FirstAsync(e => e.Action == "audit.exported"));
        Assert.Equal((account.Id, $"programme {programme}"), (taken.AccountId, taken.Detail));
    }

    [Fact]
    public async Task Audit_is_checked_on_the_page()
    {
        var admin = await host.AsAsync(Role.Administrator);
        var page = await admin.SubmitAsync(await admin.GetAsync("/operations/audit"), "#verify");
        Assert.Contains("The audit holds.", page.Text, StringComparison.Ordinal);
        var head = await host.ReadAsync(db => db.AuditHeads.SingleAsync());
        Assert.Contains($"Entry {head.LastId - 1}", page.Text, StringComparison.Ordinal);
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

    [Fact]
    public async Task Machines_ask_without_an_account_and_learn_nothing_else()
    {
        Assert.Equal("live", (await host.Browser().GetAsync("/health/live")).Text);
        // Ready once the database was read through, which takes a moment.
        var answer = await host.Browser().GetAsync("/health/ready");
        for (var tries = 0; answer.Status == HttpStatusCode.ServiceUnavailable && tries < 200; tries++)
        {
            Assert.Equal("not ready", answer.Text);
            await Task.Delay(25, TestContext.Current.CancellationToken);
            answer = await host.Browser().GetAsync("/health/ready");
        }

        Assert.Equal((HttpStatusCode.OK, "ready"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Nothing_is_written_once_the_database_is_known_to_be_damaged()
    {
        await using var other = new Host();
        await other.InitializeAsync();
        var admin = await other.AsAsync(Role.Administrator);
        other.Services.GetRequiredService<StorageState>().Close("a page is not what it was");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await other.Browser().GetAsync("/health/ready")).Status);
        Assert.Contains("a page is not what it was", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);
        if (Host.IsPostgres) return;
        var refused = await admin.SubmitAsync(await admin.GetAsync("/programmes/new"), ("Input.Name", "Lost"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("Nothing can be saved at the moment", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("a page is not", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_says_what_the_service_stands_on()
    {
        var page = (await (await host.AsAsync(Role.Administrator)).GetAsync("/operations/health")).Text;
        foreach (var fact in new[] { "Size of the database", "Version of the database", "Room on the disk of the data", "Backups", "Recurring work that failed", "Runs on", Host.IsPostgres ? "Clock of the database" : "Database read through" })
            Assert.Contains(fact, page, StringComparison.Ordinal);
    }
}
