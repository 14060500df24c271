using SelfEval.Instruments.Disclosure;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Web.Features.Results.AcrossTeams;

/// <summary>A team's published figure of a scale, to be put beside those of others.</summary>
public sealed record TeamFigure(string Team, int TeamId, int RoundId, PublishedScale Scale);

/// <summary>A team among the others. All in points of the score.</summary>
/// <param name="Figure">What was published.</param>
/// <param name="N">People with a score.</param>
/// <param name="Mean">Its own figure.</param>
/// <param name="Pooled">Drawn towards all teams; null where that is refused.</param>
/// <param name="PooledInterval">The 95 % interval of that.</param>
/// <param name="Shrinkage">How far it was drawn: 0 not at all, 1 all the way; null where that is refused.</param>
/// <param name="Unit">Where it lies in the funnel; null where that is refused.</param>
public sealed record ComparedTeam(TeamFigure Figure, long N, double Mean, double? Pooled, Interval? PooledInterval, double? Shrinkage, FunnelUnit? Unit);

/// <summary>A team that cannot be put beside the others, and why.</summary>
public sealed record LeftOutTeam(string Team, int TeamId, string Code, string Words);

/// <summary>
/// One scale over teams, worked out from what is published of each and nothing else: partial pooling and funnel limits from means, standard deviations and
/// numbers of people. A share of people is a mean of noughts and ones.
/// </summary>
public sealed class TeamsCompared
{
    /// <summary>Partial pooling and a funnel need so many teams: with fewer, what the teams are compared with would be mostly themselves.</summary>
    public const int FewestTeams = 4;

    private TeamsCompared(PublishedScale about, IReadOnlyList<ComparedTeam> teams, PartialPooling? pooling, Estimate<PartialPooling> pooled, Estimate<Funnel> funnel)
    {
        (About, Teams) = (about, teams);
        Funnel = funnel.Try(out var found) ? found : null;
        if (pooling is not null) (Overall, OverallInterval, Between) = (InPoints(pooling.OverallMean), InPoints(pooling.OverallInterval.OrNull()), Span * Math.Sqrt(Math.Max(0, pooling.BetweenVariance.OrNull() ?? 0)));
        WhyNotPooled = pooled.Why;
        WhyNoFunnel = funnel.Why;
    }

    /// <summary>What the scale is; its figures are those of the first team.</summary>
    public PublishedScale About { get; }

    /// <summary>The teams in the order given.</summary>
    public IReadOnlyList<ComparedTeam> Teams { get; }

    /// <summary>The mean of the population of teams; null where pooling is refused.</summary>
    public double? Overall { get; }

    /// <summary>Its 95 % interval.</summary>
    public Interval? OverallInterval { get; }

    /// <summary>The standard deviation between teams, beyond chance; null where pooling is refused.</summary>
    public double? Between { get; }

    /// <summary>The funnel, of shares in 0–1; null where it is refused.</summary>
    public Funnel? Funnel { get; }

    /// <summary>Why no figure is drawn towards the others; null where they are.</summary>
    public Undefined? WhyNotPooled { get; }

    /// <summary>Why there is no funnel; null where there is one.</summary>
    public Undefined? WhyNoFunnel { get; }

    private double Span => About.IsShare ? About.Maximum - About.Minimum : 1;

    private double Nought => About.IsShare ? About.Minimum : 0;

    /// <summary>Why a team's figure cannot take part; null where it can.</summary>
    public static LeftOutTeam? WhyLeftOut(string team, int teamId, PublishedRound round, PublishedScale? scale)
    {
        ArgumentNullException.ThrowIfNull(round);
        if (scale is { Mean: not null, N: not null } && (scale.IsShare || scale.StandardDeviation is not null)) return null;
        return scale is { Mean: not null }
            ? new(team, teamId, "teams.n_not_shown", "how many people have a score is not shown, to protect those without one, so nobody can say how much the figure weighs")
            : new(team, teamId, scale is null && round.Withheld is null ? "teams.not_asked" : "teams.withheld", ResultWords.Why(round, scale));
    }

    /// <summary>Compares teams that <see cref="WhyLeftOut"/> let pass.</summary>
    /// <exception cref="ArgumentException">No team, or one without mean, number or spread.</exception>
    public static TeamsCompared Of(IReadOnlyList<TeamFigure> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        if (figures.Count == 0) throw new ArgumentException("There is no team to compare.", nameof(figures));
        var about = figures[0].Scale;
        var (span, nought) = about.IsShare ? (about.Maximum - about.Minimum, about.Minimum) : (1, 0);
        var counts = figures.Select(f => f.Scale.N ?? throw Incomplete(f)).ToArray();
        var means = figures.Select(f => ((f.Scale.Mean ?? throw Incomplete(f)) - nought) / span).ToArray();
        var deviations = figures.Select((f, i) => about.IsShare ? SpreadOfShare(means[i], counts[i]) : f.Scale.StandardDeviation ?? throw Incomplete(f)).ToArray();

        var enough = figures.Count >= FewestTeams;
        Estimate<PartialPooling> pooled = enough ? PartialPooling.Of([.. means.Select((mean, i) => Moments(counts[i], mean, deviations[i]))]) : Undefined.TooFew(FewestTeams, figures.Count, "teams");
        Estimate<Funnel> funnel = !enough ? Undefined.TooFew(FewestTeams, figures.Count, "teams")
            : about.IsShare ? Funnel.OfProportions([.. means.Select((mean, i) => (long)Math.Round(mean * counts[i]))], counts)
            : Funnel.OfMeans(means, deviations, counts);
        var pooling = pooled.Try(out var found) ? found : null;
        var limits = funnel.Try(out var drawn) ? drawn : null;
        var teams = figures.Select((figure, i) =>
        {
            var team = pooling?.Teams[i];
            return new ComparedTeam(figure, counts[i], figure.Scale.Mean!.Value, team is null ? null : nought + span * team.Pooled,
                team is null ? null : new(nought + span * team.Interval.Low, nought + span * team.Interval.High), team?.Shrinkage, limits?.Units[i]);
        });
        return new(about, [.. teams], pooling, pooled, funnel);
    }

    private double InPoints(double value) => Nought + Span * value;

    private Interval? InPoints(Interval? interval) => interval is { } ends ? new(InPoints(ends.Low), InPoints(ends.High)) : null;

    private static double SpreadOfShare(double share, long n) => n < 2 ? 0 : Math.Sqrt(Math.Max(0, share * (1 - share)) * n / (n - 1));

    /// <summary>The sums that a published mean and standard deviation came from.</summary>
    private static RunningMoments Moments(long n, double mean, double deviation) =>
        new(n, n * mean, 0, (n - 1) * deviation * deviation + n * mean * mean, 0);

    private static ArgumentException Incomplete(TeamFigure figure) => new($"{figure.Team} has no published mean, spread or number of people.");
}
