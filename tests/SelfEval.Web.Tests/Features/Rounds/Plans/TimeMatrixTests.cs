using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds.Plans;

/// <summary>
/// The nights on which the clocks change, minute by minute: each thing that a round does happens once, at the instant that is written here. A time that is skipped
/// becomes the first after it; one that comes twice opens the first time and closes the second; nobody is written to at night.
/// </summary>
public sealed class TimeMatrixTests : IAsyncLifetime
{
    // A host for each night: a clock never goes back.
    private readonly Host host = new();

    private static readonly string[] Steps = ["PrepareRounds", "CloseRounds", "WriteDueLetters", "LetterCarrier"];

    /// <param name="Zone">Its own.</param>
    /// <param name="Opens">When a round that opens at 1:30 that night does, UTC.</param>
    /// <param name="Closes">When a round that closes at 1:30 that night does.</param>
    /// <param name="Messages">When people of the round that opens are written to: the invitation at 8 in the morning, reminders a day later at 9 and two days later at 10.</param>
    private sealed record Expected(string Zone, string Opens, string Closes, params string[] Messages);

    private static readonly Dictionary<string, Expected[]> Nights = new()
    {
        ["2026-03-29"] =
        [
            new("Europe/London", "03-29 01:00", "03-29 01:00", "03-29 07:00", "03-30 08:00", "03-31 09:00"),
            new("Europe/Dublin", "03-29 01:00", "03-29 01:00", "03-29 07:00", "03-30 08:00", "03-31 09:00"),
            new("Pacific/Apia", "03-28 12:30", "03-28 12:30", "03-28 19:00", "03-29 20:00", "03-30 21:00"),
        ],
        ["2026-10-25"] =
        [
            new("Europe/London", "10-25 00:30", "10-25 01:30", "10-25 08:00", "10-26 09:00", "10-27 10:00"),
            new("Europe/Dublin", "10-25 00:30", "10-25 01:30", "10-25 08:00", "10-26 09:00", "10-27 10:00"),
            new("Pacific/Apia", "10-24 12:30", "10-24 12:30", "10-24 19:00", "10-25 20:00", "10-26 21:00"),
        ],
    };

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("2026-03-29")]
    [InlineData("2026-10-25")]
    public async Task Each_thing_happens_once_at_its_instant(string night)
    {
        var day = DateOnly.ParseExact(night, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        host.Clock.SetUtcNow(day.AddDays(-5).ToDateTime(new(12, 0), DateTimeKind.Utc));
        var rounds = new List<(Expected Expected, Round Opening, Round Closing)>();
        foreach (var expected in Nights[night])
        {
            var team = await host.TeamAsync(await host.ProgrammeAsync());
            var rule = MakePlans.Rule(await host.PublishedQuestionnaireAsync(team), PlanKind.Dates, day) with
            {
                Zone = expected.Zone, OpensTime = new(1, 30), ClosesTime = new(1, 30), OpenDays = 10, Holidays = null, Reminders = [new(1, new(9, 0)), new(2, new(10, 0))],
            };
            var (plan, opening) = await host.PlanAsync(team, rule);
            await host.JoinPlanAsync(plan, 1);
            var (_, closing) = await host.PlanAsync(team, rule with { Name = rule.Name + " closing", Days = [new(day.AddDays(-3), null)], OpenDays = 3, Reminders = [] });
            rounds.Add((expected, opening[0], closing[0]));
        }

        var states = rounds.ToDictionary(r => r.Opening.Id, _ => new List<(DateTime At, RoundState State)>());
        var closed = rounds.ToDictionary(r => r.Closing.Id, _ => new List<(DateTime At, RoundState State)>());
        async Task LookAsync()
        {
            await host.WithAsync(async services =>
            {
                foreach (var step in services.GetServices<TickStep>().Where(s => Steps.Contains(s.GetType().Name)).OrderBy(s => s.Order)) await step.RunAsync(default);
                return true;
            });
            foreach (var (_, opening, closing) in rounds)
            {
                Note(states[opening.Id], opening.StateAt(host.Now));
                Note(closed[closing.Id], closing.StateAt(host.Now));
            }
        }

        void Note(List<(DateTime At, RoundState State)> seen, RoundState state)
        {
            if (seen.Count == 0 || seen[^1].State != state) seen.Add((host.Now, state));
        }

        // The nights of Samoa and of Europe minute by minute, what lies between by the quarter of an hour.
        var at = day.AddDays(-1).ToDateTime(new(10, 0), DateTimeKind.Utc);
        var end = day.AddDays(3).ToDateTime(new(12, 0), DateTimeKind.Utc);
        while (at < end)
        {
            host.Clock.SetUtcNow(at);
            await LookAsync();
            var isNight = rounds.Select(r => r.Expected.Zone).Distinct().Any(zone => WallClock.ToLocal(at, zone) is { Hour: >= 23 or < 4 } local
                && local >= day.AddDays(-1).ToDateTime(new(23, 0)) && local < day.ToDateTime(new(4, 0)));
            at = at.AddMinutes(isNight ? 1 : 15);
        }

        foreach (var (expected, opening, closing) in rounds)
        {
            Assert.Equal([(expected.Zone, RoundState.Open, expected.Opens)], states[opening.Id].Skip(1).Select(s => (expected.Zone, s.State, Written(s.At))));
            Assert.Equal([(expected.Zone, RoundState.Closed, expected.Closes)], closed[closing.Id].Skip(1).Select(s => (expected.Zone, s.State, Written(s.At))));
            var letters = await host.ReadAsync(db => db.Letters.Where(l => db.Invitations.Any(i => i.Id == l.InvitationId && i.RoundId == opening.Id)).OrderBy(l => l.NotBefore).ToListAsync());
            Assert.Equal([.. expected.Messages.Select((m, i) => (i, m, LetterState.Sent))], letters.Select(l => (l.Number, Written(l.SentAt!.Value), l.State)));
            Assert.NotNull(await host.ReadAsync(db => db.Rounds.Where(r => r.Id == closing.Id).Select(r => r.ClosingDoneAt).SingleAsync()));
        }
    }

    private static string Written(DateTime at) => at.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
