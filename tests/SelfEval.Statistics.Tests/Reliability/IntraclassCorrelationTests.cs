using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Reliability;
using Xunit;

namespace SelfEval.Statistics.Tests.Reliability;

/// <summary>
/// Six subjects by four judges: Shrout &amp; Fleiss 1979 (Psychological Bulletin 86:420–428, table 2), who give .17 .29 .71 and .44 .62 .91. More digits and all
/// intervals by ICC() of R's psych 2.2.9.
/// </summary>
public sealed class IntraclassCorrelationTests
{
    private static readonly double[] Judges = [9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7];

    [Fact]
    public void Shrout_and_Fleiss()
    {
        var icc = IntraclassCorrelation.Of(Judges, 4).Value;
        Same(icc.OneWay, 0.16574176840547555, -0.132932324874750873, 0.72256006232812109, 0.44279713367926893, -0.884442155238118977, 0.91241542034077561);
        Same(icc.Agreement, 0.28976377952755922, 0.018786513374712047, 0.76108436864895310, 0.62005054759898925, 0.071136815302503487, 0.92723204016772198);
        Same(icc.Consistency, 0.71484071484071487, 0.342464765033925367, 0.94585825995535955, 0.90931554237706946, 0.675674713816304728, 0.98589167816906231);
        // Their table 3: mean squares 11.24, 6.26, 32.49 and 1.02.
        Assert.Equal((11.24, 6.26, 32.49, 1.02), (Math.Round(icc.BetweenSubjects, 2), Math.Round(icc.WithinSubjects, 2), Math.Round(icc.BetweenRaters, 2), Math.Round(icc.Residual, 2)));
    }

    [Fact]
    public void Another_confidence()
    {
        var icc = IntraclassCorrelation.Of(Judges, 4, 0.9).Value;
        Same(icc.OneWay, 0.16574176840547555, -0.09672220365774212, 0.6433983107044232, 0.44279713367926893, -0.54504172473686729, 0.8783010354064076);
        Same(icc.Agreement, 0.28976377952755922, 0.04290119154053995, 0.6910706066183567, 0.62005054759898925, 0.15203705385595825, 0.8994767001136250);
        Same(icc.Consistency, 0.71484071484071487, 0.41183413091904414, 0.9258328076802794, 0.90931554237706946, 0.73689767857705224, 0.9803660560472142);
    }

    [Fact]
    public void Numbers_that_are_not_whole()
    {
        // Eight subjects by three raters, drawn at random in R.
        double[] ratings = [4.7, 4.2, 5.5, -0.2, -2.2, -2.5, -1, -0.9, -0.9, 1.9, 0.7, -0.5, 0.3, -0.6, -3.2, -1.6, -0.7, -2.5, 3.4, 3.3, 0.3, 0.2, -1.1, 0.2];
        var icc = IntraclassCorrelation.Of(ratings, 3).Value;
        Same(icc.OneWay, 0.76846785449827337, 0.44479885493227722, 0.94205854367963127, 0.90873550926786928, 0.70618024028642623, 0.97991015809506521);
        Same(icc.Agreement, 0.77311693315353514, 0.42731760695034898, 0.94407314159297862, 0.91089464724796676, 0.69121561547126209, 0.98063572515955544);
        Same(icc.Consistency, 0.82267388229506189, 0.53225066780775132, 0.95748567578325328, 0.93296680305002788, 0.77343229373460509, 0.98541518283056206);
        Assert.Equal(ScaleReliability.Of(ratings, 3).Alpha.Value, icc.Consistency.MeanRating.Value, 1e-12);
    }

    [Fact]
    public void Raters_who_differ_by_a_constant_are_consistent_and_do_not_agree()
    {
        var icc = IntraclassCorrelation.Of([1, 2, 2, 3, 3, 4], 2).Value;
        Assert.Equal(1, icc.Consistency.OneRating.Value);
        Assert.Equal(1, icc.Consistency.MeanRating.Value);
        Assert.Equal(Undefined.NoVarianceCode, icc.Consistency.OneRatingInterval.Why?.Code);
        Assert.Equal(2 / 3.0, icc.Agreement.OneRating.Value, 1e-14);
        Assert.Equal(0.8, icc.Agreement.MeanRating.Value, 1e-14);
        Assert.Equal(0, icc.Residual);
        Assert.Equal(1.5, icc.BetweenRaters, 1e-14);
    }

    [Fact]
    public void Perfect_agreement_has_no_interval()
    {
        var icc = IntraclassCorrelation.Of([1, 1, 2.3, 2.3, 0.7, 0.7], 2).Value;
        foreach (var estimate in (IntraclassEstimate[])[icc.OneWay, icc.Agreement, icc.Consistency])
        {
            Assert.Equal(1, estimate.OneRating.Value, 1e-12);
            Assert.Equal(1, estimate.MeanRating.Value, 1e-12);
            Assert.Equal(Undefined.NoVarianceCode, estimate.OneRatingInterval.Why?.Code);
            Assert.Equal(Undefined.NoVarianceCode, estimate.MeanRatingInterval.Why?.Code);
        }
    }

    [Fact]
    public void Subjects_with_the_same_mean()
    {
        var icc = IntraclassCorrelation.Of([1, 2, 2, 1], 2).Value;
        Assert.Equal(-1, icc.OneWay.OneRating.Value, 1e-14);
        Assert.Equal(-1, icc.Consistency.OneRating.Value, 1e-14);
        Assert.False(icc.Agreement.OneRating.IsDefined);
        Assert.False(icc.OneWay.MeanRating.IsDefined);
        Assert.False(icc.OneWay.OneRatingInterval.IsDefined);
    }

    [Fact]
    public void What_cannot_be_computed_says_why()
    {
        Assert.Equal(Undefined.TooFewCode, IntraclassCorrelation.Of([1, 2, 3], 1).Why?.Code);
        Assert.Equal(Undefined.TooFewCode, IntraclassCorrelation.Of([1, 2, 3], 3).Why?.Code);
        Assert.Equal(Undefined.NoVarianceCode, IntraclassCorrelation.Of([2, 2, 2, 2], 2).Why?.Code);
        Assert.Equal(Undefined.NoVarianceCode, IntraclassCorrelation.Of([2, 3, 2, 3], 2).Why?.Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => IntraclassCorrelation.Of([1, 2, 3, 4], 2, 1));
        Assert.Throws<ArgumentException>(() => IntraclassCorrelation.Of([1, 2, 3], 2));
    }

    private static void Same(IntraclassEstimate actual, double one, double oneLow, double oneHigh, double mean, double meanLow, double meanHigh)
    {
        Assert.Equal(one, actual.OneRating.Value, 1e-9);
        Assert.Equal(oneLow, actual.OneRatingInterval.Value.Low, 1e-9);
        Assert.Equal(oneHigh, actual.OneRatingInterval.Value.High, 1e-9);
        Assert.Equal(mean, actual.MeanRating.Value, 1e-9);
        Assert.Equal(meanLow, actual.MeanRatingInterval.Value.Low, 1e-9);
        Assert.Equal(meanHigh, actual.MeanRatingInterval.Value.High, 1e-9);
    }
}
