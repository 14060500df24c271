using SelfEval.Statistics.Change;
using Xunit;

namespace SelfEval.Statistics.Tests.Change;

public sealed class ReliableByErrorTests
{
    [Fact]
    public void A_change_counts_when_it_is_strictly_beyond_the_errors_of_both_measures()
    {
        // Errors 3 and 4 make 5: a change of 10 is 2 of them and not beyond 2.
        ReliableCounts Of(bool lowerIsBetter, params double[] after) =>
            ReliableByError.Of(new double[after.Length], after, [.. after.Select(_ => 3.0)], [.. after.Select(_ => 4.0)], lowerIsBetter, critical: 2).Value;
        Assert.Equal(new ReliableCounts(1, 3, 1), Of(false, 10, 10.01, -10, -10.01, 0));
        Assert.Equal(new ReliableCounts(2, 2, 1), Of(true, -10.01, -20, -10, 10.01, 0));
    }

    [Fact]
    public void The_usual_critical_value_is_1_96() =>
        Assert.Equal(new ReliableCounts(1, 1, 0), ReliableByError.Of([0, 0], [9.79, 9.81], [3, 3], [4, 4], lowerIsBetter: false).Value);

    [Fact]
    public void Each_person_has_errors_of_their_own() =>
        Assert.Equal(new ReliableCounts(1, 1, 0), ReliableByError.Of([50, 50], [60, 60], [1, 10], [1, 10], lowerIsBetter: false).Value);

    [Fact]
    public void The_critical_value_can_be_another() =>
        Assert.Equal(1, ReliableByError.Of([0], [6], [3], [4], lowerIsBetter: false, critical: 1).Value.Improved);

    [Fact]
    public void Nobody_and_wrong_errors_are_named()
    {
        Assert.Equal("TooFew", ReliableByError.Of([], [], [], [], false).Why!.Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => ReliableByError.Of([1], [2], [0], [1], false));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReliableByError.Of([1], [2], [1], [double.NaN], false));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReliableByError.Of([1], [2], [1], [1], false, critical: 0));
        Assert.Throws<ArgumentException>(() => ReliableByError.Of([1], [2], [1, 1], [1], false));
        Assert.Throws<ArgumentException>(() => ReliableByError.Of([1], [2, 3], [1], [1], false));
    }
}
