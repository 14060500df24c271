using Microsoft.EntityFrameworkCore;
using SelfEval.Exchange.Charts;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OverTime;

/// <summary>Reads a team's rounds over time by the rules that it has chosen: for its page, the API and the form that chooses, so that all say the same.</summary>
public sealed class ReadTeamSeries(AppDb db, Editions editions, TestsOfChange tests)
{
    /// <param name="Rounds">All rounds of the team, by the time they opened.</param>
    /// <param name="Latest">The newest edition of each that has one.</param>
    /// <param name="Rules">By which they are read.</param>
    /// <param name="Tests">What the team tried.</param>
    /// <param name="All">The rounds that have results, by questionnaire and kind of people.</param>
    public sealed record Found(
        IReadOnlyList<Round> Rounds, IReadOnlyDictionary<int, PublishedEdition> Latest, ChartRules Rules, IReadOnlyList<LetteredTest> Tests, IReadOnlyList<TeamSeries> All)
    {
        /// <summary>The most rounds with a figure that any score has.</summary>
        public int MostFigures => All.SelectMany(series => series.Scales).Select(scale => scale.Series.Points.Count(point => point.Value is not null)).DefaultIfEmpty(0).Max();
    }

    /// <param name="team">The team; the caller has seen to it that it may be seen.</param>
    /// <param name="rules">Other rules than those that the team has chosen; null for those.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Found> RunAsync(Team team, ChartRules? rules = null, CancellationToken cancellationToken = default)
    {
        var rounds = await db.Rounds.Where(r => r.TeamId == team.Id).Include(r => r.QuestionnaireVersion!.Questionnaire)
            .OrderBy(r => r.OpensAt).ThenBy(r => r.Id).ToListAsync(cancellationToken);
        var latest = await editions.LatestAsync(rounds.ConvertAll(r => r.Id), cancellationToken);
        var tried = await tests.OfAsync(team.Id, cancellationToken);
        rules ??= Of(team);
        return new(rounds, latest, rules, tried, [.. rounds.Where(r => latest.ContainsKey(r.Id)).GroupBy(r => (r.QuestionnaireVersion!.QuestionnaireId, r.Audience))
            .Select(same => TeamSeries.Of([.. same], latest, rules, tried))]);
    }

    /// <summary>The rules that a team has chosen, or the usual way.</summary>
    public static ChartRules Of(Team team) => ChartRules.Find(team.ChartRules) ?? ChartRules.ByNumber;
}
