using Xunit;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Statistics.Tests.Rasch;

public sealed class ModelFitTests
{
    [Fact]
    public void Figures_follow_from_the_residuals()
    {
        double[][] thresholds = [[-0.8, 0.4], [0.1], [-0.3, 1.2], [0.6]];
        var model = new ThresholdModel(thresholds);
        int[][] rows = [[2, 0, 1, 0], [1, 1, 0, -1], [0, -1, 2, 1], [1, 0, 2, 1], [2, 1, 2, 1], [0, 0, 0, 0], [-1, -1, -1, -1], [-1, 1, -1, -1]];
        var fit = ModelFit.Of(model, Make.Matrix(rows));

        var people = rows.Take(4).Select(row => (Row: row, Items: Enumerable.Range(0, 4).Where(item => row[item] >= 0).ToArray()))
            .Select(p => (p.Row, p.Items, Measure: model.Measure(p.Items, p.Items.Sum(item => p.Row[item])))).ToArray();
        for (var item = 0; item < 4; item++)
        {
            double n = 0, z2 = 0, squares = 0, variances = 0, kurtosis = 0, excess = 0;
            foreach (var (row, _, measure) in people.Where(p => p.Items.Contains(item)))
            {
                var chances = Make.Chances(measure.Theta, thresholds[item]);
                var mean = chances.Select((chance, h) => chance * h).Sum();
                double Central(int power) => chances.Select((chance, h) => chance * Math.Pow(h - mean, power)).Sum();
                var square = Math.Pow(row[item] - mean, 2);
                n++;
                z2 += square / Central(2);
                squares += square;
                variances += Central(2);
                kurtosis += Central(4) / Math.Pow(Central(2), 2);
                excess += Central(4) - Math.Pow(Central(2), 2);
            }

            var found = fit.Items[item];
            Assert.Equal(n, found.Count);
            Assert.Equal(z2 / n, found.Outfit.Value, 1e-10);
            Assert.Equal(squares / variances, found.Infit.Value, 1e-10);
            Assert.Equal(Deviate(z2 / n, kurtosis / n / n - 1 / n), found.OutfitZ.Value, 1e-8);
            Assert.Equal(Deviate(squares / variances, excess / variances / variances), found.InfitZ.Value, 1e-8);
        }

        double[] thetas = [.. people.Select(p => p.Measure.Theta)];
        var variance = thetas.Sum(theta => Math.Pow(theta - thetas.Average(), 2)) / 3;
        var error = people.Average(p => p.Measure.StandardError * p.Measure.StandardError);
        Assert.Equal(4, fit.Separation.Count);
        Assert.Equal(variance, fit.Separation.Variance.Value, 1e-10);
        Assert.Equal(error, fit.Separation.ErrorVariance.Value, 1e-10);
        Assert.Equal((variance - error) / variance, fit.Separation.Reliability.Value, 1e-10);
    }

    [Fact]
    public void Answers_drawn_from_the_model_fit_it_and_guesses_do_not()
    {
        var random = new Random(9);
        var model = new RatingScaleModel([-1.5, -1, -0.6, -0.3, 0, 0.2, 0.4, 0.8, 1, 1.4], [-1, 0, 1]);
        var rows = Make.Rows(SimulatedAnswers.Draw(model, Make.Normals(500, 1, random), random));
        foreach (var row in rows) row[4] = random.Next(4);
        var fit = ModelFit.Of(model, Make.Matrix(rows));
        for (var item = 0; item < 10; item++)
        {
            if (item == 4)
            {
                Assert.True(fit.Items[item].InfitZ.Value > 6 && fit.Items[item].OutfitZ.Value > 6);
                Assert.True(fit.Items[item].Infit.Value > 1.4);
                continue;
            }

            Assert.InRange(fit.Items[item].Infit.Value, 0.75, 1.25);
            Assert.InRange(fit.Items[item].InfitZ.Value, -4, 4);
        }

        Assert.InRange(fit.Separation.Reliability.Value, 0.6, 0.95);
    }

    [Fact]
    public void Without_anybody_between_the_ends_there_is_no_figure()
    {
        var fit = ModelFit.Of(new ThresholdModel([[0], [1]]), Make.Matrix([0, 0], [1, 1], [-1, 1]));
        foreach (var item in fit.Items)
        {
            Assert.Equal(0, item.Count);
            foreach (var figure in new[] { item.Outfit, item.Infit, item.OutfitZ, item.InfitZ }) Assert.Equal(Undefined.TooFewCode, figure.Why?.Code);
        }

        Assert.Equal(0, fit.Separation.Count);
        foreach (var figure in new[] { fit.Separation.Reliability, fit.Separation.Variance, fit.Separation.ErrorVariance }) Assert.Equal(Undefined.TooFewCode, figure.Why?.Code);
    }

    [Fact]
    public void One_person_has_an_error_but_no_spread_and_equal_people_no_reliability()
    {
        var model = new ThresholdModel([[0], [1]]);
        var one = ModelFit.Of(model, Make.Matrix([0, 1])).Separation;
        Assert.Equal(1, one.Count);
        Assert.True(one.ErrorVariance.IsDefined);
        Assert.Equal(Undefined.TooFewCode, one.Variance.Why?.Code);
        Assert.Equal(Undefined.TooFewCode, one.Reliability.Why?.Code);
        var alike = ModelFit.Of(model, Make.Matrix([0, 1], [1, 0])).Separation;
        Assert.Equal(0, alike.Variance.Value);
        Assert.Equal(Undefined.NoVarianceCode, alike.Reliability.Why?.Code);
    }

    [Fact]
    public void Where_the_model_lets_the_mean_square_be_nothing_but_one_there_is_no_deviate()
    {
        // Both answers are always equally likely here, and every squared residual is the variance.
        var item = ModelFit.Of(new ThresholdModel([[0], [0]]), Make.Matrix([0, 1], [1, 0])).Items[0];
        Assert.Equal(1, item.Outfit.Value, 1e-12);
        Assert.Equal(1, item.Infit.Value, 1e-12);
        Assert.Equal(Undefined.NoVarianceCode, item.OutfitZ.Why?.Code);
        Assert.Equal(Undefined.NoVarianceCode, item.InfitZ.Why?.Code);
    }

    [Fact]
    public void What_does_not_fit_the_model_is_refused()
    {
        var model = new ThresholdModel([[0], [1]]);
        Assert.Throws<ArgumentException>(() => ModelFit.Of(model, Make.Matrix([0])));
        Assert.Throws<ArgumentException>(() => ModelFit.Of(model, Make.Matrix([0, 2])));
        Assert.Throws<ArgumentNullException>(() => ModelFit.Of(null!, Make.Matrix([0, 1])));
        Assert.Throws<ArgumentNullException>(() => ModelFit.Of(model, null!));
    }

    private static double Deviate(double meanSquare, double variance) =>
        (Math.Pow(meanSquare, 1.0 / 3) - 1) * 3 / Math.Sqrt(variance) + Math.Sqrt(variance) / 3;
}
