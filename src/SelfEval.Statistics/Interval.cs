namespace SelfEval.Statistics;

/// <summary>A two-sided interval.</summary>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
public readonly record struct Interval(double Low, double High);
