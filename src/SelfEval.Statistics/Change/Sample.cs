namespace SelfEval.Statistics.Change;

/// <summary>What every comparison does to its values first.</summary>
internal static class Sample
{
    /// <summary>A standard deviation at or below this is rounding, not spread.</summary>
    internal const double NoSpread = 1e-12;

    // From here on neighbouring doubles lie further apart than the ninth decimal.
    private const double Coarse = 9_007_199;

    internal static void MustBeFinite(ReadOnlySpan<double> values, string name)
    {
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i])) throw new ArgumentOutOfRangeException(name, values[i], $"Value {i} is not a finite number; leave missing values out first.");
    }

    /// <summary>Second minus first, person by person.</summary>
    internal static double[] Differences(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
            throw new ArgumentException($"Pairs need as many second values as first ones; there are {first.Length} and {second.Length}.", nameof(second));
        MustBeFinite(first, nameof(first));
        MustBeFinite(second, nameof(second));
        var differences = new double[first.Length];
        for (var i = 0; i < differences.Length; i++) differences[i] = second[i] - first[i];
        return differences;
    }

    /// <summary>To 9 decimals, so that floating noise cannot split a tie: 0.3 − 0.1 and 0.2 are the same change.</summary>
    internal static double Rounded(double value) => Math.Abs(value) < Coarse ? Math.Round(value, 9) : value;
}
