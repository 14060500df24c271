namespace SelfEval.Statistics.Reliability;

/// <summary>
/// A symmetric positive definite matrix by its Cholesky factor. Not MathNet's, because a matrix that is not positive definite is an everyday answer here
/// (a step too far, a singular correlation matrix) and not an exception.
/// </summary>
internal sealed class PositiveDefinite
{
    private readonly double[,] factor;

    private PositiveDefinite(double[,] factor, double leastOwnShare) => (this.factor, LeastOwnShare) = (factor, leastOwnShare);

    private int Size => factor.GetLength(0);

    /// <summary>The least share of a diagonal entry that the rows before it leave; near 0 the matrix is all but singular, whatever its units.</summary>
    internal double LeastOwnShare { get; }

    /// <summary>ln of the determinant.</summary>
    internal double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (var i = 0; i < Size; i++) sum += Math.Log(factor[i, i]);
            return 2 * sum;
        }
    }

    /// <summary>The factor, or null where the matrix is not positive definite. Only the lower triangle is read.</summary>
    internal static PositiveDefinite? Factor(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var factor = new double[n, n];
        double least = 1;
        for (var j = 0; j < n; j++)
            for (var i = j; i < n; i++)
            {
                var rest = matrix[i, j];
                for (var m = 0; m < j; m++) rest -= factor[i, m] * factor[j, m];
                if (i > j)
                {
                    factor[i, j] = rest / factor[j, j];
                    continue;
                }

                if (!(rest > 0)) return null;
                factor[i, j] = Math.Sqrt(rest);
                least = Math.Min(least, rest / matrix[i, i]);
            }

        return double.IsFinite(factor[n - 1, n - 1]) ? new(factor, least) : null;
    }

    /// <summary>Solves A x = right.</summary>
    internal double[] Solve(double[] right)
    {
        var x = (double[])right.Clone();
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < i; j++) x[i] -= factor[i, j] * x[j];
            x[i] /= factor[i, i];
        }

        for (var i = Size - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < Size; j++) x[i] -= factor[j, i] * x[j];
            x[i] /= factor[i, i];
        }

        return x;
    }

    /// <summary>The inverse.</summary>
    internal double[,] Inverse()
    {
        var inverse = new double[Size, Size];
        for (var j = 0; j < Size; j++)
        {
            var unit = new double[Size];
            unit[j] = 1;
            var column = Solve(unit);
            for (var i = 0; i < Size; i++) inverse[i, j] = column[i];
        }

        return inverse;
    }
}
