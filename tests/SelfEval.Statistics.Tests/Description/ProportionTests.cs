using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using Xunit;

namespace SelfEval.Statistics.Tests.Description;

/// <summary>Beyond the golden cases: other confidences, large numbers, edges. Figures by R 4.2.2 (prop.test, binom.test) unless said otherwise.</summary>
public sealed class ProportionTests
{
    [Fact]
    public void Other_confidences_equal_R()
    {
        Same(0.2022600400567611, 0.5334873111515283, Proportion.Wilson(7, 20, 0.9), 1e-12);
        Same(0.1828339649491892, 0.5576727708537689, Proportion.WilsonWithContinuityCorrection(7, 20, 0.9), 1e-12);
        Same(3.378636695156397e-07, 1.097743370912627e-05, Proportion.ClopperPearson(3, 1_000_000, 0.99), 1e-13);
    }

    [Fact]
    public void A_million_answers_keep_their_digits() => Same(0.3990396084325346, 0.4009609708277764, Proportion.ClopperPearson(400_000, 1_000_000), 1e-11);

    [Fact]
    public void Nothing_and_everything_end_exactly_at_0_and_1()
    {
        foreach (var interval in (Estimate<Interval>[])[Proportion.Wilson(0, 9), Proportion.WilsonWithContinuityCorrection(0, 9), Proportion.ClopperPearson(0, 9)])
            Assert.Equal(0, interval.Value.Low);
        foreach (var interval in (Estimate<Interval>[])[Proportion.Wilson(9, 9), Proportion.WilsonWithContinuityCorrection(9, 9), Proportion.ClopperPearson(9, 9)])
            Assert.Equal(1, interval.Value.High);
        for (var trials = 1; trials < 100; trials++) Assert.Equal((0, 1), (Proportion.Wilson(0, trials).Value.Low, Proportion.Wilson(trials, trials).Value.High));
    }

    [Fact]
    public void Without_trials_there_is_nothing()
    {
        foreach (var interval in (Estimate<Interval>[])[Proportion.Wilson(0, 0), Proportion.WilsonWithContinuityCorrection(0, 0), Proportion.ClopperPearson(0, 0),
            Proportion.AgrestiCoull(0, 0), Proportion.Wald(0, 0), Proportion.Difference(0, 0, 1, 2), Proportion.Difference(1, 2, 0, 0)])
            Assert.Equal(Undefined.TooFewCode, interval.Why?.Code);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(-1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.ClopperPearson(6, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wald(1, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Difference(1, 2, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.MarginOfError(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.MarginOfError(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.MarginOfError(3, share: 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.MarginOfError(3, share: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.MarginOfError(3, confidence: 0));
    }

    [Fact]
    public void Margins_of_error()
    {
        // 1.959963984540054 · √(0.2·0.8/400), and with √((1000−400)/999).
        Assert.Equal(0.03919927969080108, Proportion.MarginOfError(400, share: 0.2).Value, 1e-15);
        Assert.Equal(0.03919927969080108 * Math.Sqrt(600.0 / 999), Proportion.MarginOfError(400, 1000, 0.2).Value, 1e-15);
        Assert.Equal(0, Proportion.MarginOfError(40, 40).Value);
        Assert.Equal(0, Proportion.MarginOfError(40, share: 0).Value);
        Assert.Equal(0, Proportion.MarginOfError(40, share: 1).Value);
        Assert.Equal(Undefined.TooFewCode, Proportion.MarginOfError(0, 10).Why?.Code);
        Assert.Equal(Undefined.TooFewCode, Proportion.MarginOfError(1, 1).Why?.Code);
        Assert.True(Proportion.MarginOfError(1, 2).IsDefined);
    }

    private static void Same(double low, double high, Estimate<Interval> actual, double tolerance)
    {
        Assert.Equal(low, actual.Value.Low, tolerance);
        Assert.Equal(high, actual.Value.High, tolerance);
    }
}
