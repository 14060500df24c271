using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using Xunit;

namespace SelfEval.Statistics.Tests.Description;

public sealed class CovarianceMatrixTests
{
    private static readonly CovarianceMatrix Three = CovarianceMatrix.Of(new double[,] { { 4, 1, 0.5 }, { 1, 9, -3 }, { 0.5, -3, 1 } }, 20);

    [Fact]
    public void Sums_and_parts()
    {
        Assert.Equal((3, 20L), (Three.Size, Three.Count));
        Assert.Equal(14, Three.Trace);
        Assert.Equal(11, Three.Total, 1e-15);
        Assert.Equal(1.5, Three.Covariance(i => i == 0, i => i != 0), 1e-15);
        // 1.5 / √(4 · (9 + 1 − 6)).
        Assert.Equal(0.375, Three.Correlation(i => i == 0, i => i != 0).Value, 1e-15);
        var rest = Three.Without(1);
        Assert.Equal((2, 4, 0.5, 1), (rest.Size, rest[0, 0], rest[0, 1], rest[1, 1]));
        Assert.Equal(-3, Three.Without(0)[0, 1]);
        Assert.Equal(20, rest.Count);
    }

    [Fact]
    public void Correlations()
    {
        var correlations = Three.ToCorrelations().Value;
        Assert.Equal(1 / 6.0, correlations[0, 1], 1e-15);
        Assert.Equal(-1, correlations[1, 2], 1e-15);
        Assert.Equal(1, correlations[2, 2]);
        Assert.Equal(Undefined.NoVarianceCode, CovarianceMatrix.Of(new double[,] { { 0, 0 }, { 0, 1 } }, 9).ToCorrelations().Why?.Code);
    }

    [Fact]
    public void What_cancels_is_nothing_and_correlates_with_nothing()
    {
        var opposite = CovarianceMatrix.Of(new double[,] { { 0.1, -0.1, 0 }, { -0.1, 0.1, 0 }, { 0, 0, 2 } }, 9);
        Assert.Equal(0, opposite.Covariance(i => i < 2, i => i < 2));
        Assert.Equal(Undefined.NoVarianceCode, opposite.Correlation(i => i < 2, i => i == 2).Why?.Code);
        Assert.Equal(Undefined.NoVarianceCode, opposite.Correlation(i => i == 2, i => i < 2).Why?.Code);
    }

    [Fact]
    public void Rounding_is_taken_for_nothing_whatever_the_unit()
    {
        // 0.1 + 0.2 − 0.3 is not 0 in doubles.
        const double unit = 1 << 20;
        var matrix = CovarianceMatrix.Of(new double[,]
        {
            { 1, 0.1 * unit, 0.2 * unit, -0.3 * unit }, { 0.1 * unit, 1, 0, 0 }, { 0.2 * unit, 0, 1, 0 }, { -0.3 * unit, 0, 0, 1 },
        }, 9);
        Assert.Equal(0, matrix.Covariance(i => i == 0, i => i > 0));
    }

    [Fact]
    public void Only_rounding_is_taken_back_to_1()
    {
        // 3/√3/√3 is above 1 in doubles.
        var three = CovarianceMatrix.Of(new double[,] { { 3, -3 }, { -3, 3 } }, 9);
        Assert.Equal(1, three.Correlation(i => i == 0, i => i == 0).Value, 0.0);
        Assert.Equal(-1, three.Correlation(i => i == 0, i => i == 1).Value, 0.0);
        Assert.Equal(1, three.ToCorrelations().Value[1, 1], 0.0);
        var beyond = CovarianceMatrix.Of(new double[,] { { 1, -1.5 }, { -1.5, 1 } }, 9);
        Assert.Equal(-1.5, beyond.Correlation(i => i == 0, i => i == 1).Value);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CovarianceMatrix.Of(new double[2, 3], 9));
        Assert.Throws<ArgumentException>(() => CovarianceMatrix.Of(new double[0, 0], 9));
        Assert.Throws<ArgumentException>(() => CovarianceMatrix.Of(new double[,] { { 1, 2 }, { 2.5, 1 } }, 9));
        Assert.Throws<ArgumentException>(() => CovarianceMatrix.Of(new double[,] { { 1, double.NaN }, { double.NaN, 1 } }, 9));
        Assert.Throws<ArgumentException>(() => CovarianceMatrix.Of(new double[,] { { -1 } }, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => CovarianceMatrix.Of(new double[,] { { 1 } }, 1));
        Assert.Throws<ArgumentNullException>(() => CovarianceMatrix.Of(null!, 9));
        Assert.Throws<ArgumentNullException>(() => Three.Covariance(null!, _ => true));
        Assert.Throws<ArgumentNullException>(() => Three.Covariance(_ => true, null!));
        Assert.Equal(2, CovarianceMatrix.Of(new double[,] { { 0 } }, 2).Count);
        Assert.Equal(1e50, CovarianceMatrix.Of(new double[,] { { 1e50 } }, 9).Trace);
        Assert.Throws<ArgumentException>(() => CovarianceMatrix.Of(new double[,] { { 1.1e50 } }, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Three.Without(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Three.Without(-1));
    }

    [Fact]
    public void Nobody_changes_it_from_outside()
    {
        var values = new double[,] { { 1 } };
        var matrix = CovarianceMatrix.Of(values, 9);
        values[0, 0] = 2;
        Assert.Equal(1, matrix[0, 0]);
    }
}
