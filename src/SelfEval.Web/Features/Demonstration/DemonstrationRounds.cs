using SelfEval.Web.Features.Invitations;
using SelfEval.Web.Features.Rounds;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>Plans the three rounds of every team and the monthly ones, invites, and lets the days go by while people answer.</summary>
public sealed class DemonstrationRounds(DemonstrationClock clock, DemonstrationCast cast, DemonstrationParticipants participants, DemonstrationMonths months, Tick tick)
{
    internal const string Zone = "Europe/London";
    private const int AtATime = 8;
    private static readonly TimeSpan Nine = TimeSpan.FromHours(9);

    /// <summary>Of the round that is open; those of the past would only take time to fill in.</summary>
    private static readonly int[] ReminderDays = [7, 14];

    /// <summary>Two rounds that are over and one that is open today; in days from today.</summary>
    private static readonly (string Name, int Opens, int Closes, int LastAnswer)[] Waves =
    [
        ("Baseline", -300, -272, -272),
        ("Mid-point", -160, -132, -132),
        ("Follow-up", -16, 40, 0),
    ];

    public Task TickAsync() => tick.RunAsync();

    public async Task RunAsync(DemonstrationScale scale, IReadOnlyList<FilledTeam> teams, DateTime today, TextWriter progress)
    {
        var timeline = new DemonstrationTimeline(clock);
        foreach (var team in teams) months.Plan(timeline, scale, team, today);
        for (var round = 0; round < Waves.Length; round++) PlanWave(timeline, scale, teams, round, today, progress);
        await timeline.RunAsync();
    }

    private void PlanWave(DemonstrationTimeline timeline, DemonstrationScale scale, IReadOnlyList<FilledTeam> teams, int round, DateTime today, TextWriter progress)
    {
        var wave = Waves[round];
        timeline.At(today.AddDays(wave.Opens - 7) + Nine, async () =>
        {
            var answering = new List<DemonstrationParticipant>();
            foreach (var team in teams) answering.AddRange(await PlanAsync(scale, team, round, today));
            foreach (var day in answering.GroupBy(p => p.Day))
            {
                timeline.At(today.AddDays(wave.Opens + day.Key).AddHours(14), () => Parallel.ForEachAsync(day, new ParallelOptions { MaxDegreeOfParallelism = AtATime },
                    async (participant, _) => await participants.AnswerAsync(scale.Seed, participant)));
            }

            var told = $"demonstration: {answering.Count} people answered in round {round + 1} of {Waves.Length} ({wave.Name})";
            timeline.At(wave.Closes < 0 ? today.AddDays(wave.Closes + 1) + Nine : today.AddDays(-1).AddHours(15), async () =>
            {
                if (wave.Closes < 0) await tick.RunAsync();
                await progress.WriteLineAsync(told);
            });
        });
        timeline.At(today.AddDays(wave.Opens).AddHours(10), () => tick.RunAsync());
        if (wave.Closes < 0) return;
        foreach (var day in ReminderDays) timeline.At(today.AddDays(wave.Opens + day) + Nine, () => tick.RunAsync());
    }

    private async Task<IReadOnlyList<DemonstrationParticipant>> PlanAsync(DemonstrationScale scale, FilledTeam filled, int round, DateTime today)
    {
        var (team, wave) = (filled.Team, Waves[round]);
        var id = await cast.ActAsync(filled.Lead, s => s.GetRequiredService<PlanRound>().RunAsync(filled.Id, new RoundPlan
        {
            Name = wave.Name,
            QuestionnaireVersionId = filled.VersionId,
            Audience = team.Audience,
            IdentityMode = team.IdentityMode,
            K = 5,
            Breakdowns = team.Groups,
            Zone = Zone,
            Reminders = wave.Closes < 0 || team.IdentityMode == IdentityMode.Anonymous ? [] : [.. ReminderDays.Select(day => new Reminder(day, TimeOnly.FromTimeSpan(Nine)))],
            OpensLocal = today.AddDays(wave.Opens) + Nine,
            ClosesLocal = today.AddDays(wave.Closes).AddHours(17),
        }));
        var count = (int)Math.Ceiling(team.People[round] * scale.Size);
        var days = wave.LastAnswer - wave.Opens;
        if (team.IdentityMode == IdentityMode.Anonymous)
            return await participants.PassersByAsync(scale.Seed, team, round, id, days, count);

        // The same people are asked again each time, and some new ones.
        var people = Enumerable.Range(1, count)
            .Select(i => new NewPerson($"person{i:000}.{team.Mark}@demo.example", $"Person {i:000}", "en", filled.Sites[i % filled.Sites.Count])).ToList();
        await cast.ActAsync(filled.Lead, s => s.GetRequiredService<InvitePeople>().RunAsync(id, people));
        return await participants.InvitedAsync(scale.Seed, team, round, id, days);
    }
}
