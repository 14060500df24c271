using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Reliability;
using Xunit;

namespace SelfEval.Statistics.Tests.Reliability;

public sealed class OneFactorTests
{
    private static CovarianceMatrix Model(double[] loadings, double[] deviations, long people = 100)
    {
        var values = new double[loadings.Length, loadings.Length];
        for (var i = 0; i < loadings.Length; i++)
            for (var j = 0; j < loadings.Length; j++)
                values[i, j] = (i == j ? 1 : loadings[Math.Min(i, j)] * loadings[Math.Max(i, j)]) * (deviations[i] * deviations[j]);
        return CovarianceMatrix.Of(values, people);
    }

    private static CovarianceMatrix Correlations(double r12, double r13, double r23) =>
        CovarianceMatrix.Of(new[,] { { 1, r12, r13 }, { r12, 1, r23 }, { r13, r23, 1 } }, 50);

    [Fact]
    public void An_exact_model_is_found_again()
    {
        double[] loadings = [0.8, 0.7, 0.6, 0.5];
        var model = Model(loadings, [1, 2, 3, 0.5]);
        var likelihood = OneFactorLikelihood.Fit(model).Value;
        var shrink = Math.Sqrt(0.99);
        Assert.Equal([0.8 * shrink, 1.4 * shrink, 1.8 * shrink, 0.25 * shrink], likelihood.Loadings, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([0.36 * 0.99, 0.51 * 4 * 0.99, 0.64 * 9 * 0.99, 0.75 * 0.25 * 0.99], likelihood.ResidualVariances, (a, b) => Math.Abs(a - b) < 1e-9);
        var common = 4.25 * 4.25;
        Assert.Equal(common / (common + 0.36 + 2.04 + 5.76 + 0.1875), likelihood.Omega, 1e-9);
        Assert.Equal(likelihood.Omega, likelihood.OmegaOfObservedVariance, 1e-9);
        Assert.Equal(0, likelihood.ChiSquare!.Value, 1e-9);
        Assert.Equal(2, likelihood.DegreesOfFreedom);

        var residuals = OneFactorResiduals.Fit(model).Value;
        Assert.Equal(loadings, residuals.Loadings, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([0.36, 0.51, 0.64, 0.75], residuals.ResidualVariances, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(6.76 / 9.02, residuals.Omega, 1e-9);
        Assert.Equal(6.76 / 9.02, residuals.OmegaOfObservedVariance, 1e-9);
        Assert.Equal(2, residuals.DegreesOfFreedom);
        Assert.Null(residuals.ChiSquare);
    }

    [Fact]
    public void Three_items_have_a_closed_form()
    {
        // λ₁² = r₁₂r₁₃/r₂₃.
        foreach (var fit in (Estimate<OneFactorModel>[])[OneFactorLikelihood.Fit(Correlations(0.42, 0.35, 0.3)), OneFactorResiduals.Fit(Correlations(0.42, 0.35, 0.3))])
        {
            var inMetric = fit.Value.ChiSquare is null ? 1 : Math.Sqrt(0.98);
            Assert.Equal([0.7 * inMetric, 0.6 * inMetric, 0.5 * inMetric], fit.Value.Loadings, (a, b) => Math.Abs(a - b) < 1e-8);
            Assert.Equal(0, fit.Value.DegreesOfFreedom);
        }
    }

    [Fact]
    public void A_scale_turned_round_gives_the_same_model()
    {
        var turned = Model([-0.8, -0.7, -0.6, -0.5, 0.4], [1, 1, 1, 1, 1]);
        var likelihood = OneFactorLikelihood.Fit(turned).Value;
        Assert.True(likelihood.Loadings[0] > 0);
        Assert.True(likelihood.Loadings[4] < 0);
        Assert.Equal(2.2 * 2.2 / (2.2 * 2.2 + 3.1), likelihood.Omega, 1e-9);
        Assert.Equal(0.8, OneFactorResiduals.Fit(turned).Value.Loadings[0], 1e-9);
    }

    [Fact]
    public void An_improper_solution_is_a_reason_and_no_number()
    {
        // λ₁² would be 1.28.
        var heywood = Correlations(0.8, 0.8, 0.5);
        Assert.Equal(Undefined.ImproperCode, OneFactorLikelihood.Fit(heywood).Why?.Code);
        Assert.Equal(Undefined.ImproperCode, OneFactorResiduals.Fit(heywood).Why?.Code);
        // λ₁² would be negative, so that there is no solution at all.
        foreach (var fit in (Estimate<OneFactorModel>[])[OneFactorLikelihood.Fit(Correlations(0.5, 0.5, -0.2)), OneFactorResiduals.Fit(Correlations(0.5, 0.5, -0.2))])
            Assert.Contains(fit.Why!.Code, (string[])[Undefined.ImproperCode, Undefined.NoConvergenceCode]);
    }

    [Fact]
    public void Without_a_factor_there_is_no_model()
    {
        foreach (var fit in (Estimate<OneFactorModel>[])[OneFactorLikelihood.Fit(Correlations(0, 0, 0)), OneFactorResiduals.Fit(Correlations(0, 0, 0))])
            Assert.False(fit.IsDefined);
        var two = CovarianceMatrix.Of(new[,] { { 1, 0.5 }, { 0.5, 1 } }, 50);
        Assert.Equal(Undefined.NotIdentifiedCode, OneFactorLikelihood.Fit(two).Why?.Code);
        Assert.Equal(Undefined.NotIdentifiedCode, OneFactorResiduals.Fit(two).Why?.Code);
        Assert.Contains("3 items", OneFactorLikelihood.Fit(two).Why!.Words, StringComparison.Ordinal);
        var flat = CovarianceMatrix.Of(new[,] { { 1, 0.5, 0 }, { 0.5, 1, 0 }, { 0, 0, 0 } }, 50);
        Assert.Equal(Undefined.NoVarianceCode, OneFactorLikelihood.Fit(flat).Why?.Code);
        Assert.Equal(Undefined.NoVarianceCode, OneFactorResiduals.Fit(flat).Why?.Code);
    }
}
