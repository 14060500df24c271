using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Description;

/// <summary>
/// What <see cref="CrossProducts"/> is for complete rows, for rows with gaps: each covariance is computed from the rows that have both values
/// (pairwise deletion). Rows can be added and taken out again, and two tallies merged.
/// </summary>
public sealed class PairwiseProducts
{
    // Values with 0 in the gaps, and beside them 1 for each value that is there: products of the two halves are the sums over pairs.
    private readonly CrossProducts tally;

    /// <summary>An empty tally.</summary>
    /// <param name="columns">How many values a row has, at least 1.</param>
    public PairwiseProducts(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        (Columns, tally) = (columns, new(2 * columns));
    }

    /// <summary>How many values a row has.</summary>
    public int Columns { get; }

    /// <summary>The tally of a table.</summary>
    /// <param name="rows">Row after row; null where a value is missing.</param>
    /// <param name="columns">How many values a row has.</param>
    public static PairwiseProducts Of(ReadOnlySpan<double?> rows, int columns)
    {
        var pairs = new PairwiseProducts(columns);
        pairs.Add(rows);
        return pairs;
    }

    /// <summary>Adds one row or several; null where a value is missing. Refuses what <see cref="CrossProducts.Add"/> refuses.</summary>
    public void Add(ReadOnlySpan<double?> rows) => tally.Add(Beside(rows));

    /// <summary>Takes out one row or several that were added before. Refuses what <see cref="CrossProducts.Remove"/> refuses.</summary>
    public void Remove(ReadOnlySpan<double?> rows) => tally.Remove(Beside(rows));

    /// <summary>Adds all that another tally has seen.</summary>
    public void Merge(PairwiseProducts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        tally.Merge(other.tally);
    }

    /// <summary>How many rows have a value in this column.</summary>
    public long Count(int column) => Pairs(column, column);

    /// <summary>The mean of the values of a column; undefined without any.</summary>
    public Estimate<double> Mean(int column) => Count(column) == 0 ? Undefined.TooFew(1, 0, "answers") : tally.Total(column).Value / Count(column);

    /// <summary>The standard deviation of the values of a column, with n−1; undefined below two.</summary>
    public Estimate<double> StandardDeviation(int column) =>
        Count(column) < 2 ? Undefined.TooFew(2, Count(column), "answers") : Math.Sqrt(Covariance(column, column));

    /// <summary>
    /// Covariances, each of the rows that have both values, with n−1 of those; undefined where a pair has fewer than two. The matrix need not be a possible
    /// one of complete rows. Its count is that of the pair with the fewest rows.
    /// </summary>
    public Estimate<CovarianceMatrix> Covariances()
    {
        var values = new double[Columns, Columns];
        var fewest = long.MaxValue;
        for (var i = 0; i < Columns; i++)
            for (var j = i; j < Columns; j++)
            {
                fewest = Math.Min(fewest, Pairs(i, j));
                if (fewest < 2) return Undefined.TooFew(2, fewest, "people who answered both of any two items");
                values[i, j] = values[j, i] = Covariance(i, j);
            }

        return new CovarianceMatrix(values, fewest);
    }

    private double Covariance(int i, int j)
    {
        var (count, products) = (Pairs(i, j), tally.Product(i, j));
        var around = (products + -(tally.Product(i, Columns + j) * tally.Product(j, Columns + i) / count)).Value;
        return i == j && around <= products.High * 1e-27 ? 0 : around / (count - 1);
    }

    private long Pairs(int i, int j) => (long)tally.Product(Columns + Math.Min(i, j), Columns + Math.Max(i, j)).Value;

    private double[] Beside(ReadOnlySpan<double?> rows)
    {
        if (rows.Length % Columns != 0) throw new ArgumentException($"{rows.Length} values are no whole number of rows of {Columns}.", nameof(rows));
        var wide = new double[2 * rows.Length];
        for (var at = 0; at < rows.Length; at++)
            if (rows[at] is { } value)
            {
                var to = at / Columns * 2 * Columns + at % Columns;
                (wide[to], wide[to + Columns]) = (value, 1);
            }

        return wide;
    }
}
