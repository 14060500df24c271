using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Programmes;

public sealed class ProgrammesTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task An_administrator_makes_a_programme_a_team_and_a_site()
    {
        var admin = await host.AsAsync(Role.Administrator);
        var made = await admin.SubmitAsync(await admin.GetAsync("/programmes/new"), ("Input.Name", "Kidney care"), ("Input.HelpText", "Call 111."));
        var programme = await admin.FollowAsync(made);
        Assert.Equal("Kidney care", programme.Heading);
        Assert.Contains("The programme is made", programme.Text, StringComparison.Ordinal);

        var form = await admin.GetAsync(programme.Document.QuerySelector("a[href$='/teams/new']")!.GetAttribute("href")!);
        var team = await admin.FollowAsync(await admin.SubmitAsync(form, ("Input.Name", "Dialysis unit"), ("Input.Aim", "Shared care")));
        Assert.Equal("Dialysis unit", team.Heading);

        var again = await admin.SubmitAsync(form, ("Input.Name", "Dialysis unit"));
        Assert.Equal(["The programme has a team with this name already"], again.Errors);

        var path = team.Response.RequestMessage!.RequestUri!.AbsolutePath;
        var empty = await admin.SubmitAsync(team, "form[action$='handler=Site']", ("Input.Name", " "));
        Assert.Equal(["Enter the name of the site"], empty.Errors);
        var sited = await admin.FollowAsync(await admin.SubmitAsync(team, "form[action$='handler=Site']", ("Input.Name", "Ward 4")));
        Assert.Contains("Ward 4", sited.Text, StringComparison.Ordinal);
        var siteId = await host.ReadAsync(db => db.Sites.Where(s => s.Name == "Ward 4").Select(s => s.Id).SingleAsync());
        var renamed = await admin.FollowAsync(await admin.SubmitAsync(sited, "form[action$='handler=Rename']", ("Input.SiteId", $"{siteId}"), ("Input.NewName", "Ward 5")));
        Assert.Contains("Ward 5", renamed.Text, StringComparison.Ordinal);
        Assert.StartsWith("/teams/", path, StringComparison.Ordinal);

        var actions = await host.ReadAsync(db => db.AuditEntries.Select(a => a.Action).ToListAsync());
        Assert.Superset(new HashSet<string> { "programme.created", "team.created", "site.added", "site.renamed" }, actions.ToHashSet());
    }

    [Fact]
    public async Task Another_teams_page_is_as_missing_as_one_that_never_was()
    {
        var programme = await host.ProgrammeAsync();
        var mine = await host.TeamAsync(programme);
        var theirs = await host.TeamAsync(programme);
        var lead = await host.AsAsync(Role.TeamLead, team: mine);

        foreach (var path in new[] { $"/teams/{theirs.Id}", $"/teams/{theirs.Id}/edit", "/teams/999999", "/teams/999999/edit" })
            Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync(path)).Status);
        var page = await lead.GetAsync($"/teams/{mine.Id}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var posted = await lead.PostAsync($"/teams/{theirs.Id}?handler=Site", [new("Input.Name", "Mine now"), new("__RequestVerificationToken", token)]);
        Assert.Equal(HttpStatusCode.NotFound, posted.Status);
        Assert.False(await host.ReadAsync(db => db.Sites.AnyAsync(s => s.Name == "Mine now")));
    }

    [Theory]
    [InlineData(Role.TeamMember)]
    [InlineData(Role.TeamLead)]
    [InlineData(Role.Evaluator)]
    public async Task Only_administrators_make_programmes_and_teams(Role role)
    {
        var programme = await host.ProgrammeAsync();
        var team = role == Role.Evaluator ? null : await host.TeamAsync(programme);
        var browser = await host.AsAsync(role, programme, team);

        foreach (var path in new[] { "/programmes/new", $"/programmes/{programme.Id}/edit", $"/programmes/{programme.Id}/teams/new" })
            Assert.Contains((await browser.GetAsync(path)).Status, new[] { HttpStatusCode.Forbidden, HttpStatusCode.Redirect, HttpStatusCode.NotFound });
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/programmes/{programme.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/programmes/999999")).Status);
    }

    [Fact]
    public async Task Home_says_what_each_came_for()
    {
        var programme = await host.ProgrammeAsync("Homely");
        var team = await host.TeamAsync(programme, "Navigators");

        Assert.Contains("Sign in", (await host.Browser().GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Make a programme", (await (await host.AsAsync(Role.Administrator)).GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Compose a questionnaire", (await (await host.AsAsync(Role.TeamLead, team: team)).GetAsync("/")).Text, StringComparison.Ordinal);
        var evaluator = await (await host.AsAsync(Role.Evaluator, programme)).GetAsync("/");
        Assert.Contains("Homely: results", evaluator.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Navigators", evaluator.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/programmes")]
    [InlineData("/programmes/1")]
    [InlineData("/teams/1")]
    [InlineData("/hangfire")]
    public async Task Signed_out_people_are_asked_to_sign_in(string path)
    {
        var page = await host.Browser().GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.Contains("/accounts/sign-in", page.Location, StringComparison.Ordinal);
    }
}
