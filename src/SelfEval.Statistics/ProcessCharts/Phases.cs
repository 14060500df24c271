using System.Globalization;

namespace SelfEval.Statistics.ProcessCharts;

/// <summary>How a series is cut where limits are computed anew, and how near to a line counts as on it.</summary>
internal static class Phases
{
    /// <summary>Starts and lengths of the phases.</summary>
    internal static List<(int Start, int Count)> Of(ReadOnlySpan<double> values, IReadOnlyList<int> rebaseAt, int? baselinePoints)
    {
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Value {i} is not a finite number; leave out points without a value first."), nameof(values));
        if (baselinePoints is < 2)
            throw new ArgumentOutOfRangeException(nameof(baselinePoints), baselinePoints, "A baseline needs at least 2 points: one has no moving range.");
        var phases = new List<(int, int)>(rebaseAt.Count + 1);
        var start = 0;
        foreach (var at in rebaseAt)
        {
            if (at <= start || at >= values.Length)
                throw new ArgumentOutOfRangeException(nameof(rebaseAt), at, "New phases begin after the first point, within the series and in rising order.");
            phases.Add((start, at - start));
            start = at;
        }

        if (values.Length > 0) phases.Add((start, values.Length - start));
        return phases;
    }

    /// <summary>What lies nearer to a line than this is on it: sums of decimals miss by a little.</summary>
    internal static double Tolerance(ReadOnlySpan<double> values)
    {
        var largest = 1.0;
        foreach (var value in values) largest = Math.Max(largest, Math.Abs(value));
        return 1e-9 * largest;
    }

    /// <summary>+1 above, −1 below, 0 on the line.</summary>
    internal static int Side(double value, double line, double tolerance) =>
        value - line > tolerance ? 1 : value - line < -tolerance ? -1 : 0;
}
