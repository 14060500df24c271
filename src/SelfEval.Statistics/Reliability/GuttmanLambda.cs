using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>
/// Lower bounds of reliability (Guttman 1945, Psychometrika 10:255–282, doi 10.1007/BF02288892), of covariances or of correlations. Undefined below two items
/// and where the sum does not vary.
/// </summary>
public static class GuttmanLambda
{
    /// <summary>λ₂, never below alpha.</summary>
    public static Estimate<double> Two(CovarianceMatrix items)
    {
        ArgumentNullException.ThrowIfNull(items);
        double k = items.Size, total = items.Total;
        if (items.Size < 2) return Undefined.TooFew(2, items.Size, "items");
        if (total == 0) return Undefined.NoVariance("the sum scores");
        return Estimate.Finite(1 - items.Trace / total + Math.Sqrt(k / (k - 1) * ItemMatrix.OffDiagonalSquares(items)) / total, Undefined.NoVariance("the sum scores"));
    }

    /// <summary>
    /// λ₆: what regression on the other items leaves of each item, against the variance of the sum. Undefined also where an item does not vary or is an exact
    /// combination of others, as always with no more people than items.
    /// </summary>
    public static Estimate<double> Six(CovarianceMatrix items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Size < 2) return Undefined.TooFew(2, items.Size, "items");
        if (!items.ToCorrelations().Try(out var correlations)) return items.ToCorrelations().Why!;
        if (!ItemMatrix.Inverse(correlations).Try(out var inverse)) return Undefined.Singular;
        double residual = 0, total = items.Total;
        for (var i = 0; i < items.Size; i++) residual += items[i, i] / inverse[i, i];
        return total == 0 ? Undefined.NoVariance("the sum scores") : Estimate.Finite(1 - residual / total, Undefined.Singular);
    }
}
