using MathNet.Numerics.Distributions;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Description;

/// <summary>Mean, spread and the interval of a mean. Whatever is not defined is null, never NaN.</summary>
public static class Descriptive
{
    /// <summary>Arithmetic mean; null without values.</summary>
    public static double? Mean(ReadOnlySpan<double> values) => RunningMoments.Of(values).Mean;

    /// <summary>Standard deviation with n−1; null below two values.</summary>
    public static double? StandardDeviation(ReadOnlySpan<double> values) => RunningMoments.Of(values).StandardDeviation;

    /// <summary>Student's t interval of the mean; null below two values.</summary>
    public static Interval? MeanInterval(ReadOnlySpan<double> values, double confidence = 0.95) =>
        RunningMoments.Of(values).MeanInterval(confidence);

    /// <summary>Student's t interval of a mean from its summary; null below two values.</summary>
    public static Interval? MeanInterval(double mean, double standardDeviation, long count, double confidence = 0.95)
    {
        if (confidence is <= 0 or >= 1)
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Confidence lies between 0 and 1.");
        if (count < 2) return null;
        var half = StudentT.InvCDF(0, 1, count - 1, (1 + confidence) / 2) * standardDeviation / Math.Sqrt(count);
        return new Interval(mean - half, mean + half);
    }
}
