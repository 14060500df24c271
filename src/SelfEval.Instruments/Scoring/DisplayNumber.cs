using System.Globalization;

namespace SelfEval.Instruments.Scoring;

/// <summary>
/// The one place where a score is rounded: half away from zero, as people expect (41.25 gives 41.3). Halves are those of the decimal spelling at 15
/// significant digits, so that 1.005, which no double holds exactly, gives 1.01.
/// </summary>
public static class DisplayNumber
{
    private const double LargestExact = 1e15;

    /// <summary>A number rounded for display.</summary>
    public static double Round(double value, int decimals)
    {
        if (!double.IsFinite(value) || Math.Abs(value) >= LargestExact)
            return value;
        return (double)Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);
    }

    /// <summary>A number as it is shown, with exactly this many decimals; never "-0.0".</summary>
    public static string Format(double value, int decimals)
    {
        var rounded = Round(value, decimals);
        return (rounded == 0 ? 0 : rounded).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
