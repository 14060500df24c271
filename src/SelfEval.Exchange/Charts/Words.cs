using System.Globalization;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Charts;

/// <summary>Numbers and short words as charts and their tables print them.</summary>
internal static class Words
{
    internal const string NotShown = "not shown";

    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Percent(double? share) => share is { } value ? DisplayNumber.Format(100 * value, 0) + "%" : NotShown;

    internal static string Value(PublishedScale scale, double value) => scale.IsShare
        ? DisplayNumber.Format(100 * (value - scale.Minimum) / (scale.Maximum - scale.Minimum), 0) + "%"
        : DisplayNumber.Format(value, scale.Decimals).Replace('-', '−');

    internal static string People(PublishedScale scale) =>
        scale.N is { } n ? $"{Number(n)} people" : scale.AtLeast is { } least ? $"at least {Number(least)} people" : "";

    internal static string Join(IReadOnlyList<string> parts) =>
        parts.Count < 2 ? string.Concat(parts) : string.Join(", ", parts.SkipLast(1)) + " and " + parts[^1];
}
