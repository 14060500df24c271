using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Tests;
using SelfEval.Web.Features.Privacy.Keeping;
using SelfEval.Web.Features.Results.Making;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Privacy;

/// <summary>The clock of each test is moved by years, so each has a site of its own.</summary>
public sealed class KeepingTests : IAsyncLifetime
{
    private readonly Host _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Asvs("E4")]
    public async Task Contacts_go_when_the_last_round_that_asks_a_person_is_so_long_over()
    {
        var programme = await _host.ProgrammeAsync();
        var team = await _host.TeamAsync(programme);
        var version = await _host.PublishedQuestionnaireAsync(team);
        var first = await _host.OpenRoundAsync(team, version, people: 3, closesAt: _host.Now.AddDays(10));
        // The first of them is asked in a later round too.
        await _host.OpenRoundAsync(team, version, people: 1, closesAt: _host.Now.AddDays(60));
        await _host.ArrangeAsync(db => db.Invitations.Where(i => i.RoundId != first.Round.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.PersonId, first.People[0].Person.Id)));

        await AtTurnOfAsync(programme, days: 99);
        await StepsAsync();
        // One of the four is asked by no round any more.
        Assert.Equal(3, await _host.ReadAsync(db => db.Contacts.CountAsync()));

        await AtTurnOfAsync(programme, days: 3);
        await StepsAsync();
        Assert.Equal([first.People[0].Person.Id], await _host.ReadAsync(db => db.Contacts.Where(c => db.Invitations.Any(i => i.PersonId == c.PersonId)).Select(c => c.PersonId).ToListAsync()));
        // Who they were still joins a person's rounds, under a random name.
        Assert.Equal(4, await _host.ReadAsync(db => db.People.CountAsync()));
        Assert.Equal(["1 person", "2 people"], await ProofsAsync("retention.contacts_erased"));

        await AtTurnOfAsync(programme, days: 60);
        await StepsAsync();
        Assert.Equal(0, await _host.ReadAsync(db => db.Contacts.CountAsync()));
    }

    [Fact]
    [Asvs("E4")]
    public async Task Somebody_whom_a_plan_will_ask_again_keeps_their_address()
    {
        var programme = await _host.ProgrammeAsync();
        var team = await _host.TeamAsync(programme);
        var round = await _host.OpenRoundAsync(team, await _host.PublishedQuestionnaireAsync(team), people: 2, closesAt: _host.Now.AddDays(1));
        await _host.ArrangeAsync(async db =>
        {
            var plan = new Plan { TeamId = team.Id, Name = "Later", Kind = PlanKind.Dates, Rule = "{}", CreatedAt = _host.Now };
            db.Plans.Add(plan);
            await db.SaveChangesAsync();
            db.PlanPeople.Add(new PlanPerson { PlanId = plan.Id, PersonId = round.People[0].Person.Id, AddedAt = _host.Now });
            db.Rounds.Add(new Round
            {
                TeamId = team.Id, QuestionnaireVersionId = round.Round.QuestionnaireVersionId, Name = "Next year", Audience = Audience.Patients, IdentityMode = IdentityMode.Confidential, K = 5, Zone = "Europe/London",
                PlanId = plan.Id, PlanNumber = 1, OpensAt = _host.Now.AddDays(300), ClosesAt = _host.Now.AddDays(310), OpensLocal = _host.Now.AddDays(300), ClosesLocal = _host.Now.AddDays(310), CreatedAt = _host.Now,
            });
            return plan;
        });

        await AtTurnOfAsync(programme, days: 200);
        await StepsAsync();
        Assert.Equal([round.People[0].Person.Id], await _host.ReadAsync(db => db.Contacts.Select(c => c.PersonId).ToListAsync()));
    }

    [Fact]
    [Asvs("E4")]
    public async Task Links_and_codes_open_nothing_once_their_time_is_over()
    {
        var programme = await _host.ProgrammeAsync();
        var team = await _host.TeamAsync(programme);
        var version = await _host.PublishedQuestionnaireAsync(team);
        var personal = await _host.OpenRoundAsync(team, version, people: 2, closesAt: _host.Now.AddDays(1));
        var open = await _host.OpenRoundAsync(team, version, IdentityMode.Anonymous, closesAt: _host.Now.AddDays(1));
        var browser = _host.Browser();
        await browser.SubmitAsync(await browser.GetAsync($"/s/{open.OpenSecret}"));
        Assert.Equal(1, await _host.ReadAsync(db => db.Responses.CountAsync(r => r.ResumeHash != null)));

        await AtTurnOfAsync(programme, days: 93);
        await StepsAsync();
        await StepsAsync();

        Assert.Equal(0, await _host.ReadAsync(db => db.Responses.CountAsync(r => r.ResumeHash != null)));
        Assert.True(await _host.ReadAsync(db => db.Invitations.AllAsync(i => i.SealedToken == null && i.CodeHash == null && i.SealedCode == null && i.NextSendAt == null)));
        Assert.All(await _host.ReadAsync(db => db.Invitations.Select(i => i.TokenHash).ToListAsync()), hash => Assert.NotEqual(32, hash.Length));
        Assert.True(await _host.ReadAsync(db => db.Rounds.AllAsync(r => r.OpenLinkHash == null && r.SealedOpenLink == null && r.TokensErasedAt != null)));
        foreach (var secret in new[] { personal.People[0].Secret, open.OpenSecret! })
            Assert.Equal(HttpStatusCode.NotFound, (await _host.Browser().GetAsync($"/s/{secret}")).Status);
        Assert.Equal(["0 links, 1 codes", "2 links, 0 codes"], (await ProofsAsync("retention.tokens_erased")).Order());
    }

    [Fact]
    [Asvs("E4")]
    public async Task Answers_go_and_what_was_published_of_them_stays()
    {
        var programme = await _host.ProgrammeAsync();
        await _host.ArrangeAsync(db => db.Programmes.Where(p => p.Id == programme.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Keeps.AnswerMonths, 6)));
        var team = await _host.TeamAsync(programme);
        var version = await _host.PublishedQuestionnaireAsync(team);
        var old = await _host.OpenRoundAsync(team, version, people: 12, closesAt: _host.Now.AddDays(1));
        var young = await _host.OpenRoundAsync(team, version, people: 12, closesAt: _host.Now.AddDays(120));
        foreach (var round in new[] { old, young }) await _host.AnswersAsync(round.Round, version, 12, pseudonym: i => round.People[i].Person.Pseudonym);
        _host.Clock.Advance(TimeSpan.FromDays(121));
        await _host.TickAsync();
        var before = await PublishedAsync();
        Assert.True(before.Count >= 2);
        var results = await ResultsAsync(team, old.Round);
        Assert.Contains("12", results, StringComparison.Ordinal);

        await AtTurnOfAsync(programme, days: 70);
        await _host.TickAsync();

        Assert.Equal(0, await _host.ReadAsync(db => db.Responses.CountAsync(r => r.RoundId == old.Round.Id)));
        Assert.Equal(0, await _host.ReadAsync(db => db.Scores.CountAsync(s => !db.Responses.Any(r => r.Id == s.ResponseId))));
        Assert.Equal(12, await _host.ReadAsync(db => db.Responses.CountAsync(r => r.RoundId == young.Round.Id)));
        Assert.False(await _host.ReadAsync(db => db.EditionCounts.AnyAsync(c => c.Edition!.RoundId == old.Round.Id)));
        Assert.Equal(["12 people’s answers"], await ProofsAsync("retention.answers_erased"));
        Assert.Equal(results, await ResultsAsync(team, old.Round));

        // Nothing new is made of the round, or of one that it was compared with, whatever changes there.
        await _host.ArrangeAsync(async db =>
        {
            await db.Rounds.ExecuteUpdateAsync(set => set.SetProperty(r => r.LookAgain, true));
            foreach (var response in await db.Responses.Take(6).ToListAsync()) response.Withdraw(_host.Now);
            return true;
        });
        await _host.StepAsync<MakeEditions>();
        await _host.StepAsync<MakeComparisons>();
        Assert.Equal(before, await PublishedAsync());
        // The page that says what is kept names what went.
        var admin = await _host.AsAsync(Role.Administrator);
        Assert.Contains("Answers of a round: 12 people’s answers", (await admin.GetAsync($"/programmes/{programme.Id}/keeping")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("E4")]
    public async Task Answers_that_were_taken_back_before_any_figures_counted_them_go_at_the_next_turn()
    {
        var programme = await _host.ProgrammeAsync();
        var team = await _host.TeamAsync(programme);
        var version = await _host.PublishedQuestionnaireAsync(team);
        var round = await _host.OpenRoundAsync(team, version, IdentityMode.Anonymous, closesAt: _host.Now.AddDays(30));
        var responses = await _host.AnswersAsync(round.Round, version, 2);
        await _host.ArrangeAsync(async db => (await db.Responses.SingleAsync(r => r.Id == responses[0].Id)).Withdraw(_host.Now));

        await AtTurnOfAsync(programme, days: 1);
        await StepsAsync();
        Assert.Equal([responses[1].Id], await _host.ReadAsync(db => db.Responses.Select(r => r.Id).ToListAsync()));
    }

    [Fact]
    [Asvs("E4")]
    public async Task An_administrator_sets_how_long_and_is_held_to_the_bounds()
    {
        var programme = await _host.ProgrammeAsync();
        var team = await _host.TeamAsync(programme);
        var admin = await _host.AsAsync(Role.Administrator);
        var page = await admin.GetAsync($"/programmes/{programme.Id}/keeping");
        var refused = await admin.SubmitAsync(page, ("Input.ContactDays", "0"), ("Input.AnswerMonths", "many"), ("Input.AuditMonths", "11"));
        Assert.Equal(["Enter a whole number from 1 to 730", "Enter a whole number from 1 to 240", "Enter a whole number from 12 to 240"], refused.Errors);

        var saved = await admin.FollowAsync(await admin.SubmitAsync(page, ("Input.ContactDays", "30")));
        Assert.Contains("Contacts 30 days, answers 36 months", saved.Text, StringComparison.Ordinal);
        var lead = await _host.AsAsync(Role.TeamLead, team: team);
        var read = await lead.GetAsync($"/programmes/{programme.Id}/keeping");
        Assert.Contains("30 days after the last round", read.Text, StringComparison.Ordinal);
        Assert.Empty(read.Document.QuerySelectorAll("main form"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await _host.AsAsync(Role.TeamLead, team: await _host.TeamAsync(await _host.ProgrammeAsync()))).GetAsync($"/programmes/{programme.Id}/keeping")).Status);
    }

    [Fact]
    public async Task Shorter_times_say_first_what_goes_at_once_and_the_administrators_are_told()
    {
        var programme = await _host.ProgrammeAsync();
        var team = await _host.TeamAsync(programme);
        var version = await _host.PublishedQuestionnaireAsync(team);
        var round = await _host.OpenRoundAsync(team, version, people: 3, closesAt: _host.Now.AddDays(1));
        await _host.AnswersAsync(round.Round, version, 3);
        _host.Clock.Advance(TimeSpan.FromDays(40));
        var (other, admin) = (await _host.AccountAsync(Role.Administrator), await _host.AsAsync(Role.Administrator));
        var path = $"/programmes/{programme.Id}/keeping";
        var asked = await admin.SubmitAsync(await admin.GetAsync(path), ("Input.ContactDays", "10"), ("Input.AnswerMonths", "1"));
        Assert.Equal(["This removes within a day: names and addresses of 3 people, and answers of 3 people from 1 round. Nothing is saved yet. Press Save again if they are to go for ever"], asked.Errors);
        Assert.Equal(90, await _host.ReadAsync(db => db.Programmes.Where(p => p.Id == programme.Id).Select(p => p.Keeps.ContactDays).SingleAsync()));
        // What was agreed to is what was shown, not something else.
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.SubmitAsync(asked, ("Input.AnswerMonths", "2"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync(asked)).Status);
        Assert.Contains(await _host.MailToAsync(other.Email!), m => m.Subject!.Contains("kept for a shorter time", StringComparison.Ordinal) && m.TextBody!.Contains("answers of 3 people", StringComparison.Ordinal));
    }

    /// <summary>So many days on, at the minute of the programme's turn.</summary>
    private Task AtTurnOfAsync(Programme programme, int days)
    {
        var turn = _host.Now.Date.AddDays(days).AddMinutes(programme.Id % (24 * 60));
        _host.Clock.Advance((turn > _host.Now ? turn : turn.AddDays(1)) - _host.Now);
        return Task.CompletedTask;
    }

    private async Task<string> ResultsAsync(Team team, Round round) =>
        (await (await _host.AsAsync(Role.TeamLead, team: team)).GetAsync($"/rounds/{round.Id}/results")).Document.QuerySelector("main")!.TextContent;

    private async Task StepsAsync()
    {
        await _host.StepAsync<EraseContacts>();
        await _host.StepAsync<EraseTokens>();
        await _host.StepAsync<EraseAnswers>();
    }

    private Task<List<string>> ProofsAsync(string action) => _host.ReadAsync(db => db.AuditEntries.Where(e => e.Action == action).OrderBy(e => e.Id).Select(e => e.Detail!).ToListAsync());

    private Task<List<string>> PublishedAsync() => _host.ReadAsync(async db =>
        (List<string>)[.. await db.Editions.OrderBy(e => e.Id).Select(e => e.ContentHash).ToListAsync(), .. await db.Comparisons.OrderBy(c => c.Id).Select(c => c.ContentHash).ToListAsync()]);
}
