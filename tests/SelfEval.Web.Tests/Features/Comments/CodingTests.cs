using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Features.Comments.Coding;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Comments;

/// <summary>Two people code the same comments without seeing each other’s codes, agree where they differ, and themes are counted through the gate.</summary>
public sealed class CodingTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task Two_code_agree_and_themes_are_counted()
    {
        var round = await host.WrittenAsync(20, i => $"Words of {i.ToString("00", CultureInfo.InvariantCulture)}");
        var lead = await host.AsAsync(Role.TeamLead, team: round.Team);
        var evaluator = await host.AsAsync(Role.Evaluator, round.Programme);
        var book = await BeginAsync(lead, round.Team, "barriers-enablers");

        // The lead sees code 1 in the first twelve; the evaluator in the first eleven, and code 3 in nobody.
        await CodeAllAsync(lead, round, book, number => number < 12 ? ["1"] : []);
        await CodeAllAsync(evaluator, round, book, number => number < 11 ? ["1"] : []);

        var agreement = await lead.GetAsync($"{round.Comments}/agreement/{book}?question={round.Question}");
        Assert.Contains("have both coded 20 comments, 19 of them alike", agreement.Text, StringComparison.Ordinal);
        var cells = agreement.Document.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToList();
        // a=11, b=1, c=0, d=8: observed 0.95, expected 0.6*0.55 + 0.4*0.45 = 0.51, kappa 0.44/0.49.
        Assert.Equal(["Barrier: people", "11", "1", "0", "8"], cells[..5]);
        Assert.StartsWith("0.90 (", cells[5], StringComparison.Ordinal);

        // The one that is open counts for nothing until they agree.
        Assert.Equal("11", await ThemeAsync(lead, book, "Barrier: people"));
        var open = agreement.Document.QuerySelectorAll("section h3").Single().TextContent.Trim();
        Assert.Equal("Words of 11", open);
        Assert.Equal(HttpStatusCode.Redirect, (await lead.SubmitAsync(agreement, "section form", ("Codes", "1"))).Status);
        Assert.Contains("nothing left to agree on", (await lead.GetAsync($"{round.Comments}/agreement/{book}?question={round.Question}")).Text, StringComparison.Ordinal);
        Assert.Equal("12", await ThemeAsync(lead, book, "Barrier: people"));
        Assert.Equal("0", await ThemeAsync(lead, book, "Enabler: people"));
    }

    [Fact]
    public async Task A_theme_of_few_people_is_not_counted_out()
    {
        var round = await host.WrittenAsync(12, i => $"Words of {i.ToString("00", CultureInfo.InvariantCulture)}");
        var lead = await host.AsAsync(Role.TeamLead, team: round.Team);
        var book = await BeginAsync(lead, round.Team, "barriers-enablers");
        await CodeAllAsync(lead, round, book, number => number < 2 ? ["1"] : number < 11 ? ["2"] : []);
        Assert.Equal("not shown", await ThemeAsync(lead, book, "Barrier: people"));
        Assert.Equal("not shown", await ThemeAsync(lead, book, "Barrier: organisation"));
    }

    [Theory]
    [InlineData(0, 20, 5, 0)]
    [InlineData(4, 20, 5, null)]
    [InlineData(5, 20, 5, 5)]
    [InlineData(16, 20, 5, null)]
    [InlineData(20, 20, 5, 20)]
    [InlineData(0, 4, 5, null)]
    public void A_count_leaves_no_small_group(int count, int people, int k, int? shown) => Assert.Equal(shown, ReadCodings.ThemeGate(count, people, k));

    [Fact]
    public async Task Codes_are_added_changed_and_retired()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var book = await BeginAsync(lead, team, "none", "Our own");
        var page = await lead.GetAsync($"/codebooks/{book}");
        Assert.Contains("Enter a name for the code", (await lead.SubmitAsync(page, $"form[action='/codebooks/{book}']")).Errors);
        await lead.SubmitAsync(page, $"form[action='/codebooks/{book}']", ("Input.Name", "Waiting"), ("Input.Meaning", "Time spent waiting"));
        Assert.Contains("There is a code called “waiting” already", (await lead.SubmitAsync(page, $"form[action='/codebooks/{book}']", ("Input.Name", "waiting"))).Errors);
        var change = await lead.GetAsync($"/codebooks/{book}?change=1");
        await lead.SubmitAsync(change, $"form[action='/codebooks/{book}']", ("Input.Name", "Waiting times"));
        await lead.SubmitAsync(await lead.GetAsync($"/codebooks/{book}?change=1"), "form[action$='Retire']");
        var code = await host.ReadAsync(db => db.CodebookCodes.SingleAsync(c => c.CodebookId == book));
        Assert.Equal(("Waiting times", true), (code.Name, code.RetiredAt is not null));
        Assert.Contains("No longer used", (await lead.GetAsync($"/codebooks/{book}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_read_and_do_not_code_and_another_team_sees_nothing()
    {
        var round = await host.WrittenAsync(6, i => $"Words of {i.ToString("00", CultureInfo.InvariantCulture)}");
        var lead = await host.AsAsync(Role.TeamLead, team: round.Team);
        var book = await BeginAsync(lead, round.Team, "barriers-enablers");
        var member = await host.AsAsync(Role.TeamMember, team: round.Team);
        Assert.Equal(HttpStatusCode.OK, (await member.GetAsync($"/codebooks/{book}/themes")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync($"{round.Comments}/code/{book}?question={round.Question}")).Status);
        var other = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(round.Programme));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/codebooks/{book}")).Status);
        // A codebook of another team, under a round of one's own.
        var foreign = await BeginAsync(await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(round.Programme, "Other")), await host.ReadAsync(db => db.Teams.SingleAsync(t => t.Name == "Other" && t.ProgrammeId == round.Programme.Id)), "wish-dimensions", may: false);
        if (foreign is { } id) Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync($"{round.Comments}/code/{id}?question={round.Question}")).Status);
    }

    private static async Task<int?> BeginAsync(Browser browser, Team team, string source, string? name = null, bool may = true)
    {
        var page = await browser.GetAsync($"/teams/{team.Id}/codebooks");
        if (!may && page.Status == HttpStatusCode.NotFound) return null;
        var begun = await browser.SubmitAsync(page, ("Input.Source", source), ("Input.Name", name ?? ""));
        Assert.Equal(HttpStatusCode.Redirect, begun.Status);
        return int.Parse(begun.Location!.Split('/')[2].Split('?')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Goes from comment to comment as the page leads; the number of a comment is at its end.</summary>
    private static async Task CodeAllAsync(Browser browser, CommentsWorld.Written round, int? book, Func<int, string[]> codes)
    {
        var page = await browser.GetAsync($"{round.Comments}/code/{book}?question={round.Question}");
        while (page.Document.QuerySelector("form[data-app-keys]") is { } form)
        {
            var number = int.Parse(page.Document.QuerySelector(".nhsuk-inset-text .app-own-words")!.TextContent[^2..], CultureInfo.InvariantCulture);
            page = await browser.FollowAsync(await browser.SubmitAsync(page, "form[data-app-keys]", [.. codes(number).Select(c => ("Codes", c))]));
        }

        Assert.Contains("You have coded all of them", page.Text, StringComparison.Ordinal);
    }

    private static async Task<string> ThemeAsync(Browser browser, int? book, string theme) =>
        (await browser.GetAsync($"/codebooks/{book}/themes")).Document.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("td, th")!.TextContent == theme).QuerySelectorAll("td")[^1].TextContent.Trim();
}
