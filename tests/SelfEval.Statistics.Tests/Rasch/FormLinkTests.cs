using CsCheck;
using Xunit;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Statistics.Tests.Rasch;

public sealed class FormLinkTests
{
    [Fact]
    public void Mean_mean_is_the_difference_of_the_means()
    {
        var link = FormLink.MeanMean([Item(1, 0.1, 0.4, 0.2), Item(-0.5, 0.1, -1, 0.2), Item(0.2, 0.1, 0, 0.2)]).Value;
        double shift = (0.6 + 0.5 + 0.2) / 3;
        Assert.Equal(1, link.Slope);
        Assert.Equal(shift, link.Shift, 1e-12);
        Assert.Equal(2 + shift, link.Apply(2), 1e-12);
        double[] drifts = [0.6 - shift, 0.5 - shift, 0.2 - shift];
        foreach (var (drift, item) in drifts.Zip(link.Items))
        {
            Assert.Equal(drift, item.Drift, 1e-12);
            Assert.Equal(drift / Math.Sqrt(0.05), item.Z.Value, 1e-10);
            Assert.False(item.Drifted);
        }

        Assert.Equal(Math.Sqrt(drifts.Sum(drift => drift * drift) / 2 / 3), link.StandardError.Value, 1e-12);
        Assert.Equal(Math.Sqrt(3 * 0.05) / 3, link.SamplingError, 1e-12);
    }

    [Fact]
    public void Mean_sigma_matches_mean_and_spread()
    {
        CommonItem[] items = [Item(2, 0.1, 0.9, 0.2), Item(-1, 0.1, -0.7, 0.2), Item(0.5, 0.1, 0.3, 0.2), Item(0, 0.1, 0.1, 0.2)];
        var link = FormLink.MeanSigma(items).Value;
        double[] kept = [.. items.Select(item => item.Reference.Value)], brought = [.. items.Select(item => link.Apply(item.New.Value))];
        Assert.Equal(kept.Average(), brought.Average(), 1e-12);
        Assert.Equal(Spread(kept), Spread(brought), 1e-12);
        Assert.True(link.Slope > 1);
        Assert.Equal(link.Items[0].Drift / Math.Sqrt(0.01 + link.Slope * link.Slope * 0.04), link.Items[0].Z.Value, 1e-10);
        Assert.Equal(Math.Sqrt(link.Items.Sum(item => item.Drift * item.Drift) / 2 / 4), link.StandardError.Value, 1e-12);
        static double Spread(double[] values) => values.Sum(value => Math.Pow(value - values.Average(), 2));
    }

    [Fact]
    public void An_item_has_drifted_when_its_drift_is_both_large_and_significant()
    {
        CommonItem[] around = [Item(0, 0.1, 0, 0.1), Item(1, 0.1, 1, 0.1), Item(-1, 0.1, -1, 0.1)];
        bool Last(double reference, double error, double limit = 0.5) => FormLink.MeanMean([.. around, Item(reference, error, 0, error)], limit).Value.Items[^1].Drifted;
        // One item of four that moves by d keeps ¾ d as its drift.
        Assert.True(Last(0.8, 0.1));
        Assert.True(Last(-0.8, 0.1));
        Assert.False(Last(0.6, 0.1));
        Assert.True(Last(0.6, 0.1, 0.44));
        Assert.False(Last(0.8, 0.3));
        Assert.True(Last(0.8, 0));
        Assert.False(FormLink.MeanMean([.. around, Item(0.8, 0.1, 0, 0.1)]).Value.Items[0].Drifted);
    }

    [Fact]
    public void Two_calibrations_of_one_scale_are_brought_together()
    {
        var random = new Random(11);
        var model = new RatingScaleModel([-1.5, -1, -0.6, -0.3, 0, 0.2, 0.4, 0.8, 1, 1.4], [-1, 0, 1]);
        // The first form has items 1–7, the second 4–10; its people are one logit higher.
        var first = Part(SimulatedAnswers.Draw(model, Make.Normals(2000, 1, random), random), 0);
        var second = Part(SimulatedAnswers.Draw(model, [.. Make.Normals(2000, 1, random).Select(theta => theta + 1)], random), 3);
        var link = FormLink.MeanMean([.. Enumerable.Range(0, 4).Select(item => new CommonItem(first.Items[item + 3].Location, second.Items[item].Location))]).Value;
        var truth = Enumerable.Range(3, 7).Average(model.Location) - Enumerable.Range(0, 7).Average(model.Location);
        Assert.Equal(truth, link.Shift, 4 * link.SamplingError);
        Assert.InRange(link.SamplingError, 0.005, 0.05);
        Assert.InRange(link.StandardError.Value, 0.001, 0.08);
        Assert.DoesNotContain(link.Items, item => item.Drifted);

        static Calibration Part(ScoreMatrix answers, int from) =>
            Calibration.Fit(Make.Matrix([.. Make.Rows(answers).Select(row => row[from..(from + 7)])]), RaschFamily.RatingScale).Value;
    }

    [Fact]
    public void Shifting_the_new_form_shifts_the_link_and_nothing_else() =>
        Gen.Select(Gen.Select(Gen.Double[-3, 3], Gen.Double[-3, 3]).Array[3, 12], Gen.Double[-5, 5]).Sample((places, shift) =>
        {
            CommonItem[] here = [.. places.Select(p => Item(p.Item1, 0.1, p.Item2, 0.2))], there = [.. places.Select(p => Item(p.Item1, 0.1, p.Item2 + shift, 0.2))];
            var (a, b) = (FormLink.MeanMean(here).Value, FormLink.MeanMean(there).Value);
            Assert.Equal(a.Shift - shift, b.Shift, 1e-9);
            foreach (var (x, y) in a.Items.Zip(b.Items)) Assert.Equal(x.Drift, y.Drift, 1e-9);
            if (FormLink.MeanSigma(here).Try(out var c) && FormLink.MeanSigma(there).Try(out var d)) Assert.Equal(c.Apply(0.3), d.Apply(0.3 + shift), 1e-6 * Math.Max(1, c.Slope));
        });

    [Fact]
    public void Too_few_or_equal_items_are_a_reason()
    {
        Assert.Equal(Undefined.TooFewCode, FormLink.MeanMean([]).Why?.Code);
        var one = FormLink.MeanMean([Item(1, 0.1, 0, 0.1)]).Value;
        Assert.Equal(1, one.Shift);
        Assert.Equal(Undefined.TooFewCode, one.StandardError.Why?.Code);
        Assert.Equal(Undefined.TooFewCode, FormLink.MeanSigma([]).Why?.Code);
        Assert.Equal(Undefined.TooFewCode, FormLink.MeanSigma([Item(1, 0.1, 0, 0.1)]).Why?.Code);
        Assert.Equal(Undefined.NoVarianceCode, FormLink.MeanSigma([Item(1, 0.1, 0, 0.1), Item(2, 0.1, 0, 0.1)]).Why?.Code);
        Assert.Equal(Undefined.NoVarianceCode, FormLink.MeanSigma([Item(1, 0.1, 0, 0.1), Item(1, 0.1, 2, 0.1)]).Why?.Code);
        var two = FormLink.MeanSigma([Item(1, 0, 0, 0), Item(3, 0, 1, 0)]).Value;
        Assert.Equal(2, two.Slope, 1e-12);
        Assert.Equal(Undefined.TooFewCode, two.StandardError.Why?.Code);
        Assert.Equal(Undefined.NoVarianceCode, two.Items[0].Z.Why?.Code);
    }

    [Fact]
    public void What_is_no_number_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => FormLink.MeanMean(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => FormLink.MeanMean([Item(double.NaN, 0.1, 0, 0.1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FormLink.MeanMean([Item(0, 0.1, 0, -0.1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FormLink.MeanSigma([Item(0, double.PositiveInfinity, 0, 0.1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FormLink.MeanMean([], -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FormLink.MeanMean([], double.NaN));
    }

    private static CommonItem Item(double reference, double referenceError, double brought, double broughtError) =>
        new(new CalibratedValue(reference, referenceError), new CalibratedValue(brought, broughtError));
}
