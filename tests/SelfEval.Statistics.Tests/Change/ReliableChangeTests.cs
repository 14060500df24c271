using Xunit;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Tests.Change;

public sealed class ReliableChangeTests
{
    // SD 10 and reliability 0.875 make a standard error of a difference of exactly 5 (10·√0.125·√2): 9.8 is 1.96 of them.
    private static ReliableChange Classify(double[] first, double[] second, bool lowerIsBetter, double? cutoff = null, double critical = ReliableChange.UsualCritical) =>
        ReliableChange.Of(first, second, 0.875, 10, lowerIsBetter, cutoff, critical).Value;

    [Fact]
    public void The_errors_follow_from_spread_and_reliability()
    {
        var found = Classify([20, 20], [30.001, 9.999], false, critical: 2);
        Assert.Equal(10 * Math.Sqrt(0.125), found.StandardErrorOfMeasurement, 1e-12);
        Assert.Equal(5, found.StandardErrorOfDifference, 1e-12);
        Assert.Equal(10, found.SmallestReliableChange, 1e-11);
        Assert.Equal([ReliableClass.Improved, ReliableClass.Deteriorated], found.People.Select(p => p.Reliable));
        Assert.Equal(new ReliableCounts(0, 2, 0), Classify([20, 20], [29.999, 10.001], false, critical: 2).Counts);
    }

    [Fact]
    public void The_index_at_the_critical_value_itself_is_no_change()
    {
        var index = ReliableChange.Of([0], [4], 0, 4 / Math.Sqrt(2), false).Value.People[0].Index;
        var at = ReliableChange.Of([0, 0], [4, -4], 0, 4 / Math.Sqrt(2), false, null, index).Value;
        Assert.Equal(new ReliableCounts(0, 2, 0), at.Counts);
        var under = ReliableChange.Of([0, 0], [4, -4], 0, 4 / Math.Sqrt(2), false, null, Math.BitDecrement(index)).Value;
        Assert.Equal(new ReliableCounts(1, 0, 1), under.Counts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_good_direction_decides_what_improved_means(bool lowerIsBetter)
    {
        var found = Classify([20, 20, 20], [8, 21, 32], lowerIsBetter);
        Assert.Equal(lowerIsBetter ? ReliableClass.Improved : ReliableClass.Deteriorated, found.People[0].Reliable);
        Assert.Equal(ReliableClass.Unchanged, found.People[1].Reliable);
        Assert.Equal(lowerIsBetter ? ReliableClass.Deteriorated : ReliableClass.Improved, found.People[2].Reliable);
        Assert.Equal(-12 / 5.0, found.People[0].Index, 1e-12);
        Assert.Equal(-12, found.People[0].Change);
        Assert.Equal(new ReliableCounts(1, 1, 1), found.Counts);
        Assert.Null(found.ClinicalCounts);
        Assert.Null(found.People[0].Clinical);
        Assert.Null(found.People[0].ClinicalBefore);
    }

    [Fact]
    public void The_cutoff_itself_belongs_to_the_clinical_side()
    {
        // Lower is better, cutoff 30: 30 is clinical, 29.9 is not.
        var found = Classify([42, 30, 50, 29.9, 29, 31], [30, 15, 29.9, 10, 45, 31], true, 30);
        Assert.Equal(
            [ClinicalClass.Improved, ClinicalClass.Recovered, ClinicalClass.Recovered, ClinicalClass.Improved, ClinicalClass.Deteriorated, ClinicalClass.Unchanged],
            found.People.Select(p => p.Clinical!.Value));
        Assert.Equal(new ClinicalCounts(2, 2, 1, 1), found.ClinicalCounts);
        Assert.Equal([true, true, true, false, false, true], found.People.Select(p => p.ClinicalBefore!.Value));
        Assert.Equal([true, false, false, false, true, true], found.People.Select(p => p.ClinicalAfter!.Value));
        // Higher is better: 30 is clinical, 30.1 is not.
        Assert.Equal([ClinicalClass.Improved, ClinicalClass.Recovered], Classify([18, 30], [30, 45], false, 30).People.Select(p => p.Clinical!.Value));
        Assert.Equal(ClinicalClass.Recovered, Classify([18], [30.1], false, 30).People[0].Clinical);
    }

    [Fact]
    public void Without_a_known_spread_the_first_values_own_is_used()
    {
        double[] first = [10, 20, 30, 40];
        var found = ReliableChange.Of(first, [40, 20, 30, 40], 0.9, false).Value;
        Assert.Equal(Math.Sqrt(500 / 3.0), found.StandardDeviation, 1e-12);
        Assert.Equal(found.StandardDeviation * Math.Sqrt(0.1), found.StandardErrorOfMeasurement, 1e-12);
        Assert.Equal(1.96 * found.StandardErrorOfDifference, found.SmallestReliableChange, 1e-12);
        Assert.Equal(new ReliableCounts(1, 3, 0), found.Counts);
        Assert.Equal(Undefined.TooFewCode, ReliableChange.Of([1], [2], 0.9, false).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, ReliableChange.Of([], [], 0.9, false).Why!.Code);
        Assert.Empty(ReliableChange.Of([], [], 0.9, 3, false).Value.People);
    }

    [Fact]
    public void A_measure_without_error_or_without_reliability_tells_nothing()
    {
        Assert.Contains("reliability of 1", ReliableChange.Of([1, 2], [2, 3], 1, false).Why!.Words, StringComparison.Ordinal);
        Assert.Contains("first values", ReliableChange.Of([2, 2], [2, 3], 0.8, false).Why!.Words, StringComparison.Ordinal);
        Assert.Equal(Undefined.ImproperCode, ReliableChange.Of([1, 2], [2, 3], -0.1, false).Why!.Code);
        Assert.True(ReliableChange.Of([1, 2], [2, 3], 0, false).IsDefined);
    }

    [Fact]
    public void Impossible_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ReliableChange.Of([1, 2], [2, 3], 1.01, false));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReliableChange.Of([1, 2], [2, 3], double.NaN, false));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReliableChange.Of([1, 2], [2, 3], 0.8, -1, false));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReliableChange.Of([1, 2], [2, 3], 0.8, double.PositiveInfinity, false));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReliableChange.Of([1, 2], [2, 3], 0.8, false, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReliableChange.Of([1, 2], [2, 3], 0.8, false, null, 0));
        Assert.Throws<ArgumentException>(() => ReliableChange.Of([1, 2], [2], 0.8, false));
    }

    [Fact]
    public void Three_cutoffs()
    {
        var lower = ClinicalCutoffs.Of(40, 8, 20, 4, true);
        Assert.Equal((24.0, 28.0), (lower.A, lower.B));
        Assert.Equal((8 * 20 + 4 * 40) / 12.0, lower.C.Value, 1e-12);
        var higher = ClinicalCutoffs.Of(20, 4, 40, 8, false);
        Assert.Equal((28.0, 24.0), (higher.A, higher.B));
        Assert.Equal((4 * 40 + 8 * 20) / 12.0, higher.C.Value, 1e-12);
        Assert.Equal(Undefined.NoVarianceCode, ClinicalCutoffs.Of(40, 0, 20, 0, true).C.Why!.Code);
        Assert.Equal(40, ClinicalCutoffs.Of(40, 0, 20, 3, true).C.Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => ClinicalCutoffs.Of(40, -1, 20, 3, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClinicalCutoffs.Of(40, 1, 20, -3, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClinicalCutoffs.Of(double.NaN, 1, 20, 3, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClinicalCutoffs.Of(40, 1, double.PositiveInfinity, 3, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClinicalCutoffs.Of(40, double.NaN, 20, 3, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClinicalCutoffs.Of(40, 1, 20, double.NaN, true));
    }
}
