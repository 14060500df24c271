using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Features.Invitations;
using SelfEval.Web.Features.Invitations.Messages;
using SelfEval.Web.Features.Rounds;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Features.Invitations.Messages;

public sealed class WriteDueLettersTests : IAsyncLifetime
{
    private readonly Host _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<(Team Team, Round Round)> ARoundAsync(
        string reminders = "", DateTime? opensAt = null, DateTime? closesAt = null, int people = 3, string language = "en", string zone = "Europe/London", Team? team = null)
    {
        team ??= await _host.TeamAsync(await _host.ProgrammeAsync());
        var made = await _host.OpenRoundAsync(team, await _host.PublishedQuestionnaireAsync(team), opensAt: opensAt, closesAt: closesAt);
        await _host.ArrangeAsync(db => db.Rounds.Where(r => r.Id == made.Round.Id).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Reminders, reminders).SetProperty(r => r.Zone, zone)));
        await _host.AsLeadAsync(team, s => s.GetRequiredService<InvitePeople>()
            .RunAsync(made.Round.Id, [.. Enumerable.Range(0, people).Select(i => new NewPerson($"person{i}@example.org", $"Person {i}", language))]));
        return (team, await _host.ReadAsync(db => db.Rounds.SingleAsync(r => r.Id == made.Round.Id)));
    }

    private Task<List<Letter>> LettersAsync(Round round) => _host.ReadAsync(db =>
        db.Letters.Where(l => db.Invitations.Any(i => i.Id == l.InvitationId && i.RoundId == round.Id)).OrderBy(l => l.Id).ToListAsync());

    private void GoTo(DateTime utc) => _host.Clock.SetUtcNow(new DateTimeOffset(utc, TimeSpan.Zero));

    private Task<bool> ChangeAsync(Round round, Action<Invitation> change) => _host.ArrangeAsync(async db =>
    {
        foreach (var invitation in await db.Invitations.Where(i => i.RoundId == round.Id).ToListAsync()) change(invitation);
        return true;
    });

    [Fact]
    public async Task Eight_ticks_at_once_write_and_send_each_message_once()
    {
        var (_, round) = await ARoundAsync("1 09:00", people: 230);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _host.TickAsync()));
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _host.TickAsync()));

        var letters = await LettersAsync(round);
        Assert.Equal([(LetterKind.Invitation, 230), (LetterKind.Reminder, 230)], letters.CountBy(l => l.Kind).Select(k => (k.Key, k.Value)).Order());
        Assert.All(letters, l => Assert.Equal((LetterState.Sent, 1), (l.State, l.Attempts)));
    }

    [Fact]
    public async Task A_site_that_slept_over_everything_sends_one_message_and_none_after_the_close()
    {
        var (_, open) = await ARoundAsync("1 09:00\n2 09:00", opensAt: _host.Now.AddHours(1));
        var (_, over) = await ARoundAsync("1 09:00\n2 09:00", opensAt: _host.Now.AddHours(1), closesAt: _host.Now.AddDays(2).AddHours(3));
        _host.Clock.Advance(TimeSpan.FromDays(3));

        for (var i = 0; i < 3; i++) await _host.TickAsync();

        Assert.All(await LettersAsync(open), l => Assert.Equal((LetterKind.Invitation, LetterState.Sent), (l.Kind, l.State)));
        Assert.Equal(3, (await LettersAsync(open)).Count);
        Assert.All(await LettersAsync(over), l => Assert.Equal((LetterState.Dropped, LetterReasons.Closed), (l.State, l.Outcome)));
        Assert.Equal(0, await _host.ReadAsync(db => db.Invitations.CountAsync(i => i.NextSendAt != null)));
    }

    [Fact]
    public async Task Nothing_is_written_while_sending_is_paused()
    {
        await _host.TickAsync();
        await _host.ArrangeAsync(db => db.Installations.ExecuteUpdateAsync(set => set.SetProperty(i => i.SendingPausedAt, _host.Now)));
        var (_, round) = await ARoundAsync();

        await _host.TickAsync();
        Assert.Empty(await LettersAsync(round));

        await _host.ArrangeAsync(db => db.Installations.ExecuteUpdateAsync(set => set.SetProperty(i => i.SendingPausedAt, (DateTime?)null)));
        await _host.TickAsync();
        Assert.Equal(3, (await LettersAsync(round)).Count);
    }

    [Fact]
    public async Task Whoever_joins_at_night_is_written_to_in_the_morning()
    {
        GoTo(new(2026, 3, 2, 22, 30, 0));
        var (_, round) = await ARoundAsync();

        await _host.TickAsync();
        Assert.Empty(await LettersAsync(round));
        GoTo(new(2026, 3, 3, 7, 59, 0));
        await _host.TickAsync();
        Assert.Empty(await LettersAsync(round));
        GoTo(new(2026, 3, 3, 8, 0, 0));
        await _host.TickAsync();
        Assert.All(await LettersAsync(round), l => Assert.Equal((LetterState.Sent, _host.Now), (l.State, l.SentAt)));
    }

    [Fact]
    public async Task A_letter_that_waits_into_the_night_goes_in_the_morning()
    {
        GoTo(new(2026, 3, 2, 19, 58, 0));
        var (_, round) = await ARoundAsync(people: 1);
        await _host.StepAsync<WriteDueLetters>();
        GoTo(new(2026, 3, 2, 20, 0, 0));
        await _host.TickAsync();
        Assert.Equal(LetterState.Waiting, (await LettersAsync(round)).Single().State);
        GoTo(new(2026, 3, 3, 8, 0, 0));
        await _host.TickAsync();
        Assert.Equal(LetterState.Sent, (await LettersAsync(round)).Single().State);
    }

    [Theory]
    [InlineData("2026-03-28T10:00", "2026-03-29T08:00")] // clocks go forward in the night: 09:00 is 08:00 UTC
    [InlineData("2026-10-24T10:00", "2026-10-25T09:00")] // clocks go back: 09:00 is 09:00 UTC
    public async Task Reminders_keep_their_wall_time_when_the_clocks_change(string opens, string reminder)
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        var due = DateTime.SpecifyKind(DateTime.Parse(reminder, invariant), DateTimeKind.Utc);
        GoTo(DateTime.SpecifyKind(DateTime.Parse(opens, invariant), DateTimeKind.Utc));
        var (_, round) = await ARoundAsync("1 09:00", people: 1, opensAt: _host.Now);
        await _host.TickAsync();
        GoTo(due.AddSeconds(-1));
        await _host.TickAsync();
        Assert.Single(await LettersAsync(round));
        GoTo(due);
        await _host.TickAsync();
        await _host.TickAsync();
        Assert.Equal(due, (await LettersAsync(round)).Last().SentAt);
        Assert.Equal(2, (await LettersAsync(round)).Count);
    }

    [Fact]
    public async Task Reminders_say_where_the_person_stands()
    {
        var (_, round) = await ARoundAsync("1 09:00\n2 09:00", people: 1);
        await _host.TickAsync();
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await _host.TickAsync();
        await ChangeAsync(round, i => i.Started(_host.Now));
        _host.Clock.Advance(TimeSpan.FromDays(1));

        var mails = await _host.MailToAsync("person0@example.org");

        Assert.Equal(3, mails.Count);
        Assert.StartsWith("A reminder from", mails[1].Subject, StringComparison.Ordinal);
        Assert.StartsWith("You can go on where you stopped", mails[2].Subject, StringComparison.Ordinal);
        Assert.Contains("What you have answered is kept.", mails[2].TextBody);
        Assert.Single(mails.Select(m => m.TextBody!.Split('\n').First(l => l.Contains("/s/", StringComparison.Ordinal))).Distinct());
        Assert.All(mails, m => Assert.Matches("https://localhost/u/[A-Za-z0-9_-]+", m.TextBody));
    }

    [Fact]
    public async Task The_persons_language_decides()
    {
        await ARoundAsync("1 09:00", people: 1, language: "cy-GB", closesAt: new DateTime(2026, 3, 16, 17, 0, 0, DateTimeKind.Utc));
        await _host.TickAsync();
        _host.Clock.Advance(TimeSpan.FromDays(1));
        var mails = await _host.MailToAsync("person0@example.org");
        Assert.Contains("Annwyl Person 0,", mails[0].TextBody);
        Assert.Contains("tan 16 Mawrth 2026, 5:00yp", mails[0].TextBody);
        Assert.StartsWith("Nodyn i’ch atgoffa", mails[1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_programmes_limit_holds_over_all_its_rounds_and_never_for_invitations()
    {
        var (team, first) = await ARoundAsync("1 09:00\n2 09:00\n3 09:00", people: 1);
        await _host.ArrangeAsync(db => db.Programmes.ExecuteUpdateAsync(set => set.SetProperty(p => p.MessagesPerMonth, 3)));
        var other = await _host.TeamAsync((await _host.ReadAsync(db => db.Programmes.SingleAsync(p => p.Id == team.ProgrammeId))));
        var (_, second) = await ARoundAsync("1 10:00\n2 10:00", people: 1, team: other);
        for (var day = 0; day < 4; day++)
        {
            await _host.TickAsync();
            _host.Clock.Advance(TimeSpan.FromHours(1));
            await _host.TickAsync();
            _host.Clock.Advance(TimeSpan.FromHours(23));
        }

        // Two invitations and one reminder are the limit.
        Assert.Equal([LetterState.Sent, LetterState.Sent, LetterState.Dropped, LetterState.Dropped], (await LettersAsync(first)).Select(l => l.State));
        Assert.Equal([LetterState.Sent, LetterState.Dropped, LetterState.Dropped], (await LettersAsync(second)).Select(l => l.State));
        Assert.All((await LettersAsync(first)).Where(l => l.State == LetterState.Dropped), l => Assert.Equal(LetterReasons.TooMany, l.Outcome));

        var (_, third) = await ARoundAsync(people: 1, team: team);
        await _host.TickAsync();
        Assert.Equal(LetterState.Sent, (await LettersAsync(third)).Single().State);
    }

    [Fact]
    public async Task No_reminder_is_added_to_a_message_that_still_waits()
    {
        var (_, round) = await ARoundAsync("1 09:00\n2 09:00", people: 1);
        await _host.StepAsync<WriteDueLetters>();
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await _host.StepAsync<WriteDueLetters>();

        var letters = await LettersAsync(round);
        Assert.Equal([(LetterState.Waiting, null), (LetterState.Dropped, LetterReasons.StillWaiting)], letters.Select(l => (l.State, l.Outcome)));
        await _host.TickAsync();
        _host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, (await _host.MailToAsync("person0@example.org")).Count);
    }

    [Fact]
    public async Task Withdrawn_answers_end_the_messages_even_where_the_invitation_does_not_say_so()
    {
        var (_, round) = await ARoundAsync("1 09:00", people: 1);
        await _host.TickAsync();
        await _host.ArrangeAsync(async db =>
        {
            var id = await db.Invitations.Where(i => i.RoundId == round.Id).Select(i => i.Id).SingleAsync();
            var response = new Response
            {
                Id = Guid.NewGuid(), RoundId = round.Id, RespondentKey = $"i{id}", Pseudonym = "P", Channel = Channel.Paper, Language = "en", Answers = "{}", StartedOn = _host.Now,
            };
            response.Receive(_host.Now, false, [1]);
            response.Withdraw(_host.Now);
            db.Responses.Add(response);
            return true;
        });
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await _host.TickAsync();
        Assert.Single(await LettersAsync(round));
        Assert.Equal(0, await _host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == round.Id && i.NextSendAt != null)));
    }

    [Fact]
    public async Task Moving_the_close_brings_reminders_back_that_are_still_to_come()
    {
        var (team, round) = await ARoundAsync("3 09:00\n6 09:00", people: 1, closesAt: _host.Now.AddDays(4));
        await _host.TickAsync();
        await _host.AsLeadAsync(team, async s =>
        {
            await s.GetRequiredService<MoveClose>().RunAsync(round.Id, 0, new DateTime(2026, 3, 20, 17, 0, 0));
            return true;
        });
        for (var day = 0; day < 10; day++)
        {
            _host.Clock.Advance(TimeSpan.FromDays(1));
            await _host.TickAsync();
        }

        Assert.Equal([0, 1, 2], (await LettersAsync(round)).Select(l => l.Number));
        Assert.All(await LettersAsync(round), l => Assert.Equal(LetterState.Sent, l.State));
    }
}
