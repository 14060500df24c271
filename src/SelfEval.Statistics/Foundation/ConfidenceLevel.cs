namespace SelfEval.Statistics.Foundation;

/// <summary>A two-sided level of confidence, checked once for everybody.</summary>
internal static class ConfidenceLevel
{
    /// <summary>The share above the interval, (1 − confidence)/2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Confidence is not between 0 and 1.</exception>
    internal static double Tail(double confidence) => confidence is > 0 and < 1
        ? (1 - confidence) / 2
        : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Confidence lies between 0 and 1, such as 0.95.");
}
