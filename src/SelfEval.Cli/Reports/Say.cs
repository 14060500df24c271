using System.Globalization;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Cli.Reports;

/// <summary>Numbers as people read them. The one place where an analysis rounds.</summary>
internal static class Say
{
    public static string Value(object? value) => value switch
    {
        null => "",
        double number => Number(number),
        Interval interval => $"{Number(interval.Low)} to {Number(interval.High)}",
        Undefined why => $"not defined: {why.Words}",
        bool yes => yes ? "yes" : "no",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>Four significant digits, but never fewer than the whole ones.</summary>
    public static string Number(double value)
    {
        if (value == 0) return "0";
        var digits = (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;
        var decimals = Math.Clamp(4 - digits, 0, 6);
        var text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (text.Contains('.', StringComparison.Ordinal)) text = text.TrimEnd('0').TrimEnd('.');
        return text is "0" or "-0" ? value.ToString("0.#E+0", CultureInfo.InvariantCulture) : text;
    }

    public static string P(double p) => p < 0.001 ? "p < 0.001" : string.Create(CultureInfo.InvariantCulture, $"p = {Number(Math.Round(p, 3))}");

    public static string Percent(double confidence) => $"{Number(100 * confidence)}%";

    public static string People(long n) => n == 1 ? "1 person" : string.Create(CultureInfo.InvariantCulture, $"{n} people");

    /// <summary>For where one person may stand in several rows.</summary>
    public static string Sheets(long n) => n == 1 ? "1 sheet" : string.Create(CultureInfo.InvariantCulture, $"{n} sheets");
}
