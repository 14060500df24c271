using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Features.Invitations;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Invitations;

/// <summary>Whoever says no hears nothing more, from no team of the programme.</summary>
public sealed class StoppingTests(Host host) : IClassFixture<Host>
{
    private async Task<(Programme Programme, Team Team, Round Round, Browser Lead, int Ann)> ARoundAsync(Programme? programme = null)
    {
        programme ??= await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme);
        var round = (await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team))).Round;
        await host.AsLeadAsync(team, s => s.GetRequiredService<InvitePeople>().RunAsync(round.Id, [new NewPerson("ann@example.org", "Ann") { Phone = "+447700900123", Postal = "1 Station Road\nCardiff" }]));
        var ann = await host.ReadAsync(db => db.People.Where(p => p.TeamId == team.Id).Select(p => p.Id).SingleAsync());
        await host.ArrangeAsync(async db => { (await db.Invitations.SingleAsync(i => i.RoundId == round.Id)).NextSendAt = host.Now.AddDays(7); return 0; });
        return (programme, team, round, await host.AsAsync(Role.TeamLead, team: team), ann);
    }

    private string Link(int person) => "/u/" + host.Services.GetRequiredService<Sealing>().Unsubscribe.Protect(person.ToString(CultureInfo.InvariantCulture));

    private async Task IsStoppedAsync(Round round, int person, int listed)
    {
        Assert.NotNull(await host.ReadAsync(db => db.People.Where(p => p.Id == person).Select(p => p.DoNotContactAt).SingleAsync()));
        Assert.Null(await host.ReadAsync(db => db.Invitations.Where(i => i.RoundId == round.Id && i.PersonId == person).Select(i => i.NextSendAt).SingleAsync()));
        Assert.Equal(0, await host.ReadAsync(db => db.Letters.CountAsync(l => l.State == LetterState.Waiting && db.Invitations.Any(i => i.Id == l.InvitationId && i.PersonId == person))));
        var programme = await host.ReadAsync(db => db.Rounds.Where(r => r.Id == round.Id).Select(r => r.Team!.ProgrammeId).SingleAsync());
        Assert.Equal(listed, await host.ReadAsync(db => db.DoNotContacts.CountAsync(d => d.ProgrammeId == programme)));
    }

    private static async Task<string> WhyLeftOutAsync(Browser lead, Round round, string list)
    {
        var check = await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/people/add"), ("Input.Text", list));
        Assert.Equal(HttpStatusCode.OK, check.Status);
        return string.Join("; ", check.Document.QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.QuerySelectorAll("td").Select(c => c.TextContent))));
    }

    [Fact]
    public async Task The_link_in_a_message_ends_all_messages_by_its_button()
    {
        var (programme, _, round, _, ann) = await ARoundAsync();
        var browser = host.Browser();

        var page = await browser.GetAsync(Link(ann));
        Assert.Equal("Do you want us to stop writing to you?", page.Heading);
        Assert.Null(await host.ReadAsync(db => db.People.Where(p => p.Id == ann).Select(p => p.DoNotContactAt).SingleAsync()));

        var done = await browser.SubmitAsync(page);
        Assert.Equal("We will not write to you again", done.Heading);
        await IsStoppedAsync(round, ann, 3);
        Assert.Equal(done.Text, (await browser.SubmitAsync(page)).Text);
        await IsStoppedAsync(round, ann, 3);

        // No team of the programme invites any of the addresses; another programme may.
        var (_, _, next, lead, _) = await ARoundAsync(await host.ProgrammeAsync());
        Assert.Equal("", await WhyLeftOutAsync(lead, next, "email\nann2@example.org\n"));
        var team = await host.TeamAsync(programme);
        var sister = (await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team))).Round;
        var sisterLead = await host.AsAsync(Role.TeamLead, team: team);
        Assert.Equal(
            "2 ann@example.org Asked not to be written to; 3 +447700900123 Asked not to be written to; 4 Ann Asked not to be written to",
            await WhyLeftOutAsync(sisterLead, sister, "email,phone,name,address\nANN@example.org,,,\n,07700 900123,,\n,,Ann,\"1 Station Road, Cardiff\"\ncat@example.org,,,\n"));
    }

    [Fact]
    public async Task One_click_of_a_mail_program_needs_no_session_no_form_and_no_origin()
    {
        var (_, _, round, _, ann) = await ARoundAsync();
        using var client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Link(ann)) { Content = new StringContent("List-Unsubscribe=One-Click", Encoding.ASCII, "application/x-www-form-urlencoded") };
        request.Headers.Add("Origin", "https://mail.example.com");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        await IsStoppedAsync(round, ann, 3);
    }

    [Theory]
    [InlineData("/u/x")]
    [InlineData("/u/CfDJ8NotASealedToken")]
    [InlineData("/u/0")]
    public async Task A_link_that_means_nobody_looks_the_same(string link)
    {
        var (_, _, round, _, ann) = await ARoundAsync();
        var browser = host.Browser();
        var good = await browser.GetAsync(Link(ann));
        var bad = await browser.GetAsync(link);
        // But for the address itself, where the button posts to.
        Assert.Equal(Without(good), Without(bad));
        var rightDone = await browser.PostAsync(Link(ann), []);
        var wrongDone = await browser.PostAsync(link, []);
        Assert.Equal((rightDone.Status, rightDone.Html), (wrongDone.Status, wrongDone.Html));
        await IsStoppedAsync(round, ann, 3);

        static string Without(Page page) => page.Html.Replace(page.Document.QuerySelector("main form")!.GetAttribute("action")!, "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_speaks_Welsh()
    {
        var browser = host.Browser();
        Assert.Equal("Ydych chi am inni roi’r gorau i ysgrifennu atoch?", (await browser.GetAsync("/u/x?lang=cy")).Heading);
        browser.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("cy-GB, en;q=0.8");
        var page = await browser.GetAsync("/u/x");
        Assert.Equal("cy", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Do you want us to stop writing to you?", (await browser.GetAsync("/u/x?lang=en")).Heading);
    }

    [Fact]
    public async Task A_lead_says_why_and_the_list_tells_no_address()
    {
        var (programme, _, round, lead, ann) = await ARoundAsync();
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/people/{ann}"), "#stop", ("reason", "Deceased"));
        await IsStoppedAsync(round, ann, 3);

        var page = await lead.GetAsync($"/programmes/{programme.Id}/do-not-contact");
        Assert.Contains("Has died", page.Text);
        Assert.Contains("a…@e….org", page.Text);
        Assert.DoesNotContain("ann@", page.Html);
        Assert.DoesNotContain("7700900123", page.Html);
        Assert.DoesNotContain("Station Road", page.Html);
        Assert.Contains("Has died", await WhyLeftOutAsync(lead, round, "ann@example.org\n"));
    }

    [Fact]
    public async Task An_address_is_added_found_and_taken_off_with_a_reason()
    {
        var (programme, team, round, lead, ann) = await ARoundAsync();
        var url = $"/programmes/{programme.Id}/do-not-contact";
        var page = await lead.GetAsync(url);

        Assert.Equal(["Enter one email address, like name@example.nhs.uk, or one telephone number, like 07700 900123"],
            (await lead.SubmitAsync(page, "#add", ("Input.Address", "nobody"), ("Input.Reason", "WrongPerson"))).Errors);
        Assert.Equal(["Choose a reason"], (await lead.SubmitAsync(page, "#add", ("Input.Address", "ann@example.org"))).Errors);
        var added = await lead.SubmitAsync(page, "#add", ("Input.Address", "07700 900 123"), ("Input.Reason", "WrongPerson"));
        Assert.Equal(url + "?done=added", added.Location);
        await IsStoppedAsync(round, ann, 1);

        page = await lead.FollowAsync(added);
        Assert.Contains("…123", page.Text);
        Assert.Contains("is on the list since", (await lead.SubmitAsync(page, "#look", ("Input.LookFor", "+44 7700 900123"))).Text);
        Assert.Contains("is not on the list", (await lead.SubmitAsync(page, "#look", ("Input.LookFor", "bob@example.org"))).Text);
        Assert.Equal(["Say why the address may be written to again"], (await lead.SubmitAsync(page, "#remove", ("Input.RemoveAddress", "07700900123"))).Errors);
        Assert.Equal(["This address is not on the list"], (await lead.SubmitAsync(page, "#remove", ("Input.RemoveAddress", "bob@example.org"), ("Input.Why", "A slip"))).Errors);
        var removed = await lead.SubmitAsync(page, "#remove", ("Input.RemoveAddress", "07700900123"), ("Input.Why", "Typed the wrong number"));
        Assert.Equal(url + "?done=removed", removed.Location);
        Assert.Null(await host.ReadAsync(db => db.People.Where(p => p.Id == ann).Select(p => p.DoNotContactAt).SingleAsync()));
        var audit = await host.ReadAsync(db => db.AuditEntries.Where(a => a.Action == "do_not_contact.removed" && a.ProgrammeId == programme.Id).SingleAsync());
        Assert.Equal("Typed the wrong number", audit.Detail);
    }

    [Fact]
    public async Task The_list_is_for_leads_of_the_programmes_teams()
    {
        var (programme, team, _, _, _) = await ARoundAsync();
        var url = $"/programmes/{programme.Id}/do-not-contact";
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()))).GetAsync(url)).Status);
        foreach (var other in new[] { await host.AsAsync(Role.Evaluator, programme), await host.AsAsync(Role.TeamMember, team: team) })
            Assert.NotEqual(HttpStatusCode.OK, (await other.GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browser().GetAsync(url)).Status);
    }
}
