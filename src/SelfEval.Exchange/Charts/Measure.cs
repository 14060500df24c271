using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Charts;

/// <summary>What a chart's numbers are and how they are printed.</summary>
/// <param name="Title">What is measured, as a heading.</param>
/// <param name="Decimals">Digits after the point.</param>
/// <param name="Suffix">What follows each number, such as "%".</param>
/// <param name="Factor">What values are multiplied by before they are printed and drawn: 100 for shares.</param>
/// <param name="Minimum">The lowest possible value, before the factor; null where unknown.</param>
/// <param name="Maximum">The highest possible value.</param>
public sealed record Measure(string Title, int Decimals, string Suffix = "", double Factor = 1, double? Minimum = null, double? Maximum = null)
{
    internal string Say(double value) => DisplayNumber.Format(value * Factor, Decimals).Replace('-', '−') + Suffix;

    internal string Say(double low, double high) => $"{Say(low)} to {Say(high)}";

    internal Axis AxisFor(IEnumerable<double> values, int steps) => Axis.Around(values.Select(value => value * Factor), steps, Minimum * Factor, Maximum * Factor);
}
