using CsCheck;
using Xunit;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Planning;

namespace SelfEval.Statistics.Tests.Planning;

public sealed class ChangePowerTests
{
    // Outside values: the noncentral t integral and the t quantile in mpmath 1.3.0 at 30 digits. The first is the example of R's
    // power.t.test page (n = 20, delta = 1, sd = 1), which prints 0.8689528.
    [Theory]
    [InlineData(20, 20, 1, 0.05, 0.86895302772398972)]
    [InlineData(63, 63, 0.5, 0.05, 0.79516833812333782)]
    [InlineData(64, 64, 0.5, 0.05, 0.80145955792225408)]
    [InlineData(48, 96, 0.5, 0.05, 0.80213954966775109)]
    [InlineData(32, 32, 1, 0.01, 0.90595627660587465)]
    public void Power_of_two_groups(long first, long second, double effect, double significance, double expected)
    {
        Assert.Equal(expected, ChangePower.TwoGroups(first, second, effect, 1, significance), 1e-11);
        Assert.Equal(expected, ChangePower.TwoGroups(second, first, -effect * 8, 8, significance), 1e-11);
    }

    [Theory]
    [InlineData(2, 1, 0.092809155056336033)]
    [InlineData(10, 0, 0.05)]
    [InlineData(33, 0.5, 0.79536584148750411)]
    [InlineData(34, 0.5, 0.80777750127927391)]
    [InlineData(52, 0.4, 0.80778780887605955)]
    public void Power_of_the_same_people_twice(long people, double effect, double expected)
    {
        Assert.Equal(expected, ChangePower.Paired(people, effect, 1), 1e-11);
        Assert.Equal(expected, ChangePower.Paired(people, -effect * 12, 12), 1e-11);
    }

    // R's power.t.test page: power = .90, delta = 1 gives n = 22.02 a group, so 23. Cohen (1988), table 2.4.1: d = 0.2, 0.5, 0.8 at power .80
    // and two-sided .05 take 393, 64 and 26 a group; the first is 393.4 before rounding, so 394 are needed.
    [Theory]
    [InlineData(1, 0.9, 23)]
    [InlineData(0.2, 0.8, 394)]
    [InlineData(0.5, 0.8, 64)]
    [InlineData(0.8, 0.8, 26)]
    public void People_in_two_groups(double effect, double power, long each)
    {
        var sizes = ChangePower.PeopleForTwoGroups(effect * 3, 3, power).Value;
        Assert.Equal((each, each), (sizes.First, sizes.Second));
        Assert.True(sizes.Power >= power);
        Assert.True(ChangePower.TwoGroups(each - 1, each - 1, effect, 1) < power);
    }

    [Fact]
    public void Twice_as_many_in_the_second_group()
    {
        var sizes = ChangePower.PeopleForTwoGroups(0.5, 1, 0.8, 0.05, 2).Value;
        Assert.Equal((48L, 96L), (sizes.First, sizes.Second));
        Assert.Equal(0.80213954966775109, sizes.Power, 1e-11);
        var half = ChangePower.PeopleForTwoGroups(0.5, 1, 0.8, 0.05, 0.5).Value;
        Assert.Equal((half.First + 1) / 2, half.Second);
        Assert.True(half.Power >= 0.8);
        Assert.Equal((2L, 2L), (ChangePower.PeopleForTwoGroups(50, 1, 0.8, 0.05, 0.01).Value.First, ChangePower.PeopleForTwoGroups(50, 1, 0.8, 0.05, 0.01).Value.Second));
    }

    // G*Power's manual (Faul and others 2007) has 34 pairs for d_z = 0.5 at power .80, two-sided .05; 51 and 52 pairs for 0.4 from the integral above.
    [Theory]
    [InlineData(0.5, 34)]
    [InlineData(0.4, 52)]
    [InlineData(80, 2)]
    public void People_to_ask_twice(double effect, long people)
    {
        var size = ChangePower.PeopleForPaired(effect * 7, 7).Value;
        Assert.Equal(people, size.Responses);
        Assert.Equal(ChangePower.Paired(people, effect, 1), size.Achieved, 1e-12);
        Assert.Equal(size, ChangePower.PeopleForPaired(-effect * 7, 7).Value);
    }

    [Fact]
    public void One_fewer_is_never_enough() => Gen.Select(Gen.Double[0.08, 3], Gen.Double[0.3, 0.99], Gen.Double[0.001, 0.2]).Sample((effect, power, significance) =>
    {
        var size = ChangePower.PeopleForPaired(effect, 1, power, significance).Value;
        Assert.True(size.Achieved >= power);
        if (size.Responses > 2) Assert.True(ChangePower.Paired(size.Responses - 1, effect, 1, significance) < power);
    }, iter: 50);

    [Fact]
    public void The_spread_of_changes_from_both_waves()
    {
        Assert.Equal(10, ChangePower.DeviationOfChanges(10, 10, 0.5), 1e-12);
        Assert.Equal(5, ChangePower.DeviationOfChanges(3, 4, 0), 1e-12);
        Assert.Equal(1, ChangePower.DeviationOfChanges(3, 4, 1), 1e-12);
        Assert.Equal(7, ChangePower.DeviationOfChanges(3, 4, -1), 1e-12);
        Assert.Equal(4, ChangePower.DeviationOfChanges(0, 4, 0.3), 1e-12);
        Assert.Equal(3, ChangePower.DeviationOfChanges(3, 0, 0.3), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.DeviationOfChanges(3, 4, 1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.DeviationOfChanges(3, 4, -1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.DeviationOfChanges(-3, 4, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.DeviationOfChanges(3, -4, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.DeviationOfChanges(double.PositiveInfinity, 4, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.DeviationOfChanges(3, double.PositiveInfinity, 0));
    }

    [Fact]
    public void A_change_too_small_for_any_survey_says_so()
    {
        Assert.Equal(Undefined.TooLargeCode, ChangePower.PeopleForPaired(1e-6, 1).Why!.Code);
        Assert.Equal(Undefined.TooLargeCode, ChangePower.PeopleForTwoGroups(1e-6, 1).Why!.Code);
        Assert.Equal(Undefined.TooLargeCode, ChangePower.PeopleForTwoGroups(1, 1, 0.8, 0.05, 1e8).Why!.Code);
        Assert.Contains("10,000,000", ChangePower.PeopleForPaired(1e-6, 1).Why!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.Paired(1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.Paired(5, double.NaN, 1));
        Assert.Equal("deviation", Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.Paired(5, 1, 0)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.Paired(5, 1, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.Paired(5, 1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.Paired(5, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.TwoGroups(0, 5, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.TwoGroups(5, 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.TwoGroups(1, 1, 1, 1));
        Assert.InRange(ChangePower.TwoGroups(1, 2, 1, 1), 0.05, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.PeopleForPaired(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.PeopleForPaired(1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.PeopleForPaired(1, 1, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.PeopleForTwoGroups(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.PeopleForTwoGroups(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.PeopleForTwoGroups(1, 1, 0.8, 0.05, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.PeopleForTwoGroups(1, 1, 0.8, 0.05, double.PositiveInfinity));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(1, 2)]
    [InlineData(40, 40)]
    [InlineData(12, 90)]
    [InlineData(100_000, 100_000)]
    public void The_difference_noticed_has_just_that_power(long first, long second)
    {
        var difference = ChangePower.DifferenceNoticed(first, second, 3);
        Assert.Equal(0.8, ChangePower.TwoGroups(first, second, difference, 3), 1e-8);
        Assert.True(ChangePower.DifferenceNoticed(first, second, 3, 0.9) > difference);
        Assert.Equal(2 * difference, ChangePower.DifferenceNoticed(first, second, 6), 1e-8 * difference);
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.DifferenceNoticed(first, second, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.DifferenceNoticed(0, second, 3));
    }

    // h = (1.959964 + 0.841621)·√(2/n); by hand from it. Cohen (1988), table 6.4.1: h = 0.50 at power .80 and two-sided .05 takes 63 a group.
    [Fact]
    public void The_difference_of_shares_noticed_is_Cohens_h()
    {
        var difference = ChangePower.ShareDifferenceNoticed(63, 63, 0.2).Value;
        Assert.Equal(0.50, 2 * Math.Asin(Math.Sqrt(0.2 + difference)) - 2 * Math.Asin(Math.Sqrt(0.2)), 0.001);
        Assert.Equal(difference, ChangePower.ShareDifferenceNoticed(63, 63, 0.8).Value, 1e-12);
        Assert.False(ChangePower.ShareDifferenceNoticed(3, 3, 0.5).IsDefined);
        Assert.True(ChangePower.ShareDifferenceNoticed(5, 5, 0).IsDefined);
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.ShareDifferenceNoticed(5, 5, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePower.ShareDifferenceNoticed(0, 5, 0.5));
    }
}
