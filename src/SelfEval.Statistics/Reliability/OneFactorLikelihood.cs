using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>
/// Maximum likelihood fit of one factor (Jöreskog 1969, Psychometrika 34:183–202, doi 10.1007/BF02289343) by Fisher scoring. Residual variances are not
/// kept from becoming negative: a search that ends there, or nowhere, has no proper answer, and that is reported rather than a number from the boundary.
/// </summary>
public static class OneFactorLikelihood
{
    private const int MostSteps = 2_000;
    private const int MostHalvings = 40;
    private const double Arrived = 1e-9;

    // At the bottom the discrepancy cannot tell a good step from a bad one; the gradient still can.
    private const double Flat = 1e-12;

    /// <summary>
    /// Fits the model. Loadings and residual variances are in the metric of the items, with variances that divide by n as likelihood has them.
    /// Undefined below three items, where an item does not vary or is a combination of others, and without a proper solution.
    /// </summary>
    public static Estimate<OneFactorModel> Fit(CovarianceMatrix items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Size < 3) return OneFactorModel.TooFewItems(items.Size);
        if (!items.ToCorrelations().Try(out var correlations)) return items.ToCorrelations().Why!;
        if (!ItemMatrix.Inverse(correlations).IsDefined) return Undefined.Singular;

        // The fit does not depend on the items' units, so that it is made on correlations.
        var search = new Search(ItemMatrix.ToArray(correlations), ItemMatrix.FirstAxis(correlations));
        if (!search.Run()) return OneFactorModel.NoConvergence;
        if (search.Residuals.Any(residual => !(residual > 0))) return OneFactorModel.Improper;

        var k = items.Size;
        var shrink = (items.Count - 1.0) / items.Count;
        var sign = Enumerable.Range(0, k).Sum(i => search.Loadings[i] * Math.Sqrt(items[i, i])) < 0 ? -1 : 1;
        double[] loadings = [.. search.Loadings.Select((loading, i) => sign * loading * Math.Sqrt(shrink * items[i, i]))];
        double[] residuals = [.. search.Residuals.Select((residual, i) => residual * shrink * items[i, i])];
        var common = loadings.Sum() * loadings.Sum();
        var observed = PositiveDefinite.Factor(ItemMatrix.ToArray(correlations))!.LogDeterminant;
        return new OneFactorModel
        {
            Loadings = loadings,
            ResidualVariances = residuals,
            Omega = common / (common + residuals.Sum()),
            OmegaOfObservedVariance = common / (shrink * items.Total),
            ChiSquare = Math.Max(0, items.Count * (search.Discrepancy - observed - k)),
            DegreesOfFreedom = k * (k - 3) / 2,
        };
    }

    private sealed class Search(double[,] observed, double[] loadings)
    {
        private readonly int k = loadings.Length;
        private double[,] inverse = new double[0, 0];

        internal double[] Loadings { get; private set; } = loadings;

        internal double[] Residuals { get; private set; } = [.. loadings.Select(l => 1 - l * l)];

        /// <summary>ln|Σ| + tr(SΣ⁻¹).</summary>
        internal double Discrepancy { get; private set; }

        internal bool Run()
        {
            if (!TryMove(Loadings, Residuals, double.PositiveInfinity)) return false;
            var before = double.PositiveInfinity;
            for (var step = 0; step < MostSteps; step++)
            {
                var gradient = Gradient();
                var size = gradient.Max(Math.Abs);
                // Where the information is singular, other loadings would fit as well: the items do not determine a factor.
                if (PositiveDefinite.Factor(Information()) is not { LeastOwnShare: > 1e-10 } information) return false;
                if (size < 1e-13 || size < Arrived && size > 0.9 * before) return true;
                before = size;
                var move = information.Solve(gradient);
                var length = 1.0;
                for (var halving = 0; ; halving++, length /= 2)
                {
                    double[] newLoadings = [.. Loadings.Select((l, i) => l - length * move[i])];
                    double[] newResiduals = [.. Residuals.Select((r, i) => r - length * move[k + i])];
                    if (TryMove(newLoadings, newResiduals, Discrepancy + Flat)) break;
                    if (halving == MostHalvings) return size < Arrived;
                }
            }

            return Gradient().Max(Math.Abs) < Arrived;
        }

        private bool TryMove(double[] newLoadings, double[] newResiduals, double below)
        {
            var model = new double[k, k];
            for (var i = 0; i < k; i++)
                for (var j = 0; j < k; j++)
                    model[i, j] = newLoadings[i] * newLoadings[j] + (i == j ? newResiduals[i] : 0);
            if (PositiveDefinite.Factor(model) is not { } factor) return false;
            var newInverse = factor.Inverse();
            var discrepancy = factor.LogDeterminant;
            for (var i = 0; i < k; i++)
                for (var j = 0; j < k; j++)
                    discrepancy += observed[i, j] * newInverse[i, j];
            if (!(discrepancy < below)) return false;
            (Loadings, Residuals, inverse, Discrepancy) = (newLoadings, newResiduals, newInverse, discrepancy);
            return true;
        }

        /// <summary>Half the derivatives of the discrepancy: (W − WSW)λ, then half the diagonal of W − WSW, with W = Σ⁻¹.</summary>
        private double[] Gradient()
        {
            var halfway = Times(inverse, observed);
            var gradient = new double[2 * k];
            for (var i = 0; i < k; i++)
                for (var j = 0; j < k; j++)
                {
                    var entry = inverse[i, j];
                    for (var m = 0; m < k; m++) entry -= halfway[i, m] * inverse[m, j];
                    gradient[i] += entry * Loadings[j];
                    if (i == j) gradient[k + i] = entry / 2;
                }

            return gradient;
        }

        /// <summary>Half the expected second derivatives.</summary>
        private double[,] Information()
        {
            var u = new double[k];
            for (var i = 0; i < k; i++)
                for (var j = 0; j < k; j++)
                    u[i] += inverse[i, j] * Loadings[j];
            double c = 0;
            for (var i = 0; i < k; i++) c += u[i] * Loadings[i];
            var information = new double[2 * k, 2 * k];
            for (var i = 0; i < k; i++)
                for (var j = 0; j < k; j++)
                {
                    information[i, j] = u[i] * u[j] + c * inverse[i, j];
                    information[k + i, k + j] = inverse[i, j] * inverse[i, j] / 2;
                    information[i, k + j] = information[k + j, i] = inverse[i, j] * u[j];
                }

            return information;
        }

        private double[,] Times(double[,] a, double[,] b)
        {
            var product = new double[k, k];
            for (var i = 0; i < k; i++)
                for (var m = 0; m < k; m++)
                    for (var j = 0; j < k; j++)
                        product[i, j] += a[i, m] * b[m, j];
            return product;
        }
    }
}
