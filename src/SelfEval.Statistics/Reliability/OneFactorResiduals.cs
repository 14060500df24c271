using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>
/// One factor by minimum residuals: the least sum of squared differences between the correlations off the diagonal and the products of loadings (Harman &amp;
/// Jones 1966, Psychometrika 31:351–368, doi 10.1007/BF02289468). What R's psych::omega does with one factor.
/// </summary>
public static class OneFactorResiduals
{
    private const int MostSweeps = 100_000;
    private const double Arrived = 1e-13;

    /// <summary>
    /// Fits the model to the items' correlations; loadings and residual variances are standardised. Undefined below three items, where an item does not vary
    /// or is a combination of others, and where a loading passes 1.
    /// </summary>
    public static Estimate<OneFactorModel> Fit(CovarianceMatrix items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Size < 3) return OneFactorModel.TooFewItems(items.Size);
        if (!items.ToCorrelations().Try(out var correlations)) return items.ToCorrelations().Why!;
        if (!ItemMatrix.Inverse(correlations).IsDefined) return Undefined.Singular;
        var loadings = ItemMatrix.FirstAxis(correlations);
        if (!Settle(correlations, loadings)) return OneFactorModel.NoConvergence;
        if (loadings.Any(loading => Math.Abs(loading) >= 1)) return OneFactorModel.Improper;
        if (loadings.Sum() < 0)
            for (var i = 0; i < loadings.Length; i++) loadings[i] = -loadings[i];

        double[] residuals = [.. loadings.Select(loading => 1 - loading * loading)];
        double common = loadings.Sum() * loadings.Sum(), unique = residuals.Sum(), total = correlations.Total;
        if (total == 0) return Undefined.NoVariance("the sum scores");
        return new OneFactorModel
        {
            Loadings = loadings,
            ResidualVariances = residuals,
            Omega = common / (common + unique),
            OmegaOfObservedVariance = 1 - unique / total,
            DegreesOfFreedom = items.Size * (items.Size - 3) / 2,
        };
    }

    /// <summary>
    /// With the other loadings held, the best of one is a quotient; going round them, the sum of squares never rises. Slow near the end, and never astray.
    /// </summary>
    private static bool Settle(CovarianceMatrix correlations, double[] loadings)
    {
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            double moved = 0;
            for (var i = 0; i < loadings.Length; i++)
            {
                double above = 0, below = 0;
                for (var j = 0; j < loadings.Length; j++)
                {
                    if (j == i) continue;
                    above += correlations[i, j] * loadings[j];
                    below += loadings[j] * loadings[j];
                }

                if (!(below > 0)) return false;
                moved = Math.Max(moved, Math.Abs(above / below - loadings[i]));
                loadings[i] = above / below;
            }

            if (moved < Arrived) return true;
        }

        return false;
    }
}
