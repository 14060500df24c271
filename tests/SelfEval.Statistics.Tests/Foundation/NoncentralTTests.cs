using CsCheck;
using MathNet.Numerics.Distributions;
using Xunit;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Tests.Foundation;

public sealed class NoncentralTTests
{
    // Outside values: the integral over the chi distribution in mpmath 1.3.0 at 30 digits.
    [Theory]
    [InlineData(0.5, 1, 0, 0.64758361765043327)]
    [InlineData(1, 1, 1, 0.42202003039262764)]
    [InlineData(3, 1, -2, 0.99776790486814977)]
    [InlineData(-0.8181818181818182, 1, -1.3, 0.7229727717350546)]
    [InlineData(2, 2, 1.5, 0.56605954555862149)]
    [InlineData(5, 9, 4, 0.70879332476032911)]
    [InlineData(12.706, 1, 10, 0.43268606452201661)]
    [InlineData(2.5, 30, 2, 0.67572369897281739)]
    [InlineData(-4, 30, 1, 4.1567991000090339e-6)]
    [InlineData(40, 5, 38, 0.47842505654158199)]
    [InlineData(100, 20, 90, 0.70379098214804746)]
    [InlineData(2000, 4, 1900, 0.461350941246036)]
    [InlineData(0.001, 3, 4, 3.179481006512023e-5)]
    [InlineData(1.96, 1000, 2.5, 0.29460818847742679)]
    [InlineData(1.97, 100000, 2.8, 0.20327027603372436)]
    [InlineData(60, 200, 55, 0.94164567466082382)]
    [InlineData(1e-6, 7, -0.5, 0.69146280102768797)]
    [InlineData(-2.2621571628540993, 9, -3, 0.76115526098849179)]
    public void The_probability_agrees_with_thirty_digit_integration(double t, int freedom, double noncentrality, double expected) =>
        Assert.Equal(expected, NoncentralT.CumulativeProbability(t, freedom, noncentrality), 2e-12);

    // Outside values: bisection on the same integral; for t = 0 the normal quantile.
    [Theory]
    [InlineData(0.95, 4.062127683382037, 9, 1.3111680912876562, 6.6977563060317247)]
    [InlineData(0.95, -0.8181818181818182, 1, -2.8859919712452842, 1.4887292798129698)]
    [InlineData(0.9, 50, 5, 23.872370276244616, 74.446735533995449)]
    [InlineData(0.99, 0, 20, -2.5758293035489004, 2.5758293035489004)]
    [InlineData(0.95, 2000, 4, 696.00002982124928, 3338.1574146770473)]
    public void The_limits_of_the_noncentrality_agree(double confidence, double t, int freedom, double low, double high)
    {
        var limits = NoncentralT.NoncentralityInterval(t, freedom, confidence).Value;
        Assert.Equal(low, limits.Low, 1e-9 * (1 + Math.Abs(low)));
        Assert.Equal(high, limits.High, 1e-9 * (1 + Math.Abs(high)));
    }

    [Fact]
    // MathNet itself is only good to about 1e-8 where t is close to 0.
    public void Without_noncentrality_it_is_Students() =>
        Gen.Select(Gen.Double[-20, 20].Where(t => Math.Abs(t) > 0.01), Gen.Int[1, 300]).Sample((t, freedom) =>
            Assert.Equal(StudentT.CDF(0, 1, freedom, t), NoncentralT.CumulativeProbability(t, freedom, 0), 1e-11));

    [Fact]
    public void Mirrored_values_have_mirrored_probabilities() =>
        Gen.Select(Gen.Double[-60, 60], Gen.Int[1, 500], Gen.Double[-60, 60]).Sample((t, freedom, noncentrality) =>
            Assert.Equal(1 - NoncentralT.CumulativeProbability(-t, freedom, -noncentrality), NoncentralT.CumulativeProbability(t, freedom, noncentrality), 1e-12));

    [Fact]
    public void The_limits_put_t_in_the_tails() =>
        Gen.Select(Gen.Double[-80, 80], Gen.Int[1, 400], Gen.Double[0.5, 0.999]).Sample((t, freedom, confidence) =>
        {
            var limits = NoncentralT.NoncentralityInterval(t, freedom, confidence).Value;
            Assert.Equal((1 + confidence) / 2, NoncentralT.CumulativeProbability(t, freedom, limits.Low), 1e-11);
            Assert.Equal((1 - confidence) / 2, NoncentralT.CumulativeProbability(t, freedom, limits.High), 1e-11);
        }, iter: 200);

    [Fact]
    public void At_zero_only_the_normal_part_counts()
    {
        Assert.Equal(0.5, NoncentralT.CumulativeProbability(0, 3, 0), 1e-15);
        Assert.Equal(Normal.CDF(0, 1, -1.5), NoncentralT.CumulativeProbability(0, 3, 1.5), 1e-15);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NoncentralT.CumulativeProbability(double.NaN, 3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoncentralT.CumulativeProbability(1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoncentralT.CumulativeProbability(1, 3, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoncentralT.NoncentralityInterval(double.PositiveInfinity, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoncentralT.NoncentralityInterval(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoncentralT.NoncentralityInterval(1, 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoncentralT.NoncentralityInterval(1, 3, 0));
    }
}
