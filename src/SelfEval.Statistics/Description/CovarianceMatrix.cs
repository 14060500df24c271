using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Description;

/// <summary>Covariances of columns, such as the items of a scale, with n−1. Symmetric; immutable.</summary>
public sealed class CovarianceMatrix
{
    // Sums of covariances that cancel to less than this of their size are rounding.
    private const double Rounding = 1e-13;

    private readonly double[,] values;

    internal CovarianceMatrix(double[,] values, long count) => (this.values, Count) = (values, count);

    /// <summary>A matrix from elsewhere, such as a published one.</summary>
    /// <param name="values">Square and symmetric, finite, no negative variance.</param>
    /// <param name="count">How many rows it was computed from, at least 2.</param>
    /// <exception cref="ArgumentException">The matrix is not square, not symmetric, or holds something that is no covariance.</exception>
    public static CovarianceMatrix Of(double[,] values, long count)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var size = values.GetLength(0);
        if (size == 0 || size != values.GetLength(1)) throw new ArgumentException("A covariance matrix is square.", nameof(values));
        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++)
                if (!(Math.Abs(values[i, j]) <= CrossProducts.LargestValue) || values[i, j] != values[j, i] || values[i, i] < 0)
                    throw new ArgumentException($"The covariance of {i} and {j} is not symmetric and finite, or a variance is negative.", nameof(values));
        return new((double[,])values.Clone(), count);
    }

    /// <summary>How many columns.</summary>
    public int Size => values.GetLength(0);

    /// <summary>How many rows it was computed from.</summary>
    public long Count { get; }

    /// <summary>One covariance, or a variance where both are the same.</summary>
    public double this[int i, int j] => values[i, j];

    /// <summary>The sum of the variances.</summary>
    public double Trace
    {
        get
        {
            double trace = 0;
            for (var i = 0; i < Size; i++) trace += values[i, i];
            return trace;
        }
    }

    /// <summary>The sum of all entries: the variance of the sum of all columns.</summary>
    public double Total => Covariance(_ => true, _ => true);

    /// <summary>The covariance of the sum of some columns with the sum of others; 0 where what is left is rounding.</summary>
    public double Covariance(Func<int, bool> some, Func<int, bool> others)
    {
        ArgumentNullException.ThrowIfNull(some);
        ArgumentNullException.ThrowIfNull(others);
        double sum = 0, size = 0;
        for (var i = 0; i < Size; i++)
            for (var j = 0; j < Size; j++)
                if (some(i) && others(j))
                    (sum, size) = (sum + values[i, j], size + Math.Abs(values[i, j]));
        return Math.Abs(sum) <= Rounding * size ? 0 : sum;
    }

    /// <summary>The correlation of the sum of some columns with the sum of others; undefined where either has no variance.</summary>
    public Estimate<double> Correlation(Func<int, bool> some, Func<int, bool> others)
    {
        double first = Covariance(some, some), second = Covariance(others, others);
        if (!(first > 0 && second > 0)) return Undefined.NoVariance();
        var correlation = Covariance(some, others) / Math.Sqrt(first) / Math.Sqrt(second);
        // What only rounding carried past ±1 is taken back; a correlation of pairwise deletion may really lie beyond.
        return Math.Abs(correlation) is > 1 and < 1 + 1e-12 ? Math.Sign(correlation) : correlation;
    }

    /// <summary>The correlations; undefined where a column has no variance. Those of pairwise deletion may lie outside −1 to 1 and are left so.</summary>
    public Estimate<CovarianceMatrix> ToCorrelations()
    {
        var deviations = new double[Size];
        for (var i = 0; i < Size; i++)
        {
            if (!(values[i, i] > 0)) return Undefined.NoVariance("the answers to an item");
            deviations[i] = Math.Sqrt(values[i, i]);
        }

        var correlations = new double[Size, Size];
        for (var i = 0; i < Size; i++)
            for (var j = 0; j < Size; j++)
                correlations[i, j] = i == j ? 1 : values[i, j] / deviations[i] / deviations[j];
        return new CovarianceMatrix(correlations, Count);
    }

    /// <summary>The matrix without one column.</summary>
    public CovarianceMatrix Without(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Size);
        var rest = new double[Size - 1, Size - 1];
        for (var i = 0; i < Size - 1; i++)
            for (var j = 0; j < Size - 1; j++)
                rest[i, j] = values[i < column ? i : i + 1, j < column ? j : j + 1];
        return new(rest, Count);
    }
}
