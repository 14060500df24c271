using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Results.AcrossTeams;

/// <summary>One scale, scored one way, over the teams of a programme: who can be compared, who cannot and why.</summary>
/// <param name="Scale">What it is.</param>
/// <param name="Audience">Who was asked.</param>
/// <param name="ScoredOtherwiseElsewhere">True where some teams scored the same scale by another version, rule or choice of questions.</param>
/// <param name="Compared">The teams that can be compared; null where there are none.</param>
/// <param name="LeftOut">The others, with the reason.</param>
public sealed record ScaleAcrossTeams(PublishedScale Scale, Audience Audience, bool ScoredOtherwiseElsewhere, TeamsCompared? Compared, IReadOnlyList<LeftOutTeam> LeftOut)
{
    /// <summary>Every scale that rounds of one audience have, in the order in which they first appear.</summary>
    /// <param name="audience">Who was asked.</param>
    /// <param name="rounds">The rounds in question; of a team that has several with the same scale the newest counts.</param>
    /// <param name="teams">All teams of the programme.</param>
    /// <param name="key">Only this scale; null for all.</param>
    public static IReadOnlyList<ScaleAcrossTeams> Of(Audience audience, IReadOnlyList<ProgrammeRound> rounds, IReadOnlyList<Team> teams, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        ArgumentNullException.ThrowIfNull(teams);
        List<ProgrammeRound> asked = [.. rounds.Where(r => r.Round.Audience == audience && r.Published is not null)];
        var comparison = RoundComparison.Of([.. asked.Select(r => new ComparedRound(r.Round.Name, r.Published!))]);
        return [.. comparison.Scales.Where(scale => key is null || scale.Scale.Key == key).Select(scale => One(audience, scale, asked, teams))];
    }

    private static ScaleAcrossTeams One(Audience audience, ComparedScale scale, List<ProgrammeRound> asked, IReadOnlyList<Team> teams)
    {
        List<TeamFigure> figures = [];
        List<LeftOutTeam> leftOut = [];
        foreach (var team in teams)
        {
            var mine = Enumerable.Range(0, asked.Count).Where(i => asked[i].Team.Id == team.Id).OrderByDescending(i => asked[i].Round.OpensAt).ThenByDescending(i => asked[i].Round.Id).ToList();
            if (mine.Count == 0)
            {
                leftOut.Add(new(team.Name, team.Id, "teams.no_results", "no results of this round"));
                continue;
            }

            var at = mine.FirstOrDefault(i => scale.Figures[i] is { Mean: not null, N: not null }, mine.FirstOrDefault(i => scale.Figures[i] is not null, mine[0]));
            var otherwise = scale.Figures[at] is null && mine.Exists(i => asked[i].Published!.FindScale(scale.Scale.Key) is not null);
            if (otherwise) leftOut.Add(new(team.Name, team.Id, "teams.scored_otherwise", "scored by another version, rule or choice of questions"));
            else if (TeamsCompared.WhyLeftOut(team.Name, team.Id, asked[at].Published!, scale.Figures[at]) is { } why) leftOut.Add(why);
            else figures.Add(new(team.Name, team.Id, asked[at].Round.Id, scale.Figures[at]!));
        }

        return new(scale.Scale, audience, scale.ScoredOtherwiseElsewhere, figures.Count == 0 ? null : TeamsCompared.Of(figures), leftOut);
    }

    /// <summary>The finding in one plain sentence.</summary>
    public string Sentence => Compared is null ? "No team has a figure that can be compared." : TeamsComparedWords.Sentence(Compared);
}
