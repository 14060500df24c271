using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Description;

/// <summary>What values look like: centre, spread, shape and the interval of a mean. Missing values are left out before.</summary>
public static class Descriptive
{
    internal static Undefined TooLarge { get; } = new(Undefined.TooLargeCode, "the values are too large to compute with");

    /// <summary>Arithmetic mean; undefined without values.</summary>
    public static Estimate<double> Mean(ReadOnlySpan<double> values) => Mean(RunningMoments.Of(values));

    /// <summary>Standard deviation with n−1; undefined below two values.</summary>
    public static Estimate<double> StandardDeviation(ReadOnlySpan<double> values) => StandardDeviation(RunningMoments.Of(values));

    /// <summary>The middle value, or half-way between the two middle ones; undefined without values.</summary>
    public static Estimate<double> Median(ReadOnlySpan<double> values) => ValueCounts.Of(values).Median;

    /// <summary>A sample quantile; undefined without values.</summary>
    public static Estimate<double> Quantile(ReadOnlySpan<double> values, double probability, QuantileDefinition definition = QuantileDefinition.HyndmanFan7) =>
        ValueCounts.Of(values).Quantile(probability, definition);

    /// <summary>Student's t interval of the mean; undefined below two values.</summary>
    public static Estimate<Interval> MeanInterval(ReadOnlySpan<double> values, double confidence = 0.95) => MeanInterval(RunningMoments.Of(values), confidence);

    /// <summary>Student's t interval of a mean from its summary; undefined below two values.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="standardDeviation">With n−1; not negative.</param>
    /// <param name="count">How many values.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Estimate<Interval> MeanInterval(double mean, double standardDeviation, long count, double confidence = 0.95)
    {
        _ = Confidence.Upper(confidence);
        ArgumentOutOfRangeException.ThrowIfNegative(standardDeviation);
        if (count < 2) return Undefined.TooFew(2, count);
        var half = Confidence.InStudent(confidence, count - 1) * standardDeviation / Math.Sqrt(count);
        return new Interval(mean - half, mean + half);
    }

    /// <summary>Everything at once, from the values.</summary>
    /// <param name="values">Finite numbers, in any order.</param>
    /// <param name="confidence">Of the interval of the mean, between 0 and 1.</param>
    public static DescriptiveSummary Describe(ReadOnlySpan<double> values, double confidence = 0.95) => Describe(ValueCounts.Of(values), confidence);

    /// <summary>Everything at once, from a table of how often each value was seen.</summary>
    public static DescriptiveSummary Describe(ValueCounts values, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(values);
        var deviation = StandardDeviation(values.Moments);
        return new()
        {
            Values = values,
            Mean = Mean(values.Moments),
            Variance = values.Moments.Variance is { } variance ? variance : Without(2, values.Count),
            StandardDeviation = deviation,
            StandardError = deviation.Then(sd => sd / Math.Sqrt(values.Count)),
            MeanInterval = MeanInterval(values.Moments, confidence),
        };
    }

    private static Estimate<double> Mean(RunningMoments moments) => moments.Mean is { } mean ? mean : Without(1, moments.Count);

    private static Estimate<double> StandardDeviation(RunningMoments moments) =>
        moments.StandardDeviation is { } deviation ? deviation : Without(2, moments.Count);

    private static Estimate<Interval> MeanInterval(RunningMoments moments, double confidence)
    {
        _ = Confidence.Upper(confidence);
        return moments.MeanInterval(confidence) is { } interval ? interval : Without(2, moments.Count);
    }

    private static Undefined Without(long needed, long count) => count < needed ? Undefined.TooFew(needed, count) : TooLarge;
}
