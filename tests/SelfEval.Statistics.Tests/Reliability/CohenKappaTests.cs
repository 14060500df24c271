using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Reliability;
using Xunit;

namespace SelfEval.Statistics.Tests.Reliability;

/// <summary>
/// An invented table of 100 codings. κ and the unweighted standard error by cohen.kappa() of R's psych 2.2.9. Its weighted standard errors (0.07706 and 0.09886)
/// are not those of Fleiss, Cohen &amp; Everitt; theirs are what the delta method gives, and these were had by differentiating κ numerically, in Python.
/// </summary>
public sealed class CohenKappaTests
{
    private static readonly long[,] Table = { { 44, 5, 1 }, { 7, 20, 3 }, { 9, 5, 6 } };

    [Theory]
    [InlineData(KappaWeights.None, 0.49152542372881347, 0.072127459293340690)]
    [InlineData(KappaWeights.Linear, 0.473684210526315930, 0.07697890990643107)]
    [InlineData(KappaWeights.Quadratic, 0.454545454545454308, 0.09397969785952258)]
    public void Kappa_and_its_interval(KappaWeights weights, double kappa, double error)
    {
        var found = CohenKappa.Of(Table, weights).Value;
        Assert.Equal(kappa, found.Kappa, 1e-12);
        Assert.Equal(error, found.StandardError, 1e-8);
        Assert.Equal(kappa - 1.959963984540054 * error, found.Interval.Low, 1e-8);
        Assert.Equal(kappa + 1.959963984540054 * error, found.Interval.High, 1e-8);
        Assert.Equal(100, found.Count);
    }

    // By hand: 70 on the diagonal, 20 a step and 10 two steps beside it; by chance 41, 42 and 17.
    [Theory]
    [InlineData(KappaWeights.None, 0.70, 0.41)]
    [InlineData(KappaWeights.Linear, 0.80, 0.62)]
    [InlineData(KappaWeights.Quadratic, 0.85, 0.725)]
    public void Agreement_counts_a_step_beside_by_its_weight(KappaWeights weights, double observed, double expected)
    {
        var found = CohenKappa.Of(Table, weights).Value;
        Assert.Equal(observed, found.Observed, 1e-14);
        Assert.Equal(expected, found.Expected, 1e-14);
    }

    [Fact]
    public void Two_categories_are_the_same_whatever_the_weights()
    {
        // (15+20)/50 agree, 0.5 by chance.
        foreach (var weights in Enum.GetValues<KappaWeights>())
        {
            var kappa = CohenKappa.Of(new long[,] { { 20, 5 }, { 10, 15 } }, weights).Value;
            Assert.Equal((0.7, 0.5), (kappa.Observed, Math.Round(kappa.Expected, 15)));
            Assert.Equal(0.4, kappa.Kappa, 1e-14);
            Assert.Equal(0.1269960629311004, kappa.StandardError, 1e-12);
            // By hand: √((Σ p·p (w − w̄)² − 0.25)/50)/0.5 with margins 0.5, 0.5 and 0.6, 0.4.
            Assert.Equal(Math.Sqrt((0.3 * 0.01 + 0.2 * 1.21 + 0.3 * 0.81 + 0.2 * 0.01 - 0.25) / 50) / 0.5, kappa.StandardErrorOfChance.Value, 1e-12);
        }
    }

    [Fact]
    public void Codings_one_by_one_are_the_same_as_their_table()
    {
        var (first, second) = (new List<int>(), new List<int>());
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
                for (var n = 0; n < Table[i, j]; n++)
                {
                    first.Add(i);
                    second.Add(j);
                }

        Assert.Equal(CohenKappa.Of(Table, KappaWeights.Linear).Value, CohenKappa.Of([.. first], [.. second], 3, KappaWeights.Linear).Value);
    }

    [Fact]
    public void Full_agreement_and_full_disagreement()
    {
        var agreed = CohenKappa.Of(new long[,] { { 3, 0 }, { 0, 4 } }).Value;
        Assert.Equal(1, agreed.Kappa, 1e-14);
        Assert.Equal(0, agreed.StandardError, 1e-7);
        Assert.Equal(1, agreed.Interval.High);
        var disagreed = CohenKappa.Of(new long[,] { { 0, 4 }, { 4, 0 } }).Value;
        Assert.Equal(-1, disagreed.Kappa, 1e-14);
        Assert.Equal(-1, disagreed.Interval.Low);
    }

    [Fact]
    public void Nothing_to_tell_apart()
    {
        Assert.Equal(Undefined.TooFewCode, CohenKappa.Of(new long[2, 2]).Why?.Code);
        Assert.Equal(Undefined.TooFewCode, CohenKappa.Of([], [], 2).Why?.Code);
        Assert.Equal(Undefined.NoVarianceCode, CohenKappa.Of(new long[,] { { 5, 0 }, { 0, 0 } }).Why?.Code);
        // One coder chose one category throughout: what they agree in is what chance gives.
        var one = CohenKappa.Of(new long[,] { { 5, 3 }, { 0, 0 } }).Value;
        Assert.Equal(0, one.Kappa, 1e-15);
        Assert.Equal(Undefined.NoVarianceCode, one.StandardErrorOfChance.Why?.Code);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CohenKappa.Of(new long[2, 3]));
        Assert.Throws<ArgumentException>(() => CohenKappa.Of(new long[1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohenKappa.Of(new long[,] { { 5, -1 }, { 0, 0 } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohenKappa.Of(Table, (KappaWeights)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohenKappa.Of(Table, confidence: 0));
        Assert.Throws<ArgumentException>(() => CohenKappa.Of([1], [1, 0], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohenKappa.Of([2], [1], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohenKappa.Of([-1], [1], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohenKappa.Of([1], [2], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohenKappa.Of([1], [-1], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohenKappa.Of([0], [0], 1));
    }
}
