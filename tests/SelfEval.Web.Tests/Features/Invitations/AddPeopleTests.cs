using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Invitations;

public sealed partial class AddPeopleTests(Host host) : IClassFixture<Host>
{
    private async Task<(Team Team, Round Round, Browser Lead)> ARoundAsync(bool opensLater = false)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var made = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), opensAt: opensLater ? host.Now.AddHours(2) : null);
        await host.ArrangeAsync(db => Task.FromResult(db.Sites.Add(new Site { TeamId = team.Id, Name = "North" }).Entity));
        return (team, made.Round, await host.AsAsync(Role.TeamLead, team: team));
    }

    private static async Task<Page> AddAsync(Browser lead, Round round, string list)
    {
        var check = await CheckAsync(lead, round, list);
        Assert.True(check.Status == HttpStatusCode.OK, check.Text);
        return await lead.SubmitAsync(check, "#add");
    }

    private static async Task<Page> CheckAsync(Browser lead, Round round, string list) =>
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/people/add"), ("Input.Text", list));

    private Task<int> InvitedAsync(Round round) => host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == round.Id));

    [Theory]
    [InlineData("email,name,language,site\nann@example.org,Ann Jones,cy,North\nbob@example.org,,,\n")]
    [InlineData("\uFEFFSite;Name;E-mail;Language\r\nnorth;Ann Jones;ANN@example.org;Welsh\r\n;;bob@example.org;\r\n")]
    [InlineData("name\temail\tsite\tlanguage\n\"Ann Jones\"\t ann@example.org \tNorth\tcy\n\tbob@example.org\t\t\n")]
    public async Task A_right_list_is_added_with_links_and_written_to_when_the_round_opens(string list)
    {
        var (team, round, lead) = await ARoundAsync(opensLater: true);

        var done = await AddAsync(lead, round, list);

        Assert.Equal($"/rounds/{round.Id}/people?done=added&added=2", done.Location);
        var ann = await host.ReadAsync(db => db.People.Include(p => p.Contact).SingleAsync(p => p.TeamId == team.Id && p.Contact!.Email == "ann@example.org"));
        Assert.Equal(("Ann Jones", "cy"), (ann.Contact!.Name, ann.Language));
        Assert.NotNull(ann.SiteId);
        var invitation = await host.ReadAsync(db => db.Invitations.SingleAsync(i => i.RoundId == round.Id && i.PersonId == ann.Id));
        Assert.Equal((round.OpensAt, 0), (invitation.NextSendAt, invitation.NextSend));
        Assert.DoesNotContain(await host.MailToAsync("ann@example.org"), m => m.Subject!.Contains(team.Name, StringComparison.Ordinal));
        Assert.Contains("2 people were added", (await lead.FollowAsync(done)).Text);

        host.Clock.Advance(round.OpensAt - host.Now);
        var mail = (await host.MailToAsync("ann@example.org")).Single(m => m.Subject!.Contains(team.Name, StringComparison.Ordinal));
        Assert.Contains("Annwyl Ann Jones,", mail.TextBody);
        Assert.Equal(Secrets.Hash(Link().Match(mail.TextBody!).Groups[1].Value), invitation.TokenHash);
    }

    [Fact]
    public async Task Nothing_of_a_list_with_mistakes_is_added_until_they_are_left_out()
    {
        var (_, round, lead) = await ARoundAsync();
        const string list = "email,name,site,language,Shoe size\nann@example.org,Ann,North,en,1\nnot an address,Bob,North,en,2\ncat@example.org,Cat,Atlantis,en,3\n,Dan,,,\neve@example.org,Eve,,klingon!,4\n";

        var refused = await CheckAsync(lead, round, list);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["4 things in the list are not right. Nobody has been added"], refused.Errors);
        Assert.Equal(
            [
                "3 email “not an address” is not an email address, like name@example.nhs.uk",
                "4 site Your team has no site called “Atlantis”. Its sites are: North",
                "5 email There is no email address",
                "6 language “klingon!” is not a language code, like en or cy",
            ],
            refused.Document.QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.QuerySelectorAll("td").Select(c => c.TextContent))));
        Assert.Contains("not an address,Bob", refused.Document.QuerySelector("textarea")!.TextContent);
        Assert.Equal(0, await InvitedAsync(round));

        var check = await lead.SubmitAsync(refused, "form[action*='Check']", ("Input.LeaveOut", "true"));
        Assert.Contains("1 person will be added", check.Text);
        Assert.Contains("4 lines with mistakes are left out", check.Text);
        Assert.Contains("The column “Shoe size” is not needed and is not kept", check.Text);
        Assert.Equal(0, await InvitedAsync(round));
        await lead.SubmitAsync(check, "#add");
        Assert.Equal(1, await InvitedAsync(round));
    }

    [Theory]
    [InlineData("", "Paste a list of people, or choose a file")]
    [InlineData("name,shoe size\nAnn,1\n", "The list cannot be read. The table below says why")]
    [InlineData("email,name\nann@example.org\n", "The list has nobody who can be added")]
    [InlineData("email,name\n\"ann@example.org,Ann\n", "The list cannot be read. The table below says why")]
    [InlineData("email\n", "The list has nobody who can be added")]
    public async Task What_is_no_list_is_refused_in_words(string list, string message)
    {
        var (_, round, lead) = await ARoundAsync();

        var page = await CheckAsync(lead, round, list);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal([message], page.Errors);
        Assert.Equal(0, await InvitedAsync(round));
    }

    [Fact]
    public async Task The_same_address_is_the_same_person_in_every_round_and_is_added_once()
    {
        var (team, round, lead) = await ARoundAsync();
        var check = await CheckAsync(lead, round, "ann@example.org\nANN@example.org\nbob@example.org");
        Assert.Contains("Line 2 has the same address as line 1", check.Text);
        await lead.SubmitAsync(check, "#add");
        await lead.SubmitAsync(check, "#add");
        Assert.Equal(2, await InvitedAsync(round));
        await host.MailToAsync("ann@example.org");
        Assert.Equal(2, await host.ReadAsync(db => db.Letters.CountAsync(l => db.Invitations.Any(i => i.Id == l.InvitationId && i.RoundId == round.Id))));

        var next = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team));
        await AddAsync(lead, next.Round, "email,name\nann@example.org,Ann\ncat@example.org,Cat");

        Assert.Equal(3, await host.ReadAsync(db => db.People.CountAsync(p => p.TeamId == team.Id)));
        var ann = await host.ReadAsync(db => db.Contacts.SingleAsync(c => c.TeamId == team.Id && c.Email == "ann@example.org"));
        Assert.Equal("Ann", ann.Name);
        Assert.Equal(2, await host.ReadAsync(db => db.Invitations.CountAsync(i => i.PersonId == ann.PersonId)));
    }

    [Fact]
    public async Task Whoever_asked_not_to_be_written_to_is_not_invited_again()
    {
        var (team, round, lead) = await ARoundAsync();
        await AddAsync(lead, round, "ann@example.org");
        var id = await host.ReadAsync(db => db.People.Where(p => p.TeamId == team.Id).Select(p => p.Id).SingleAsync());
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/people/{id}"), "#stop");
        Assert.DoesNotContain(await host.MailToAsync("ann@example.org"), m => m.Subject!.Contains(team.Name, StringComparison.Ordinal));
        Assert.False(await host.ReadAsync(db => db.Invitations.AnyAsync(i => i.RoundId == round.Id && i.NextSendAt != null)));

        var next = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team));
        var check = await CheckAsync(lead, next.Round, "ann@example.org");

        Assert.Contains("1 person asked not to be written to", check.Text);
        Assert.Null(check.Document.QuerySelector("#add"));
    }

    [Fact]
    public async Task Somebody_can_be_taken_out_until_the_round_opens()
    {
        var (team, round, lead) = await ARoundAsync(opensLater: true);
        await AddAsync(lead, round, "ann@example.org\nbob@example.org");
        var ids = await host.ReadAsync(db => db.People.Where(p => p.TeamId == team.Id).Select(p => p.Id).ToListAsync());

        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/people/{ids[0]}"), "#remove");

        Assert.Equal([ids[1]], await host.ReadAsync(db => db.People.Where(p => p.TeamId == team.Id).Select(p => p.Id).ToListAsync()));
        var second = await lead.GetAsync($"/rounds/{round.Id}/people/{ids[1]}");
        host.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(HttpStatusCode.Conflict, (await lead.SubmitAsync(second, "#remove")).Status);
        Assert.Equal(1, await InvitedAsync(round));
    }

    [Fact]
    public async Task Fifty_thousand_people_come_from_one_file_and_not_one_more()
    {
        var (_, round, lead) = await ARoundAsync();
        var list = new StringBuilder("\uFEFFemail;name;site\r\n");
        for (var i = 1; i <= 50_000; i++) list.Append(System.Globalization.CultureInfo.InvariantCulture, $"person.{i}@example.org;\"Person, {i}\";North\r\n");

        var check = await UploadAsync(lead, round, Encoding.UTF8.GetBytes(list.ToString()));
        Assert.Contains("50,000 people will be added", check.Text);
        Assert.Contains("50,000 by email", check.Text);
        Assert.True(check.Html.Length < 4_000_000, $"{check.Html.Length} characters");

        list.Append("one.more@example.org;;\r\n");
        var tooMany = await UploadAsync(lead, round, Encoding.UTF8.GetBytes(list.ToString()));
        Assert.Contains("The list has 50,001 people. Add at most 50,000 at a time", tooMany.Text);
        Assert.Equal(0, await InvitedAsync(round));
    }

    [Fact]
    public async Task Files_are_read_as_spreadsheets_write_them()
    {
        var (team, round, lead) = await ARoundAsync();
        var utf16 = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("name\temail\nZoë\tzoe@example.org\n")).ToArray();
        await lead.SubmitAsync(await UploadAsync(lead, round, utf16), "#add");
        await lead.SubmitAsync(await UploadAsync(lead, round, Encoding.Latin1.GetBytes("name;email\nRené;rene@example.org\n")), "#add");
        var names = await host.ReadAsync(db => db.Contacts.Where(c => c.TeamId == team.Id).Select(c => c.Name).ToListAsync());
        Assert.Equal(["René", "Zoë"], names.Order(StringComparer.Ordinal));

        var sheet = await UploadAsync(lead, round, [(byte)'P', (byte)'K', 3, 4, 0, 0]);
        Assert.Equal(["This is a spreadsheet file. Save it as CSV first, then upload that"], sheet.Errors);
    }

    private static async Task<Page> UploadAsync(Browser lead, Round round, byte[] file)
    {
        var form = await lead.GetAsync($"/rounds/{round.Id}/people/add");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.Document.QuerySelector("input[name='__RequestVerificationToken']")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(""), "Input.Text" },
            { new ByteArrayContent(file), "Input.File", "people.csv" },
        };
        var response = await lead.Client.PostAsync($"/rounds/{round.Id}/people/add?handler=Check", content);
        var html = await response.Content.ReadAsStringAsync();
        return new Page(response, html, new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html));
    }

    [GeneratedRegex("https://localhost/s/([A-Za-z0-9_-]{22})")]
    private static partial Regex Link();
}
