using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>Split-half reliability: items 1, 3, 5 … against 2, 4, 6 … in the order of the scale.</summary>
public static class SplitHalf
{
    /// <summary>The correlation of the two halves' sums; undefined below two items and where a half does not vary.</summary>
    public static Estimate<double> Correlation(CovarianceMatrix items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items.Size < 2 ? Undefined.TooFew(2, items.Size, "items") : items.Correlation(i => i % 2 == 0, i => i % 2 == 1);
    }

    /// <summary>
    /// The reliability of a measure that is so many times as long (Spearman 1910 and Brown 1910, British Journal of Psychology 3:271–295 and 296–322):
    /// mr/(1 + (m−1)r). Of the correlation of two halves, with m = 2, that of the whole. Undefined where the denominator is not above 0.
    /// </summary>
    /// <param name="reliability">r, a number up to 1.</param>
    /// <param name="times">m, above 0.</param>
    public static Estimate<double> SpearmanBrown(double reliability, double times = 2)
    {
        if (!(reliability <= 1) || double.IsInfinity(reliability)) throw new ArgumentOutOfRangeException(nameof(reliability), reliability, "A number up to 1 is needed.");
        if (!(times > 0) || double.IsInfinity(times)) throw new ArgumentOutOfRangeException(nameof(times), times, "A length is above 0.");
        var below = 1 + (times - 1) * reliability;
        return below > 0 ? times * reliability / below
            : new Undefined(Undefined.ImproperCode, "the parts contradict each other so strongly that the whole has no reliability");
    }
}
