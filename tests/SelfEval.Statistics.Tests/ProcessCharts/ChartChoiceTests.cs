using SelfEval.Statistics.ProcessCharts;
using Xunit;

namespace SelfEval.Statistics.Tests.ProcessCharts;

public sealed class ChartChoiceTests
{
    [Theory]
    [InlineData(0, TimeChart.DotsAndIntervals, false, "no points yet")]
    [InlineData(1, TimeChart.DotsAndIntervals, false, "not whether they change")]
    [InlineData(2, TimeChart.DotsAndIntervals, false, "2 points are too few")]
    [InlineData(9, TimeChart.DotsAndIntervals, false, "a run chart needs 10")]
    [InlineData(10, TimeChart.RunChart, false, "need 12")]
    [InlineData(11, TimeChart.RunChart, false, "11 points")]
    [InlineData(12, TimeChart.Xmr, true, "trial limits")]
    [InlineData(19, TimeChart.Xmr, true, "until there are 20")]
    [InlineData(20, TimeChart.Xmr, false, "20 points are enough")]
    [InlineData(500, TimeChart.Xmr, false, "500 points are enough")]
    public void So_many_points_carry_so_much(int points, TimeChart chart, bool trial, string why)
    {
        var choice = ChartChoice.For(points);
        Assert.Equal((chart, trial), (choice.Chart, choice.TrialLimits));
        Assert.Contains(why, choice.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_than_none_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => ChartChoice.For(-1));
}
