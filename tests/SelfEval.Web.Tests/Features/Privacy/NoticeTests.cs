using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Privacy;

public sealed class NoticeTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task The_version_that_somebody_was_shown_is_kept_with_their_answers()
    {
        var programme = await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme);
        var round = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), people: 4);
        var admin = await host.AsAsync(Role.Administrator);
        var before = await host.Browser().GetAsync($"/s/{round.People[0].Secret}");
        Assert.DoesNotContain("How your information is used", before.Text, StringComparison.Ordinal);

        await WriteAsync(admin, programme, "We are <b>the Trust</b>.\n\nWe keep it for a year.");
        var (first, second) = (host.Browser(), host.Browser());
        var shown = await first.GetAsync($"/s/{round.People[1].Secret}");
        Assert.Contains("We are <b>the Trust</b>.", shown.Document.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Write to the Trust", shown.Text, StringComparison.Ordinal);
        // Whatever the text says of it.
        Assert.Contains("Names and addresses are kept for 90 days after the last round that asks a person. Answers of single people are kept for 36 months", shown.Text, StringComparison.Ordinal);
        Assert.Contains("for 90 days", (await admin.GetAsync($"/programmes/{programme.Id}/privacy-notice")).Text, StringComparison.Ordinal);
        await WriteAsync(admin, programme, "Another text.");
        // The page was open meanwhile.
        await first.SubmitAsync(shown);
        await second.SubmitAsync(await second.GetAsync($"/s/{round.People[2].Secret}"));
        // A number that is not of this programme's notices counts for nothing.
        var forged = host.Browser();
        await forged.SubmitAsync(await forged.GetAsync($"/s/{round.People[3].Secret}"), ("notice", "999999"));

        var versions = await host.ReadAsync(db => db.PrivacyNotices.Where(n => n.ProgrammeId == programme.Id).OrderBy(n => n.Number).Select(n => n.Id).ToListAsync());
        Assert.Equal(2, versions.Count);
        async Task<int?> OfAsync(int person)
        {
            var key = $"i{round.People[person].Invitation.Id}";
            return await host.ReadAsync(db => db.Responses.Where(r => r.RespondentKey == key).Select(r => r.NoticeId).SingleAsync());
        }

        Assert.Equal(versions[0], await OfAsync(1));
        Assert.Equal(versions[1], await OfAsync(2));
        Assert.Null(await OfAsync(3));
        // The same text again is no new version.
        await WriteAsync(admin, programme, "Another text.");
        Assert.Equal(2, await host.ReadAsync(db => db.PrivacyNotices.CountAsync(n => n.ProgrammeId == programme.Id)));
    }

    [Fact]
    public async Task Both_texts_are_needed_and_only_administrators_write_them()
    {
        var programme = await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme);
        var admin = await host.AsAsync(Role.Administrator);
        var refused = await admin.SubmitAsync(await admin.GetAsync($"/programmes/{programme.Id}/privacy-notice"), ("Input.Text", " "), ("Input.Complaints", ""));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["Write the privacy notice", "Say to whom people can complain, and how"], refused.Errors);
        await WriteAsync(admin, programme, "Ours.");

        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var read = await lead.GetAsync($"/programmes/{programme.Id}/privacy-notice");
        Assert.Contains("Ours.", read.Text, StringComparison.Ordinal);
        Assert.Empty(read.Document.QuerySelectorAll("main form"));
    }

    [Theory]
    [InlineData("/intended-use", "What SelfEval is for")]
    [InlineData("/accessibility", "Accessibility statement for SelfEval")]
    [InlineData("/privacy", "Privacy")]
    public async Task Everybody_finds_the_statements_in_the_footer(string path, string heading)
    {
        var home = await host.Browser().GetAsync("/");
        Assert.Contains(home.Document.QuerySelectorAll("footer a"), a => a.GetAttribute("href") == path);
        Assert.Equal(heading, (await host.Browser().GetAsync(path)).Heading);
    }

    private static async Task WriteAsync(Browser admin, Programme programme, string text)
    {
        var saved = await admin.FollowAsync(await admin.SubmitAsync(await admin.GetAsync($"/programmes/{programme.Id}/privacy-notice"),
            ("Input.Text", text), ("Input.Complaints", "Write to the Trust, or to the Information Commissioner.")));
        Assert.Contains("The new privacy notice is shown from now on.", saved.Text, StringComparison.Ordinal);
    }
}
