using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>What one item does in its scale.</summary>
public sealed record ItemReliability
{
    /// <summary>Mean of the answers.</summary>
    public required Estimate<double> Mean { get; init; }

    /// <summary>Standard deviation of the answers, with n−1.</summary>
    public required Estimate<double> StandardDeviation { get; init; }

    /// <summary>Correlation with the sum of all items, this one included.</summary>
    public required Estimate<double> ItemTotal { get; init; }

    /// <summary>Correlation with the sum of the other items (corrected item-total correlation); below 0 it points at an item that was not reversed.</summary>
    public required Estimate<double> ItemRest { get; init; }

    /// <summary>Raw alpha of the other items; undefined where fewer than two are left.</summary>
    public required Estimate<double> AlphaIfDeleted { get; init; }

    /// <summary>Standardised alpha of the other items; undefined where fewer than two are left.</summary>
    public required Estimate<double> StandardisedAlphaIfDeleted { get; init; }

    internal static ItemReliability Of(int item, Estimate<double> mean, Estimate<CovarianceMatrix> covariances)
    {
        Estimate<double> From(Func<CovarianceMatrix, Estimate<double>> compute) => covariances.Try(out var matrix) ? compute(matrix) : covariances.Why!;
        return new()
        {
            Mean = mean,
            StandardDeviation = From(matrix => Math.Sqrt(matrix[item, item])),
            ItemTotal = From(matrix => matrix.Correlation(i => i == item, _ => true)),
            ItemRest = From(matrix => matrix.Size < 2 ? Undefined.TooFew(2, matrix.Size, "items") : matrix.Correlation(i => i == item, i => i != item)),
            AlphaIfDeleted = From(matrix => matrix.Size < 3 ? Undefined.TooFew(3, matrix.Size, "items") : CronbachAlpha.Of(matrix.Without(item))),
            StandardisedAlphaIfDeleted = From(matrix => matrix.Size < 3 ? Undefined.TooFew(3, matrix.Size, "items") : CronbachAlpha.Standardised(matrix.Without(item))),
        };
    }
}
