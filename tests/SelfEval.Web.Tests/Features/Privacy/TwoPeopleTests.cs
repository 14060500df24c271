using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Tests;
using SelfEval.Web.Features.Privacy.TwoPeople;
using SelfEval.Web.Model;
using SelfEval.Web.Tests.Features.Answering;
using Xunit;

namespace SelfEval.Web.Tests.Features.Privacy;

public sealed class TwoPeopleTests : IAsyncLifetime
{
    private const string Reason = "The project has ended and its funder asks for it.";
    private readonly Host _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Asvs("A13")]
    public async Task What_two_agreed_on_is_carried_out_and_the_other_programme_stays()
    {
        var (programme, other) = (await _host.ProgrammeAsync("To be erased"), await _host.ProgrammeAsync("To stay"));
        foreach (var each in new[] { programme, other })
        {
            var team = await _host.TeamAsync(each);
            var version = await _host.PublishedQuestionnaireAsync(team);
            var round = await _host.OpenRoundAsync(team, version, people: 8, closesAt: _host.Now.AddHours(1));
            await _host.AnswersAsync(round.Round, version, 8, pseudonym: i => round.People[i].Person.Pseudonym);
        }

        _host.Clock.Advance(TimeSpan.FromHours(3));
        await _host.TickAsync();
        var (asks, confirms) = (await _host.AsAsync(Role.Administrator), await _host.SignInAsync(await SettledAsync()));
        var tooShort = await asks.SubmitAsync(await asks.GetAsync($"/programmes/{programme.Id}/erase"), ("Input.Reason", "Because."));
        Assert.Equal(["Say why this is needed in at least 20 characters, so that somebody else can judge it"], tooShort.Errors);
        await asks.SubmitAsync(await asks.GetAsync($"/programmes/{programme.Id}/erase"), ("Input.Reason", Reason));
        Assert.Contains("1 request waits for administrators", (await confirms.GetAsync("/")).Text, StringComparison.Ordinal);
        await _host.StepAsync<EraseProgramme>();
        Assert.True(await _host.ReadAsync(db => db.Programmes.AnyAsync(p => p.Id == programme.Id)));
        var id = await _host.ReadAsync(db => db.TwoPersonRequests.Select(r => r.Id).SingleAsync());
        var page = await confirms.GetAsync("/privacy/requests");
        Assert.Contains("1 team, 1 round, answers of 8 people", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Type the name of the programme as it stands here"], (await confirms.SubmitAsync(page, $"#confirm-{id}", ("Input.Name", "To stay"))).Errors);
        var confirmed = await confirms.FollowAsync(await confirms.SubmitAsync(page, $"#confirm-{id}", ("Input.Name", "To be erased")));
        Assert.Contains("It is confirmed.", confirmed.Text, StringComparison.Ordinal);
        _host.Clock.Advance(TimeSpan.FromHours(23));
        await _host.TickAsync();
        Assert.True(await _host.ReadAsync(db => db.Programmes.AnyAsync(p => p.Id == programme.Id)));
        _host.Clock.Advance(TimeSpan.FromHours(2));
        await _host.TickAsync();

        Assert.Equal([other.Id], await _host.ReadAsync(db => db.Programmes.Select(p => p.Id).ToListAsync()));
        Assert.Equal((1, 1, 8, 8, 8), await _host.ReadAsync(async db => (await db.Teams.CountAsync(), await db.Rounds.CountAsync(), await db.People.CountAsync(), await db.Invitations.CountAsync(), await db.Responses.CountAsync())));
        Assert.False(await _host.ReadAsync(db => db.Contacts.AnyAsync(c => !db.People.Any(p => p.Id == c.PersonId))));
        Assert.True(await _host.ReadAsync(db => db.Editions.AllAsync(e => e.Round!.Team!.ProgrammeId == other.Id)));
        Assert.Equal(["two_people.asked", "two_people.confirmed", "programme.erased"], await _host.ReadAsync(db => db.AuditEntries
            .Where(e => e.ProgrammeId == programme.Id && (e.Action.StartsWith("two_people.") || e.Action == "programme.erased")).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()));
        asks = await _host.AsAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await asks.GetAsync($"/programmes/{programme.Id}")).Status);
        Assert.False(await _host.ReadAsync(db => db.ApiKeys.AnyAsync(k => k.ProgrammeId == programme.Id)));
        // Everything that names the programme but what tells of its end is gone: no table was forgotten.
        foreach (var set in await _host.ReadAsync(db => Task.FromResult(db.Model.GetEntityTypes().Where(e => e.FindProperty("ProgrammeId") is not null).Select(e => e.ClrType.Name).ToList())))
            Assert.Contains(set, new[] { nameof(AuditEntry), nameof(TwoPersonRequest), nameof(Membership), nameof(ApiKey), nameof(AccountInvite), nameof(Team), nameof(DoNotContact), nameof(PrivacyNotice) });
    }

    [Fact]
    [Asvs("A13")]
    public async Task Who_asked_cannot_confirm_and_nobody_can_after_a_week()
    {
        var programme = await _host.ProgrammeAsync();
        var admin = await _host.AccountAsync(Role.Administrator);
        var asks = await _host.SignInAsync(admin);
        await asks.SubmitAsync(await asks.GetAsync($"/programmes/{programme.Id}/erase"), ("Input.Reason", Reason));
        var id = await _host.ReadAsync(db => db.TwoPersonRequests.Select(r => r.Id).SingleAsync());
        var refused = await ConfirmAsync(asks, id);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("Another person has to confirm this", refused.Heading);

        _host.Clock.Advance(TimeSpan.FromDays(7));
        var confirms = await _host.AsAsync(Role.Administrator);
        Assert.Contains("Nothing waits", (await confirms.GetAsync("/privacy/requests")).Text, StringComparison.Ordinal);
        Assert.Equal("This request is no longer waiting", (await ConfirmAsync(confirms, id)).Heading);
        await _host.TickAsync();
        Assert.True(await _host.ReadAsync(db => db.Programmes.AnyAsync(p => p.Id == programme.Id)));
    }

    [Fact]
    public async Task Everybody_is_told_at_each_step_and_any_administrator_stops_an_erasure_within_the_day()
    {
        var programme = await _host.ProgrammeAsync("To be kept");
        var lead = await _host.AccountAsync(Role.TeamLead, team: await _host.TeamAsync(programme));
        var (first, second, third) = (await _host.AccountAsync(Role.Administrator), await SettledAsync(), await _host.AccountAsync(Role.Administrator));
        var (asks, confirms, stops) = (await _host.SignInAsync(first), await _host.SignInAsync(second), await _host.SignInAsync(third));
        await asks.SubmitAsync(await asks.GetAsync($"/programmes/{programme.Id}/erase"), ("Input.Reason", Reason));
        var id = await _host.ReadAsync(db => db.TwoPersonRequests.Select(r => r.Id).SingleAsync());
        await confirms.SubmitAsync(await confirms.GetAsync("/privacy/requests"), $"#confirm-{id}", ("Input.Name", "To be kept"));
        var stopped = await stops.FollowAsync(await stops.SubmitAsync(await stops.GetAsync("/privacy/requests"), $"#stop-{id}"));
        Assert.Contains("It is stopped.", stopped.Text, StringComparison.Ordinal);
        foreach (var account in new[] { first, second, third, lead })
        {
            var mails = await _host.MailToAsync(account.Email!);
            foreach (var step in new[] { "asked for", "confirmed", "stopped" })
                Assert.Contains(mails, m => m.Subject!.EndsWith($"erasing a programme was {step}", StringComparison.Ordinal));
        }

        _host.Clock.Advance(TimeSpan.FromHours(25));
        await _host.TickAsync();
        Assert.True(await _host.ReadAsync(db => db.Programmes.AnyAsync(p => p.Id == programme.Id)));
        Assert.Equal("This can no longer be stopped", (await PostAsync(await _host.SignInAsync(third), "Stop", id)).Heading);
    }

    [Fact]
    public async Task Somebody_who_was_invited_by_the_asker_or_came_this_week_does_not_confirm()
    {
        var programme = await _host.ProgrammeAsync("Of two");
        var first = await _host.AccountAsync(Role.Administrator);
        _host.Clock.Advance(TimeSpan.FromDays(8));
        var asks = await _host.SignInAsync(first);
        await asks.SubmitAsync(await asks.GetAsync("/accounts/invite"), "#invite", ("Input.Email", "second@example.org"), ("Input.Role", "Administrator"));
        var join = await _host.LinkMailedToAsync("second@example.org", "/accounts/join/");
        var newcomer = _host.Browser();
        await newcomer.SubmitAsync(await newcomer.GetAsync(join), ("Input.Name", "Second Account"), ("Input.Password", "three unrelated words"));
        _host.Clock.Advance(TimeSpan.FromDays(8));
        asks = await _host.SignInAsync(first);
        await asks.SubmitAsync(await asks.GetAsync($"/programmes/{programme.Id}/erase"), ("Input.Reason", Reason));
        var id = await _host.ReadAsync(db => db.TwoPersonRequests.Select(r => r.Id).SingleAsync());
        var second = await _host.SignInAsync(await _host.ReadAsync(db => db.Users.SingleAsync(a => a.Email == "second@example.org")));
        Assert.Contains("One of you has invited the other", (await second.GetAsync("/privacy/requests")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await ConfirmAsync(second, id)).Status);

        var third = await _host.AccountAsync(Role.Administrator);
        var young = await _host.SignInAsync(third);
        Assert.Contains("less than 7 days", (await young.GetAsync("/privacy/requests")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await ConfirmAsync(young, id)).Status);
        Assert.False(await _host.ReadAsync(db => db.TwoPersonRequests.AnyAsync(r => r.IsConfirmed)));
    }

    [Fact]
    [Asvs("A13")]
    public async Task Names_come_to_answers_only_in_identified_rounds_that_said_so_and_for_a_day()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var version = await _host.PublishedQuestionnaireAsync(team);
        var identified = await _host.OpenRoundAsync(team, version, IdentityMode.Identified, people: 2);
        var confidential = await _host.OpenRoundAsync(team, version, people: 2);
        var browser = _host.Browser();
        Assert.DoesNotContain("names be put to answers", (await browser.GetAsync($"/s/{identified.People[0].Secret}")).Text, StringComparison.Ordinal);
        var lead = await _host.AsAsync(Role.TeamLead, team: team);
        // Made before people were told: never.
        foreach (var round in new[] { identified, confidential })
            Assert.Contains("Names are never put to the answers", (await lead.GetAsync($"/rounds/{round.Round.Id}/names")).Text, StringComparison.Ordinal);

        await _host.ArrangeAsync(db => db.Rounds.Where(r => r.Id == identified.Round.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.MayReveal, true)));
        Assert.Contains("can names be put to answers", (await browser.GetAsync($"/s/{identified.People[0].Secret}")).Text, StringComparison.Ordinal);
        await browser.SubmitAsync(await AnsweringTests.ToCheckAsync(browser, identified.People[0].Secret));
        var path = $"/rounds/{identified.Round.Id}/names";
        await lead.SubmitAsync(await lead.GetAsync(path), "#ask", ("Input.Reason", "Somebody wrote of harming themselves."));
        Assert.Null((await lead.GetAsync(path)).Document.QuerySelector("#download"));
        var id = await _host.ReadAsync(db => db.TwoPersonRequests.Select(r => r.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.GetAsync("/privacy/requests")).Status);
        await ConfirmAsync(await _host.SignInAsync(await SettledAsync()), id);

        var page = await lead.GetAsync(path);
        var file = await lead.SubmitAsync(page, "#download");
        var name = await _host.ReadAsync(db => db.Contacts.Where(c => c.PersonId == identified.People[0].Person.Id).Select(c => c.Name!).SingleAsync());
        var lines = file.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith(name, lines[1], StringComparison.Ordinal);
        Assert.True(await _host.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Action == "two_people.names_revealed" && e.Subject == $"round:{identified.Round.Id}")));
        // Another lead of the team did not ask, and after a day nobody can.
        var second = await _host.AsAsync(Role.TeamLead, team: team);
        Assert.Null((await second.GetAsync(path)).Document.QuerySelector("#download"));
        _host.Clock.Advance(TimeSpan.FromHours(25));
        var late = await _host.AsAsync(Role.TeamLead, team: team);
        Assert.NotNull((await late.GetAsync(path)).Document.QuerySelector("#ask"));
    }

    /// <summary>Presses the button for a request, also where the page has none.</summary>
    private static Task<Page> ConfirmAsync(Browser browser, int id) => PostAsync(browser, "Confirm", id);

    /// <summary>Somebody who has been an administrator for longer than a week.</summary>
    private async Task<Account> SettledAsync()
    {
        var account = await _host.AccountAsync(Role.Administrator);
        var before = _host.Now.AddDays(-30);
        await _host.ArrangeAsync(db => db.Users.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.CreatedAt, before)));
        return account;
    }

    private static async Task<Page> PostAsync(Browser browser, string handler, int id)
    {
        var page = await browser.GetAsync("/privacy/requests");
        var token = page.Document.QuerySelector("form input[name=__RequestVerificationToken]")?.GetAttribute("value")
            ?? (await browser.GetAsync("/programmes/new")).Document.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.PostAsync($"/privacy/requests?handler={handler}", [new("requestId", $"{id}"), new("__RequestVerificationToken", token)]);
    }
}
