using Xunit;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Statistics.Tests.Rasch;

public sealed class CalibrationTests
{
    private static readonly double[][] Truth = [[-1.6, -0.4, 1], [-0.9, -0.2, 0.5], [0.1, 0.3], [-0.5, 1.2, 2], [-1]];

    [Theory]
    [InlineData(RaschFamily.PartialCredit)]
    [InlineData(RaschFamily.RatingScale)]
    [InlineData(RaschFamily.Dichotomous)]
    public void The_truth_is_found_again(RaschFamily family)
    {
        var random = new Random(7);
        var truth = family switch
        {
            RaschFamily.RatingScale => new RatingScaleModel([-1.2, -0.3, 0.2, 0.5, 0.8], [-1.1, 0.2, 0.9]),
            RaschFamily.Dichotomous => new RatingScaleModel([-1.2, -0.3, 0.2, 0.5, 0.8], [0]),
            _ => Centred(Truth),
        };
        var fit = Calibration.Fit(SimulatedAnswers.Draw(truth, Make.Normals(6000, 1.3, random), random, 0.1), family).Value;
        double squares = 0;
        var count = 0;
        for (var item = 0; item < 5; item++)
            for (var at = 0; at < fit.Items[item].Thresholds.Count; at++, count++)
            {
                var threshold = fit.Items[item].Thresholds[at];
                Assert.InRange(threshold.StandardError, 0.01, 0.12);
                var z = (threshold.Value - truth.Thresholds(item)[at]) / threshold.StandardError;
                Assert.InRange(z, -4, 4);
                squares += z * z;
            }

        // Standard errors of the right size make the mean square of z about 1.
        Assert.InRange(squares / count, 0.2, 2.5);
        Assert.Equal(6000, fit.People);
        Assert.InRange(fit.InformativePeople, 4000, 5999);
        Assert.Equal(family, fit.Family);
        Assert.InRange(fit.Iterations, 1, 12);
    }

    [Theory]
    [InlineData(RaschFamily.PartialCredit, 0)]
    [InlineData(RaschFamily.PartialCredit, 0.3)]
    [InlineData(RaschFamily.RatingScale, 0.3)]
    public void The_likelihood_is_what_counting_every_pattern_gives_and_no_neighbour_is_likelier(RaschFamily family, double missing)
    {
        var random = new Random(3);
        var truth = new RatingScaleModel([-0.8, 0.1, 0.2, 0.5], [-0.6, 0.6]);
        var answers = SimulatedAnswers.Draw(truth, Make.Normals(150, 1, random), random, missing);
        var fit = Calibration.Fit(answers, family).Value;
        double Height(ThresholdModel model) => Make.Rows(answers).Sum(sheet => Make.ConditionalLogLikelihood(model, sheet));
        var height = Height(fit.Model);
        Assert.Equal(height, fit.LogLikelihood, 1e-9);
        for (var item = 0; item < 4; item++)
            for (var at = 0; at < 2; at++)
                foreach (var step in new[] { -0.02, 0.02 })
                {
                    var moved = fit.Items.Select(i => i.Thresholds.Select(threshold => threshold.Value).ToArray()).ToArray();
                    if (family == RaschFamily.PartialCredit) moved[item][at] += step;
                    else if (at == 0) moved[item] = [.. moved[item].Select(value => value + step)];
                    else foreach (var thresholds in moved) thresholds[0] += step;
                    Assert.True(Height(new ThresholdModel(moved)) < height);
                }
    }

    [Fact]
    public void Standard_errors_come_from_the_curvature_of_the_likelihood()
    {
        // Two items and one parameter: of those who got one right, the share on the second is a plain proportion.
        var rows = Enumerable.Repeat<int[]>([1, 0], 30).Concat(Enumerable.Repeat<int[]>([0, 1], 10)).Concat([[1, 1], [0, 0], [1, -1], [-1, -1]]).ToArray();
        var fit = Calibration.Fit(Make.Matrix(rows), RaschFamily.Dichotomous).Value;
        Assert.Equal(-Math.Log(3) / 2, fit.Items[0].Location.Value, 1e-12);
        Assert.Equal(Math.Log(3) / 2, fit.Items[1].Location.Value, 1e-12);
        // The log odds have the variance 1/30 + 1/10; each difficulty is half of them.
        Assert.Equal(Math.Sqrt(1 / 30.0 + 1 / 10.0) / 2, fit.Items[0].Location.StandardError, 1e-12);
        Assert.Equal(fit.Items[0].Location, fit.Items[0].Thresholds[0]);
        Assert.Equal(30 * Math.Log(0.75) + 10 * Math.Log(0.25), fit.LogLikelihood, 1e-10);
        Assert.Equal((44, 40, 1), (fit.People, fit.InformativePeople, fit.ParameterCount));
        Assert.Empty(fit.Steps);
    }

    [Fact]
    public void The_same_answers_twice_leave_the_estimates_and_shrink_the_errors_by_root_two()
    {
        var rows = Drawn(200, 0.15);
        foreach (var family in new[] { RaschFamily.RatingScale, RaschFamily.PartialCredit })
        {
            var once = Calibration.Fit(Make.Matrix(rows), family).Value;
            var twice = Calibration.Fit(Make.Matrix([.. rows, .. rows]), family).Value;
            Assert.Equal(2 * once.LogLikelihood, twice.LogLikelihood, 1e-8);
            foreach (var (a, b) in Values(once).Zip(Values(twice)))
            {
                Assert.Equal(a.Value, b.Value, 1e-9);
                Assert.Equal(a.StandardError / Math.Sqrt(2), b.StandardError, 1e-9);
            }
        }
    }

    [Fact]
    public void The_order_of_items_and_people_does_not_matter()
    {
        var rows = Drawn(200, 0.15);
        int[] order = [3, 0, 4, 1, 2];
        var shuffled = rows.Select(row => order.Select(item => row[item]).ToArray()).Reverse().ToArray();
        foreach (var family in new[] { RaschFamily.RatingScale, RaschFamily.PartialCredit })
        {
            var (here, there) = (Calibration.Fit(Make.Matrix(rows), family).Value, Calibration.Fit(Make.Matrix(shuffled), family).Value);
            Assert.Equal(here.LogLikelihood, there.LogLikelihood, 1e-9);
            for (var at = 0; at < order.Length; at++)
                foreach (var (a, b) in here.Items[order[at]].Thresholds.Zip(there.Items[at].Thresholds))
                {
                    Assert.Equal(a.Value, b.Value, 1e-9);
                    Assert.Equal(a.StandardError, b.StandardError, 1e-9);
                }
        }
    }

    [Fact]
    public void People_who_say_nothing_about_the_items_change_nothing()
    {
        var rows = Drawn(100, 0);
        int[][] silent = [[0, 0, 0, 0, 0], [3, 3, 3, 3, 3], [-1, 2, -1, -1, -1], [-1, -1, -1, -1, -1], [-1, 3, 3, -1, -1]];
        var (few, more) = (Calibration.Fit(Make.Matrix(rows), RaschFamily.PartialCredit).Value, Calibration.Fit(Make.Matrix([.. rows, .. silent]), RaschFamily.PartialCredit).Value);
        Assert.Equal(few.LogLikelihood, more.LogLikelihood, 1e-10);
        Assert.Equal(few.InformativePeople, more.InformativePeople);
        Assert.Equal(few.People + 5, more.People);
        foreach (var (a, b) in Values(few).Zip(Values(more))) Assert.Equal(a.Value, b.Value, 1e-10);
    }

    [Fact]
    public void A_rating_scale_of_two_scores_is_the_dichotomous_model_and_so_is_partial_credit()
    {
        var random = new Random(4);
        var answers = SimulatedAnswers.Draw(new RatingScaleModel([-1, -0.2, 0.3, 0.9], [0]), Make.Normals(300, 1, random), random, 0.1);
        var plain = Calibration.Fit(answers, RaschFamily.Dichotomous).Value;
        foreach (var family in new[] { RaschFamily.RatingScale, RaschFamily.PartialCredit })
        {
            var other = Calibration.Fit(answers, family).Value;
            Assert.Equal(plain.ParameterCount, other.ParameterCount);
            foreach (var (a, b) in Values(plain).Zip(Values(other)))
            {
                Assert.Equal(a.Value, b.Value, 1e-9);
                Assert.Equal(a.StandardError, b.StandardError, 1e-9);
            }
        }

        var step = Assert.Single(Calibration.Fit(answers, RaschFamily.RatingScale).Value.Steps);
        Assert.Equal(0, step.Value, 1e-12);
        Assert.Equal(0, step.StandardError, 1e-7);
    }

    [Fact]
    public void A_rating_scale_knows_its_steps_with_errors_and_takes_an_option_that_one_item_lacks()
    {
        var rows = Drawn(300, 0);
        foreach (var row in rows) row[2] = Math.Max(row[2], 1);
        Assert.False(Calibration.Fit(Make.Matrix(rows), RaschFamily.PartialCredit).IsDefined);
        var fit = Calibration.Fit(Make.Matrix(rows), RaschFamily.RatingScale).Value;
        Assert.Equal(3, fit.Steps.Count);
        Assert.Equal(0, fit.Steps.Sum(step => step.Value), 1e-10);
        foreach (var item in fit.Items)
            for (var at = 0; at < 3; at++) Assert.Equal(item.Location.Value + fit.Steps[at].Value, item.Thresholds[at].Value, 1e-10);
        Assert.All(fit.Steps, step => Assert.InRange(step.StandardError, 0.03, 0.2));
    }

    [Fact]
    public void Sixty_items_with_five_options_are_fitted()
    {
        var random = new Random(6);
        var truth = new RatingScaleModel(Make.Normals(60, 1, random), [-1.5, -0.5, 0.5, 1.5]);
        var fit = Calibration.Fit(SimulatedAnswers.Draw(truth, Make.Normals(400, 1.5, random), random), RaschFamily.RatingScale).Value;
        var centre = Enumerable.Range(0, 60).Average(truth.Location);
        var z = fit.Items.Select((item, at) => (item.Location.Value - truth.Location(at) + centre) / item.Location.StandardError).ToArray();
        Assert.InRange(z.Average(value => value * value), 0.5, 1.6);
    }

    private static ThresholdModel Centred(double[][] thresholds)
    {
        var centre = thresholds.Average(item => item.Average());
        return new ThresholdModel([.. thresholds.Select(item => item.Select(value => value - centre).ToArray())]);
    }

    private static int[][] Drawn(int people, double missing)
    {
        var random = new Random(5);
        return Make.Rows(SimulatedAnswers.Draw(new RatingScaleModel([-0.8, -0.2, 0.1, 0.3, 0.6], [-0.7, 0, 0.7]), Make.Normals(people, 1, random), random, missing));
    }

    private static IEnumerable<CalibratedValue> Values(Calibration fit) =>
        fit.Items.SelectMany(item => item.Thresholds.Append(item.Location)).Concat(fit.Steps);

    [Fact]
    public void All_items_of_a_rating_scale_have_the_highest_score_that_somebody_has_on_any()
    {
        var truth = new RatingScaleModel([-0.5, 0, 0.5], [-1, 1]);
        var random = new Random(3);
        var answers = SimulatedAnswers.Draw(truth, Make.Normals(400, 1, random), random, 0);
        // Nobody has the highest score on the last item, and still it has two thresholds.
        var capped = Make.Matrix([.. Make.Rows(answers).Select(row => new[] { row[0], row[1], Math.Min(1, row[2]) })]);
        Assert.All(Calibration.Fit(capped, RaschFamily.RatingScale).Value.Items, item => Assert.Equal(2, item.Thresholds.Count));
        Assert.All(Calibration.Fit(capped, RaschFamily.RatingScale, [2, 2, 2]).Value.Items, item => Assert.Equal(2, item.Thresholds.Count));
        var mixed = Assert.Throws<ArgumentException>(() => Calibration.Fit(capped, RaschFamily.RatingScale, [2, 2, 1]));
        Assert.Contains("all have the same scores", mixed.Message, StringComparison.Ordinal);
        var low = Assert.Throws<ArgumentException>(() => Calibration.Fit(capped, RaschFamily.RatingScale, [2, 1, 2]));
        Assert.Contains("does not fit item 2,", low.Message, StringComparison.Ordinal);
    }
}
