namespace SelfEval.Exchange.Charts;

/// <summary>Something a team did, marked on the time axis of its charts by a letter.</summary>
/// <param name="Letter">A, B, … in the order of time.</param>
/// <param name="What">What was done, in a few words.</param>
/// <param name="When">The day or the days, as people read them.</param>
/// <param name="Before">Index of the first point of the series that comes after it; the number of points where none does.</param>
/// <param name="NewBaseline">Whether the team asks for a centre line and limits of their own from here.</param>
public sealed record Annotation(string Letter, string What, string When, int Before, bool NewBaseline = false)
{
    internal string Words => $"{What} ({When})";
}
