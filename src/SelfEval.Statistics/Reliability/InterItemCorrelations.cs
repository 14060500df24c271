using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>How the items of a scale correlate with each other.</summary>
/// <param name="Mean">The average.</param>
/// <param name="Median">The middle one.</param>
/// <param name="Minimum">The lowest; below 0 it points at an item that was not reversed.</param>
/// <param name="Maximum">The highest; near 1 it points at two items that ask the same.</param>
public sealed record InterItemCorrelations(double Mean, double Median, double Minimum, double Maximum)
{
    /// <summary>From covariances; undefined below two items and where an item does not vary.</summary>
    public static Estimate<InterItemCorrelations> Of(CovarianceMatrix items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Size < 2) return Undefined.TooFew(2, items.Size, "items");
        if (!items.ToCorrelations().Try(out var correlations)) return items.ToCorrelations().Why!;
        List<double> pairs = [];
        for (var i = 0; i < items.Size; i++)
            for (var j = 0; j < i; j++)
                pairs.Add(correlations[i, j]);
        var table = ValueCounts.Of([.. pairs]);
        return new InterItemCorrelations(table.Moments.Mean!.Value, table.Median.Value, table.Minimum.Value, table.Maximum.Value);
    }

    /// <summary>The average covariance of two items; undefined below two items.</summary>
    public static Estimate<double> MeanCovariance(CovarianceMatrix items)
    {
        ArgumentNullException.ThrowIfNull(items);
        double k = items.Size;
        return k < 2 ? Undefined.TooFew(2, items.Size, "items") : (items.Total - items.Trace) / (k * (k - 1));
    }
}
