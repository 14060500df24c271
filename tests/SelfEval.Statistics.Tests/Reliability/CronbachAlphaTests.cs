using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Reliability;
using Xunit;

namespace SelfEval.Statistics.Tests.Reliability;

/// <summary>Beyond the golden cases. Figures by R 4.2.2 (qf and matrix arithmetic) and psych 2.2.9 where nothing else is said.</summary>
public sealed class CronbachAlphaTests
{
    private static readonly CovarianceMatrix Three = CovarianceMatrix.Of(new double[,] { { 4, 1, 0.5 }, { 1, 3, 0.8 }, { 0.5, 0.8, 2 } }, 40);

    // One factor with loadings 0.8, 0.7, 0.6 and 0.5, exactly.
    private static readonly CovarianceMatrix Congeneric = CovarianceMatrix.Of(
        new double[,] { { 1, 0.56, 0.48, 0.4 }, { 0.56, 1, 0.42, 0.35 }, { 0.48, 0.42, 1, 0.3 }, { 0.4, 0.35, 0.3, 1 } }, 100);

    [Fact]
    public void Alpha_and_its_standard_error_equal_R()
    {
        Assert.Equal(0.5073529411764706, CronbachAlpha.Of(Three).Value, 1e-14);
        Assert.Equal(0.5183462201006828, CronbachAlpha.Standardised(Three).Value, 1e-14);
        Assert.Equal(0.1324353657704677, CronbachAlpha.StandardError(Three).Value, 1e-14);
    }

    [Fact]
    public void Feldt_interval_equals_R_also_for_many_people()
    {
        // Beyond 400,000 degrees of freedom R itself only approximates.
        var many = CronbachAlpha.FeldtInterval(0.9, 10_000, 25);
        Assert.Equal(0.8971495523784293, many.Low, 1e-9);
        Assert.Equal(0.9028077336923180, many.High, 1e-9);
        var few = CronbachAlpha.FeldtInterval(0.5, 10, 4, 0.9);
        Assert.Equal(-0.1250657386013325, few.Low, 1e-9);
        Assert.Equal(0.8263964042955003, few.High, 1e-9);
        Assert.Equal(new Interval(1, 1), CronbachAlpha.FeldtInterval(1, 10, 4));
    }

    [Fact]
    public void Guttman_equals_psych()
    {
        Assert.Equal(0.7458050317771469, GuttmanLambda.Two(Congeneric).Value, 1e-12);
        // From psych's smc(): 1 − Σ(1 − smc) over 9.02, the sum of all correlations.
        var multiple = 0.4159588159588157 + 0.3566162570888466 + 0.2715890850722311 + 0.1918748219204107;
        Assert.Equal(1 - (4 - multiple) / 9.02, GuttmanLambda.Six(Congeneric).Value, 1e-12);
    }

    [Fact]
    public void Copies_of_an_item_have_exactly_1_and_a_useless_lambda_6()
    {
        double[] rows = [.. new double[] { 1, 4, 2, 5, 3, 3, 1 }.SelectMany(x => new[] { x, x, x })];
        var scale = ScaleReliability.Of(rows, 3);
        Assert.Equal(1, scale.Alpha.Value, 1e-14);
        Assert.True(scale.Alpha.Value <= 1);
        Assert.Equal(0, scale.SumStandardError.Value, 1e-6);
        Assert.Equal(1, scale.SplitHalf.Value, 1e-14);
        Assert.Equal(Undefined.SingularCode, scale.Lambda6.Why?.Code);
        Assert.Equal(Undefined.SingularCode, scale.OneFactor.Why?.Code);
        Assert.Equal(Undefined.SingularCode, scale.MinimumResiduals.Why?.Code);
    }

    [Fact]
    public void Sums_that_do_not_vary_have_no_alpha()
    {
        var opposite = CovarianceMatrix.Of(new double[,] { { 0.3, -0.3 }, { -0.3, 0.3 } }, 9);
        foreach (var none in (Estimate<double>[])[CronbachAlpha.Of(opposite), CronbachAlpha.StandardError(opposite), GuttmanLambda.Two(opposite)])
            Assert.Equal(Undefined.NoVarianceCode, none.Why?.Code);
        var flat = CovarianceMatrix.Of(new double[,] { { 0, 0 }, { 0, 2 } }, 9);
        foreach (var none in (Estimate<double>[])[CronbachAlpha.Standardised(flat), GuttmanLambda.Six(flat)])
            Assert.Equal(Undefined.NoVarianceCode, none.Why?.Code);
        Assert.Equal(Undefined.NoVarianceCode, InterItemCorrelations.Of(flat).Why?.Code);
        Assert.Equal(0, CronbachAlpha.Of(flat).Value);
    }

    [Fact]
    public void One_item_is_no_scale()
    {
        var one = CovarianceMatrix.Of(new double[,] { { 2 } }, 9);
        foreach (var none in (Estimate<double>[])[CronbachAlpha.Of(one), CronbachAlpha.StandardError(one), GuttmanLambda.Two(one), GuttmanLambda.Six(one),
            InterItemCorrelations.MeanCovariance(one), SplitHalf.Correlation(one)])
            Assert.Equal(Undefined.TooFewCode, none.Why?.Code);
        Assert.Equal(Undefined.TooFewCode, InterItemCorrelations.Of(one).Why?.Code);
    }

    [Fact]
    public void Correlations_between_items()
    {
        var r = InterItemCorrelations.Of(Congeneric).Value;
        Assert.Equal(2.51 / 6, r.Mean, 1e-14);
        Assert.Equal(0.41, r.Median, 1e-14);
        Assert.Equal((0.3, 0.56), (r.Minimum, r.Maximum));
        Assert.Equal(2.3 / 3, InterItemCorrelations.MeanCovariance(Three).Value, 1e-14);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CronbachAlpha.FeldtInterval(1.01, 10, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => CronbachAlpha.FeldtInterval(double.NegativeInfinity, 10, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => CronbachAlpha.FeldtInterval(double.NaN, 10, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => CronbachAlpha.FeldtInterval(0.5, 1, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => CronbachAlpha.FeldtInterval(0.5, 10, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CronbachAlpha.FeldtInterval(0.5, 10, 4, 1));
        Assert.True(double.IsFinite(CronbachAlpha.FeldtInterval(-3, 2, 2).Low));
    }

    [Fact]
    public void Nothing_at_all_is_refused_by_name()
    {
        foreach (var compute in (Action[])[() => CronbachAlpha.Of(null!), () => CronbachAlpha.Standardised(null!), () => CronbachAlpha.StandardError(null!),
            () => GuttmanLambda.Two(null!), () => GuttmanLambda.Six(null!), () => InterItemCorrelations.Of(null!), () => InterItemCorrelations.MeanCovariance(null!),
            () => SplitHalf.Correlation(null!), () => OneFactorLikelihood.Fit(null!), () => OneFactorResiduals.Fit(null!)])
            Assert.Equal("items", Assert.Throws<ArgumentNullException>(compute).ParamName);
        Assert.Throws<ArgumentNullException>(() => ScaleReliability.Of((CrossProducts)null!));
        Assert.Throws<ArgumentNullException>(() => PairwiseReliability.Of((PairwiseProducts)null!));
        Assert.Throws<ArgumentNullException>(() => CohenKappa.Of(null!));
    }

    [Fact]
    public void Two_items_are_enough()
    {
        // With equal variances raw and standardised alpha, λ₂ and λ₆ by hand: 2r/(1+r), and for λ₆ r²: 1 − 2(1 − r²)/(2 + 2r) = r.
        var two = CovarianceMatrix.Of(new[,] { { 1, 0.6 }, { 0.6, 1 } }, 9);
        Assert.Equal(0.75, CronbachAlpha.Of(two).Value, 1e-14);
        Assert.Equal(0.75, CronbachAlpha.Standardised(two).Value, 1e-14);
        Assert.Equal(0.75, GuttmanLambda.Two(two).Value, 1e-14);
        Assert.Equal(0.6, GuttmanLambda.Six(two).Value, 1e-14);
        Assert.Equal(0.6, SplitHalf.Correlation(two).Value, 1e-14);
        Assert.Equal(0.6, InterItemCorrelations.MeanCovariance(two).Value, 1e-14);
        Assert.Equal(new InterItemCorrelations(0.6, 0.6, 0.6, 0.6), InterItemCorrelations.Of(two).Value);
    }

    [Fact]
    public void Three_items_have_an_alpha_without_one()
    {
        var item = ScaleReliability.Of([1, 1, 3, 2, 2, 1, 3, 3, 2], 3).Items[2];
        Assert.Equal(1, item.AlphaIfDeleted.Value, 1e-12);
        Assert.Equal(1, item.StandardisedAlphaIfDeleted.Value, 1e-12);
        var two = ScaleReliability.Of([1, 1, 2, 2, 3, 3], 2).Items[0];
        Assert.Equal(Undefined.TooFewCode, two.AlphaIfDeleted.Why?.Code);
        Assert.Equal(1, two.ItemRest.Value, 1e-12);
    }
}
