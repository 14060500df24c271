using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Tests;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

public sealed class LeavingTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task An_administrator_sees_what_somebody_holds_and_ends_it_with_one_press()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync(), "Kidney unit");
        var lead = await host.AccountAsync(Role.TeamLead, team: team);
        var member = await host.AccountAsync(Role.TeamMember, team: team);
        var (theirs, caller) = (await host.SignInAsync(lead), host.CallerWith(await host.ApiKeyAsync(lead)));
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/api/v1/teams")).Status);

        var admin = await host.AsAsync(Role.Administrator);
        var page = await admin.GetAsync($"/accounts/{lead.Id}/leave");
        Assert.Contains("Team lead, Kidney unit", page.Text, StringComparison.Ordinal);
        Assert.Equal("Test", page.Document.QuerySelectorAll("dt").Single(t => t.TextContent.Trim() == "API keys").NextElementSibling!.TextContent.Trim());
        Assert.Contains("1 browser", page.Text, StringComparison.Ordinal);
        Assert.Contains("Kidney unit has no other lead", page.Text, StringComparison.Ordinal);
        Assert.Equal("/accounts?done=left", (await admin.SubmitAsync(page, ($"Next-{team.Id}", $"{member.Id}"))).Location);

        Assert.StartsWith("/accounts/sign-in?", (await theirs.GetAsync("/accounts/me")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.GetAsync("/api/v1/teams")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Browser().EnterPasswordAsync(lead.Email!)).Status);
        Assert.Equal([member.Id], await host.ReadAsync(db => db.Memberships.Where(m => m.TeamId == team.Id && m.Role == Role.TeamLead).Select(m => m.AccountId).ToListAsync()));
        var audited = await host.ReadAsync(db => db.AuditEntries.Where(a => a.Subject == $"account:{lead.Id}" || a.Subject == $"account:{member.Id}").Select(a => a.Action).ToListAsync());
        Assert.Contains("account.ended", audited);
        Assert.Contains("role.given", audited);
    }

    [Fact]
    [Asvs("A7")]
    public async Task A_lead_ends_what_lies_in_their_team_and_learns_of_nothing_else()
    {
        var programme = await host.ProgrammeAsync();
        var (mine, foreign) = (await host.TeamAsync(programme, "Mine"), await host.TeamAsync(programme, "Foreign"));
        var lead = await host.AsAsync(Role.TeamLead, team: mine);
        var both = await host.AccountAsync(Role.TeamMember, team: mine);
        await host.ArrangeAsync(db =>
        {
            db.Memberships.Add(new Membership { AccountId = both.Id, Role = Role.TeamLead, ProgrammeId = programme.Id, TeamId = foreign.Id, SinceAt = host.Now });
            return Task.FromResult(true);
        });
        var (inMine, anywhere) = (await host.ApiKeyAsync(both, programmeId: programme.Id, teamId: mine.Id), await host.ApiKeyAsync(both));
        var theirs = await host.SignInAsync(both);

        var page = await lead.GetAsync($"/accounts/{both.Id}/leave");
        Assert.DoesNotContain("Foreign", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("browser", page.Document.QuerySelector(".nhsuk-summary-list")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/", (await lead.SubmitAsync(page)).Location);

        Assert.Equal([foreign.Id], await host.ReadAsync(db => db.Memberships.Where(m => m.AccountId == both.Id).Select(m => m.TeamId!.Value).ToListAsync()));
        Assert.Equal(HttpStatusCode.Redirect, (await theirs.GetAsync($"/teams/{mine.Id}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.CallerWith(inMine).GetAsync("/api/v1/teams")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.CallerWith(anywhere).GetAsync($"/api/v1/teams/{mine.Id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.CallerWith(anywhere).GetAsync($"/api/v1/teams/{foreign.Id}")).Status);
        Assert.Null(await host.ReadAsync(db => db.Users.Where(a => a.Id == both.Id).Select(a => a.DisabledAt).SingleAsync()));

        var only = await host.AccountAsync(Role.TeamMember, team: mine);
        await lead.SubmitAsync(await lead.GetAsync($"/accounts/{only.Id}/leave"));
        Assert.NotNull(await host.ReadAsync(db => db.Users.Where(a => a.Id == only.Id).Select(a => a.DisabledAt).SingleAsync()));
    }

    [Fact]
    public async Task Others_do_not_exist_and_nobody_ends_themselves_or_the_last_administrator()
    {
        await using var own = new Host();
        await own.InitializeAsync();
        var programme = await own.ProgrammeAsync();
        var (mine, foreign) = (await own.TeamAsync(programme), await own.TeamAsync(programme));
        var leads = await own.AccountAsync(Role.TeamLead, team: mine);
        var lead = await own.SignInAsync(leads);
        var stranger = await own.AccountAsync(Role.TeamMember, team: foreign);
        var member = await own.AsAsync(Role.TeamMember, team: mine);
        foreach (var id in new[] { stranger.Id, leads.Id, 999_999 }) Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync($"/accounts/{id}/leave")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync($"/accounts/{leads.Id}/leave")).Status);

        var alice = await own.AccountAsync(Role.Administrator);
        var admin = await own.SignInAsync(alice);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.SubmitAsync(await admin.GetAsync($"/accounts/{alice.Id}/leave"))).Status);
        // A successor from outside the team is none.
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.SubmitAsync(await admin.GetAsync($"/accounts/{leads.Id}/leave"), ($"Next-{mine.Id}", $"{stranger.Id}"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync("/accounts/me")).Status);
    }
}
