using Xunit;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Tests.Change;

public sealed class ImportantDifferenceTests
{
    private static ImportantDifference Of(double[] changes, double important, bool lowerIsBetter = false) =>
        ImportantDifference.Of(new double[changes.Length], changes, important, lowerIsBetter).Value;

    [Fact]
    public void People_are_counted_from_the_important_difference_on()
    {
        var found = Of([5, 4.999, 0, -4.999, -5, 7, -9, 12], 5);
        Assert.Equal((3, 3, 2), (found.Improved, found.Within, found.Worsened));
        Assert.Equal((0.375, 0.25), (found.ShareImproved, found.ShareWorsened));
        Assert.Equal(Proportion.Wilson(3, 8), found.ShareImprovedInterval);
        Assert.Equal(Proportion.Wilson(2, 8), found.ShareWorsenedInterval);
        var lower = Of([5, 4.999, 0, -4.999, -5, 7, -9, 12], 5, true);
        Assert.Equal((2, 3, 3), (lower.Improved, lower.Within, lower.Worsened));
        Assert.Equal(-found.RatioToImportant, lower.RatioToImportant, 1e-12);
        Assert.Equal(8.001 / 8 / 5, Of([5, 4.999, 0, -4.999, -5, 7, -9, 10.001], 5).RatioToImportant, 1e-9);
    }

    [Fact]
    public void Rounding_does_not_decide_over_a_person()
    {
        var found = ImportantDifference.Of([0.1, 0.3], [0.3, 0.1], 0.2, false).Value;
        Assert.Equal((1, 0, 1), (found.Improved, found.Within, found.Worsened));
    }

    [Theory]
    [InlineData(new[] { 9.0, 10, 11 }, false, ImportantVerdict.ImportantlyBetter)]
    [InlineData(new[] { 9.0, 10, 11 }, true, ImportantVerdict.ImportantlyWorse)]
    [InlineData(new[] { -9.0, -10, -11 }, false, ImportantVerdict.ImportantlyWorse)]
    [InlineData(new[] { -9.0, -10, -11 }, true, ImportantVerdict.ImportantlyBetter)]
    [InlineData(new[] { 0.0, 0.5, -0.5 }, false, ImportantVerdict.NotImportant)]
    [InlineData(new[] { 0.0, 0.5, -0.5 }, true, ImportantVerdict.NotImportant)]
    [InlineData(new[] { 4.0, 5, 6 }, false, ImportantVerdict.TooFewToTell)]
    [InlineData(new[] { -30.0, 0, 30 }, false, ImportantVerdict.TooFewToTell)]
    [InlineData(new[] { -4.0, -5, -6 }, false, ImportantVerdict.TooFewToTell)]
    public void The_whole_interval_decides(double[] changes, bool lowerIsBetter, ImportantVerdict verdict)
    {
        var found = Of(changes, 5, lowerIsBetter);
        Assert.Equal(verdict, found.Verdict.Value);
        Assert.Equal(Descriptive.MeanInterval(changes)!.Value.Low, found.MeanChangeInterval.Value.Low, 1e-8);
        Assert.Equal(changes.Average(), found.MeanChange, 1e-12);
    }

    [Fact]
    public void An_interval_that_ends_on_the_important_difference_reaches_it()
    {
        double[] changes = [9, 10, 12];
        var limits = Of(changes, 1).MeanChangeInterval.Value;
        Assert.Equal(ImportantVerdict.ImportantlyBetter, Of(changes, limits.Low).Verdict.Value);
        Assert.Equal(ImportantVerdict.TooFewToTell, Of(changes, Math.BitIncrement(limits.Low)).Verdict.Value);
        Assert.Equal(ImportantVerdict.TooFewToTell, Of(changes, limits.High).Verdict.Value);
        Assert.Equal(ImportantVerdict.NotImportant, Of(changes, Math.BitIncrement(limits.High)).Verdict.Value);
        Assert.Equal(ImportantVerdict.ImportantlyWorse, Of(changes, limits.Low, true).Verdict.Value);
        Assert.Equal(ImportantVerdict.TooFewToTell, Of(changes, Math.BitIncrement(limits.Low), true).Verdict.Value);
        Assert.Equal(ImportantVerdict.TooFewToTell, Of(changes, limits.High, true).Verdict.Value);
        Assert.Equal(ImportantVerdict.NotImportant, Of(changes, Math.BitIncrement(limits.High), true).Verdict.Value);
    }

    [Fact]
    public void One_person_is_counted_but_judges_nothing()
    {
        var one = Of([7], 5);
        Assert.Equal((1, 0, 0), (one.Improved, one.Within, one.Worsened));
        Assert.Equal(Undefined.TooFewCode, one.Verdict.Why!.Code);
        Assert.Equal(Undefined.TooFewCode, one.MeanChangeInterval.Why!.Code);
        Assert.Equal(Undefined.NoVarianceCode, Of([7, 7, 7], 5).Verdict.Why!.Code);
        Assert.Equal(Undefined.TooFewCode, ImportantDifference.Of([], [], 5, false).Why!.Code);
    }

    [Fact]
    public void Impossible_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ImportantDifference.Of([1], [2], 0, false));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImportantDifference.Of([1], [2], double.NaN, false));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImportantDifference.Of([1], [2], double.PositiveInfinity, false));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImportantDifference.Of([1], [2], 1, false, 1));
        Assert.Throws<ArgumentException>(() => ImportantDifference.Of([1, 2], [2], 1, false));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImportantDifference.Of([1], [double.NaN], 1, false));
    }
}
