using System.Globalization;
using SelfEval.Web.Features.Answering;
using SelfEval.Web.Features.Rounds;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>Small rounds, month by month: planned, filled in on paper, typed in together, and published when each has closed.</summary>
public sealed class DemonstrationMonths(DemonstrationCast cast, Tick tick)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public void Plan(DemonstrationTimeline timeline, DemonstrationScale scale, FilledTeam filled, DateTime today)
    {
        if (filled is not { Team.Monthly: { } series, Monthly: { } version }) return;
        for (var month = 0; month < series.Level.Count; month++)
        {
            var (which, opens, round) = (month, series.Opens(month, today), 0);
            timeline.At(opens.AddDays(-3).AddHours(9), async () => round = await cast.ActAsync(filled.Lead, s => s.GetRequiredService<PlanRound>().RunAsync(filled.Id, new RoundPlan
            {
                Name = opens.ToString("MMMM yyyy", English),
                QuestionnaireVersionId = version.Id,
                Audience = filled.Team.Audience,
                IdentityMode = IdentityMode.Anonymous,
                K = 5,
                Zone = DemonstrationRounds.Zone,
                OpensLocal = opens.AddHours(9),
                ClosesLocal = opens.AddDays(20).AddHours(17),
            })));
            timeline.At(opens.AddDays(20).AddHours(12), async () => await cast.ActAsync(filled.Lead, s => s.GetRequiredService<ImportResponses>()
                .RunAsync(round, Forms(scale, filled.Team, series, version, which, opens))));
            timeline.At(opens.AddDays(21).AddHours(9), () => tick.RunAsync());
        }
    }

    private static List<ImportedResponse> Forms(DemonstrationScale scale, DemonstrationTeam team, DemonstrationSeries series, FilledVersion version, int month, DateTime opens)
    {
        var asked = series.Asked(team);
        return [.. Enumerable.Range(1, series.People).Select(form => new ImportedResponse(form, $"form-{form}",
            new AnswerMaker(scale.Seed, asked, month, $"{form}/{month}").Make(version.Document), Channel.Paper, CompletedOn: DateOnly.FromDateTime(opens.AddDays(1 + form % 19))))];
    }
}
