using CsCheck;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;
using Xunit;

namespace SelfEval.Statistics.Tests.ProcessCharts;

public sealed class FunnelTests
{
    private static readonly FunnelOptions Normal = new() { Means = FunnelDistribution.Normal };

    [Fact]
    public void Means_lie_about_their_mean_by_people()
    {
        // Pooled variance (9·4 + 39·9) / 48 = 8.0625.
        var funnel = Funnel.OfMeans([10, 13], [2, 3], [10, 40], Normal).Value;
        Assert.Equal((100 + 520) / 50.0, funnel.Centre, 1e-12);
        var half = 1.959963984540054 * Math.Sqrt(8.0625 / 10);
        Assert.Equal(12.4 - half, funnel.Units[0].Inner.Low, 1e-9);
        Assert.Equal(12.4 + half, funnel.Units[0].Inner.High, 1e-9);
        Assert.Equal(12.4 + 3.090232306167813 * Math.Sqrt(8.0625 / 40), funnel.Units[1].Outer.High, 1e-9);
        Assert.Equal(-2.4 / Math.Sqrt(8.0625 / 10), funnel.Units[0].Z, 1e-12);
        Assert.Equal(FunnelPlace.BeyondInner, funnel.Units[0].Place);
        Assert.Equal(FunnelPlace.Within, funnel.Units[1].Place);
        Assert.Equal(1, funnel.Widening);
    }

    [Fact]
    public void Students_t_takes_the_pooled_degrees_of_freedom()
    {
        // t(.975; 10) = 2.228138851964939 (R's qt), pooled SD 2, n = 6.
        var funnel = Funnel.OfMeans([5, 5], [2, 2], [6, 6]).Value;
        Assert.Equal(5 + 2.228138851964939 * 2 / Math.Sqrt(6), funnel.Units[0].Inner.High, 1e-8);
        Assert.True(funnel.Units[0].Outer.High > funnel.Units[0].Inner.High);
    }

    [Fact]
    public void A_unit_of_one_person_takes_part_without_a_spread()
    {
        var funnel = Funnel.OfMeans([5, 8], [2, double.NaN], [9, 1], Normal).Value;
        Assert.Equal(5.3, funnel.Centre, 1e-12);
        Assert.Equal(5.3 + 1.959963984540054 * 2, funnel.Units[1].Inner.High, 1e-9);
    }

    // By exact counting with fractions at a centre of 0.3: Spiegelhalter's interpolation r − (P(R ≤ r) − p) / P(R = r).
    [Theory]
    [InlineData(1, 0, 0.9166666666666666, 0, 0.9966666666666667)]
    [InlineData(5, 0, 0.6407760141093475, 0, 0.9176954732510288)]
    [InlineData(20, 0.08117650598067584, 0.487255146595147, 0.0014773166882814952, 0.6136996793479672)]
    [InlineData(100, 0.20690238579107295, 0.386912014163788, 0.16026074689111866, 0.44156262386084943)]
    [InlineData(500, 0.25918956614044186, 0.33955602008010344, 0.23684105658513685, 0.3634298607821179)]
    public void Limits_of_proportions_are_exact_binomial_ones(int n, double innerLow, double innerHigh, double outerLow, double outerHigh)
    {
        var funnel = Funnel.OfProportions([30, 30], [100, 100]).Value;
        Assert.Equal(0.3, funnel.Centre, 1e-15);
        var (inner, outer) = (funnel.Limits(n, 0.95), funnel.Limits(n, 0.998));
        Assert.Equal(innerLow, inner.Low, 1e-9);
        Assert.Equal(innerHigh, inner.High, 1e-9);
        Assert.Equal(outerLow, outer.Low, 1e-9);
        Assert.Equal(outerHigh, outer.High, 1e-9);
    }

    [Fact]
    public void Units_far_off_are_beyond_the_outer_limits()
    {
        var funnel = Funnel.OfProportions([150, 225, 275, 250], [500, 500, 500, 500]).Value;
        Assert.Equal([FunnelPlace.BeyondOuter, FunnelPlace.Within, FunnelPlace.BeyondOuter, FunnelPlace.BeyondInner], funnel.Units.Select(unit => unit.Place));
        Assert.Equal([0.3, 0.45, 0.55, 0.5], funnel.Units.Select(unit => unit.Value));
        Assert.Equal((0.3 - 0.45) / Math.Sqrt(0.45 * 0.55 / 500), funnel.Units[0].Z, 1e-9);
    }

    [Fact]
    public void Overdispersion_widens_by_the_root_mean_square_of_the_scores()
    {
        var options = new FunnelOptions { Overdispersion = true };
        var plain = Funnel.OfProportions([150, 225, 275, 250], [500, 500, 500, 500]).Value;
        var wide = Funnel.OfProportions([150, 225, 275, 250], [500, 500, 500, 500], options).Value;
        // Four units: none is drawn in.
        Assert.Equal(plain.Units.Average(unit => unit.Z * unit.Z), wide.Dispersion, 1e-9);
        Assert.Equal(plain.Dispersion, wide.Dispersion);
        Assert.Equal(Math.Sqrt(wide.Dispersion), wide.Widening, 1e-12);
        Assert.Equal(0.45 + 1.959963984540054 * wide.Widening * Math.Sqrt(0.45 * 0.55 / 500), wide.Units[0].Inner.High, 1e-9);
        Assert.All(wide.Units, unit => Assert.Equal(FunnelPlace.Within, unit.Place));
        Assert.Equal(new Interval(0, 1), wide.Limits(1, 0.998));
    }

    [Fact]
    public void Overdispersion_widens_limits_of_means_too()
    {
        var wide = Funnel.OfMeans([10, 13], [2, 3], [10, 40], Normal with { Overdispersion = true }).Value;
        // z² are 2.4²·10/8.0625 and 0.6²·40/8.0625.
        var widening = Math.Sqrt((57.6 + 14.4) / 8.0625 / 2);
        Assert.Equal(widening, wide.Widening, 1e-12);
        Assert.Equal(12.4 + 1.959963984540054 * widening * Math.Sqrt(8.0625 / 10), wide.Units[0].Inner.High, 1e-9);
    }

    [Theory] // on a limit, but for a million-millionth of it, is inside
    [InlineData(100 + 5e-11, FunnelPlace.Within)]
    [InlineData(100 + 2e-10, FunnelPlace.BeyondInner)]
    [InlineData(-100 - 5e-11, FunnelPlace.Within)]
    [InlineData(-100 - 2e-10, FunnelPlace.BeyondInner)]
    [InlineData(200, FunnelPlace.BeyondInner)]
    [InlineData(200.1, FunnelPlace.BeyondOuter)]
    [InlineData(-200.1, FunnelPlace.BeyondOuter)]
    public void A_unit_on_a_limit_is_inside(double value, FunnelPlace place) =>
        Assert.Equal(place, new FunnelUnit(5, value, 0, new Interval(-100, 100), new Interval(-200, 200)).Place);

    [Fact]
    public void A_unit_of_one_person_has_a_proportion() =>
        Assert.Equal([1, 0.25], Funnel.OfProportions([1, 1], [1, 4]).Value.Units.Select(unit => unit.Value));

    [Fact]
    public void Limits_are_never_narrowed()
    {
        var options = new FunnelOptions { Overdispersion = true };
        var funnel = Funnel.OfProportions([250, 251, 249, 250], [500, 500, 500, 500], options).Value;
        Assert.True(funnel.Dispersion < 1);
        Assert.Equal(1, funnel.Widening);
        Assert.Equal(Funnel.OfProportions([250, 251, 249, 250], [500, 500, 500, 500]).Value.Units[0].Inner, funnel.Units[0].Inner);
    }

    [Theory]
    [InlineData(0, 9)]
    [InlineData(0.1, 9)]
    [InlineData(0.1, 10)]
    [InlineData(0.2, 10)]
    public void Winsorising_draws_in_whole_units_at_either_end(double share, int units)
    {
        double[] means = [.. Enumerable.Range(0, units).Select(i => (double)i)];
        double[] deviations = [.. Enumerable.Repeat(1.0, units)];
        long[] counts = [.. Enumerable.Repeat(4L, units)];
        var funnel = Funnel.OfMeans(means, deviations, counts, new FunnelOptions { Winsorise = share }).Value;
        var z = funnel.Units.Select(unit => unit.Z).ToList();
        var ends = units == 10 && share > 0 ? (int)Math.Round(share * units) : 0;
        var expected = z.Select((score, i) => i < ends ? z[ends] : i >= units - ends ? z[units - 1 - ends] : score).Average(score => score * score);
        Assert.Equal(expected, funnel.Dispersion, 1e-9);
    }

    [Fact]
    public void Nothing_to_compare_is_said()
    {
        Assert.Equal(Undefined.TooFewCode, Funnel.OfMeans([1], [1], [5]).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, Funnel.OfMeans([1, 2], [0, 0], [1, 1]).Why!.Code);
        Assert.Equal(Undefined.NoVarianceCode, Funnel.OfMeans([1, 2], [0, 0], [5, 5]).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, Funnel.OfProportions([1], [5]).Why!.Code);
        Assert.Equal(Undefined.NoVarianceCode, Funnel.OfProportions([0, 0], [5, 5]).Why!.Code);
        Assert.Equal(Undefined.NoVarianceCode, Funnel.OfProportions([5, 5], [5, 5]).Why!.Code);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Funnel.OfMeans([1, 2], [1], [5, 5]));
        Assert.Throws<ArgumentException>(() => Funnel.OfMeans([1, 2], [1, 1], [5]));
        Assert.Throws<ArgumentException>(() => Funnel.OfMeans([1, double.NaN], [1, 1], [5, 5]));
        Assert.Throws<ArgumentException>(() => Funnel.OfMeans([1, 2], [1, -1], [5, 5]));
        Assert.Throws<ArgumentException>(() => Funnel.OfMeans([1, 2], [1, 1], [5, 0]));
        Assert.Throws<ArgumentException>(() => Funnel.OfProportions([1, 2], [5]));
        Assert.Throws<ArgumentException>(() => Funnel.OfProportions([1, 6], [5, 5]));
        Assert.Throws<ArgumentException>(() => Funnel.OfProportions([-1, 5], [5, 5]));
        Assert.Throws<ArgumentException>(() => Funnel.OfProportions([0, 5], [0, 5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Funnel.OfProportions([1, 2], [5, 5], new FunnelOptions { Inner = 0.999 }));
        foreach (var wrong in (FunnelOptions[])[new() { Inner = 0 }, new() { Inner = 0.998 }, new() { Outer = 1 }])
        {
            Assert.Equal("Inner", Assert.Throws<ArgumentOutOfRangeException>(() => Funnel.OfProportions([1, 2], [5, 5], wrong)).ParamName);
            Assert.Equal("Inner", Assert.Throws<ArgumentOutOfRangeException>(() => Funnel.OfMeans([1, 2], [1, 1], [5, 5], wrong)).ParamName);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => Funnel.OfMeans([1, 2], [1, 1], [5, 5], new FunnelOptions { Winsorise = 0.5 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Funnel.OfMeans([1, 2], [1, 1], [5, 5], new FunnelOptions { Winsorise = -0.1 }));
        var funnel = Funnel.OfProportions([1, 2], [5, 5]).Value;
        Assert.Throws<ArgumentOutOfRangeException>(() => funnel.Limits(0, 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => funnel.Limits(5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => funnel.Limits(5, 0));
    }

    [Fact]
    public void Limits_hold_the_centre_and_each_other() =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[1, 99]).Sample((n, percent) =>
        {
            var funnel = Funnel.OfProportions([percent, percent], [100, 100]).Value;
            var (inner, outer) = (funnel.Limits(n, 0.95), funnel.Limits(n, 0.998));
            Assert.InRange(inner.Low, outer.Low, funnel.Centre);
            Assert.InRange(inner.High, funnel.Centre, outer.High);
            Assert.InRange(outer.Low, 0, 1);
            Assert.InRange(outer.High, 0, 1);
        }, iter: 300);
}
