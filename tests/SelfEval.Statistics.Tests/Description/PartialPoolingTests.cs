using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using Xunit;

namespace SelfEval.Statistics.Tests.Description;

public sealed class PartialPoolingTests
{
    // The coaching experiments of Rubin 1981 (Journal of Educational Statistics 6:377–401, table 1).
    private static readonly double[] Schools = [28, 8, -3, 7, -1, 1, 18, 12];
    private static readonly double[] SchoolErrors = [15, 10, 16, 11, 9, 11, 10, 18];

    // Log risk ratios and variances of the thirteen BCG trials (Colditz et al. 1994), as R's metafor 3.8-1 computes them.
    private static readonly double[] Trials = [-0.889311333920205449, -1.585388657201430629, -1.348073148299693269, -1.441551190021305384, -0.217547322211295580, -0.786115585818863982,
        -1.620898223598391752, 0.011952333523840508, -0.469417648738149396, -1.371344803472784424, -0.339358828338390595, 0.445913400571378737, -0.017313948216879815];
    private static readonly double[] TrialErrors = [.. new[] { 0.3255847650039613295, 0.1945811213981438470, 0.4153679653679653860, 0.0200100319022475728, 0.0512101721696308632,
        0.0069056184559087574, 0.2230172475723151693, 0.0039615792978177295, 0.0564342104632489655, 0.0730247936130289099, 0.0124122139715597199, 0.5325058452001527609,
        0.0714046596839862935 }.Select(Math.Sqrt)];

    [Fact]
    public void Eight_schools()
    {
        var pooled = PartialPooling.Of(Schools, SchoolErrors).Value;
        // metafor's rma(method = "PM"): τ² = 0, mean 7.68562, SE 4.07192; in Gelman et al., Bayesian Data Analysis, 3rd edition, section 5.5: 7.7 and 4.1.
        Assert.Equal(0, pooled.BetweenVariance.Value);
        Assert.Equal(7.685616724956036, pooled.OverallMean, 1e-9);
        // Half the width is qt(0.975, 7) = 2.364624251592785 of those standard errors.
        Assert.Equal(4.071919158402296 * 2.364624251592785, pooled.OverallInterval.Value.High - pooled.OverallMean, 1e-7);
        // Where the variance between teams is 0, each is drawn by (k−3)/(k−1), and no further.
        Assert.All(pooled.Teams, team => Assert.Equal(5 / 7.0, team.Shrinkage, 1e-12));
        Assert.Equal(28 - 5 / 7.0 * (28 - 7.685616724956036), pooled.Teams[0].Pooled, 1e-9);
        // Morris's formula worked out apart, in Python.
        Assert.Equal(11.21510970093845, pooled.Teams[0].StandardError, 1e-9);
        Assert.Equal(10.294166085903978, pooled.Teams[7].StandardError, 1e-9);
        Assert.Null(pooled.WhyNotPooled);
    }

    [Fact]
    public void The_variance_between_equals_metafor()
    {
        var pooled = PartialPooling.Of(Trials, TrialErrors).Value;
        Assert.Equal(0.31806845220502394, pooled.BetweenVariance.Value, 1e-9);
        Assert.Equal(-0.71496815349344411, pooled.OverallMean, 1e-9);
        // qt(0.975, 12) = 2.178812829667228.
        Assert.Equal(0.18089219153762351 * 2.178812829667228, pooled.OverallMean - pooled.OverallInterval.Value.Low, 1e-9);
        // metafor's blup() has no correction: drawn by V/(V+τ²), where Morris draws by 10/12 of that.
        Assert.Equal(-0.8011, Trials[0] + 12 / 10.0 * (pooled.Teams[0].Pooled - Trials[0]), 5e-5);
        Assert.Equal(-0.2809, Trials[11] + 12 / 10.0 * (pooled.Teams[11].Pooled - Trials[11]), 5e-5);
    }

    [Fact]
    public void Eighteen_batters()
    {
        // Efron & Morris 1975 (JASA 70:311–319, table 1): transformed averages of unit variance; mean −3.275, sum of squares 18.96, drawn by 1 − 0.209.
        double[] batters = [-1.35, -1.66, -1.97, -2.28, -2.60, -2.60, -2.92, -3.26, -3.60, -3.60, -3.95, -3.95, -3.95, -3.95, -3.95, -4.32, -4.70, -5.10];
        var pooled = PartialPooling.Of(batters, [.. batters.Select(_ => 1.0)]).Value;
        Assert.Equal(-3.275, pooled.OverallMean, 0.05);
        Assert.All(pooled.Teams, team => Assert.Equal(0.791, team.Shrinkage, 2e-3));
        // With equal variances s² = 1 − (17/18)B + (2/15)B²(y − mean)².
        var first = pooled.Teams[0];
        var b = first.Shrinkage;
        Assert.Equal(Math.Sqrt(1 - 17 / 18.0 * b + 2 / 15.0 * b * b * Math.Pow(-1.35 - pooled.OverallMean, 2)), first.StandardError, 1e-12);
        Assert.Equal(first.Pooled + 1.959963984540054 * first.StandardError, first.Interval.High, 1e-12);
        Assert.Equal(first.Pooled - 1.959963984540054 * first.StandardError, first.Interval.Low, 1e-12);
    }

    [Fact]
    public void From_scores_the_spread_within_is_one_for_all()
    {
        // Squares within: 2 + 8 + 0.5 with 1 + 2 + 1 degrees of freedom; a team of one person takes part.
        var teams = (RunningMoments[])[RunningMoments.Of([4, 6]), RunningMoments.Of([7, 9, 11]), RunningMoments.Of([3]), RunningMoments.Of([8, 9])];
        var pooled = PartialPooling.Of(teams).Value;
        Assert.Equal(Math.Sqrt(2.625), pooled.Teams[2].OwnStandardError, 1e-12);
        Assert.Equal(Math.Sqrt(2.625 / 3), pooled.Teams[1].OwnStandardError, 1e-12);
        Assert.Equal(3, pooled.Teams[2].Own);
        Assert.True(pooled.Teams[2].Shrinkage > pooled.Teams[1].Shrinkage);
        Assert.InRange(pooled.Teams[2].Pooled, 3, pooled.OverallMean);
        // qt(0.975, 4) = 2.776445105197793.
        Assert.Equal(2.776445105197793 * pooled.Teams[0].StandardError, pooled.Teams[0].Interval.High - pooled.Teams[0].Pooled, 1e-9);
        var (means, errors) = (pooled.Teams.Select(t => t.Own).ToArray(), pooled.Teams.Select(t => t.OwnStandardError).ToArray());
        Assert.Equal(pooled.Teams.Select(t => t.Pooled), PartialPooling.Of(means, errors).Value.Teams.Select(t => t.Pooled), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Up_to_three_teams_keep_their_own_means_and_it_says_so(int count)
    {
        var pooled = PartialPooling.Of(Schools.AsSpan(0, count), SchoolErrors.AsSpan(0, count)).Value;
        Assert.Equal(Undefined.TooFewCode, pooled.WhyNotPooled?.Code);
        Assert.Equal(count, pooled.Teams.Count);
        Assert.All(pooled.Teams, team => Assert.Equal((team.Own, 0, team.OwnStandardError), (team.Pooled, team.Shrinkage, team.StandardError)));
        Assert.Equal(28 + 1.959963984540054 * 15, pooled.Teams[0].Interval.High, 1e-9);
        Assert.Equal(28 - 1.959963984540054 * 15, pooled.Teams[0].Interval.Low, 1e-9);
        Assert.Equal(count > 1, pooled.BetweenVariance.IsDefined);
        Assert.Equal(count > 1, pooled.OverallInterval.IsDefined);
        if (count == 1) Assert.Equal(28, pooled.OverallMean, 1e-12);
    }

    [Fact]
    public void Two_teams_by_hand()
    {
        // Equal variances V: between = (difference)²/2 − V.
        var pooled = PartialPooling.Of([2, 8], [1, 1]).Value;
        Assert.Equal(17, pooled.BetweenVariance.Value, 1e-9);
        Assert.Equal(5, pooled.OverallMean, 1e-12);
        Assert.Equal(0, PartialPooling.Of([2, 3], [1, 1]).Value.BetweenVariance.Value);
    }

    [Fact]
    public void The_largest_and_smallest_numbers_that_are_allowed_are_allowed()
    {
        Assert.Equal(1e50, PartialPooling.Of([1e50], [1 / 1e50]).Value.OverallMean);
        Assert.Equal(1e50, PartialPooling.Of([1], [1e50]).Value.Teams[0].OwnStandardError);
        Assert.Equal(1e50, PartialPooling.Of([RunningMoments.Of([1e50]), RunningMoments.Of([1, 2])]).Value.Teams[0].Own);
        // A mean alone can be too large, and a spread alone.
        Assert.Equal(Undefined.TooLargeCode, PartialPooling.Of([RunningMoments.Of([1e60]), RunningMoments.Of([1, 2])]).Why?.Code);
        Assert.Equal(Undefined.TooLargeCode, PartialPooling.Of([RunningMoments.Of([1e200, -1e200]), RunningMoments.Of([1, 2])]).Why?.Code);
    }

    [Fact]
    public void Where_nothing_can_be_known_it_says_why()
    {
        Assert.Equal(Undefined.TooFewCode, PartialPooling.Of([]).Why?.Code);
        Assert.Equal(Undefined.TooFewCode, PartialPooling.Of([], []).Why?.Code);
        Assert.Equal(Undefined.TooFewCode, PartialPooling.Of([RunningMoments.Of([1]), RunningMoments.Of([2])]).Why?.Code);
        Assert.Equal(Undefined.NoVarianceCode, PartialPooling.Of([RunningMoments.Of([1, 1]), RunningMoments.Of([2, 2])]).Why?.Code);
        Assert.Throws<ArgumentException>(() => PartialPooling.Of([RunningMoments.Of([1, 2]), default]));
        Assert.Throws<ArgumentException>(() => PartialPooling.Of([1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialPooling.Of([1, double.NaN], [1, 1]));
        foreach (var error in (double[])[0, -1, 1e-51, 1e51, double.NaN, double.PositiveInfinity]) Assert.Throws<ArgumentOutOfRangeException>(() => PartialPooling.Of([1, 2], [1, error]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialPooling.Of(Schools, SchoolErrors, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialPooling.Of([], 0));
    }

    /// <summary>
    /// Seven teams of 1 to 20 people, means drawn from a normal population of teams, 1,500 times: the intervals hold about 95 % of the true means however much
    /// teams differ, and with teams that differ little they are shorter than each team's own.
    /// </summary>
    [Theory]
    [InlineData(0.0, 11)]
    [InlineData(0.2, 12)]
    [InlineData(0.5, 13)]
    [InlineData(1.0, 14)]
    [InlineData(3.0, 15)]
    public void Intervals_hold_what_they_promise(double between, int seed)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        int[] sizes = [1, 2, 4, 6, 8, 12, 20];
        var (held, all) = (0, 0);
        double width = 0, own = 0;
        for (var round = 0; round < 1_500; round++)
        {
            double[] truth = [.. sizes.Select(_ => 50 + between * Normal())];
            RunningMoments[] teams = [.. sizes.Select((size, i) => RunningMoments.Of([.. Enumerable.Range(0, size).Select(_ => truth[i] + Normal())]))];
            var pooled = PartialPooling.Of(teams).Value;
            foreach (var (i, team) in pooled.Teams.Index())
            {
                all++;
                if (team.Interval.Contains(truth[i])) held++;
                width += team.StandardError;
                own += team.OwnStandardError;
            }
        }

        Assert.InRange((double)held / all, 0.935, 0.99);
        Assert.True(between > 0.5 || width < 0.85 * own, $"{width} against {own}");
        Assert.True(width < 1.02 * own, $"{width} against {own}");
    }
}
