using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Features.Invitations;
using SelfEval.Web.Features.Invitations.Post;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Invitations;

/// <summary>Letters on paper: printed, posted, and their codes typed in.</summary>
public sealed partial class PostTests(Host host) : IClassFixture<Host>
{
    private async Task<(Team Team, Round Round, Browser Lead)> ARoundAsync(params NewPerson[] people)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync(), $"Kidney unit {Guid.NewGuid():N}"[..24]);
        var round = (await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team))).Round;
        await host.AsLeadAsync(team, s => s.GetRequiredService<InvitePeople>().RunAsync(round.Id,
            people.Length > 0 ? people : [By("Ann Jones", "en"), By("Siân ap Rhŷs", "cy"), new NewPerson("mail@example.org")]));
        return (team, round, await host.AsAsync(Role.TeamLead, team: team));
    }

    private static NewPerson By(string name, string language) => new(null, name, language) { Postal = "1 Station Road\nCardiff\nCF10 1EP" };

    private static async Task<Page> SheetsAsync(Browser lead, Round round) =>
        await lead.FollowAsync(await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/post"), "#sheets"));

    private static IReadOnlyList<string> Codes(Page sheets) => [.. sheets.Document.QuerySelectorAll(".app-letter__code").Select(c => c.TextContent.Trim())];

    private static Task<Page> TypeAsync(Browser browser, string code) => browser.PostAsync("/code", [new("Input.Code", code)]);

    [Fact]
    public async Task Each_letter_is_a_page_in_the_persons_language_with_a_square_and_a_code()
    {
        var (team, round, lead) = await ARoundAsync();
        var landing = await lead.GetAsync($"/rounds/{round.Id}/post");
        Assert.Contains("2 letters wait", landing.Text);

        var sheets = await SheetsAsync(lead, round);

        var letters = sheets.Document.QuerySelectorAll(".app-letter");
        Assert.Equal(2, letters.Length);
        Assert.Equal(["en", "cy"], letters.Select(l => l.GetAttribute("lang")));
        Assert.Contains("Dear Ann Jones,", letters[0].TextContent);
        Assert.Contains("1 Station Road", letters[0].TextContent);
        Assert.Contains("Annwyl Siân ap Rhŷs,", letters[1].TextContent);
        Assert.Contains("localhost/code", letters[0].TextContent);
        Assert.All(letters, l => Assert.NotNull(l.QuerySelector("svg.app-qr")));
        Assert.All(Codes(sheets), c => Assert.Matches(CodeForm(), c));
        Assert.DoesNotContain("/s/", sheets.Text);
        Assert.Equal(1, await host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "letters.printed" && a.TeamId == team.Id && a.Detail == "2 letters, sheets")));
    }

    [Fact]
    public async Task A_letters_own_words_are_printed_around_the_square_and_the_code()
    {
        var (_, round, lead) = await ARoundAsync(By("Ann <b>Jones</b>", "en"), By("Siân", "cy"));
        var form = await lead.GetAsync($"/rounds/{round.Id}/messages/invitation/post/en");
        Assert.Contains("As Ann <b>Jones</b> would get it", form.Text);
        Assert.Equal(["The letter must have {code} once, in a paragraph of its own: there the square and the code are printed"],
            (await lead.SubmitAsync(form, "#text", ("Input.Body", "Dear {name}"), ("Input.Then", "save"))).Errors);
        await lead.SubmitAsync(form, "#text", ("Input.Body", "Good day {name}\n\n{code}\n\nFrom {team}"), ("Input.Then", "save"));

        var sheets = await SheetsAsync(lead, round);

        var letter = sheets.Document.QuerySelector(".app-letter")!;
        Assert.Contains("Good day Ann <b>Jones</b>", letter.TextContent);
        Assert.DoesNotContain("Dear", letter.TextContent);
        Assert.NotNull(letter.QuerySelector("svg.app-qr"));
        Assert.Equal(2, Codes(sheets).Count);
        Assert.Contains("Annwyl Siân,", sheets.Document.QuerySelectorAll(".app-letter")[1].TextContent);
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/post"), "#posted");
        Assert.Contains("No letter of this batch waits any more", (await lead.GetAsync($"/rounds/{round.Id}/post/sheets?upTo=999999")).Text);
    }

    [Fact]
    public async Task The_file_has_one_line_a_letter_and_no_live_formula()
    {
        var (_, round, lead) = await ARoundAsync(By("=HYPERLINK(\"http://x\")", "en"), By("Ann \"A\", Jones", "cy"));

        var file = await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/post"), "#merge");

        Assert.Equal("text/csv", file.Response.Content.Headers.ContentType!.MediaType);
        var lines = file.Html.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("name,address1,address2,address3,address4,address5,address6,address7,address8,language,link,code,code_page,closes,team,questionnaire", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("\"'=HYPERLINK(\"\"http://x\"\")\",1 Station Road,Cardiff,CF10 1EP,,,,,,en,https://localhost/s/", lines[1]);
        Assert.StartsWith("\"Ann \"\"A\"\", Jones\",", lines[2]);
        var link = LinkForm().Match(lines[1]).Value;
        Assert.Equal(HttpStatusCode.OK, (await host.Browser().GetAsync(link)).Status);
    }

    [Fact]
    public async Task Posted_letters_are_in_the_log_and_are_not_printed_again()
    {
        var (team, round, lead) = await ARoundAsync();
        await SheetsAsync(lead, round);
        var landing = await lead.GetAsync($"/rounds/{round.Id}/post");
        // Somebody who comes in between is not in this batch.
        await host.AsLeadAsync(team, s => s.GetRequiredService<InvitePeople>().RunAsync(round.Id, [By("Late Comer", "en")]));

        var done = await lead.SubmitAsync(landing, "#posted");
        Assert.Equal($"/rounds/{round.Id}/post?done=posted&posted=2", done.Location);
        await lead.SubmitAsync(landing, "#posted");

        var letters = await host.ReadAsync(db => db.Letters.Where(l => l.Route == SendRoute.Post && db.Invitations.Any(i => i.Id == l.InvitationId && i.RoundId == round.Id)).ToListAsync());
        Assert.Equal(2, letters.Count);
        Assert.All(letters, l => Assert.Equal((LetterState.Sent, host.Now, LetterKind.Invitation), (l.State, l.SentAt!.Value, l.Kind)));
        Assert.Equal(2, await host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == round.Id && i.Route == SendRoute.Post && i.SentAt == host.Now)));
        var next = await SheetsAsync(lead, round);
        Assert.Contains("Dear Late Comer,", Assert.Single(next.Document.QuerySelectorAll(".app-letter")).TextContent);
        Assert.Contains("Posted", (await lead.GetAsync($"/rounds/{round.Id}/people")).Text);
    }

    [Fact]
    public async Task Letters_are_for_leads_only_and_nobody_who_said_no_gets_one()
    {
        var (team, round, lead) = await ARoundAsync();
        var url = $"/rounds/{round.Id}/post";
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()))).GetAsync(url)).Status);
        foreach (var path in new[] { url, url + "/sheets?upTo=100000000" })
            Assert.NotEqual(HttpStatusCode.OK, (await (await host.AsAsync(Role.TeamMember, team: team)).GetAsync(path)).Status);

        var ann = await host.ReadAsync(db => db.People.Where(p => p.TeamId == team.Id && p.Contact!.Name == "Ann Jones").Select(p => p.Id).SingleAsync());
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/people/{ann}"), "#stop");
        Assert.Equal("cy", Assert.Single((await SheetsAsync(lead, round)).Document.QuerySelectorAll(".app-letter")).GetAttribute("lang"));
    }

    [Fact]
    public async Task Whoever_is_moved_to_post_later_gets_a_code_when_the_letters_are_made()
    {
        var (team, round, lead) = await ARoundAsync(new NewPerson("ann@example.org", "Ann"));
        var ann = await host.ReadAsync(db => db.People.Where(p => p.TeamId == team.Id).Select(p => p.Id).SingleAsync());
        var page = await lead.GetAsync($"/rounds/{round.Id}/people/{ann}");
        Assert.Equal(["Give a postal address, or choose another way of writing to them"], (await lead.SubmitAsync(page, "#correct", ("Input.Channel", "Post"))).Errors);
        var saved = await lead.SubmitAsync(page, "#correct", ("Input.Channel", "Post"), ("Input.Postal", "1 Station Road\r\nCardiff"));
        Assert.Equal($"/rounds/{round.Id}/people/{ann}?done=corrected", saved.Location);

        var code = Assert.Single(Codes(await SheetsAsync(lead, round)));
        Assert.Equal(Codes(await SheetsAsync(lead, round)), [code]);
        Assert.Equal(HttpStatusCode.Redirect, (await TypeAsync(host.Browser(), code)).Status);
    }

    [Fact]
    public async Task A_code_leads_where_the_link_leads()
    {
        var (_, round, lead) = await ARoundAsync();
        var code = Codes(await SheetsAsync(lead, round))[0];
        var browser = host.Browser();

        var form = await browser.GetAsync("/code");
        var found = await browser.SubmitAsync(form, ("Input.Code", $" {code.ToLowerInvariant().Replace('-', ' ')} "));

        Assert.Matches("^/s/[A-Za-z0-9_-]{22}$", found.Location);
        Assert.Equal("How was your appointment?", (await browser.FollowAsync(found)).Heading);
        // As the link, the code works until the answers are sent, and again on another device.
        Assert.Equal(found.Location, (await TypeAsync(host.Browser(), code)).Location);
        var stored = await host.ReadAsync(db => db.Invitations.Where(i => i.RoundId == round.Id && i.CodeHash != null).Select(i => new { i.CodeHash, i.SealedCode }).FirstAsync());
        Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), stored.SealedCode!);
        Assert.NotEqual(Secrets.HashCode(code), stored.CodeHash);
    }

    [Fact]
    public async Task Guessing_is_locked_out_and_links_go_on()
    {
        await using var other = new Host();
        await other.InitializeAsync();
        var team = await other.TeamAsync(await other.ProgrammeAsync());
        var round = (await other.OpenRoundAsync(team, await other.PublishedQuestionnaireAsync(team), people: 1));
        await other.AsLeadAsync(team, s => s.GetRequiredService<InvitePeople>().RunAsync(round.Round.Id, [By("Ann Jones", "en")]));
        var lead = await other.AsAsync(Role.TeamLead, team: team);
        var code = Codes(await SheetsAsync(lead, round.Round))[0];
        var browser = other.Browser();

        // Slips are told at once and are not guesses.
        for (var i = 0; i < 3 * CodeTries.MostOfNetwork; i++)
        {
            var slip = await TypeAsync(browser, code[..^1] + (code[^1] == 'Z' ? 'Y' : 'Z'));
            Assert.Equal(HttpStatusCode.BadRequest, slip.Status);
            Assert.Contains("A character of the code is not right", slip.Text);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await TypeAsync(browser, code)).Status);
        for (var i = 0; i < CodeTries.MostOfNetwork; i++)
            Assert.Contains("This code cannot be used", (await TypeAsync(browser, PostCode.New())).Text);

        var locked = await TypeAsync(browser, code);
        Assert.Equal(HttpStatusCode.TooManyRequests, locked.Status);
        Assert.Equal("Too many wrong codes", locked.Heading);
        Assert.Equal("900", locked.Response.Headers.RetryAfter!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/s/{round.People[0].Secret}")).Status);

        other.Clock.Advance(CodeTries.NetworkPause);
        Assert.Equal(HttpStatusCode.Redirect, (await TypeAsync(browser, code)).Status);
    }

    [Fact]
    public async Task Guessing_from_many_networks_is_locked_out_together_and_ends_by_time()
    {
        await using var other = new Host();
        await other.InitializeAsync();
        Task<bool> IsLocked(string network) => other.WithAsync(s => s.GetRequiredService<CodeTries>().IsLockedAsync(network));
        for (var i = 0; i < CodeTries.MostOfAll; i++)
        {
            if (i % 50 == 0) Assert.False(await IsLocked($"network {i}"));
            await other.WithAsync(async s =>
            {
                await s.GetRequiredService<CodeTries>().FailedAsync($"network {i}");
                return true;
            });
        }

        Assert.True(await IsLocked("somebody else"));
        other.Clock.Advance(CodeTries.Pause);
        Assert.False(await IsLocked("somebody else"));
    }

    [Fact]
    public async Task The_page_for_codes_speaks_Welsh()
    {
        var browser = host.Browser();
        var page = await browser.GetAsync("/code?lang=cy");
        Assert.Equal("Rhowch y cod o’ch llythyr", page.Heading);
        var refused = await browser.SubmitAsync(page, ("Input.Code", ""));
        Assert.Equal(["Rhowch eich cod"], refused.Errors);
        Assert.Equal("cy", refused.Document.DocumentElement.GetAttribute("lang"));
    }

    [GeneratedRegex("^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$")]
    private static partial Regex CodeForm();

    [GeneratedRegex("/s/[A-Za-z0-9_-]{22}")]
    private static partial Regex LinkForm();
}
