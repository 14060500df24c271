using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Description;

/// <summary>One team among others.</summary>
/// <param name="Own">Its mean by itself.</param>
/// <param name="OwnStandardError">The standard error of that.</param>
/// <param name="Pooled">Its mean drawn towards that of all teams.</param>
/// <param name="Shrinkage">How far it was drawn: 0 not at all, 1 all the way.</param>
/// <param name="StandardError">Of the pooled mean, with what is not known about the other teams in it.</param>
/// <param name="Interval">Of the pooled mean.</param>
public sealed record PooledTeam(double Own, double OwnStandardError, double Pooled, double Shrinkage, double StandardError, Interval Interval);

/// <summary>
/// Partial pooling of team means (empirical Bayes): with few people in a team, its mean is drawn towards the mean of all teams, the more so the less it is known
/// and the less teams differ. Teams are taken as one population; a figure for one team by itself is its own mean.
/// <para>
/// The variance between teams is that of Paule &amp; Mandel 1982 (J. Res. Natl. Bur. Stand. 87:377–385, doi 10.6028/jres.087.022), the one that makes
/// Σ(mean − overall)²/(own + between variance) equal to its degrees of freedom, 0 where it is below them already. It needs no normal distribution, stays near unbiased with few
/// teams (Veroniki et al. 2016, Research Synthesis Methods 7:55–79, doi 10.1002/jrsm.1164), and is the very equation of Morris 1983 (JASA 78:47–55,
/// doi 10.1080/01621459.1983.10477920), whose shrinkage and standard errors are used here. They allow for the overall mean and the variance between
/// teams being estimates: shrinkage is held back by (k−3)/(k−1), so that it stops short of 1 even where teams seem not to differ, and a team far from the
/// others has the wider interval. That correction exists from four teams; with fewer, each keeps its own mean, and <see cref="WhyNotPooled"/> says so.
/// </para>
/// </summary>
public sealed record PartialPooling
{
    private const int FewestTeams = 4;

    /// <summary>The teams in the order given.</summary>
    public required IReadOnlyList<PooledTeam> Teams { get; init; }

    /// <summary>The mean of the population of teams; of one team its own.</summary>
    public required double OverallMean { get; init; }

    /// <summary>
    /// Its interval with k−1 degrees of freedom (Hartung &amp; Knapp 2001, Statistics in Medicine 20:1771–1782, doi 10.1002/sim.791, never narrower than without their factor);
    /// undefined with one team.
    /// </summary>
    public required Estimate<Interval> OverallInterval { get; init; }

    /// <summary>The variance between teams, in squared units of the score; undefined with one team.</summary>
    public required Estimate<double> BetweenVariance { get; init; }

    /// <summary>Why each team keeps its own mean; null where they were pooled.</summary>
    public Undefined? WhyNotPooled { get; init; }

    /// <summary>
    /// From each team's scores. The spread within teams is taken as one for all, so that a team of one person can take part.
    /// Undefined without teams, where no team has two people, and where nobody differs from the rest of their team.
    /// </summary>
    /// <param name="teams">At least one value each.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Estimate<PartialPooling> Of(ReadOnlySpan<RunningMoments> teams, double confidence = 0.95)
    {
        _ = Confidence.Upper(confidence);
        double squares = 0;
        long freedom = 0;
        foreach (var team in teams)
        {
            if (team.Count == 0) throw new ArgumentException("A team without scores has no mean; leave it out.", nameof(teams));
            if (!(Math.Abs(team.Mean ?? double.NaN) <= CrossProducts.LargestValue) || team is { Count: > 1, Variance: null }) return Descriptive.TooLarge;
            squares += (team.Variance ?? 0) * (team.Count - 1);
            freedom += team.Count - 1;
        }

        if (teams.IsEmpty) return Undefined.TooFew(1, 0, "teams");
        if (freedom == 0) return Undefined.TooFew(2, 1, "people in one of the teams");
        if (!(squares > 0)) return Undefined.NoVariance("the scores within each team");
        var (means, variances) = (new double[teams.Length], new double[teams.Length]);
        for (var i = 0; i < teams.Length; i++)
            (means[i], variances[i]) = (teams[i].Mean!.Value, squares / freedom / teams[i].Count);
        return Pool(means, variances, freedom, confidence);
    }

    /// <summary>From means whose standard errors are known well. Undefined without teams.</summary>
    /// <param name="means">One a team.</param>
    /// <param name="standardErrors">As many, above 0 (1e-50 to 1e50, as means are up to 1e50).</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Estimate<PartialPooling> Of(ReadOnlySpan<double> means, ReadOnlySpan<double> standardErrors, double confidence = 0.95)
    {
        _ = Confidence.Upper(confidence);
        if (means.Length != standardErrors.Length) throw new ArgumentException($"There are {means.Length} means and {standardErrors.Length} standard errors.", nameof(standardErrors));
        var variances = new double[means.Length];
        for (var i = 0; i < means.Length; i++)
        {
            if (!(Math.Abs(means[i]) <= CrossProducts.LargestValue)) throw new ArgumentOutOfRangeException(nameof(means), means[i], "A mean is a number of ordinary size.");
            if (standardErrors[i] is not (>= 1 / CrossProducts.LargestValue and <= CrossProducts.LargestValue))
                throw new ArgumentOutOfRangeException(nameof(standardErrors), standardErrors[i], "A standard error is a number of ordinary size above 0.");
            variances[i] = standardErrors[i] * standardErrors[i];
        }

        return means.IsEmpty ? Undefined.TooFew(1, 0, "teams") : Pool(means.ToArray(), variances, double.PositiveInfinity, confidence);
    }

    private static PartialPooling Pool(double[] means, double[] variances, double freedom, double confidence)
    {
        var k = means.Length;
        var reach = Confidence.InStudent(confidence, freedom);
        var between = k > 1 ? Between(means, variances) : 0;
        var (overall, weight) = Overall(means, variances, between);
        var half = k > 1 ? Confidence.InStudent(confidence, k - 1) / Math.Sqrt(weight) : 0;
        var typical = variances.Sum(variance => variance / (variance + between)) / weight;
        return new()
        {
            Teams = [.. means.Select((mean, i) => k < FewestTeams ? Alone(mean, variances[i], reach)
                : Morris(mean, variances[i], k, between, overall, weight, typical, reach))],
            OverallMean = overall,
            OverallInterval = k > 1 ? new Interval(overall - half, overall + half) : Undefined.TooFew(2, k, "teams"),
            BetweenVariance = k > 1 ? between : Undefined.TooFew(2, k, "teams"),
            WhyNotPooled = k < FewestTeams ? Undefined.TooFew(FewestTeams, k, "teams") : null,
        };
    }

    private static PooledTeam Alone(double mean, double variance, double reach)
    {
        var error = Math.Sqrt(variance);
        return new(mean, error, mean, 0, error, new(mean - reach * error, mean + reach * error));
    }

    /// <summary>Morris 1983, for unequal variances and one common mean: B̂, θ̂ and s².</summary>
    private static PooledTeam Morris(double mean, double variance, int k, double between, double overall, double weight, double typical, double reach)
    {
        var own = 1 / (variance + between);
        var shrinkage = (k - 3.0) / (k - 1) * variance * own;
        var pooled = mean + shrinkage * (overall - mean);
        var ofShrinkage = 2.0 / (k - 3) * shrinkage * shrinkage * (typical + between) * own;
        var error = Math.Sqrt(variance * (1 - (1 - own / weight) * shrinkage) + ofShrinkage * (mean - overall) * (mean - overall));
        return new(mean, Math.Sqrt(variance), pooled, shrinkage, error, new(pooled - reach * error, pooled + reach * error));
    }

    private static (double Mean, double Weight) Overall(double[] means, double[] variances, double between)
    {
        double sum = 0, weight = 0;
        for (var i = 0; i < means.Length; i++)
        {
            var own = 1 / (variances[i] + between);
            (sum, weight) = (sum + own * means[i], weight + own);
        }

        return (sum / weight, weight);
    }

    /// <summary>The root of Paule &amp; Mandel's equation. Its left side falls as the variance grows, so that halving a bracket finds the only one.</summary>
    private static double Between(double[] means, double[] variances)
    {
        double Excess(double between)
        {
            var (overall, _) = Overall(means, variances, between);
            double sum = 0;
            for (var i = 0; i < means.Length; i++) sum += (means[i] - overall) * (means[i] - overall) / (variances[i] + between);
            return sum - (means.Length - 1);
        }

        if (Excess(0) <= 0) return 0;
        // With this much between teams, every term is at most what its share of the degrees of freedom would be.
        double low = 0, high = Math.Pow(means.Max() - means.Min(), 2) * means.Length;
        while (high - low > 1e-15 * high)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high) break;
            if (Excess(middle) > 0) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }
}
