using MathNet.Numerics.Distributions;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Description;

/// <summary>Intervals of a proportion.</summary>
public static class Proportion
{
    /// <summary>
    /// Wilson's score interval without continuity correction (Wilson 1927); null without trials.
    /// It ends exactly at 0 when nothing, and at 1 when everything, was counted.
    /// </summary>
    public static Interval? Wilson(long successes, long trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (confidence is <= 0 or >= 1)
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Confidence lies between 0 and 1.");
        if (trials == 0) return null;
        double z = Normal.InvCDF(0, 1, (1 + confidence) / 2), n = trials, p = successes / n, z2 = z * z;
        var centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        var half = z / (1 + z2 / n) * Math.Sqrt(p * (1 - p) / n + z2 / (4 * n * n));
        return new Interval(successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half);
    }
}
