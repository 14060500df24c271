using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Description;

/// <summary>The description of a set of values. Quantiles, shape and shares are asked of <see cref="Values"/>, where several definitions are in use.</summary>
public sealed record DescriptiveSummary
{
    /// <summary>How often each value was seen; gives count, median, quantiles, skewness, kurtosis, floor and ceiling share.</summary>
    public required ValueCounts Values { get; init; }

    /// <summary>How many values.</summary>
    public long Count => Values.Count;

    /// <summary>Their sum; 0 without values.</summary>
    public Estimate<double> Sum => Estimate.Finite(Values.Moments.Sum + Values.Moments.SumRest, Descriptive.TooLarge);

    /// <summary>Arithmetic mean.</summary>
    public required Estimate<double> Mean { get; init; }

    /// <summary>Variance with n−1.</summary>
    public required Estimate<double> Variance { get; init; }

    /// <summary>Standard deviation with n−1.</summary>
    public required Estimate<double> StandardDeviation { get; init; }

    /// <summary>Standard error of the mean.</summary>
    public required Estimate<double> StandardError { get; init; }

    /// <summary>Student's t interval of the mean.</summary>
    public required Estimate<Interval> MeanInterval { get; init; }
}
