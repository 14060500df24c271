using SelfEval.Instruments.Definition;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Results.AcrossTeams;

/// <summary>One scale over the teams of a programme as the API gives it. Figures are in points of the score.</summary>
/// <param name="Audience">Who was asked.</param>
/// <param name="Key"><c>instrument.scale</c>.</param>
/// <param name="InstrumentVersion">Version of the instrument.</param>
/// <param name="Standing">How the instrument stands to a published one.</param>
/// <param name="Rule">Id of the rule for missing answers.</param>
/// <param name="Title">Title of the scale.</param>
/// <param name="IsShare">True where a mean is a share of people.</param>
/// <param name="Sentence">The finding.</param>
/// <param name="Overall">Mean of the population of teams; null where refused.</param>
/// <param name="OverallLow">Lower 95 % limit of that.</param>
/// <param name="OverallHigh">Upper 95 % limit of that.</param>
/// <param name="BetweenTeams">Standard deviation between teams beyond chance.</param>
/// <param name="Teams">The teams that can be compared.</param>
/// <param name="LeftOut">The others, with the reason.</param>
/// <param name="Refusals">What was not worked out, with the reason.</param>
public sealed record TeamsResults(
    Audience Audience, string Key, string InstrumentVersion, Standing Standing, string Rule, string Title, bool IsShare, string Sentence,
    double? Overall, double? OverallLow, double? OverallHigh, double? BetweenTeams,
    IReadOnlyList<TeamsResults.Row> Teams, IReadOnlyList<LeftOutTeam> LeftOut, IReadOnlyList<TeamsResults.Refused> Refusals)
{
    /// <param name="Team">The team.</param>
    /// <param name="Round">Its round.</param>
    /// <param name="N">People with a score.</param>
    /// <param name="Mean">Its own published figure.</param>
    /// <param name="Low">Lower 95 % limit of that.</param>
    /// <param name="High">Upper 95 % limit of that.</param>
    /// <param name="Pooled">Drawn towards all teams; null where refused.</param>
    /// <param name="PooledLow">Lower 95 % limit of that.</param>
    /// <param name="PooledHigh">Upper 95 % limit of that.</param>
    /// <param name="Shrinkage">How far it was drawn, 0 to 1.</param>
    /// <param name="Place">Where it lies in the funnel; null where refused.</param>
    public sealed record Row(
        int Team, int Round, long N, double Mean, double? Low, double? High, double? Pooled, double? PooledLow, double? PooledHigh, double? Shrinkage, FunnelPlace? Place);

    /// <param name="What">pooling or funnel.</param>
    /// <param name="Code">A stable word.</param>
    /// <param name="Words">One sentence.</param>
    public sealed record Refused(string What, string Code, string Words);

    /// <summary>The comparison as it is given out.</summary>
    public static TeamsResults Of(ScaleAcrossTeams across)
    {
        ArgumentNullException.ThrowIfNull(across);
        var (scale, compared) = (across.Scale, across.Compared);
        return new(across.Audience, scale.Key, scale.InstrumentVersion, scale.Standing, scale.Rule, scale.Title, scale.IsShare, across.Sentence,
            compared?.Overall, compared?.OverallInterval?.Low, compared?.OverallInterval?.High, compared?.Between,
            [.. (compared?.Teams ?? []).Select(team => new Row(team.Figure.TeamId, team.Figure.RoundId, team.N, team.Mean, team.Figure.Scale.Low, team.Figure.Scale.High,
                team.Pooled, team.PooledInterval?.Low, team.PooledInterval?.High, team.Shrinkage, team.Unit?.Place))],
            across.LeftOut, [.. Refusal("pooling", "Pooling", compared?.WhyNotPooled), .. Refusal("funnel", "The funnel plot", compared?.WhyNoFunnel)]);
    }

    private static IEnumerable<Refused> Refusal(string what, string title, Undefined? why) => why is null ? [] : [new(what, $"teams.{what}_refused", TeamsComparedWords.Refusal(title, why))];
}
