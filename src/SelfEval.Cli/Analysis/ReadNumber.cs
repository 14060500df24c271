using System.Globalization;

namespace SelfEval.Cli.Analysis;

/// <summary>Numbers in files and options: a decimal point, no thousands, whatever the country.</summary>
internal static class ReadNumber
{
    /// <summary>The number; null where the text is none, or not a finite one.</summary>
    public static double? Of(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
