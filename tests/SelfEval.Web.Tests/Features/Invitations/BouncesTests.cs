using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Features.Invitations;
using SelfEval.Web.Features.Invitations.Bounces;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Invitations;

/// <summary>Addresses that came back: nothing more goes there until they are corrected.</summary>
public sealed class BouncesTests(Host host) : IClassFixture<Host>
{
    private async Task<(Team Team, Round Round, Browser Lead)> ARoundAsync()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var round = (await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team))).Round;
        await host.AsLeadAsync(team, s => s.GetRequiredService<InvitePeople>().RunAsync(round.Id,
            [new NewPerson("ann@example.org", "Ann"), new NewPerson("bob@example.org", "Bob"), new NewPerson(null, "Cat") { Phone = "+447700900123" }]));
        // The invitations go, and a reminder is to come.
        await host.ArrangeAsync(db => db.Rounds.Where(r => r.Id == round.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Reminders, "7 09:00")));
        await host.TickAsync();
        return (team, round, await host.AsAsync(Role.TeamLead, team: team));
    }

    private Task<Invitation> InvitationAsync(Round round, string name) => host.ReadAsync(db => db.Invitations.Include(i => i.Person!.Contact).SingleAsync(i => i.RoundId == round.Id && i.Person!.Contact!.Name == name));

    [Fact]
    public void Addresses_are_found_in_whatever_mail_systems_write()
    {
        var read = ReturnedAddresses.Read("""
            Recipient,Status
            ann@example.org,550 5.1.1 User unknown
            Final-Recipient: rfc822; <Bob@Example.org>
            "Cat" <cat@example.org>: host mx.example.org said: 550
            07700 900123
            +353 85 012 3456;failed
            ann@example.org
            nothing here
            """);
        Assert.Equal(["ann@example.org", "bob@example.org", "cat@example.org", "+447700900123", "+353850123456"], read.Addresses);
        Assert.Equal([8], read.Unread);
    }

    [Fact]
    public async Task Whoever_says_that_addresses_came_back_gets_no_mail_about_it_and_the_page_shows_it()
    {
        var (team, round, lead) = await ARoundAsync();
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/bounces"), ("Input.Text", "ann@example.org\n07700 900123"));
        await host.TickAsync();
        await host.TickAsync();

        Assert.Equal(0, await host.ReadAsync(db => db.Letters.CountAsync(l => l.DedupKey.StartsWith($"alarm:bounced:{round.Id}:"))));
        var alarm = await host.ReadAsync(db => db.Alarms.SingleAsync(a => a.RoundId == round.Id));
        Assert.Equal((AlarmKind.Bounced, 2, null), (alarm.Kind, alarm.Count, alarm.ClearedAt));
        var page = await lead.GetAsync($"/rounds/{round.Id}");
        Assert.Contains("2 addresses or numbers turned out not to work.", page.Text);
        Assert.Equal(["H1", "H2"], page.Document.QuerySelectorAll("main h1, main h2, main h3").Take(2).Select(h => h.TagName));
    }

    [Fact]
    public async Task Nothing_more_is_sent_to_what_came_back_until_it_is_corrected()
    {
        var (team, round, lead) = await ARoundAsync();

        var done = await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/bounces"), ("Input.Text", "ann@example.org\n07700 900123\nstranger@example.org\n"));

        Assert.Contains("2 people are marked", done.Text);
        Assert.Contains("stranger@example.org", done.Text);
        var ann = await InvitationAsync(round, "Ann");
        Assert.Equal((host.Now, null, host.Now), (ann.BouncedAt, ann.NextSendAt, ann.Person!.Contact!.EmailBouncedAt));
        Assert.Equal(host.Now, await host.ReadAsync(db => db.Letters.Where(l => l.InvitationId == ann.Id).Select(l => l.BouncedAt).SingleAsync()));
        Assert.Equal(host.Now, (await InvitationAsync(round, "Cat")).Person!.Contact!.PhoneBouncedAt);
        Assert.NotNull((await InvitationAsync(round, "Bob")).NextSendAt);
        var again = await lead.SubmitAsync(done, ("Input.Text", "ann@example.org"));
        Assert.Contains("0 people are marked", again.Text);
        Assert.Contains("1 address was marked before", again.Text);
        Assert.Contains("Came back", (await lead.GetAsync($"/rounds/{round.Id}/people")).Text);

        // In a later round the address is known to fail, and another way is taken where there is one.
        var next = (await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team))).Round;
        await host.AsLeadAsync(team, s => s.GetRequiredService<InvitePeople>().RunAsync(next.Id, [new NewPerson("ann@example.org", "Ann"), new NewPerson(null, "Cat") { Phone = "+447700900123", Postal = "1 Station Road\nCardiff" }]));
        var later = await InvitationAsync(next, "Ann");
        Assert.Equal((SendRoute.Email, true, 0), (later.Route, later.BouncedAt is not null, await host.ReadAsync(db => db.Letters.CountAsync(l => l.InvitationId == later.Id))));
        Assert.Equal(SendRoute.Post, (await InvitationAsync(next, "Cat")).Route);

        var page = await lead.GetAsync($"/rounds/{round.Id}/people/{ann.PersonId}");
        Assert.Contains("came back", page.Text);
        Assert.Equal(["Somebody else of your team has this address"], (await lead.SubmitAsync(page, "#correct", ("Input.Email", "bob@example.org"))).Errors);
        await lead.SubmitAsync(page, "#correct", ("Input.Email", "ANN.new@example.org"));

        ann = await InvitationAsync(round, "Ann");
        Assert.Equal(("ann.new@example.org", null), (ann.Person!.Contact!.Email, ann.Person.Contact.EmailBouncedAt));
        // The lead alone says that it came back. Nothing more goes in this round, so that nothing tells whether she has answered.
        Assert.Equal((null, Invitation.Withheld, null), (ann.BouncedAt, ann.NextSend, ann.NextSendAt));
        Assert.NotNull((await InvitationAsync(next, "Ann")).NextSendAt);
    }

    [Fact]
    public async Task Another_address_gets_another_link_that_does_not_open_what_was_begun()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var made = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), people: 2);
        var (begun, lead) = (made.People[0], await host.AsAsync(Role.TeamLead, team: team));
        var person = host.Browser();
        await person.SubmitAsync(await person.GetAsync($"/s/{begun.Secret}"));
        var before = await host.ReadAsync(db => db.Responses.SingleAsync(r => r.RoundId == made.Round.Id));
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{made.Round.Id}/people/{begun.Person.Id}"), "#correct", ("Input.Email", "my.own@example.org"));

        var invitation = await host.ReadAsync(db => db.Invitations.SingleAsync(i => i.Id == begun.Invitation.Id));
        Assert.NotEqual(begun.Invitation.TokenHash, invitation.TokenHash);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser().GetAsync($"/s/{begun.Secret}")).Status);
        var secret = Sealing.Open(host.Services.GetRequiredService<Sealing>().Links, invitation.SealedToken)!;
        var other = host.Browser();
        await other.SubmitAsync(await other.GetAsync($"/s/{secret}"));
        var now = await host.ReadAsync(db => db.Responses.Where(r => r.RoundId == made.Round.Id).ToListAsync());
        Assert.Equal(2, now.Count);
        Assert.Equal(before.Answers, now.Single(r => r.Id == before.Id).Answers);
        Assert.StartsWith("left", now.Single(r => r.Id == before.Id).RespondentKey, StringComparison.Ordinal);
        Assert.Equal("{}", now.Single(r => r.Id != before.Id).Answers);
    }

    [Fact]
    public async Task Who_has_answered_and_who_has_not_gets_the_same_at_an_address_of_the_leads_own()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var made = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), people: 3);
        var (answered, silent, bounced) = (made.People[0], made.People[1], made.People[2]);
        await host.ArrangeAsync(db => db.Rounds.Where(r => r.Id == made.Round.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Reminders, "3 09:00\n7 09:00")));
        await host.ArrangeAsync(db => db.Invitations.Where(i => i.Id == silent.Invitation.Id || i.Id == bounced.Invitation.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSend, 1).SetProperty(i => i.NextSendAt, host.Now.AddDays(3))));
        var person = host.Browser();
        await person.SubmitAsync(await SelfEval.Web.Tests.Features.Answering.AnsweringTests.ToCheckAsync(person, answered.Secret));
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{made.Round.Id}/people/{bounced.Person.Id}"), "#bounced");
        var own = made.People.ToDictionary(p => p.Person.Id, _ => $"{Guid.NewGuid():N}@example.org");
        foreach (var one in made.People)
            await lead.SubmitAsync(await lead.GetAsync($"/rounds/{made.Round.Id}/people/{one.Person.Id}"), "#correct", ("Input.Email", own[one.Person.Id]));
        await host.TickAsync();
        lead = await host.AsAsync(Role.TeamLead, team: team);
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{made.Round.Id}/reminders"), ("Input.ReminderDays", "4"), ("Input.ReminderTime", "9am"));
        for (var day = 0; day < 9; day++)
        {
            host.Clock.Advance(TimeSpan.FromDays(1));
            await host.TickAsync();
        }

        foreach (var address in own.Values) Assert.Empty(await host.MailToAsync(address));
        foreach (var one in made.People) Assert.Equal(HttpStatusCode.NotFound, (await host.Browser().GetAsync($"/s/{one.Secret}")).Status);
        Assert.All(await host.ReadAsync(db => db.Invitations.Where(i => i.RoundId == made.Round.Id).ToListAsync()), i => Assert.Null(i.NextSendAt));
    }

    [Fact]
    public async Task One_person_changes_five_addresses_of_a_round_a_day_and_each_is_written_down()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var made = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), people: 6);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        Task<Page> ChangeAsync(Invited one, string name) => CorrectAsync(lead, made.Round, one, ("Input.Email", $"{Guid.NewGuid():N}@example.org"), ("Input.Name", name));
        foreach (var one in made.People.Take(5)) Assert.Equal(HttpStatusCode.Redirect, (await ChangeAsync(one, "Changed")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ChangeAsync(made.People[5], "Changed")).Status);
        // What is not an address can be put right all the same.
        Assert.Equal(HttpStatusCode.Redirect, (await CorrectAsync(lead, made.Round, made.People[5], ("Input.Name", "Put right"))).Status);
        Assert.Equal(5, await host.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == "people.address_changed" && e.TeamId == team.Id)));
        host.Clock.Advance(TimeSpan.FromHours(25));
        lead = await host.AsAsync(Role.TeamLead, team: team);
        Assert.Equal(HttpStatusCode.Redirect, (await ChangeAsync(made.People[5], "Changed")).Status);
    }

    private static async Task<Page> CorrectAsync(Browser lead, Round round, Invited one, params (string, string)[] typed) =>
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/people/{one.Person.Id}"), "#correct", typed);

    [Fact]
    public async Task A_letter_that_came_back_is_marked_on_the_persons_page()
    {
        var (_, round, lead) = await ARoundAsync();
        var bob = await InvitationAsync(round, "Bob");
        await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/people/{bob.PersonId}"), "#bounced");
        Assert.NotNull((await InvitationAsync(round, "Bob")).BouncedAt);
    }

    [Theory]
    [InlineData("", "Paste the addresses that came back, or choose a file")]
    [InlineData("hello", "There is no email address and no telephone number in this")]
    public async Task What_has_no_address_is_refused(string text, string message)
    {
        var (_, round, lead) = await ARoundAsync();
        Assert.Equal([message], (await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/bounces"), ("Input.Text", text))).Errors);
        var stranger = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/rounds/{round.Id}/bounces")).Status);
    }
}
