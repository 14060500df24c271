using CsCheck;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Reliability;
using Xunit;

namespace SelfEval.Statistics.Tests.Reliability;

public sealed class ScaleReliabilityTests
{
    // Answers 1 to 5 that share a person's level, so that most scales hang together and some do not.
    private static readonly Gen<(int Items, double[] Rows)> Scales =
        from items in Gen.Int[2, 7]
        from people in Gen.Int[12, 60]
        from levels in Gen.Int[1, 4].Array[people]
        from answers in Gen.Int[0, 2].Array[items * people]
        select (items, answers.Select((a, at) => (double)Math.Clamp(levels[at / items] + a - 1, 1, 5)).ToArray());

    [Fact]
    public void A_running_tally_gives_every_figure_of_the_direct_computation() => Scales.Sample(scale =>
    {
        var (items, rows) = scale;
        var direct = Figures(ScaleReliability.Of(rows, items));
        var some = rows.Length / items / 3 * items;
        var tally = CrossProducts.Of(rows.AsSpan(some), items);
        tally.Add(rows.AsSpan(0, 2 * items));
        tally.Merge(CrossProducts.Of(rows.AsSpan(0, some), items));
        tally.Remove(rows.AsSpan(0, 2 * items));
        Same(direct, Figures(ScaleReliability.Of(tally)));
        Same(direct, Figures(ScaleReliability.Of([.. rows.Select(x => (double?)x)], items)));
    }, iter: 100);

    [Fact]
    public void The_order_of_items_does_not_matter() => Scales.Sample(scale =>
    {
        var (items, rows) = scale;
        double[] turned = [.. rows.Chunk(items).SelectMany(row => row.Reverse())];
        var (one, other) = (ScaleReliability.Of(rows, items), ScaleReliability.Of(turned, items));
        Close(one.Alpha, other.Alpha, 1e-9);
        Close(one.StandardisedAlpha, other.StandardisedAlpha, 1e-9);
        Close(one.Lambda2, other.Lambda2, 1e-9);
        Close(one.Lambda6, other.Lambda6, 1e-6);
        Close(one.InterItem.Then(r => r.Median), other.InterItem.Then(r => r.Median), 1e-9);
        for (var i = 0; i < items; i++) Close(one.Items[i].ItemRest, other.Items[items - 1 - i].ItemRest, 1e-9);
    }, iter: 100);

    [Fact]
    public void Lambda_2_is_never_below_alpha_and_another_origin_changes_no_coefficient() => Scales.Sample(scale =>
    {
        var (items, rows) = scale;
        var one = ScaleReliability.Of(rows, items);
        if (!one.Alpha.Try(out var alpha)) return;
        Assert.True(one.Lambda2.Value >= alpha - 1e-12);
        Assert.True(one.AlphaInterval.Value.Contains(alpha));
        var moved = ScaleReliability.Of([.. rows.Select(x => 3 * x - 40)], items);
        Close(one.Alpha, moved.Alpha, 1e-9);
        Close(one.StandardisedLambda2, moved.StandardisedLambda2, 1e-9);
        Assert.Equal(3 * one.SumStandardError.Value, moved.SumStandardError.Value, 1e-9);
    }, iter: 100);

    [Fact]
    public void What_is_found_is_a_proper_model() => Scales.Sample(scale =>
    {
        var found = ScaleReliability.Of(scale.Rows, scale.Items);
        foreach (var fit in (Estimate<OneFactorModel>[])[found.OneFactor, found.MinimumResiduals])
            if (fit.Try(out var model))
            {
                Assert.All(model.ResidualVariances, residual => Assert.True(residual > 0));
                Assert.InRange(model.Omega, 0, 1);
                Assert.True(model.Loadings.Sum() >= 0);
            }
            else
            {
                Assert.NotEmpty(fit.Why!.Words);
            }
    }, iter: 100);

    [Fact]
    public void Nobody_and_one_person()
    {
        var none = ScaleReliability.Of(ReadOnlySpan<double>.Empty, 3);
        Assert.Equal(0, none.People);
        Assert.Equal(3, none.Items.Count);
        Assert.All(Figures(none), figure => Assert.Null(figure));
        var one = ScaleReliability.Of([1, 2, 3], 3);
        Assert.Equal(2, one.MeanScoreMean.Value, 1e-15);
        Assert.Equal(Undefined.TooFewCode, one.Alpha.Why?.Code);
        Assert.Equal(Undefined.TooFewCode, one.AlphaInterval.Why?.Code);
        Assert.Equal(Undefined.TooFewCode, one.Omega.Why?.Code);
        Assert.Equal(Undefined.TooFewCode, one.SplitHalfSteppedUp.Why?.Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => ScaleReliability.Of([1, 2], 2, 1));
    }

    [Fact]
    public void One_item_has_a_description_and_no_consistency()
    {
        var scale = ScaleReliability.Of([1, 2, 4], 1);
        Assert.Equal(Math.Sqrt(7 / 3.0), scale.Items[0].StandardDeviation.Value, 1e-14);
        Assert.Equal(1, scale.Items[0].ItemTotal.Value);
        foreach (var none in (Estimate<double>[])[scale.Alpha, scale.Items[0].ItemRest, scale.Items[0].AlphaIfDeleted, scale.Items[0].StandardisedAlphaIfDeleted, scale.SumStandardError])
            Assert.Equal(Undefined.TooFewCode, none.Why?.Code);
    }

    [Fact]
    public void Pairwise_without_gaps_is_listwise()
    {
        double[] rows = [1, 2, 2, 3, 3, 1, 4, 4, 5, 2, 1, 2, 5, 4, 4];
        var (listwise, pairwise) = (ScaleReliability.Of(rows, 3), PairwiseReliability.Of([.. rows.Select(x => (double?)x)], 3));
        Assert.Equal(listwise.Alpha.Value, pairwise.Alpha.Value, 1e-12);
        Assert.Equal(listwise.StandardisedAlpha.Value, pairwise.StandardisedAlpha.Value, 1e-12);
        Assert.Equal([5L, 5, 5], pairwise.Answered);
        Assert.Equal(listwise.Items[1].ItemRest.Value, pairwise.Items[1].ItemRest.Value, 1e-12);
        var apart = PairwiseReliability.Of([1, null, null, 2, 3, null, null, 5], 2);
        Assert.Equal(Undefined.TooFewCode, apart.Alpha.Why?.Code);
        Assert.Equal(Undefined.TooFewCode, apart.InterItem.Why?.Code);
        Assert.Equal(2, apart.Items[0].Mean.Value);
        Assert.Equal(Math.Sqrt(2), apart.Items[0].StandardDeviation.Value, 1e-14);
    }

    private static List<double?> Figures(ScaleReliability scale) =>
    [
        scale.Alpha.OrNull(), scale.AlphaInterval.OrNull()?.Low, scale.AlphaInterval.OrNull()?.High, scale.AlphaStandardError.OrNull(), scale.StandardisedAlpha.OrNull(),
        scale.Lambda2.OrNull(), scale.StandardisedLambda2.OrNull(), scale.Lambda6.OrNull(), scale.StandardisedLambda6.OrNull(), scale.Omega.OrNull(),
        scale.OneFactor.Then(m => m.OmegaOfObservedVariance).OrNull(), scale.MinimumResiduals.Then(m => m.Omega).OrNull(), scale.InterItem.Then(r => r.Mean).OrNull(),
        scale.InterItem.Then(r => r.Median).OrNull(), scale.MeanInterItemCovariance.OrNull(), scale.SplitHalf.OrNull(), scale.SplitHalfSteppedUp.OrNull(),
        scale.SumMean.OrNull(), scale.SumStandardDeviation.OrNull(), scale.SumStandardError.OrNull(), scale.MeanScoreMean.OrNull(),
        scale.MeanScoreStandardDeviation.OrNull(), scale.MeanScoreStandardError.OrNull(),
        .. scale.Items.SelectMany(item => new[] { item.Mean.OrNull(), item.StandardDeviation.OrNull(), item.ItemTotal.OrNull(), item.ItemRest.OrNull(),
            item.AlphaIfDeleted.OrNull(), item.StandardisedAlphaIfDeleted.OrNull() }),
    ];

    private static void Same(List<double?> expected, List<double?> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.Equal(one is null, other is null);
            if (one is { } value) Assert.Equal(value, other!.Value, 1e-9);
        }
    }

    private static void Close(Estimate<double> expected, Estimate<double> actual, double tolerance)
    {
        Assert.Equal(expected.IsDefined, actual.IsDefined);
        if (expected.Try(out var value)) Assert.Equal(value, actual.Value, tolerance * Math.Max(1, Math.Abs(value)));
    }
}
