using MathNet.Numerics;

namespace SelfEval.Statistics.Change;

/// <summary>Ranks with the mean rank for ties, kept twice as large so that they are whole numbers.</summary>
internal static class Midranks
{
    /// <summary>Fills the doubled ranks of values in ascending order.</summary>
    /// <param name="sorted">Values, ascending.</param>
    /// <param name="doubled">Room for twice the rank of each.</param>
    /// <returns>Σ(t³ − t) over groups of t equal values: 0 without ties.</returns>
    internal static double Fill(ReadOnlySpan<double> sorted, Span<int> doubled)
    {
        double ties = 0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start];) end++;
            doubled[start..end].Fill(start + end + 1);
            double size = end - start;
            ties += size * (size * size - 1);
        }
        return ties;
    }
}

/// <summary>A test by the normal approximation.</summary>
/// <param name="Z">Standardised statistic.</param>
/// <param name="P">Two-sided.</param>
public readonly record struct ZTest(double Z, double P)
{
    /// <summary>The test of how far a statistic lies from its mean.</summary>
    /// <param name="deviation">Statistic minus its mean when nothing happened.</param>
    /// <param name="variance">Its variance then, above 0.</param>
    /// <param name="correction">Continuity correction: how much of the deviation is taken off before.</param>
    internal static ZTest Of(double deviation, double variance, double correction = 0)
    {
        var z = (deviation - Math.Sign(deviation) * correction) / Math.Sqrt(variance);
        return new ZTest(z, SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2));
    }
}
