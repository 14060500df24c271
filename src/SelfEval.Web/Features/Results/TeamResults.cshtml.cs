using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results;

/// <summary>A team's rounds beside each other, for each questionnaire and kind of people asked: levels only, nothing is subtracted.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class TeamResultsModel(AppDb db, Scope scope, Editions editions, TimeProvider clock) : PageModel
{
    public sealed record Waiting(Round Round, string Why);

    /// <summary>What was asked of whom, in every round that has results.</summary>
    public sealed record Series(string Title, Audience Audience, IReadOnlyList<Round> Rounds, RoundComparison Comparison, IReadOnlyList<Chart> Charts)
    {
        public bool HasTransition => Comparison.Scales.Any(scale => scale.Scale.Transition);

        public bool IsAnonymous => Rounds.Any(round => round.IdentityMode == IdentityMode.Anonymous);
    }

    [FromRoute]
    public int TeamId { get; set; }

    public Team Team { get; private set; } = null!;

    public IReadOnlyList<Series> All { get; private set; } = [];

    public IReadOnlyList<Waiting> WithoutResults { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Team = await scope.Teams(Right.See).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();
        var rounds = await db.Rounds.Where(r => r.TeamId == TeamId).Include(r => r.QuestionnaireVersion!.Questionnaire)
            .OrderBy(r => r.OpensAt).ThenBy(r => r.Id).ToListAsync();
        var latest = await editions.LatestAsync(rounds.Select(r => r.Id).ToList());
        var now = clock.GetUtcNow().UtcDateTime;
        WithoutResults = [.. rounds.Where(r => !latest.ContainsKey(r.Id)).Select(r => new Waiting(r, ResultWords.Next(r, null, now)))];
        All = [.. rounds.Where(r => latest.ContainsKey(r.Id))
            .GroupBy(r => (r.QuestionnaireVersion!.QuestionnaireId, r.Audience))
            .Select((same, i) => SeriesOf([.. same], latest, i + 1))];
    }

    private static Series SeriesOf(IReadOnlyList<Round> rounds, IReadOnlyDictionary<int, PublishedEdition> latest, int number)
    {
        var comparison = RoundComparison.Of([.. rounds.Select(r => new ComparedRound(r.Name, latest[r.Id].Figures))]);
        return new Series(rounds[^1].QuestionnaireVersion!.Questionnaire!.Title, rounds[^1].Audience, rounds, comparison,
            [.. comparison.Scales.Select((scale, i) => RoundsChart.Draw($"series-{number}-{i + 1}", comparison.Rounds, scale))]);
    }
}
