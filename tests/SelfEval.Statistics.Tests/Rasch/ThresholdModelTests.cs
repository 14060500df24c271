using CsCheck;
using Xunit;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Statistics.Tests.Rasch;

public sealed class ThresholdModelTests
{
    [Fact]
    public void Chances_are_those_of_the_definition() =>
        Gen.Select(Make.Model, Gen.Double[-8, 8]).Sample((model, theta) =>
        {
            for (var item = 0; item < model.ItemCount; item++)
            {
                var chances = new double[model.MaximumScore(item) + 1];
                model.CategoryProbabilities(item, theta, chances);
                var expected = Make.Chances(theta, model.Thresholds(item));
                for (var h = 0; h < chances.Length; h++) Assert.Equal(expected[h], chances[h], 1e-12);
            }
        });

    [Fact]
    public void Moments_are_those_of_the_chances() =>
        Gen.Select(Make.Model, Gen.Double[-8, 8]).Sample((model, theta) =>
        {
            double expected = 0, information = 0;
            for (var item = 0; item < model.ItemCount; item++)
            {
                var chances = Make.Chances(theta, model.Thresholds(item));
                var mean = chances.Select((chance, h) => chance * h).Sum();
                expected += mean;
                information += chances.Select((chance, h) => chance * (h - mean) * (h - mean)).Sum();
            }

            var found = model.Moments([.. Enumerable.Range(0, model.ItemCount)], theta);
            Assert.Equal(expected, found.Expected, 1e-11);
            Assert.Equal(information, found.Information, 1e-11);
        });

    [Fact]
    public void Information_keeps_its_digits_far_from_the_items()
    {
        var model = new ThresholdModel([[0]]);
        Assert.Equal(1, model.Moments([0], 40).Information / Math.Exp(-40), 1e-9);
        Assert.Equal(1, model.Moments([0], -40).Information / Math.Exp(-40), 1e-9);
        Assert.Equal(1, model.Moments([0], 5000).Expected);
        Assert.Equal(0, model.Moments([0], -5000).Expected);
    }

    [Fact]
    public void It_says_what_it_is_made_of()
    {
        var model = new ThresholdModel([[-1, 3], [0.5]], 0.25, new NormalPrior(1, 2));
        Assert.Equal(2, model.ItemCount);
        Assert.Equal([-1.0, 3.0], model.Thresholds(0).ToArray());
        Assert.Equal(1, model.Location(0));
        Assert.Equal(2, model.MaximumScore(0));
        Assert.Equal(3, model.MaximumRaw());
        Assert.Equal(1, model.MaximumRaw([1]));
        Assert.Equal(0.25, model.ExtremeAdjustment);
        Assert.Equal(new NormalPrior(1, 2), model.Prior);
        Assert.Equal(NormalPrior.Standard, new ThresholdModel([[0]]).Prior);
    }

    [Fact]
    public void It_keeps_its_own_copy_of_the_thresholds()
    {
        double[][] thresholds = [[0, 1]];
        var model = new ThresholdModel(thresholds);
        thresholds[0][0] = 9;
        Assert.Equal(0, model.Thresholds(0)[0]);
    }

    [Fact]
    public void What_is_no_model_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new ThresholdModel(null!));
        Assert.Throws<ArgumentException>(() => new ThresholdModel([]));
        Assert.Throws<ArgumentException>(() => new ThresholdModel([[1], []]));
        Assert.Throws<ArgumentException>(() => new ThresholdModel([null!]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThresholdModel([[double.NaN]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThresholdModel([[double.PositiveInfinity]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThresholdModel([[0]], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThresholdModel([[0]], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThresholdModel([[0]], prior: new NormalPrior(0, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThresholdModel([[0]], prior: new NormalPrior(double.NaN, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThresholdModel([[0]], prior: new NormalPrior(0, double.PositiveInfinity)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThresholdModel([[0], [200.1]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThresholdModel([[.. Enumerable.Range(0, 80).Select(h => h < 40 ? 0.0 : 150)]]));
        Assert.Equal(2, new ThresholdModel([[0], [200]]).ItemCount);
    }

    [Fact]
    public void What_it_does_not_have_is_refused()
    {
        var model = new ThresholdModel([[0], [1, 2]]);
        Assert.Throws<ArgumentException>(() => model.RawScoreTable([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.RawScoreTable([2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Measure([-1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Measure([1], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Measure([1], 1, (PersonEstimator)9));
        Assert.Throws<ArgumentException>(() => model.CategoryProbabilities(0, 0, new double[3]));
    }

    [Fact]
    public void Thresholds_out_of_order_are_named()
    {
        var disorder = ThresholdDisorder.In(new ThresholdModel([[-1, 0, 0, 1], [2, -0.5, 3, 1], [0]]));
        Assert.Equal([(1, 1), (1, 3)], disorder.Select(found => (found.Item, found.Score)));
        Assert.Equal([2.5, 2], disorder.Select(found => found.Reversal));
        Assert.Throws<ArgumentNullException>(() => ThresholdDisorder.In(null!));
    }

    [Theory]
    [InlineData(39.999, 1)]
    [InlineData(40, 2)]
    [InlineData(55, 3)]
    [InlineData(1000, 4)]
    [InlineData(-5, 1)]
    public void A_level_begins_at_its_cut(double points, int level) => Assert.Equal(level, LinearScale.Level(points, [40, 55, 65]));

    [Fact]
    public void A_linear_scale_is_a_straight_line_also_beyond_its_ends()
    {
        var scale = new LinearScale(-2, 3);
        Assert.Equal(20, scale.PointsPerLogit);
        Assert.Equal(40, scale.Points(0));
        Assert.Equal(-20, scale.Points(-3));
        Assert.Equal(120, scale.Points(4));
    }

    [Fact]
    public void The_hundred_points_end_at_the_extreme_measures_of_each_estimator()
    {
        var model = new ThresholdModel([[-1, 0.4], [0.2], [1.1, 2.5]]);
        foreach (var estimator in Enum.GetValues<PersonEstimator>())
        {
            var (scale, table) = (model.Scale(estimator), model.RawScoreTable(estimator));
            Assert.Equal(0, scale.Points(table[0].Theta), 1e-10);
            Assert.Equal(100, scale.Points(table[^1].Theta), 1e-10);
        }

        Assert.Equal(0, model.To100(-50));
        Assert.Equal(100, model.To100(50));
        Assert.Equal(100 * (0.3 - model.Lowest.Theta) / (model.Highest.Theta - model.Lowest.Theta), model.To100(0.3), 1e-10);
    }

    [Fact]
    public void Likelihood_measures_of_any_subset_stay_within_the_hundred_points() =>
        Gen.Select(Make.Model, Gen.Int[1, 63]).Sample((model, mask) =>
        {
            int[] items = [.. Enumerable.Range(0, model.ItemCount).Where(item => (mask >> item & 1) != 0)];
            if (items.Length == 0) items = [0];
            foreach (var measure in model.RawScoreTable(items)) Assert.InRange(model.Scale().Points(measure.Theta), -1e-9, 100 + 1e-9);
        });
}
