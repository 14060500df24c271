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
    public async Task Invitations_are_withdrawn_by_who_sent_them_or_an_administrator_and_end_with_the_senders_role()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var (leads, other) = (await host.AccountAsync(Role.TeamLead, team: team), await host.AsAsync(Role.TeamLead, team: team));
        var (lead, admins) = (await host.SignInAsync(leads), await host.AccountAsync(Role.Administrator));
        var admin = await host.SignInAsync(admins);
        async Task<string> InviteAsync(Browser by, string page, params (string, string)[] role)
        {
            var email = $"{Guid.NewGuid():N}@example.org";
            Assert.Equal(HttpStatusCode.Redirect, (await by.SubmitAsync(await by.GetAsync(page), "#invite", [("Input.Email", email), .. role])).Status);
            return await host.LinkMailedToAsync(email, "/accounts/join/");
        }

        var page = $"/accounts/invite?team={team.Id}";
        var first = await InviteAsync(lead, page, ("Input.Role", "TeamMember"));
        var id = await host.ReadAsync(db => db.AccountInvites.Where(i => i.TeamId == team.Id).Select(i => i.Id).SingleAsync());
        // Not another lead's.
        Assert.Null((await other.GetAsync(page)).Document.QuerySelector($"#withdraw-{id}"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"{page}&handler=Withdraw", [new("inviteId", $"{id}"), .. Token(await other.GetAsync(page))])).Status);
        var done = await lead.FollowAsync(await lead.SubmitAsync(await lead.GetAsync(page), $"#withdraw-{id}"));
        Assert.Contains("The invitation is withdrawn", done.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(first)).Status);

        var (second, third) = (await InviteAsync(lead, page, ("Input.Role", "TeamLead")), await InviteAsync(lead, page, ("Input.Role", "TeamMember")));
        id = await host.ReadAsync(db => db.AccountInvites.Where(i => i.TeamId == team.Id).OrderBy(i => i.Id).Select(i => i.Id).FirstAsync());
        Assert.Contains("withdrawn", (await admin.FollowAsync(await admin.SubmitAsync(await admin.GetAsync("/accounts"), $"#withdraw-{id}"))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(second)).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.Browser().GetAsync(third)).Status);
        // Who leaves leaves no door open, and it is shown beforehand.
        var leave = await admin.GetAsync($"/accounts/{leads.Id}/leave");
        Assert.Contains("@example.org, team member", leave.Text, StringComparison.Ordinal);
        await admin.SubmitAsync(leave);
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(third)).Status);
        Assert.False(await host.ReadAsync(db => db.AccountInvites.AnyAsync(i => i.TeamId == team.Id)));

        // The same for an account that is switched off, and for an administrator who is none any more.
        var boss = await host.AccountAsync(Role.Administrator);
        var (off, none) = (await host.AccountAsync(Role.TeamLead, team: team), await host.SignInAsync(boss));
        var (fourth, fifth) = (await InviteAsync(await host.SignInAsync(off), page, ("Input.Role", "TeamMember")), await InviteAsync(none, "/accounts/invite", ("Input.Role", "Administrator")));
        await admin.SubmitAsync(await admin.GetAsync($"/accounts/{off.Id}"), "form[action$='handler=Off']");
        await admin.SubmitAsync(await admin.GetAsync($"/accounts/{off.Id}"), "form[action$='handler=On']");
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(fourth)).Status);
        await admin.SubmitAsync(await admin.GetAsync($"/accounts/{boss.Id}"), "form[action$='handler=Administrator']");
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(fifth)).Status);
        Assert.True(await host.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == "account.invite_withdrawn")) >= 5);
    }

    [Fact]
    public async Task An_invitation_as_administrator_works_for_three_days_and_takes_a_fresh_sign_in_and_the_others_are_told()
    {
        await using var own = new Host { Settings = { ["SelfEval:Sessions:FreshMinutes"] = "5" } };
        await own.InitializeAsync();
        var (asks, others) = (await own.AccountAsync(Role.Administrator), await own.AccountAsync(Role.Administrator));
        var account = await own.AccountAsync(Role.TeamMember, team: await own.TeamAsync(await own.ProgrammeAsync()));
        var (admin, owner) = (await own.SignInAsync(asks), await own.SignInAsync(account));
        var form = await admin.GetAsync("/accounts/invite");
        own.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.StartsWith("/accounts/confirm?", (await admin.SubmitAsync(form, "#invite", ("Input.Email", account.Email!), ("Input.Role", "Administrator"))).Location, StringComparison.Ordinal);
        admin = await own.SignInAsync(asks);
        await admin.SubmitAsync(await admin.GetAsync("/accounts/invite"), "#invite", ("Input.Email", account.Email!), ("Input.Role", "Administrator"));
        var path = await own.LinkMailedToAsync(account.Email!, "/accounts/join/");
        Assert.Contains(await own.MailToAsync(others.Email!), m => m.Subject!.Contains("invited as administrator", StringComparison.Ordinal));

        Assert.StartsWith("/accounts/confirm?", (await owner.SubmitAsync(await owner.GetAsync(path))).Location, StringComparison.Ordinal);
        Assert.False(await own.ReadAsync(db => db.Users.AnyAsync(a => a.Id == account.Id && a.IsAdministrator)));
        owner = await own.SignInAsync(account);
        Assert.Equal("/", (await owner.SubmitAsync(await owner.GetAsync(path))).Location);
        Assert.Contains(await own.MailToAsync(account.Email!), m => m.Subject!.Contains("you are now an administrator", StringComparison.Ordinal));
        Assert.Contains(await own.MailToAsync(others.Email!), m => m.Subject!.Contains("there is a new administrator", StringComparison.Ordinal));

        var late = $"{Guid.NewGuid():N}@example.org";
        admin = await own.SignInAsync(asks);
        await admin.SubmitAsync(await admin.GetAsync("/accounts/invite"), "#invite", ("Input.Email", late), ("Input.Role", "Administrator"));
        path = await own.LinkMailedToAsync(late, "/accounts/join/");
        own.Clock.Advance(TimeSpan.FromHours(73));
        Assert.Equal(HttpStatusCode.Gone, (await own.Browser().GetAsync(path)).Status);
    }

    private static KeyValuePair<string, string>[] Token(Page page) =>
        [new("__RequestVerificationToken", page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)];

    [Fact]
    [Asvs("B10")]
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
