using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Features.Invitations;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Tests.Features.Answering;
using Xunit;

namespace SelfEval.Web.Tests.Features.Privacy;

public sealed class RightsTests(Host host) : IClassFixture<Host>
{
    private async Task<(Team Team, MadeRound Round, string Email)> AnsweredAsync(bool answers = true)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var round = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), people: 3);
        if (answers)
        {
            var browser = host.Browser();
            await browser.SubmitAsync(await AnsweringTests.ToCheckAsync(browser, round.People[0].Secret));
        }

        var email = await host.ReadAsync(db => db.Contacts.Where(c => c.PersonId == round.People[0].Person.Id).Select(c => c.Email!).SingleAsync());
        return (team, round, email);
    }

    private static async Task<Page> FindAsync(Browser browser, string address) => await browser.SubmitAsync(await browser.GetAsync("/privacy/people"), "#find", ("Input.Address", address));

    [Fact]
    public async Task The_file_goes_to_the_person_and_works_once()
    {
        var (_, round, email) = await AnsweredAsync();
        var admin = await host.AsAsync(Role.Administrator);
        var found = await FindAsync(admin, $" {email.ToUpperInvariant()} ");
        Assert.Contains("name, email address", found.Text, StringComparison.Ordinal);
        Assert.Contains(round.Round.Name, found.Text, StringComparison.Ordinal);
        // Who has answered and who has not looks the same.
        var other = await host.ReadAsync(db => db.Contacts.Where(c => c.PersonId == round.People[1].Person.Id).Select(c => c.Email!).SingleAsync());
        Assert.Equal(found.Text.Replace(email, "", StringComparison.OrdinalIgnoreCase), (await FindAsync(admin, other)).Text.Replace(other, "", StringComparison.OrdinalIgnoreCase), ignoreAllWhiteSpace: true);

        var sent = await admin.FollowAsync(await admin.SubmitAsync(found, $"#send-{round.People[0].Person.Id}"));
        Assert.Contains("on its way to them", sent.Text, StringComparison.Ordinal);
        var link = await host.LinkMailedToAsync(email, "/mine/");
        var person = host.Browser();
        Assert.Equal("What is held about you", (await person.GetAsync(link)).Heading);
        var file = await person.Client.PostAsync(link, null, TestContext.Current.CancellationToken);
        Assert.Equal("application/zip", file.Content.Headers.ContentType!.MediaType);
        using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        using var reader = new StreamReader(zip.GetEntry("what-is-held-about-you.json")!.Open());
        var json = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains(email, json, StringComparison.Ordinal);
        Assert.Contains(round.Round.Name, json, StringComparison.Ordinal);
        Assert.Contains("\"Question\"", json, StringComparison.Ordinal);
        Assert.Contains("care-style.empathy", json, StringComparison.Ordinal);
        Assert.NotNull(zip.GetEntry("what-is-held-about-you.html"));

        foreach (var again in new[] { await person.GetAsync(link), await person.GetAsync($"/mine/{Secrets.NewLink()}") })
        {
            Assert.Equal(HttpStatusCode.NotFound, again.Status);
            Assert.Equal("This link cannot be used", again.Heading);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await person.Client.PostAsync(link, null, TestContext.Current.CancellationToken)).StatusCode);
        var actions = await host.ReadAsync(db => db.AuditEntries.Where(e => e.Subject == $"person:{round.People[0].Person.Id}" || e.Action == "person.looked_for").Select(e => e.Action + e.Detail).ToListAsync());
        Assert.Contains("person.file_sent", actions);
        Assert.Contains("person.looked_forfound in 1 teams", actions);
        Assert.DoesNotContain(actions, a => a.Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_that_nobody_used_is_void_after_two_weeks_and_after_the_next()
    {
        var (_, round, email) = await AnsweredAsync(answers: false);
        var admin = await host.AsAsync(Role.Administrator);
        await admin.SubmitAsync(await FindAsync(admin, email), $"#send-{round.People[0].Person.Id}");
        var first = await host.LinkMailedToAsync(email, "/mine/");
        await admin.SubmitAsync(await FindAsync(admin, email), $"#send-{round.People[0].Person.Id}");
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser().GetAsync(first)).Status);
        Assert.Equal(1, await host.ReadAsync(db => db.PersonalFiles.CountAsync(f => f.PersonId == round.People[0].Person.Id)));
    }

    [Fact]
    public async Task A_lead_who_puts_in_an_address_of_their_own_gets_nobodys_file_and_the_person_is_told()
    {
        var (team, round, email) = await AnsweredAsync();
        var (leads, person) = (await host.AccountAsync(Role.TeamLead, team: team), round.People[0]);
        var (lead, own) = (await host.SignInAsync(leads), $"{Guid.NewGuid():N}@example.org");
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Round.Id}/people/{person.Person.Id}"), "#correct", ("Input.Email", own));
        Assert.Contains((await host.MailToAsync(email)), m => m.Subject!.Contains("was changed", StringComparison.Ordinal) && m.TextBody!.Contains("If it was not you", StringComparison.Ordinal));

        // A lead sends nobody's file, shown or not.
        var found = await FindAsync(lead, own);
        Assert.Contains("Their file is sent by an administrator", found.Text, StringComparison.Ordinal);
        Assert.Null(found.Document.QuerySelector($"#send-{person.Person.Id}"));
        Assert.Equal("Somebody else has to send this file", (await PressAsync(lead, found, person.Person.Id)).Heading);

        // Nor does an administrator on the strength of an address that is new, though it is asked by its owner.
        var admins = await host.AccountAsync(Role.Administrator);
        var admin = await host.SignInAsync(admins);
        var theirs = await FindAsync(admin, own);
        Assert.Contains("changed within the last 30 days", theirs.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, "Their address was changed within the last 30 days"), await AnswerAsync(PressAsync(admin, theirs, person.Person.Id)));
        Assert.Equal((HttpStatusCode.Conflict, "Their address was changed within the last 30 days"), await AnswerAsync(PressAsync(admin, theirs, person.Person.Id, "0000-0000-0000-0000-0000-0000")));
        Assert.DoesNotContain(await host.MailToAsync(own), m => m.TextBody!.Contains("/mine/", StringComparison.Ordinal));

        // Nor one who is a lead of the team besides, ever.
        host.Clock.Advance(TimeSpan.FromDays(31));
        await host.ArrangeAsync(db =>
        {
            db.Memberships.Add(new Membership { AccountId = admins.Id, Role = Role.TeamLead, ProgrammeId = team.ProgrammeId, TeamId = team.Id, SinceAt = host.Now });
            return Task.FromResult(true);
        });
        admin = await host.SignInAsync(admins);
        Assert.Equal("Somebody else has to send this file", (await PressAsync(admin, await admin.GetAsync("/privacy/people"), person.Person.Id)).Heading);
        var other = await host.AsAsync(Role.Administrator);
        await other.SubmitAsync(await FindAsync(other, own), $"#send-{person.Person.Id}");
        Assert.StartsWith("/mine/", await host.LinkMailedToAsync(own, "/mine/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_receipt_code_of_their_answers_the_file_goes_to_a_new_address_too()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var round = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), people: 2);
        var (person, own) = (round.People[0], $"{Guid.NewGuid():N}@example.org");
        var code = await SentAsync(host.Browser(), person.Secret);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Round.Id}/people/{person.Person.Id}"), "#correct", ("Input.Email", own));
        var admin = await host.AsAsync(Role.Administrator);
        var found = await LookAsync(admin, ("Input.By", "receipt"), ("Input.Code", code));
        Assert.Contains("on its way", (await admin.FollowAsync(await admin.SubmitAsync(found, $"#send-{person.Person.Id}"))).Text, StringComparison.Ordinal);
        Assert.StartsWith("/mine/", await host.LinkMailedToAsync(own, "/mine/"), StringComparison.Ordinal);
    }

    private static Task<Page> PressAsync(Browser browser, Page page, int person, string receipt = "") => browser.PostAsync("/privacy/people?handler=Send",
        [new("personId", $"{person}"), new("receipt", receipt), new("__RequestVerificationToken", page.Document.QuerySelector("#find input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);

    private static async Task<(HttpStatusCode, string)> AnswerAsync(Task<Page> page) => ((await page).Status, (await page).Heading);

    [Fact]
    public async Task Erased_is_erased_and_nobody_can_tell_from_the_round_who_it_was()
    {
        var (team, round, email) = await AnsweredAsync();
        var person = round.People[0];
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        Assert.Contains("ask an administrator", (await FindAsync(lead, email)).Text, StringComparison.Ordinal);
        var before = await InvitedAsync(round.Round);
        var admin = await host.AsAsync(Role.Administrator);
        var done = await admin.FollowAsync(await admin.SubmitAsync(await FindAsync(admin, email), $"#erase-{person.Person.Id}"));
        Assert.Contains("The person is erased.", done.Text, StringComparison.Ordinal);

        Assert.False(await host.ReadAsync(db => db.Contacts.AnyAsync(c => c.PersonId == person.Person.Id)));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser().GetAsync($"/s/{person.Secret}")).Status);
        var response = await host.ReadAsync(db => db.Responses.SingleAsync(r => r.RoundId == round.Round.Id));
        Assert.NotNull(response.WithdrawnOn);
        Assert.DoesNotContain($"i{person.Invitation.Id}", response.RespondentKey, StringComparison.Ordinal);
        Assert.Null(response.ReceiptHash);
        Assert.Equal(0, await host.ReadAsync(db => RowReader.Counted(db.Responses).CountAsync(r => r.RoundId == round.Round.Id)));
        Assert.Equal(before, await InvitedAsync(round.Round));
        Assert.True(await host.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Action == "person.erased" && e.Subject == $"person:{person.Person.Id}")));

        // The next list does not make them anew.
        var again = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team));
        await host.AsLeadAsync(team, services => services.GetRequiredService<InvitePeople>().RunAsync(again.Round.Id, [new NewPerson(email, "Ann")]));
        Assert.False(await host.ReadAsync(db => db.Contacts.AnyAsync(c => c.Email == email)));

        // Afterwards: nothing can be found, and why is said.
        var after = await FindAsync(admin, email);
        Assert.Contains("Nothing is held under this address that can be found as theirs", after.Text, StringComparison.Ordinal);
        Assert.Contains("receipt code", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_lead_of_the_team_or_an_administrator_finds_somebody()
    {
        var (team, round, email) = await AnsweredAsync(answers: false);
        var elsewhere = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));
        Assert.Contains("Nothing is held", (await FindAsync(elsewhere, email)).Text, StringComparison.Ordinal);
        // With another one's number.
        var token = (await elsewhere.GetAsync("/privacy/people")).Document.QuerySelector("#find input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var act in new[] { "Send", "Erase" })
            Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.PostAsync($"/privacy/people?handler={act}", [new("personId", $"{round.People[0].Person.Id}"), new("__RequestVerificationToken", token)])).Status);
        foreach (var browser in new[] { await host.AsAsync(Role.TeamMember, team: team), await host.AsAsync(Role.Evaluator, team.Programme ?? await ProgrammeOfAsync(team)) })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/privacy/people")).Status);
    }

    [Fact]
    public async Task Without_an_email_address_the_file_is_refused_and_says_what_to_do()
    {
        var (_, round, _) = await AnsweredAsync(answers: false);
        // Two of a family, so that others would read a text message to it.
        var family = new[] { round.People[0].Person.Id, round.People[1].Person.Id };
        await host.ArrangeAsync(db => db.Contacts.Where(c => family.Contains(c.PersonId)).ExecuteUpdateAsync(set => set.SetProperty(c => c.Email, (string?)null).SetProperty(c => c.Phone, "+447700900333")));
        var admin = await host.AsAsync(Role.Administrator);
        var found = await FindAsync(admin, "07700 900 333");
        Assert.Contains("There is no email address to send their file to", found.Text, StringComparison.Ordinal);
        Assert.Null(found.Document.QuerySelector($"#send-{round.People[0].Person.Id}"));
    }

    [Fact]
    public async Task Without_an_email_address_the_link_goes_to_a_mobile_number_that_is_theirs_alone()
    {
        var (_, round, _) = await AnsweredAsync(answers: false);
        var person = round.People[0].Person.Id;
        await host.ArrangeAsync(db => db.Contacts.Where(c => c.PersonId == person).ExecuteUpdateAsync(set => set.SetProperty(c => c.Email, (string?)null).SetProperty(c => c.Phone, "+447700900456")));
        var admin = await host.AsAsync(Role.Administrator);
        var found = await FindAsync(admin, "07700 900 456");
        Assert.Contains("Send them a link to their file by text message", found.Text, StringComparison.Ordinal);
        Assert.Contains("on its way to them", (await admin.FollowAsync(await admin.SubmitAsync(found, $"#send-{person}"))).Text, StringComparison.Ordinal);
        await host.TickAsync();
        var text = Directory.EnumerateFiles(Path.Combine(host.DataFolder, "mail"), "*.txt").Select(File.ReadAllText).Single(t => t.Contains("+447700900456", StringComparison.Ordinal));
        var link = System.Text.RegularExpressions.Regex.Match(text, "https?://[^ ]+(/mine/[A-Za-z0-9_-]{22})").Groups[1].Value;
        Assert.Equal("application/zip", (await host.Browser().Client.PostAsync(link, null, TestContext.Current.CancellationToken)).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Somebody_who_is_written_to_by_post_is_found_by_name_and_postcode()
    {
        var (team, round, _) = await AnsweredAsync(answers: false);
        var person = round.People[0].Person.Id;
        await host.ArrangeAsync(db => db.Contacts.Where(c => c.PersonId == person)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Email, (string?)null).SetProperty(c => c.Name, "Ann  Lee-Jones").SetProperty(c => c.Postal, "1 Mill Lane\nLeeds\nLS1 4AP")));
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        Task<Page> ByHome(Browser browser, string name, string postcode) => LookAsync(browser, ("Input.By", "home"), ("Input.Name", name), ("Input.Postcode", postcode));
        var found = await ByHome(lead, "ann lee-jones", "ls14ap");
        Assert.Contains("name, postal address", found.Text, StringComparison.Ordinal);
        Assert.Contains("Their file is sent by an administrator of the service", found.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing is held", (await ByHome(lead, "Ann Lee", "LS1 4AP")).Text, StringComparison.Ordinal);
        Assert.Contains("Nothing is held", (await ByHome(lead, "Ann Lee-Jones", "LS1 4AQ")).Text, StringComparison.Ordinal);
        Assert.Equal(["Enter the whole postcode, like LS1 4AP"], (await ByHome(lead, "Ann Lee-Jones", "LS1")).Errors);
        var elsewhere = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));
        Assert.Contains("Nothing is held", (await ByHome(elsewhere, "Ann Lee-Jones", "LS1 4AP")).Text, StringComparison.Ordinal);
        var audited = await host.ReadAsync(db => db.AuditEntries.Where(e => e.Action == "person.looked_for" && e.Detail!.StartsWith("by name")).Select(e => e.Detail!).ToListAsync());
        Assert.Contains("by name and postcode, found in 1 teams", audited);
        Assert.DoesNotContain(audited, a => a.Contains("Lee", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task By_a_receipt_code_an_administrator_finds_whoever_sent_the_answers_while_something_joins_them()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        var round = await host.OpenRoundAsync(team, version, people: 3);
        var code = await SentAsync(host.Browser(), round.People[0].Secret);
        Task<Page> ByReceipt(Browser browser, string typed) => LookAsync(browser, ("Input.By", "receipt"), ("Input.Code", typed));
        var admin = await host.AsAsync(Role.Administrator);
        var found = await ByReceipt(admin, code.ToLowerInvariant());
        Assert.NotNull(found.Document.QuerySelector($"#send-{round.People[0].Person.Id}"));
        Assert.Equal(["No answers are held that were sent with this code. Check it: it has 24 letters and numbers"], (await ByReceipt(admin, "0000-0000-0000-0000-0000-0000")).Errors);

        // A lead would learn from it who has answered.
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        Assert.DoesNotContain("Receipt code", (await lead.GetAsync("/privacy/people")).Text, StringComparison.Ordinal);
        Assert.StartsWith("Ask an administrator", Assert.Single((await ByReceipt(lead, code)).Errors), StringComparison.Ordinal);

        // When the contact is gone, the code is still right, and nobody is found.
        await host.ArrangeAsync(db => db.Contacts.Where(c => c.PersonId == round.People[0].Person.Id).ExecuteDeleteAsync());
        Assert.Contains("These answers cannot be found as anybody’s", (await ByReceipt(admin, code)).Text, StringComparison.Ordinal);
        Assert.Contains("by receipt code, found in 1 teams", await host.ReadAsync(db => db.AuditEntries.Where(e => e.Action == "person.looked_for").Select(e => e.Detail!).ToListAsync()));
    }

    private static Task<Page> LookAsync(Browser browser, params (string, string)[] typed) => LookAsync(browser.GetAsync("/privacy/people"), browser, typed);

    private static async Task<Page> LookAsync(Task<Page> page, Browser browser, (string, string)[] typed) => await browser.SubmitAsync(await page, "#find", typed);

    private static async Task<string> SentAsync(Browser browser, string secret)
    {
        var sent = await browser.FollowAsync(await browser.SubmitAsync(await AnsweringTests.ToCheckAsync(browser, secret)));
        return sent.Document.QuerySelector(".app-code")!.TextContent.Trim();
    }

    private Task<Programme> ProgrammeOfAsync(Team team) => host.ReadAsync(db => db.Programmes.SingleAsync(p => p.Id == team.ProgrammeId));

    private Task<List<InvitationStage>> InvitedAsync(Round round) => host.ReadAsync(db => db.Invitations.Where(i => i.RoundId == round.Id).OrderBy(i => i.Id).Select(i => i.Stage).ToListAsync());
}
