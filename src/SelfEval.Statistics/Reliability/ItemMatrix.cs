using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>What several coefficients need of the same matrix.</summary>
internal static class ItemMatrix
{
    // R's solve() calls a matrix singular at much the same place.
    private const double SmallestReciprocalCondition = 1e-12;

    /// <summary>The inverse of a correlation matrix; undefined where it is singular for practical purposes.</summary>
    internal static Estimate<double[,]> Inverse(CovarianceMatrix correlations)
    {
        var matrix = ToArray(correlations);
        if (PositiveDefinite.Factor(matrix) is not { } factor) return Undefined.Singular;
        var inverse = factor.Inverse();
        return 1 / (Norm(matrix) * Norm(inverse)) >= SmallestReciprocalCondition ? inverse : Undefined.Singular;
    }

    internal static double[,] ToArray(CovarianceMatrix matrix)
    {
        var values = new double[matrix.Size, matrix.Size];
        for (var i = 0; i < matrix.Size; i++)
            for (var j = 0; j < matrix.Size; j++)
                values[i, j] = matrix[i, j];
        return values;
    }

    /// <summary>Σ cᵢⱼ² over i ≠ j.</summary>
    internal static double OffDiagonalSquares(CovarianceMatrix matrix)
    {
        double sum = 0;
        for (var i = 0; i < matrix.Size; i++)
            for (var j = 0; j < i; j++)
                sum += 2 * matrix[i, j] * matrix[i, j];
        return sum;
    }

    /// <summary>
    /// Loadings to start a one-factor search from: the principal axis, a little shortened. Found by repeated multiplication, which cannot fail and need not be exact.
    /// </summary>
    internal static double[] FirstAxis(CovarianceMatrix correlations)
    {
        var axis = new double[correlations.Size];
        // From the row with the largest correlations, so that the start is never at a right angle to the axis.
        var from = Enumerable.Range(0, axis.Length).MaxBy(i => Enumerable.Range(0, axis.Length).Sum(j => correlations[i, j] * correlations[i, j]));
        for (var i = 0; i < axis.Length; i++) axis[i] = correlations[i, from];
        double length = 1;
        for (var step = 0; step < 100; step++)
        {
            var next = new double[axis.Length];
            for (var i = 0; i < axis.Length; i++)
                for (var j = 0; j < axis.Length; j++)
                    next[i] += correlations[i, j] * axis[j];
            length = Math.Sqrt(next.Sum(x => x * x));
            for (var i = 0; i < axis.Length; i++) axis[i] = next[i] / length;
        }

        var shortened = 0.8 * Math.Sqrt(length);
        return [.. axis.Select(x => Math.Clamp(x * shortened, -0.95, 0.95))];
    }

    private static double Norm(double[,] matrix)
    {
        double largest = 0;
        for (var j = 0; j < matrix.GetLength(1); j++)
        {
            double column = 0;
            for (var i = 0; i < matrix.GetLength(0); i++) column += Math.Abs(matrix[i, j]);
            largest = Math.Max(largest, column);
        }

        return largest;
    }
}
