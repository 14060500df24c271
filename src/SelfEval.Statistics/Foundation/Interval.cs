namespace SelfEval.Statistics.Foundation;

/// <summary>A two-sided interval.</summary>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
public readonly record struct Interval(double Low, double High)
{
    internal bool IsFinite => double.IsFinite(Low) && double.IsFinite(High);

    /// <summary>True where the value lies between the limits or on one of them.</summary>
    public bool Contains(double value) => value >= Low && value <= High;
}
