using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>
/// Alpha with each covariance from whoever answered both items, as R's psych::alpha has it by default. For comparing with others' figures: the covariances come from
/// different people and need not fit together, so that no interval and no factor model is given. <see cref="ScaleReliability"/> is the figure to report.
/// </summary>
public sealed record PairwiseReliability
{
    /// <summary>How many people answered each item.</summary>
    public required IReadOnlyList<long> Answered { get; init; }

    /// <summary>One entry per item, in order; mean and deviation are of everybody who answered it.</summary>
    public required IReadOnlyList<ItemReliability> Items { get; init; }

    /// <summary>Raw alpha.</summary>
    public required Estimate<double> Alpha { get; init; }

    /// <summary>Standardised alpha.</summary>
    public required Estimate<double> StandardisedAlpha { get; init; }

    /// <summary>How items correlate with each other.</summary>
    public required Estimate<InterItemCorrelations> InterItem { get; init; }

    /// <summary>From a table with gaps.</summary>
    /// <param name="rows">Person after person; null where an answer is missing.</param>
    /// <param name="items">k, at least 1.</param>
    public static PairwiseReliability Of(ReadOnlySpan<double?> rows, int items) => Of(PairwiseProducts.Of(rows, items));

    /// <summary>From the sums.</summary>
    public static PairwiseReliability Of(PairwiseProducts sums)
    {
        ArgumentNullException.ThrowIfNull(sums);
        var covariances = sums.Covariances();
        Estimate<TOut> From<TOut>(Func<CovarianceMatrix, Estimate<TOut>> compute) => covariances.Try(out var matrix) ? compute(matrix) : covariances.Why!;
        return new()
        {
            Answered = [.. Enumerable.Range(0, sums.Columns).Select(sums.Count)],
            Items = [.. Enumerable.Range(0, sums.Columns).Select(item =>
                ItemReliability.Of(item, sums.Mean(item), covariances) with { StandardDeviation = sums.StandardDeviation(item) })],
            Alpha = From(CronbachAlpha.Of),
            StandardisedAlpha = From(CronbachAlpha.Standardised),
            InterItem = From(InterItemCorrelations.Of),
        };
    }
}
