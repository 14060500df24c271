using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Reliability;
using Xunit;

namespace SelfEval.Statistics.Tests.Reliability;

public sealed class MeasurementErrorTests
{
    [Fact]
    public void Vectors_of_the_reference_notes()
    {
        // Section 20: SD 8.9, alpha 0.93; and SD 13.6, r 0.81.
        var error = MeasurementError.Standard(8.9, 0.93);
        Assert.Equal(2.3547, error, 5e-5);
        Assert.Equal(6.527, MeasurementError.DetectableChange(error), 5e-4);
        Assert.Equal(1.032, MeasurementError.DetectableChangeOfMean(error, 40), 5e-4);
        Assert.Equal(16.43, MeasurementError.DetectableChange(MeasurementError.Standard(13.6, 0.81)), 5e-3);
        // qnorm(0.95) = 1.6448536269514722.
        Assert.Equal(1.6448536269514722 * Math.Sqrt(2) * 3, MeasurementError.DetectableChange(3, 0.9), 1e-12);
    }

    [Fact]
    public void Edges()
    {
        Assert.Equal(0, MeasurementError.Standard(5, 1));
        Assert.Equal(0, MeasurementError.Standard(0, 0.5));
        Assert.Equal(10, MeasurementError.Standard(5, -3), 1e-12);
        Assert.Equal(0, MeasurementError.DetectableChange(0));
        Assert.Equal(MeasurementError.DetectableChange(2), MeasurementError.DetectableChangeOfMean(2, 1));
        foreach (var bad in (double[])[-0.1, double.NaN, double.PositiveInfinity])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => MeasurementError.Standard(bad, 0.5));
            Assert.Throws<ArgumentOutOfRangeException>(() => MeasurementError.DetectableChange(bad));
        }

        foreach (var bad in (double[])[1.1, double.NaN, double.NegativeInfinity]) Assert.Throws<ArgumentOutOfRangeException>(() => MeasurementError.Standard(1, bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => MeasurementError.DetectableChangeOfMean(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MeasurementError.DetectableChange(1, 1));
    }

    [Fact]
    public void Longer_measures_are_more_reliable()
    {
        Assert.Equal(2 / 3.0, SplitHalf.SpearmanBrown(0.5).Value, 1e-15);
        Assert.Equal(0.75, SplitHalf.SpearmanBrown(0.5, 3).Value, 1e-15);
        Assert.Equal(1 / 3.0, SplitHalf.SpearmanBrown(0.5, 0.5).Value, 1e-15);
        Assert.Equal(-1, SplitHalf.SpearmanBrown(-1 / 3.0).Value, 1e-15);
        Assert.Equal(1, SplitHalf.SpearmanBrown(1).Value);
        Assert.Equal(Undefined.ImproperCode, SplitHalf.SpearmanBrown(-1).Why?.Code);
        Assert.Equal(Undefined.ImproperCode, SplitHalf.SpearmanBrown(-0.6, 3).Why?.Code);
        foreach (var bad in (double[])[1.1, double.NaN, double.NegativeInfinity]) Assert.Throws<ArgumentOutOfRangeException>(() => SplitHalf.SpearmanBrown(bad));
        foreach (var bad in (double[])[0, -1, double.NaN, double.PositiveInfinity]) Assert.Throws<ArgumentOutOfRangeException>(() => SplitHalf.SpearmanBrown(0.5, bad));
    }

    [Fact]
    public void Halves_take_turns()
    {
        // Items 1 and 3 against 2: 1.4 / √((1 + 1 + 1) · 1).
        var three = CovarianceMatrix.Of(new[,] { { 1, 0.8, 0.5 }, { 0.8, 1, 0.6 }, { 0.5, 0.6, 1 } }, 9);
        Assert.Equal(1.4 / Math.Sqrt(3), SplitHalf.Correlation(three).Value, 1e-14);
        var flat = CovarianceMatrix.Of(new double[,] { { 1, 0 }, { 0, 0 } }, 9);
        Assert.Equal(Undefined.NoVarianceCode, SplitHalf.Correlation(flat).Why?.Code);
    }
}
