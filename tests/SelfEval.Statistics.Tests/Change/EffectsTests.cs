using CsCheck;
using Xunit;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Tests.Change;

public sealed class EffectsTests
{
    // J from mpmath's gamma function at 30 digits; 1000 and 1001 lie on either side of where the series takes over.
    [Theory]
    [InlineData(2, 0.56418958354775629)]
    [InlineData(3, 0.72360125455826766)]
    [InlineData(1_000, 0.99924978117971637)]
    [InlineData(1_001, 0.99925053086752064)]
    [InlineData(5_000, 0.99984999124943755)]
    [InlineData(1_000_000, 0.99999924999978125)]
    public void Hedges_factor_is_exact(long freedom, double expected) => Assert.Equal(expected, HedgesCorrection.Exact(freedom).Value, 2e-13);

    [Fact]
    public void Hedges_factor_needs_two_degrees_of_freedom()
    {
        Assert.Equal(Undefined.TooFewCode, HedgesCorrection.Exact(1).Why!.Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => HedgesCorrection.Exact(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => HedgesCorrection.Approximate(-1));
        Assert.Equal(1 - 3.0 / 35, HedgesCorrection.Approximate(9), 1e-15);
    }

    [Fact]
    public void Too_few_people_have_reasons_and_no_effects()
    {
        foreach (var people in new[] { 0, 1 })
        {
            double[] values = [.. Enumerable.Repeat(4.0, people)];
            var found = PairedComparison.Of(values, values);
            var effects = found.Effects;
            Assert.All([effects.Dz, effects.Dav, effects.DavRms, effects.DBaseline, effects.Drm, effects.Correction, effects.Gz, effects.Gav, effects.GavRms, effects.GavRmsWithBothWaves],
                effect => Assert.Equal(Undefined.TooFewCode, effect.Why!.Code));
            Assert.Equal(Undefined.TooFewCode, effects.DzInterval.Why!.Code);
            Assert.Equal(Undefined.TooFewCode, effects.GzInterval.Why!.Code);
            Assert.Equal(Undefined.TooFewCode, found.TypicalChange.Why!.Code);
            Assert.Equal(Undefined.TooFewCode, found.Correlation.Why!.Code);
            Assert.Equal(people == 1, found.Differences.Mean.IsDefined);
            Assert.False(found.Differences.StandardError.IsDefined);
        }
    }

    [Fact]
    public void A_yardstick_of_nothing_is_no_yardstick()
    {
        var found = PairedComparison.Of([3, 3, 3], [4, 5, 7]);
        Assert.Equal(Undefined.NoVarianceCode, found.Effects.DBaseline.Why!.Code);
        Assert.Contains("first values", found.Correlation.Why!.Words, StringComparison.Ordinal);
        Assert.Equal(Undefined.NoVarianceCode, found.Effects.Drm.Why!.Code);
        Assert.True(found.Effects.Dav.IsDefined);
        Assert.Contains("second values", PairedComparison.Of([4, 5, 7], [3, 3, 3]).Correlation.Why!.Words, StringComparison.Ordinal);
        var still = PairedComparison.Of([3, 3], [3, 3]).Effects;
        Assert.Equal(Undefined.NoVarianceCode, still.Dav.Why!.Code);
        Assert.Equal(Undefined.NoVarianceCode, still.DavRms.Why!.Code);
        Assert.Equal(Undefined.NoVarianceCode, still.Dz.Why!.Code);
    }

    [Fact]
    public void Pairs_are_pairs_of_numbers()
    {
        Assert.Throws<ArgumentException>(() => PairedComparison.Of([1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedComparison.Of([1, double.NaN], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedComparison.Of([1, 2], [1, double.NegativeInfinity]));
        Assert.Throws<ArgumentException>(() => PairedEffects.Of(RunningMoments.Of([1, 2]), RunningMoments.Of([1, 2]), RunningMoments.Of([1])));
        Assert.Throws<ArgumentException>(() => PairedEffects.Of(RunningMoments.Of([1, 2]), RunningMoments.Of([1]), RunningMoments.Of([1, 3])));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedComparison.Of([1, 2], [1, 3], 95));
    }

    [Fact]
    public void An_empty_group_has_reasons_everywhere()
    {
        var found = TwoGroupComparison.Of([], [1, 2, 3]);
        Assert.Equal(Undefined.TooFewCode, found.MeanDifference.Why!.Code);
        Assert.Equal(Undefined.TooFewCode, found.Student.Why!.Code);
        Assert.Equal(Undefined.TooFewCode, found.Welch.Why!.Code);
        Assert.Equal(Undefined.TooFewCode, found.Effects.Why!.Code);
        Assert.Equal(Undefined.TooFewCode, found.MannWhitney.Why!.Code);
        Assert.Equal(Undefined.TooFewCode, found.TypicalDifference.Why!.Code);
        Assert.False(TwoGroupComparison.Of([1], []).MeanDifference.IsDefined);
        Assert.Equal(2.5, TwoGroupComparison.Of([1], [3, 4]).MeanDifference.Value);
    }

    [Fact]
    public void Glass_needs_spread_in_the_first_group_only()
    {
        Assert.Equal(Undefined.NoVarianceCode, TwoGroupComparison.Of([2, 2], [3, 5]).Effects.Value.GlassDelta.Why!.Code);
        Assert.Equal(0.5 / Math.Sqrt(2), TwoGroupComparison.Of([3, 5], [4.5, 4.5]).Effects.Value.GlassDelta.Value, 1e-12);
    }

    [Fact]
    public void Units_do_not_matter_to_effects() =>
        Gen.Select(Gen.Double[1, 100].Array[3, 30], Gen.Double[-20, 20].Array[30], Gen.Double[0.01, 100], Gen.Double[-50, 50]).Sample((first, changes, scale, shift) =>
        {
            // Some spread for certain, before and in the changes.
            first = [.. first.Select((value, i) => value + i)];
            var second = first.Select((value, i) => value + changes[i] + 3 * i * i % 7).ToArray();
            double[] Other(double[] values) => [.. values.Select(value => shift + scale * value)];
            PairedEffects a = PairedComparison.Of(first, second).Effects, b = PairedComparison.Of(Other(first), Other(second)).Effects;
            foreach (var (one, two) in new[] { (a.Dz, b.Dz), (a.Gz, b.Gz), (a.DavRms, b.DavRms), (a.Dav, b.Dav), (a.DBaseline, b.DBaseline) })
                Assert.Equal(one.Value, two.Value, 1e-6 * (1 + Math.Abs(one.Value)));
            Assert.InRange(a.Dz.Value, a.DzInterval.Value.Low, a.DzInterval.Value.High);
        }, iter: 50);

    [Fact]
    public void The_correlation_from_three_variances_is_Pearsons() =>
        Gen.Select(Gen.Double[0, 10].Array[3, 50], Gen.Double[0, 10].Array[50]).Sample((first, more) =>
        {
            var second = more[..first.Length];
            double m1 = first.Average(), m2 = second.Average();
            var product = first.Zip(second).Sum(pair => (pair.First - m1) * (pair.Second - m2));
            double root1 = Math.Sqrt(first.Sum(v => (v - m1) * (v - m1))), root2 = Math.Sqrt(second.Sum(v => (v - m2) * (v - m2)));
            var correlation = PairedComparison.Of(first, second).Correlation;
            // The generator likes zeros and specks: spreads that unlike are refused (the next test), not told wrongly.
            if (Math.Min(root1, root2) <= 1.1e-6 * Math.Max(root1, root2) && !correlation.IsDefined) return;
            Assert.Equal(product / (root1 * root2), correlation.Value, 1e-9);
        });

    [Theory]
    [InlineData(1e-5, true)]
    [InlineData(1e-7, false)]
    [InlineData(1e-90, false)]
    public void A_correlation_of_spreads_too_unlike_is_refused(double speck, bool defined)
    {
        double[] wide = [8.5, 0, 0], narrow = [speck, 0, 0];
        foreach (var correlation in new[] { PairedComparison.Of(wide, narrow).Correlation, PairedComparison.Of(narrow, wide).Correlation })
        {
            Assert.Equal(defined, correlation.IsDefined);
            if (defined) Assert.Equal(1, correlation.Value, 1e-9);
            else Assert.Equal(Undefined.NoVarianceCode, correlation.Why!.Code);
        }
    }
}
