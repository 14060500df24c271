using MathNet.Numerics.Distributions;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>
/// Coefficient alpha (Cronbach 1951, Psychometrika 16:297–334, doi 10.1007/BF02310555); for items scored 0 and 1 it is KR-20. It may be negative and is not
/// cut: that says that items were not reversed, or do not belong together.
/// </summary>
public static class CronbachAlpha
{
    /// <summary>
    /// k/(k−1) · (1 − Σ variances / variance of the sum). Of covariances this is raw alpha, of correlations
    /// (<see cref="CovarianceMatrix.ToCorrelations"/>) standardised alpha. Undefined below two items and where the sum does not vary.
    /// </summary>
    public static Estimate<double> Of(CovarianceMatrix items)
    {
        ArgumentNullException.ThrowIfNull(items);
        double k = items.Size, total = items.Total;
        if (items.Size < 2) return Undefined.TooFew(2, items.Size, "items");
        if (total == 0) return Undefined.NoVariance("the sum scores");
        var alpha = k / (k - 1) * (1 - items.Trace / total);
        // Items that are copies of each other have 1, not what rounding makes of it.
        return Estimate.Finite(alpha is > 1 and < 1 + 1e-12 ? 1 : alpha, Undefined.NoVariance("the sum scores"));
    }

    /// <summary>Standardised alpha; undefined also where an item does not vary.</summary>
    public static Estimate<double> Standardised(CovarianceMatrix items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items.ToCorrelations().Try(out var correlations) ? Of(correlations) : items.ToCorrelations().Why!;
    }

    /// <summary>The interval by Fisher's F (Feldt 1965, Psychometrika 30:357–370, doi 10.1007/BF02289499).</summary>
    /// <param name="alpha">Raw alpha, at most 1.</param>
    /// <param name="people">n, complete rows, at least 2.</param>
    /// <param name="items">k, at least 2.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Interval FeldtInterval(double alpha, long people, int items, double confidence = 0.95)
    {
        var upper = Confidence.Upper(confidence);
        if (!(alpha <= 1) || double.IsInfinity(alpha)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Alpha is a number up to 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 2);
        double between = people - 1, within = between * (items - 1);
        return new(
            1 - (1 - alpha) * FisherSnedecor.InvCDF(between, within, upper),
            1 - (1 - alpha) * FisherSnedecor.InvCDF(between, within, 1 - upper));
    }

    /// <summary>
    /// The asymptotic standard error of raw alpha (Duhachek &amp; Iacobucci 2004, Journal of Applied Psychology 89:792–808, doi 10.1037/0021-9010.89.5.792).
    /// Undefined where alpha is.
    /// </summary>
    public static Estimate<double> StandardError(CovarianceMatrix items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (!Of(items).IsDefined) return Of(items).Why!;
        double k = items.Size, total = items.Total, trace = items.Trace / total, squares = 0, product = 0;
        for (var i = 0; i < items.Size; i++)
        {
            double sum = 0;
            for (var j = 0; j < items.Size; j++)
            {
                sum += items[i, j] / total;
                squares += items[i, j] / total * (items[i, j] / total);
            }

            product += sum * sum;
        }

        // All in units of the variance of the sum: Q = 2k²/(k−1)² · (tr C² + tr²C − 2 trC · 1'C²1).
        var q = 2 * k * k / ((k - 1) * (k - 1)) * (squares + trace * trace - 2 * trace * product);
        return Estimate.Finite(Math.Sqrt(Math.Max(0, q) / items.Count), Undefined.NoVariance("the sum scores"));
    }
}
