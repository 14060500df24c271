using SelfEval.Statistics.Foundation;
using Xunit;

namespace SelfEval.Statistics.Tests.Foundation;

public sealed class EstimateTests
{
    private static readonly Undefined Reason = new("Reason", "there is a reason");

    [Fact]
    public void A_result_has_a_value_and_no_reason()
    {
        Estimate<double> found = 2.5;
        Assert.True(found.IsDefined);
        Assert.Equal(2.5, found.Value);
        Assert.Null(found.Why);
        Assert.True(found.Try(out var value));
        Assert.Equal(2.5, value);
        Assert.Equal(2.5, found.OrNull());
        Assert.Equal("3", new Estimate<double>(3).ToString());
        Assert.Equal(5, found.Then(number => 2 * number).Value);
    }

    [Fact]
    public void Without_a_result_there_is_a_reason_that_goes_on()
    {
        Estimate<double> none = Reason;
        Assert.False(none.IsDefined);
        Assert.Same(Reason, none.Why);
        Assert.False(none.Try(out _));
        Assert.Null(none.OrNull());
        Assert.Equal(Reason.Words, none.ToString());
        Assert.Equal(Reason.Words, Assert.Throws<InvalidOperationException>(() => none.Value).Message);
        Assert.Same(Reason, none.Then<string>(_ => throw new InvalidOperationException("Nothing to compute with.")).Why);
        Assert.Null(new Estimate<Interval>(Reason).OrNull());
        Assert.Equal(new Interval(1, 2), new Estimate<Interval>(new Interval(1, 2)).OrNull());
    }

    [Fact]
    public void What_nobody_computed_is_no_result()
    {
        var never = default(Estimate<string>);
        Assert.False(never.IsDefined);
        Assert.Equal("NotComputed", never.Why?.Code);
        Assert.Equal("NotComputed", never.Then(text => text.Length).Why?.Code);
        Assert.Throws<InvalidOperationException>(() => never.Value);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_is_no_result(double value)
    {
        Assert.Throws<ArgumentException>(() => new Estimate<double>(value));
        Assert.Throws<ArgumentException>(() => new Estimate<Interval>(new Interval(value, 1)));
        Assert.Throws<ArgumentException>(() => new Estimate<Interval>(new Interval(1, value)));
        Assert.Same(Reason, Estimate.Finite(value, Reason).Why);
        Assert.Equal(1e300, Estimate.Finite(1e300, Reason).Value);
    }

    [Fact]
    public void Nothing_is_neither_a_result_nor_a_reason()
    {
        Assert.Throws<ArgumentNullException>(() => new Estimate<string>((string)null!));
        Assert.Throws<ArgumentNullException>(() => new Estimate<double>((Undefined)null!));
        Assert.Throws<ArgumentNullException>(() => new Estimate<double>(1).Then<double>(null!));
    }

    [Fact]
    public void An_interval_holds_its_ends()
    {
        var interval = new Interval(-1, 2);
        Assert.True(interval.Contains(-1) && interval.Contains(2) && interval.Contains(0));
        Assert.False(interval.Contains(Math.BitDecrement(-1)) || interval.Contains(Math.BitIncrement(2)));
    }
}
