using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Tests;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

public sealed class InviteTests(Host host) : IClassFixture<Host>
{
    [Fact]
    [Asvs("B10")]
    public async Task A_lead_invites_to_their_team_and_the_link_works_once()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var email = $"{Guid.NewGuid():N}@example.org";
        var form = await lead.GetAsync($"/accounts/invite?team={team.Id}");
        Assert.DoesNotContain("Administrator", form.Text, StringComparison.Ordinal);
        Assert.Equal(["Enter an email address, like name@example.nhs.uk", "Choose what they will do"], (await lead.SubmitAsync(form)).Errors);

        Assert.Equal($"/teams/{team.Id}?done=invited", (await lead.SubmitAsync(form, ("Input.Email", email), ("Input.Role", "TeamMember"))).Location);

        var path = await host.LinkMailedToAsync(email, "/accounts/join/");
        var newcomer = host.Browser();
        var page = await newcomer.GetAsync(path);
        Assert.Equal("/accounts/second-factor?returnUrl=%2F", (await newcomer.SubmitAsync(page, ("Input.Name", "New Comer"), ("Input.Password", "three unrelated words"))).Location);
        Assert.StartsWith("/accounts/second-factor", (await newcomer.GetAsync($"/teams/{team.Id}")).Location, StringComparison.Ordinal);
        await newcomer.SetUpAppAsync(host);
        Assert.Equal(HttpStatusCode.OK, (await newcomer.GetAsync($"/teams/{team.Id}")).Status);
        var held = await host.ReadAsync(db => db.Memberships.SingleAsync(m => db.Users.Any(a => a.Id == m.AccountId && a.Email == email)));
        Assert.Equal((Role.TeamMember, team.Id), (held.Role, held.TeamId));

        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync("/accounts/join/never")).Status);
    }

    [Fact]
    [Asvs("B10")]
    public async Task Somebody_with_an_account_gains_the_role_and_nobody_else_can_take_it()
    {
        var programme = await host.ProgrammeAsync();
        var account = await host.AccountAsync(Role.TeamLead, team: await host.TeamAsync(programme));
        var admin = await host.AsAsync(Role.Administrator);
        await admin.SubmitAsync(await admin.GetAsync("/accounts/invite"),
            ("Input.Email", account.Email!), ("Input.Role", "Evaluator"), ("Input.Place", $"programme-{programme.Id}"));
        var path = await host.LinkMailedToAsync(account.Email!, "/accounts/join/");

        var other = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(programme));
        var theirs = await other.GetAsync(path);
        Assert.Contains("another address", theirs.Text, StringComparison.Ordinal);
        var token = (await other.GetAsync("/accounts/me")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsync(path, [new("__RequestVerificationToken", token)])).Status);

        Assert.Contains("Sign in", (await host.Browser().GetAsync(path)).Text, StringComparison.Ordinal);
        var owner = await host.SignInAsync(account);
        Assert.Equal("/", (await owner.SubmitAsync(await owner.GetAsync(path))).Location);
        Assert.True(await host.ReadAsync(db => db.Memberships.AnyAsync(m => m.AccountId == account.Id && m.Role == Role.Evaluator && m.ProgrammeId == programme.Id)));
    }

    [Fact]
    [Asvs("B10")]
    public async Task Leads_cannot_invite_elsewhere_or_higher_and_only_administrators_keep_accounts()
    {
        var programme = await host.ProgrammeAsync();
        var mine = await host.TeamAsync(programme);
        var theirs = await host.TeamAsync(programme);
        var lead = await host.AsAsync(Role.TeamLead, team: mine);
        var member = await host.AsAsync(Role.TeamMember, team: mine);

        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync($"/accounts/invite?team={theirs.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/accounts/invite")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync($"/accounts/invite?team={mine.Id}")).Status);
        var form = await lead.GetAsync($"/accounts/invite?team={mine.Id}");
        Assert.Equal(HttpStatusCode.NotFound, (await lead.SubmitAsync(form, ("Input.Email", "x@example.org"), ("Input.Role", "Administrator"))).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await lead.GetAsync("/accounts")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await lead.GetAsync("/accounts/1")).Status);
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_switched_off()
    {
        await using var own = new Host();
        await own.InitializeAsync();
        var alice = await own.AccountAsync(Role.Administrator);
        var browser = await own.SignInAsync(alice);
        var page = await browser.GetAsync($"/accounts/{alice.Id}");
        Assert.Equal(HttpStatusCode.Conflict, (await browser.SubmitAsync(page, "form[action$='handler=Off']")).Status);

        var bob = await own.AccountAsync(Role.TeamLead, team: await own.TeamAsync(await own.ProgrammeAsync()));
        var bobs = await own.SignInAsync(bob);
        await browser.SubmitAsync(await browser.GetAsync($"/accounts/{bob.Id}"), "form[action$='handler=Role']");
        Assert.Contains("no role yet", (await bobs.GetAsync("/")).Text, StringComparison.Ordinal);
        await browser.SubmitAsync(await browser.GetAsync($"/accounts/{bob.Id}"), "form[action$='handler=Off']");
        Assert.Equal(HttpStatusCode.Redirect, (await bobs.GetAsync("/accounts/me")).Status);
    }
}
