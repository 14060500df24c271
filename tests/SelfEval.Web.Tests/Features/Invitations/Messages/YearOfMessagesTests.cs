using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SelfEval.Web.Features.Invitations;
using SelfEval.Web.Features.Invitations.Messages;
using SelfEval.Web.Features.Rounds;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Features.Invitations.Messages;

/// <summary>
/// Random people over a simulated year of rounds: half-finished, completed, withdrawn, declined, bounced, unsubscribed, deceased, late to join; rounds that open
/// at night, on weekends, are prolonged or cancelled; a site that sleeps for days. Each person gets exactly what the oracle says.
/// </summary>
public sealed class YearOfMessagesTests
{
    private static readonly TimeSpan Zero = TimeSpan.Zero;

    private sealed record Happening(DateTime At, Func<Task> Act);

    [Theory]
    [InlineData(1)]
    [InlineData(20260302)]
    public async Task Everybody_gets_exactly_the_right_messages_over_a_year(int seed)
    {
        // A site that sleeps for days is what the brake is for; here it is the sending that is looked at.
        await using var host = new Host { Also = services => services.PostConfigure<SelfEvalOptions>(o => o.Mail.BrakeLetters = 100_000) };
        await host.InitializeAsync();
        var random = new Random(seed);
        var expected = new ExpectedMessages();
        var happenings = new List<Happening>();
        foreach (var cap in new[] { 2, 4 }) await ProgrammeAsync(host, random, cap, expected, happenings);
        var asleep = Enumerable.Range(0, 5).Select(_ => host.Now.AddDays(random.NextDouble() * 350)).Select(at => (From: at, To: at.AddDays(1 + random.NextDouble() * 4))).ToList();

        var from = host.Now;
        var ticks = Enumerable.Range(1, 400).SelectMany(day => new[] { 7, 8, 12, 20 }.Select(hour => from.Date.AddDays(day).AddHours(hour)));
        var steps = happenings.Select(h => (h.At, Act: (Func<Task>?)h.Act)).Concat(ticks.Select(t => (At: t, Act: (Func<Task>?)null)))
            .Concat(expected.People.Select(p => p.Round).Distinct().SelectMany(ExpectedMessages.Planned).Select(t => (At: t, Act: (Func<Task>?)null)));
        foreach (var step in steps.OrderBy(s => s.At).ToList())
        {
            if (step.At > host.Now) host.Clock.SetUtcNow(new DateTimeOffset(step.At, Zero));
            if (step.Act is not null) await step.Act();
            if (asleep.Exists(s => s.From <= host.Now && host.Now < s.To)) continue;
            await host.StepAsync<WriteDueLetters>();
            await host.StepAsync<LetterCarrier>();
            expected.Tick(host.Now);
        }

        await CompareAsync(host, expected);
    }

    private static async Task CompareAsync(Host host, ExpectedMessages expected)
    {
        var sent = await host.ReadAsync(db => db.Letters.Where(l => l.State == LetterState.Sent).ToListAsync());
        Assert.All(sent, l => Assert.Equal(1, l.Attempts));
        var mails = new Dictionary<(string To, string Link), List<(DateTime At, string Kind)>>();
        foreach (var file in Directory.GetFiles(Path.Combine(host.DataFolder, "mail"), "*.eml"))
        {
            var mail = await MimeMessage.LoadAsync(file);
            var link = mail.TextBody!.Split('\n').Select(l => l.Trim()).First(l => l.StartsWith("https://localhost/s/", StringComparison.Ordinal));
            var key = (mail.To.Mailboxes.Single().Address, Convert.ToHexString(Secrets.Hash(link["https://localhost/s/".Length..])));
            if (!mails.TryGetValue(key, out var list)) mails[key] = list = [];
            list.Add((mail.Date.UtcDateTime, KindOf(mail.Subject!)));
        }

        Assert.Equal(sent.Count, mails.Values.Sum(m => m.Count));
        var links = await host.ReadAsync(db => db.Invitations.ToDictionaryAsync(i => i.Id, i => i.TokenHash));
        var faults = new List<string>();
        foreach (var person in expected.People)
        {
            var got = mails.GetValueOrDefault((person.Address, Convert.ToHexString(links[person.InvitationId]))) ?? [];
            var (should, did) = (ExpectedMessages.Words(person.Got), ExpectedMessages.Words(got));
            if (should != did) faults.Add($"{person.InvitationId} {person.Address}, opens {person.Round.OpensAt:u}, stopped {person.StoppedAt:u}\n  should: {should}\n  did:    {did}");
        }

        Assert.True(faults.Count == 0, $"{faults.Count} of {expected.People.Count} people:\n{string.Join('\n', faults.Take(10))}");
        // The year was worth it: all kinds of messages went, to many people.
        var kinds = expected.People.SelectMany(p => p.Got).CountBy(g => g.Kind).ToDictionary();
        Assert.True(kinds.Count == 3 && kinds.Values.Min() >= 8 && expected.People.Exists(p => p.Got.Count == 0), string.Join(", ", kinds));
    }

    private static string KindOf(string subject) =>
        subject.StartsWith("You can go on", StringComparison.Ordinal) ? "half finished"
        : subject.StartsWith("A reminder", StringComparison.Ordinal) ? "not opened" : "invitation";

    private static async Task ProgrammeAsync(Host host, Random random, int cap, ExpectedMessages expected, List<Happening> happenings)
    {
        var programme = await host.ProgrammeAsync();
        await host.ArrangeAsync(db => db.Programmes.Where(p => p.Id == programme.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.MessagesPerMonth, cap)));
        foreach (var _ in new[] { 1, 2 })
        {
            var team = await host.TeamAsync(programme);
            var version = await host.PublishedQuestionnaireAsync(team);
            for (var number = 0; number < 4; number++)
            {
                var opens = host.Now.Date.AddDays(7 + number * 75 + random.Next(40)).AddMinutes(random.Next(24 * 60));
                var round = new ExpectedRound
                {
                    Programme = programme.Id, Cap = cap, OpensAt = opens, ClosesAt = opens.AddDays(5 + random.Next(40)).AddMinutes(random.Next(1000)),
                    Reminders = [.. Enumerable.Range(0, random.Next(5)).Select(_ => (1 + random.Next(25), new TimeOnly(random.Next(24), random.Next(60)))).OrderBy(r => r.Item1).ThenBy(r => r.Item2)],
                    KeepsDaysOff = random.Next(2) == 0,
                };
                var id = await RoundAsync(host, team, version, round);
                await InviteAsync(host, random, team, id, round, expected, happenings);
            }
        }
    }

    private static async Task<int> RoundAsync(Host host, Team team, QuestionnaireVersion version, ExpectedRound round)
    {
        var made = await host.OpenRoundAsync(team, version, opensAt: round.OpensAt, closesAt: round.ClosesAt);
        var reminders = Reminder.Write(round.Reminders.Select(r => new Reminder(r.Days, r.At)));
        await host.ArrangeAsync(db => db.Rounds.Where(r => r.Id == made.Round.Id).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Reminders, reminders).SetProperty(r => r.KeepsDaysOff, round.KeepsDaysOff).SetProperty(r => r.Holidays, BankHolidays.EnglandAndWales)));
        return made.Round.Id;
    }

    private static async Task InviteAsync(
        Host host, Random random, Team team, int roundId, ExpectedRound round, ExpectedMessages expected, List<Happening> happenings)
    {
        // The same ten addresses in both teams of a programme and in all their rounds; two of them come late.
        var addresses = Enumerable.Range(0, 10).Select(i => $"person{i}.p{round.Programme}@example.org").ToList();
        await JoinAsync(addresses[..8]);
        var late = round.OpensAt + (round.ClosesAt - round.OpensAt) * random.NextDouble() * 0.8;
        happenings.Add(new(late, () => round.CancelledAt is null ? JoinAsync(addresses[8..]) : Task.CompletedTask));
        if (random.Next(6) == 0)
        {
            happenings.Add(new(Within(random, round), async () =>
            {
                await AsLeadAsync(s => s.GetRequiredService<CancelRound>().RunAsync(roundId, 0));
                round.CancelledAt = host.Now;
            }));
        }
        else if (random.Next(3) == 0)
        {
            happenings.Add(new(Within(random, round), async () =>
            {
                var closes = round.ClosesAt.AddDays(random.Next(1, 20));
                await AsLeadAsync(s => s.GetRequiredService<MoveClose>().RunAsync(roundId, 0, WallClock.ToLocal(closes, "Europe/London")));
                round.ClosesAt = await host.ReadAsync(db => db.Rounds.Where(r => r.Id == roundId).Select(r => r.ClosesAt).SingleAsync());
                foreach (var person in expected.People.Where(p => p.Round == round)) person.IsLookedAtAnew(host.Now);
            }));
        }

        Task AsLeadAsync(Func<IServiceProvider, Task> act) => host.AsLeadAsync(team, async services =>
        {
            await act(services);
            return true;
        });

        async Task JoinAsync(IReadOnlyList<string> who)
        {
            await host.AsLeadAsync(team, s => s.GetRequiredService<InvitePeople>().RunAsync(roundId, [.. who.Select(a => new NewPerson(a))]));
            var rows = await host.ReadAsync(db => db.Invitations.Where(i => i.RoundId == roundId && who.Contains(i.Person!.Contact!.Email!))
                .Select(i => new { i.Id, i.PersonId, Email = i.Person!.Contact!.Email! }).OrderBy(i => i.Id).ToListAsync());
            foreach (var row in rows)
            {
                var person = new ExpectedPerson { InvitationId = row.Id, Round = round, Address = row.Email, JoinedAt = host.Now };
                expected.People.Add(person);
                if (who.Count > 2) happenings.AddRange(Fate(host, random, person, row.PersonId, expected));
            }
        }
    }

    private static DateTime Within(Random random, ExpectedRound round) =>
        round.OpensAt + (round.ClosesAt - round.OpensAt) * (0.05 + random.NextDouble() * 0.85) + TimeSpan.FromSeconds(17);

    /// <summary>What becomes of somebody in a round. Two in ten do nothing at all.</summary>
    private static IEnumerable<Happening> Fate(Host host, Random random, ExpectedPerson person, int personId, ExpectedMessages expected)
    {
        var (first, second) = (Within(random, person.Round), Within(random, person.Round));
        if (second < first) (first, second) = (second, first);
        switch (random.Next(20))
        {
            case < 4:
                yield return new(first, () => StartAsync(host, person, false));
                break;
            case < 8:
                yield return new(first, () => StartAsync(host, person, false));
                yield return new(second, () => StartAsync(host, person, true));
                break;
            case < 10:
                yield return new(first, () => StartAsync(host, person, true));
                yield return new(second, () => WithdrawAsync(host, person));
                break;
            case < 12:
                yield return new(first, () => ChangeAsync(host, person, i => i.DeclinedOn = host.Now.Date));
                break;
            case < 14:
                yield return new(first, async () =>
                {
                    await ChangeAsync(host, person, i => i.BouncedAt = host.Now);
                    await host.ArrangeAsync(db => db.Contacts.Where(c => c.PersonId == personId).ExecuteUpdateAsync(set => set.SetProperty(c => c.EmailBouncedAt, host.Now)));
                    await StopAsync(host, expected, personId);
                });
                break;
            case 14:
                yield return new(first, async () =>
                {
                    await host.ArrangeAsync(db => db.People.Where(p => p.Id == personId).ExecuteUpdateAsync(set => set.SetProperty(p => p.DoNotContactAt, host.Now)));
                    await StopAsync(host, expected, personId);
                });
                break;
            case 15:
                yield return new(first, async () =>
                {
                    await host.WithAsync(async s =>
                    {
                        var (db, list) = (s.GetRequiredService<Web.Data.AppDb>(), s.GetRequiredService<NotToContact>());
                        await s.GetRequiredService<Web.Data.WriteGate>().RunAsync(db, async () =>
                        {
                            await list.AddAsync(person.Round.Programme, person.Address, DoNotContactReason.Deceased, host.Now, null);
                            await db.SaveChangesAsync();
                        });
                        return true;
                    });
                    foreach (var other in expected.People.Where(p => p.Round.Programme == person.Round.Programme && p.Address == person.Address)) other.StoppedAt ??= host.Now;
                });
                break;
        }
    }

    private static async Task StopAsync(Host host, ExpectedMessages expected, int personId)
    {
        var all = await host.ReadAsync(db => db.Invitations.Where(i => i.PersonId == personId).Select(i => i.Id).ToListAsync());
        foreach (var person in expected.People.Where(p => all.Contains(p.InvitationId))) person.StoppedAt ??= host.Now;
    }

    private static async Task StartAsync(Host host, ExpectedPerson person, bool completes)
    {
        if (person.StoppedAt <= host.Now || person.Round.CancelledAt <= host.Now || host.Now >= person.Round.ClosesAt || !person.IsInvited) return;
        await ChangeAsync(host, person, invitation =>
        {
            invitation.Started(host.Now);
            if (completes) invitation.Completed(host.Now);
        }, stops: completes);
        person.StartedAt ??= host.Now;
    }

    private static Task<bool> WithdrawAsync(Host host, ExpectedPerson person) => host.ArrangeAsync(async db =>
    {
        var invitation = await db.Invitations.SingleAsync(i => i.Id == person.InvitationId);
        if (invitation.CompletedOn is null) return false;
        var response = new Response
        {
            Id = Guid.NewGuid(), RoundId = invitation.RoundId, RespondentKey = $"i{invitation.Id}", Pseudonym = Secrets.NewPseudonym(), Channel = Channel.OwnDevice,
            Language = "en", Answers = "{}", StartedOn = host.Now.Date,
        };
        response.Complete(host.Now, false, (Secrets.HashCode(Secrets.NewCode()), "sealed"), [1]);
        response.Withdraw(host.Now);
        db.Responses.Add(response);
        return true;
    });

    private static async Task ChangeAsync(Host host, ExpectedPerson person, Action<Invitation> change, bool stops = true)
    {
        await host.ArrangeAsync(async db =>
        {
            change(await db.Invitations.SingleAsync(i => i.Id == person.InvitationId));
            return true;
        });
        if (stops) person.StoppedAt ??= host.Now;
    }
}
