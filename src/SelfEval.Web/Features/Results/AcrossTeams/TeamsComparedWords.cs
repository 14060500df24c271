using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Disclosure;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Web.Features.Results.AcrossTeams;

/// <summary>What a comparison of teams says, and its drawings.</summary>
public static class TeamsComparedWords
{
    /// <summary>More names than this are told by their number: the chart and its table name every team.</summary>
    private const int Named = 5;

    /// <summary>So many teams of a caterpillar plot, with their pooled figures and long names, stand on a sheet of paper two columns wide.</summary>
    private const int OnOneSheet = 12;

    /// <summary>The finding in one plain sentence.</summary>
    public static string Sentence(TeamsCompared compared)
    {
        ArgumentNullException.ThrowIfNull(compared);
        var teams = compared.Teams;
        if (teams.Count == 1) return $"Only {teams[0].Figure.Team} has a figure that can be compared, so there is nothing to compare it with.";
        if (compared.Funnel is not { } funnel) return compared.WhyNoFunnel is { Code: Undefined.TooFewCode }
            ? $"{teams.Count} teams can be compared. That is too few to tell a real difference from chance."
            : $"Whether the teams differ by more than chance cannot be told: {compared.WhyNoFunnel?.Words}.";
        var beyond = Names(teams, FunnelPlace.BeyondOuter, funnel.Centre);
        var outside = Names(teams, FunnelPlace.BeyondInner, funnel.Centre);
        if (beyond.Count + outside.Count == 0) return $"All {teams.Count} teams lie within what chance alone would give.";
        var far = beyond.Count == 0 ? "" : $"{JoinSome(beyond)} {(beyond.Count == 1 ? "lies" : "lie")} further from the other teams than chance alone would give.";
        var near = outside.Count == 0 ? "" : $"{JoinSome(outside)} {(outside.Count == 1 ? "lies" : "lie")} a little outside, as about 1 team in 20 does by chance alone.";
        var rest = beyond.Count + outside.Count < teams.Count ? "The others lie within what chance alone would give." : "";
        return string.Join(' ', new[] { far, near, rest }.Where(part => part.Length > 0));
    }

    /// <summary>What is not shown and why, each reason once.</summary>
    public static IReadOnlyList<string> Refusals(TeamsCompared compared)
    {
        ArgumentNullException.ThrowIfNull(compared);
        return (compared.WhyNotPooled, compared.WhyNoFunnel) switch
        {
            ({ } pooling, { } funnel) when pooling == funnel => [Refusal("Pooling and the funnel plot", pooling, "are")],
            var (pooling, funnel) => [.. pooling is null ? [] : (string[])[Refusal("Pooling", pooling)], .. funnel is null ? [] : (string[])[Refusal("The funnel plot", funnel)]],
        };
    }

    /// <summary>Why figures are not drawn towards each other, or why there is no funnel, for people.</summary>
    public static string Refusal(string what, Undefined why, string verb = "is")
    {
        ArgumentNullException.ThrowIfNull(why);
        return why.Code == Undefined.TooFewCode
            ? $"{what} {verb} not shown: {why.Words}. With fewer, each team would be compared mostly with itself."
            : $"{what} {verb} not shown: {why.Words}.";
    }

    /// <summary>Every team with its own figure, and where that is not refused the pooled one.</summary>
    public static ChartInParts Caterpillar(string id, TeamsCompared compared)
    {
        ArgumentNullException.ThrowIfNull(compared);
        var about = compared.About;
        return CaterpillarChart.DrawInParts(id, Of(about), [.. compared.Teams.Select(team => new ComparedUnit(team.Figure.Team, Share(about, team.Mean),
            team.Figure.Scale is { Low: { } low, High: { } high } ? Inside(about, new(low, high)) : null, team.N,
            team.Pooled is { } pooled ? Share(about, pooled) : null, team.PooledInterval is { } likely ? Inside(about, likely) : null))], OnOneSheet,
            compared.Overall is { } overall ? Share(about, overall) : null);
    }

    /// <summary>The funnel; null where it is refused.</summary>
    public static Chart? Funnel(string id, TeamsCompared compared) =>
        compared?.Funnel is { } funnel ? FunnelChart.Draw(id, Of(compared.About), [.. compared.Teams.Select(team => team.Figure.Team)], funnel) : null;

    private static Measure Of(PublishedScale about) => about.IsShare
        ? new Measure(about.Title, 0, "%", 100, 0, 1)
        : new Measure(about.Title, Math.Max(1, about.Decimals), "", 1, about.Minimum, about.Maximum);

    private static double Share(PublishedScale about, double value) => about.IsShare ? (value - about.Minimum) / (about.Maximum - about.Minimum) : value;

    /// <summary>An interval may reach past the ends of the scale; a reader's eye must not.</summary>
    private static Interval Inside(PublishedScale about, Interval likely) =>
        new(Share(about, Math.Clamp(likely.Low, about.Minimum, about.Maximum)), Share(about, Math.Clamp(likely.High, about.Minimum, about.Maximum)));

    private static List<string> Names(IReadOnlyList<ComparedTeam> teams, FunnelPlace place, double centre) =>
        [.. teams.Where(team => team.Unit?.Place == place).Select(team => $"{team.Figure.Team} ({(team.Unit!.Value > centre ? "higher" : "lower")})")];

    private static string JoinSome(List<string> names) =>
        Join(names.Count <= Named + 1 ? names : [.. names.Take(Named), $"{names.Count - Named} more teams"]);

    internal static string Join(IReadOnlyList<string> parts) =>
        parts.Count < 2 ? string.Concat(parts) : string.Join(", ", parts.SkipLast(1)) + " and " + parts[^1];
}
