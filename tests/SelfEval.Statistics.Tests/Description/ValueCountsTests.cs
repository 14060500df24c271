using CsCheck;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using Xunit;

namespace SelfEval.Statistics.Tests.Description;

public sealed class ValueCountsTests
{
    // Figures of these seven by R 4.2.2: quantile(), t.test(), and skew() and kurtosi() of psych 2.2.9.
    private static readonly double[] Seven = [2.5, 11, 4.7, 3.1, 9.2, 4.7, 5];

    [Theory]
    [InlineData(0.1, QuantileDefinition.HyndmanFan6, 2.5)]
    [InlineData(0.35, QuantileDefinition.HyndmanFan6, 4.38)]
    [InlineData(0.9, QuantileDefinition.HyndmanFan6, 11)]
    [InlineData(0.1, QuantileDefinition.HyndmanFan7, 2.86)]
    [InlineData(0.35, QuantileDefinition.HyndmanFan7, 4.7)]
    [InlineData(0.9, QuantileDefinition.HyndmanFan7, 9.92)]
    [InlineData(0, QuantileDefinition.HyndmanFan7, 2.5)]
    [InlineData(1, QuantileDefinition.HyndmanFan6, 11)]
    public void Quantiles_equal_R(double probability, QuantileDefinition definition, double expected) =>
        Assert.Equal(expected, Descriptive.Quantile(Seven, probability, definition).Value, 1e-12);

    [Fact]
    public void Shape_equals_R()
    {
        var table = ValueCounts.Of(Seven);
        Assert.Equal(0.7513094750102688, table.Skewness(ShapeDefinition.Moment).Value, 1e-12);
        Assert.Equal(0.9738083783596982, table.Skewness(ShapeDefinition.Adjusted).Value, 1e-12);
        Assert.Equal(0.5962092112406316, table.Skewness(ShapeDefinition.SampleDeviation).Value, 1e-12);
        Assert.Equal(-0.9091981897009780, table.Kurtosis(ShapeDefinition.Moment).Value, 1e-12);
        Assert.Equal(-0.3820756552823470, table.Kurtosis(ShapeDefinition.Adjusted).Value, 1e-12);
        Assert.Equal(-1.4639007108007187, table.Kurtosis(ShapeDefinition.SampleDeviation).Value, 1e-12);
    }

    [Fact]
    public void The_interval_of_a_mean_equals_R()
    {
        var interval = Descriptive.MeanInterval(Seven, 0.9).Value;
        Assert.Equal(3.423854294755693, interval.Low, 1e-9);
        Assert.Equal(8.061859990958594, interval.High, 1e-9);
        Assert.Equal(interval, Descriptive.Describe(Seven, 0.9).MeanInterval.Value);
        // qt(0.975, 1e6) in R.
        Assert.Equal(1.9599663568141066, Descriptive.MeanInterval(0, 1000.0005, 1_000_001).Value.High * Math.Sqrt(1_000_001) / 1000.0005, 1e-9);
    }

    [Fact]
    public void A_table_counts()
    {
        var table = ValueCounts.Of(Seven);
        Assert.Equal([2.5, 3.1, 4.7, 5, 9.2, 11], table.Values);
        Assert.Equal([1L, 1, 2, 1, 1, 1], table.Counts);
        Assert.Equal(7, table.Count);
        Assert.Equal(2, table.CountAt(4.7));
        Assert.Equal(0, table.CountAt(4.6));
        Assert.Equal(2 / 7.0, table.ShareAt(4.7).Value);
        Assert.Equal(0, table.ShareAt(0).Value);
        Assert.Equal((2.5, 4.7, 11), (table.Minimum.Value, table.Median.Value, table.Maximum.Value));
        Assert.Equal(40.2, Descriptive.Describe(table).Sum.Value, 1e-12);
        Assert.Equal(4.85, Descriptive.Median([4.7, 5]).Value, 1e-12);
        Assert.Equal(table.Counts, ValueCounts.Of([11, 2.5, 3.1, 5, 9.2, 4.7, 7, 4.7], [1, 1, 1, 1, 1, 1, 0, 1]).Counts);
    }

    [Fact]
    public void What_is_not_there_has_no_figures()
    {
        foreach (var estimate in (Estimate<double>[])[ValueCounts.Empty.Minimum, ValueCounts.Empty.Maximum, ValueCounts.Empty.Median, ValueCounts.Empty.ShareAt(1),
            Descriptive.Mean([]), Descriptive.StandardDeviation([3]), Descriptive.Describe([]).Variance, Descriptive.Describe([4]).StandardError,
            ValueCounts.Of([1]).Skewness(ShapeDefinition.Moment), ValueCounts.Of([1, 2]).Skewness(ShapeDefinition.Adjusted), ValueCounts.Of([1, 2, 3]).Kurtosis(ShapeDefinition.Adjusted)])
            Assert.Equal(Undefined.TooFewCode, estimate.Why?.Code);
        Assert.Equal(Undefined.NoVarianceCode, ValueCounts.Of([0.1, 0.1, 0.1]).Kurtosis(ShapeDefinition.Moment).Why?.Code);
        Assert.Equal(Undefined.TooFewCode, Descriptive.MeanInterval([1]).Why?.Code);
        Assert.True(ValueCounts.Of([1, 2]).Skewness(ShapeDefinition.Moment).IsDefined);
        Assert.True(ValueCounts.Of([1, 2, 4]).Skewness(ShapeDefinition.Adjusted).IsDefined);
        Assert.True(ValueCounts.Of([1, 2, 4, 4]).Kurtosis(ShapeDefinition.Adjusted).IsDefined);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ValueCounts.Of([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ValueCounts.Of([1], [-1]));
        Assert.Throws<ArgumentException>(() => ValueCounts.Of([1, 2], [1]));
        Assert.Throws<InvalidOperationException>(() => ValueCounts.Of([1]).Remove(2));
        Assert.Throws<ArgumentNullException>(() => ValueCounts.Of([1]).Merge(null!));
        foreach (var probability in (double[])[-0.01, 1.01, double.NaN]) Assert.Throws<ArgumentOutOfRangeException>(() => ValueCounts.Of([1]).Quantile(probability));
        Assert.Throws<ArgumentOutOfRangeException>(() => ValueCounts.Empty.Quantile(0.5, (QuantileDefinition)5));
        foreach (var confidence in (double[])[0, 1, double.NaN]) Assert.Throws<ArgumentOutOfRangeException>(() => Descriptive.MeanInterval([1], confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => Descriptive.MeanInterval(1, -1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Descriptive.Describe([], 2));
        Assert.Throws<ArgumentNullException>(() => Descriptive.Describe((ValueCounts)null!));
    }

    [Fact]
    public void Values_that_lie_evenly_about_0_have_a_shape()
    {
        // m₂ = 10/4 and m₄ = 34/4: 8.5/2.5² − 3.
        var table = ValueCounts.Of([-2, -1, 1, 2]);
        Assert.Equal(-1.64, table.Kurtosis(ShapeDefinition.Moment).Value, 1e-14);
        Assert.Equal(0, table.Skewness(ShapeDefinition.Moment).Value, 1e-14);
    }

    [Fact]
    public void Huge_values_do_not_overflow()
    {
        var table = ValueCounts.Of([1e120, 2e120, 4e120, 3e120]);
        Assert.Equal(ValueCounts.Of([1, 2, 4, 3]).Kurtosis(ShapeDefinition.Moment).Value, table.Kurtosis(ShapeDefinition.Moment).Value, 1e-12);
    }

    [Fact]
    public void What_is_too_large_for_a_number_is_a_reason()
    {
        var summary = Descriptive.Describe([-1.7e308, 1.7e308, 1.6e308, 1.5e308]);
        Assert.Equal(Undefined.TooLargeCode, summary.Variance.Why?.Code);
        Assert.Equal(Undefined.TooLargeCode, summary.StandardDeviation.Why?.Code);
        Assert.Equal(Undefined.TooLargeCode, summary.MeanInterval.Why?.Code);
        Assert.Equal(Undefined.TooLargeCode, Descriptive.Describe([1.7e308, 1.7e308]).Sum.Why?.Code);
        Assert.Equal(Undefined.TooLargeCode, Descriptive.Mean([1.7e308, 1.7e308]).Why?.Code);
        Assert.Equal(Undefined.TooLargeCode, Descriptive.StandardDeviation([-1e200, 1e200]).Why?.Code);
        Assert.Equal(Undefined.TooLargeCode, Descriptive.Quantile([-1.7e308, 1.7e308], 0.3).Why?.Code);
        Assert.Equal(Undefined.TooLargeCode, PartialPooling.Of([RunningMoments.Of([1e200, 2e200]), RunningMoments.Of([1, 2])]).Why?.Code);
    }

    [Fact]
    public void Folding_in_any_order_gives_the_same_table() =>
        Gen.Select(Gen.Int[-3, 9].Array[0, 30], Gen.Int[-3, 9].Array[0, 30], Gen.Int[-3, 9].Array[1, 30]).Sample((a, b, c) =>
        {
            var (first, second, third) = (Table(a), Table(b), Table(c));
            Same(first.Merge(second).Merge(third), first.Merge(second.Merge(third)));
            Same(first.Merge(second), second.Merge(first));
            Same(Table([.. a, .. b]), first.Merge(second));
            Same(third, c.Aggregate(ValueCounts.Empty, (table, value) => table.Add(value)));
            Same(first, c.Aggregate(first.Merge(third), (table, value) => table.Remove(value)));
            Assert.Equal(Descriptive.Describe([.. c.Select(v => (double)v)]).Mean, Descriptive.Describe(third).Mean);
        }, iter: 300);

    private static ValueCounts Table(int[] values) => ValueCounts.Of([.. values.Select(value => (double)value)]);

    private static void Same(ValueCounts expected, ValueCounts actual)
    {
        Assert.Equal(expected.Values, actual.Values);
        Assert.Equal(expected.Counts, actual.Counts);
        Assert.Equal(expected.Moments, actual.Moments);
    }
}
