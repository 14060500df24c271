using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Privacy;

public sealed class ArchiveTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task An_archived_programme_is_read_and_not_changed()
    {
        var programme = await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme);
        var version = await host.PublishedQuestionnaireAsync(team);
        var round = await host.OpenRoundAsync(team, version, people: 6, closesAt: host.Now.AddDays(1));
        await host.AnswersAsync(round.Round, version, 6, pseudonym: i => round.People[i].Person.Pseudonym);
        var admin = await host.AsAsync(Role.Administrator);
        var refused = await admin.SubmitAsync(await admin.GetAsync($"/programmes/{programme.Id}/archive"), "#archive");
        Assert.Equal("A round of this programme is not over", refused.Heading);

        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.TickAsync();
        admin = await host.AsAsync(Role.Administrator);
        var archived = await admin.FollowAsync(await admin.SubmitAsync(await admin.GetAsync($"/programmes/{programme.Id}/archive"), "#archive"));
        Assert.Contains("This programme has been archived since", archived.Text, StringComparison.Ordinal);

        var lead = await host.AsAsync(Role.TeamLead, team: team);
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync($"/rounds/{round.Round.Id}/results")).Status);
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync($"/rounds/{round.Round.Id}/people")).Status);
        var before = await StateAsync(programme);
        await RefusedAsync(admin, $"/programmes/{programme.Id}/edit", ("Input.Name", "Other"));
        await RefusedAsync(admin, $"/programmes/{programme.Id}/teams/new", ("Input.Name", "One more"));
        await RefusedAsync(admin, $"/programmes/{programme.Id}/keeping", ("Input.ContactDays", "9"));
        await RefusedAsync(admin, $"/programmes/{programme.Id}/privacy-notice", ("Input.Text", "New"), ("Input.Complaints", "There"));
        await RefusedAsync(lead, $"/teams/{team.Id}/edit", ("Input.Name", "Another"));
        var caller = await host.CallerAsync(Role.TeamLead, team: team);
        var answer = await caller.PostAsync($"/api/v1/rounds/{round.Round.Id}/responses", $"[{{\"key\":\"late\",\"answers\":{{{string.Join(',', Enumerable.Range(1, 10).Select(i => $"\"care_{i}\":\"4\""))}}}}}]");
        Assert.Equal((HttpStatusCode.Conflict, "programme_archived"), (answer.Status, answer.Code));
        Assert.Equal(before, await StateAsync(programme));

        // Evaluators still download, and the programme comes back whole.
        var evaluator = await host.AsAsync(Role.Evaluator, programme);
        Assert.Equal(HttpStatusCode.OK, (await evaluator.SubmitAsync(await evaluator.GetAsync($"/programmes/{programme.Id}/downloads"))).Status);
        var reopened = await admin.FollowAsync(await admin.SubmitAsync(await admin.GetAsync($"/programmes/{programme.Id}/archive"), "#reopen"));
        Assert.Contains("out of the archive", reopened.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync(await admin.GetAsync($"/programmes/{programme.Id}/edit"), ("Input.Name", $"Other {programme.Id}"))).Status);
    }

    [Fact]
    public async Task The_file_holds_what_was_asked_published_and_done_and_nobody()
    {
        var programme = await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme);
        var version = await host.PublishedQuestionnaireAsync(team);
        var round = await host.OpenRoundAsync(team, version, people: 6, closesAt: host.Now.AddDays(1));
        await host.AnswersAsync(round.Round, version, 6, pseudonym: i => round.People[i].Person.Pseudonym);
        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.TickAsync();
        var admin = await host.AsAsync(Role.Administrator);
        var page = await admin.GetAsync($"/programmes/{programme.Id}/archive");
        var bytes = await BytesAsync(admin, page, $"/programmes/{programme.Id}/archive?handler=Export");
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var names = zip.Entries.Select(e => e.FullName).ToList();
        Assert.Contains($"questionnaires/version-{version.Id}.json", names);
        Assert.Contains($"editions/round-{round.Round.Id}-1.json", names);
        Assert.Contains("audit.csv", names);
        var text = "";
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            text += await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("edition.published", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Words of person", text, StringComparison.Ordinal);
        foreach (var contact in await host.ReadAsync(db => db.Contacts.Where(c => c.TeamId == team.Id).ToListAsync()))
        {
            Assert.DoesNotContain(contact.Email!, text, StringComparison.Ordinal);
            Assert.DoesNotContain(contact.Name!, text, StringComparison.Ordinal);
        }

        Assert.All(round.People, p => Assert.DoesNotContain(p.Person.Pseudonym, text, StringComparison.Ordinal));
    }

    private static async Task RefusedAsync(Browser browser, string path, params (string, string)[] fields)
    {
        var page = await browser.GetAsync(path);
        Assert.True(page.Status == HttpStatusCode.OK, $"{path}: {page.Status}");
        var answer = await browser.SubmitAsync(page, fields);
        Assert.True((answer.Status, answer.Heading) == (HttpStatusCode.Conflict, "The programme is archived"), $"{path}: {answer.Status} {answer.Text}");
    }

    private static async Task<byte[]> BytesAsync(Browser browser, Page page, string url)
    {
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", page.Document.QuerySelector("#export input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        var answer = await browser.Client.PostAsync(url, content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private Task<string> StateAsync(Programme programme) => host.ReadAsync(async db => string.Join('|',
        (await db.Programmes.SingleAsync(p => p.Id == programme.Id)).Name, await db.Teams.CountAsync(t => t.ProgrammeId == programme.Id), string.Join(',', await db.Teams.Where(t => t.ProgrammeId == programme.Id).Select(t => t.Name).ToListAsync()),
        await db.PrivacyNotices.CountAsync(n => n.ProgrammeId == programme.Id), await db.Responses.CountAsync(r => r.Round!.Team!.ProgrammeId == programme.Id), await db.TestsOfChange.CountAsync(t => t.Team!.ProgrammeId == programme.Id)));
}
