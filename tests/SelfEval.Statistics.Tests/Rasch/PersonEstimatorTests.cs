using CsCheck;
using Xunit;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Statistics.Tests.Rasch;

public sealed class PersonEstimatorTests
{
    private static readonly PersonEstimator[] All = Enum.GetValues<PersonEstimator>();

    [Fact]
    public void Likelihood_of_two_like_items_is_known_in_closed_form()
    {
        var table = new ThresholdModel([[0.7], [0.7]]).RawScoreTable();
        Assert.Equal(0.7, table[1].Theta, 1e-12);
        Assert.Equal(Math.Sqrt(2), table[1].StandardError, 1e-12);
        Assert.Equal(0.7 + Math.Log(0.3 / 1.7), table[0].Theta, 1e-12);
        Assert.Equal(0.7 + Math.Log(1.7 / 0.3), table[2].Theta, 1e-12);
        Assert.Equal(1 / Math.Sqrt(2 * 0.15 * 0.85), table[2].StandardError, 1e-12);
        Assert.Equal([true, false, true], table.Select(measure => measure.Extreme));
    }

    [Fact]
    public void Warm_of_one_item_lies_log_three_away()
    {
        // r − P + (1 − 2P)/2 = 0 gives P = 1/4 at r = 0 and 3/4 at r = 1.
        var table = new ThresholdModel([[-0.4]]).RawScoreTable(PersonEstimator.WarmLikelihood);
        Assert.Equal(-0.4 - Math.Log(3), table[0].Theta, 1e-12);
        Assert.Equal(-0.4 + Math.Log(3), table[1].Theta, 1e-12);
        Assert.Equal(4 / Math.Sqrt(3), table[0].StandardError, 1e-12);
        Assert.True(table[0].Extreme && table[1].Extreme);
    }

    [Fact]
    public void Measures_make_their_likelihood_largest() =>
        Make.Model.Sample(model =>
        {
            int[] items = [.. Enumerable.Range(0, model.ItemCount)];
            var (likelihood, warm) = (model.RawScoreTable(), model.RawScoreTable(PersonEstimator.WarmLikelihood));
            for (var raw = 0; raw <= model.MaximumRaw(); raw++)
                for (var theta = -12.0; theta <= 12; theta += 0.25)
                {
                    Assert.True(Make.LogLikelihood(model, items, raw, theta, true) <= Make.LogLikelihood(model, items, raw, warm[raw].Theta, true) + 1e-9);
                    if (!likelihood[raw].Extreme)
                        Assert.True(Make.LogLikelihood(model, items, raw, theta, false) <= Make.LogLikelihood(model, items, raw, likelihood[raw].Theta, false) + 1e-9);
                }
        }, iter: 60);

    [Fact]
    public void Warm_takes_the_highest_of_several_maxima()
    {
        // Half-way between two groups of items the information is low, and L·√I has a dip with a maximum on either side.
        var model = new ThresholdModel([[-6], [-6], [-6], [5], [5.2]]);
        int[] items = [0, 1, 2, 3, 4];
        var found = model.Measure(items, 3, PersonEstimator.WarmLikelihood).Theta;
        var best = Enumerable.Range(-1200, 2401).Select(at => at / 100.0).MaxBy(theta => Make.LogLikelihood(model, items, 3, theta, true));
        Assert.Equal(best, found, 0.01);
        Assert.Equal(model.RawScoreTable(PersonEstimator.WarmLikelihood)[3], model.Measure(items, 3, PersonEstimator.WarmLikelihood));
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(3, 0, 1)]
    [InlineData(13, 0, 1)]
    [InlineData(150, 0, 1)] // too slow while mutating
    [InlineData(5, 1.5, 0.4)]
    [InlineData(5, -2, 10)]
    public void Posterior_means_are_exact_to_ten_digits(int count, double mean, double deviation)
    {
        var random = new Random(count);
        double[][] thresholds = [.. Enumerable.Range(0, count).Select(_ => Make.Normals(4, 1.5, random))];
        var model = new ThresholdModel(thresholds, prior: new NormalPrior(mean, deviation));
        int[] items = [.. Enumerable.Range(0, count)];
        foreach (var raw in new[] { 0, 1, 2 * count, 4 * count - 1, 4 * count })
        {
            // Plain sums over a range and a step that are surely enough.
            double Log(double theta) => Make.LogLikelihood(model, items, raw, theta, false) - (theta - mean) * (theta - mean) / (2 * deviation * deviation);
            double[] grid = [.. Enumerable.Range(-15_000, 30_001).Select(at => at * (deviation > 5 ? 0.01 : 0.001))];
            double[] logs = [.. grid.Select(Log)];
            var peak = logs.Where(double.IsFinite).Max();
            double[] weights = [.. logs.Select(log => double.IsFinite(log) ? Math.Exp(log - peak) : 0)];
            var (total, first) = (weights.Sum(), weights.Zip(grid, (w, t) => w * t).Sum());
            var expected = first / total;
            var spread = Math.Sqrt(weights.Zip(grid, (w, t) => w * (t - expected) * (t - expected)).Sum() / total);
            var found = model.Measure(items, raw, PersonEstimator.PosteriorMean);
            Assert.Equal(expected, found.Theta, 1e-10);
            Assert.Equal(spread, found.StandardError, 1e-10);
            Assert.Equal(raw == 0 || raw == 4 * count, found.Extreme);
        }
    }

    [Fact]
    public void Measures_rise_with_the_raw_score_on_every_subset() =>
        Gen.Select(Make.Model, Gen.Int[1, 63]).Sample((model, mask) =>
        {
            int[] items = [.. Enumerable.Range(0, model.ItemCount).Where(item => (mask >> item & 1) != 0)];
            if (items.Length == 0) items = [model.ItemCount - 1];
            foreach (var estimator in All)
            {
                var table = model.RawScoreTable(items, estimator);
                Assert.Equal(model.MaximumRaw(items) + 1, table.Length);
                for (var raw = 1; raw < table.Length; raw++) Assert.True(table[raw].Theta > table[raw - 1].Theta);
                Assert.All(table, measure => Assert.True(measure.StandardError > 0 && double.IsFinite(measure.StandardError)));
            }
        });

    [Fact]
    public void Moving_the_items_moves_the_measures_along() =>
        Gen.Select(Make.Thresholds, Gen.Double[-20, 20]).Sample((thresholds, shift) =>
        {
            var here = new ThresholdModel(thresholds);
            var there = new ThresholdModel([.. thresholds.Select(item => item.Select(value => value + shift).ToArray())], prior: new NormalPrior(shift, 1));
            foreach (var estimator in All)
                foreach (var (a, b) in here.RawScoreTable(estimator).Zip(there.RawScoreTable(estimator)))
                {
                    Assert.Equal(a.Theta + shift, b.Theta, 1e-9);
                    Assert.Equal(a.StandardError, b.StandardError, 1e-9);
                }
        });

    [Fact]
    public void The_order_of_the_items_does_not_matter() =>
        Make.Thresholds.Sample(thresholds =>
        {
            var (here, turned) = (new ThresholdModel(thresholds), new ThresholdModel([.. thresholds.Reverse()]));
            foreach (var estimator in All)
                foreach (var (a, b) in here.RawScoreTable(estimator).Zip(turned.RawScoreTable(estimator)))
                    Assert.Equal(a.Theta, b.Theta, 1e-9);
        });

    [Fact]
    public void Turning_the_scale_round_turns_the_measures_round() =>
        Make.Thresholds.Sample(thresholds =>
        {
            var here = new ThresholdModel(thresholds);
            var turned = new ThresholdModel([.. thresholds.Select(item => item.Reverse().Select(value => -value).ToArray())]);
            foreach (var estimator in All)
                foreach (var (raw, (a, b)) in here.RawScoreTable(estimator).Zip(turned.RawScoreTable(estimator).Reverse()).Index())
                {
                    // Of two maxima of the same height the lower is taken, which the turned scale sees from the other side.
                    if (estimator == PersonEstimator.WarmLikelihood && Math.Abs(a.Theta + b.Theta) > 1e-9)
                        Assert.Equal(Height(here, raw, a.Theta), Height(here, raw, -b.Theta), 1e-9);
                    else Assert.Equal(a.Theta, -b.Theta, 1e-9);
                }

            static double Height(ThresholdModel model, int raw, double theta) =>
                Make.LogLikelihood(model, [.. Enumerable.Range(0, model.ItemCount)], raw, theta, warm: true);
        });

    [Fact]
    public void Of_two_equal_maxima_Warm_takes_the_lower()
    {
        foreach (var shift in new[] { -3.3, 0, 0.1, 1.7 })
        {
            var model = new ThresholdModel([[shift - 2.1, shift + 2.1]]);
            var found = model.Measure([0], 1, PersonEstimator.WarmLikelihood).Theta;
            Assert.True(found < shift - 0.01);
            Assert.Equal(Make.LogLikelihood(model, [0], 1, 2 * shift - found, true), Make.LogLikelihood(model, [0], 1, found, true), 1e-9);
        }
    }

    [Fact]
    public void Items_far_apart_give_finite_measures()
    {
        var model = new ThresholdModel([[-100], [-99], [98], [100]]);
        foreach (var estimator in All)
            Assert.All(model.RawScoreTable(estimator), measure => Assert.True(double.IsFinite(measure.Theta) && double.IsFinite(measure.StandardError)));
    }
}
