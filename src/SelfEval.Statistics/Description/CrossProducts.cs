using System.Numerics;
using System.Runtime.InteropServices;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Description;

/// <summary>
/// Count, sums, sums of squares and cross-products of rows of values, such as people's answers to the items of a scale. Rows can be added and taken out
/// again, and two tallies merged. Sums are kept as pairs of doubles, so that the order of folding does not show: a running tally agrees with a full recount.
/// Everything that is computed from covariances is computed from one of these. Not safe to change from two threads at once.
/// </summary>
public sealed class CrossProducts
{
    /// <summary>The largest size of a value; beyond it products of products would overflow.</summary>
    public const double LargestValue = 1e50;

    // Within a block, products are summed in twice the working precision (Ogita, Rump & Oishi 2005, SIAM J. Sci. Comput. 26:1955–1988,
    // doi 10.1137/030601818, algorithm 5.3); the error grows with the square of the block's length, so that blocks are short.
    private const int BlockRows = 64;

    private readonly int stride;
    private readonly double[] row;
    private readonly double[] blockHigh;
    private readonly double[] blockLow;
    private readonly PairedDouble[] sums;

    /// <summary>An empty tally.</summary>
    /// <param name="columns">How many values a row has, at least 1.</param>
    public CrossProducts(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        Columns = columns;
        // One more column of ones makes the plain sums the products with it.
        stride = (columns + Vector<double>.Count) / Vector<double>.Count * Vector<double>.Count;
        row = new double[stride];
        blockHigh = new double[columns * stride];
        blockLow = new double[columns * stride];
        sums = new PairedDouble[columns * (columns + 1)];
    }

    /// <summary>How many values a row has.</summary>
    public int Columns { get; }

    /// <summary>How many rows are in.</summary>
    public long Count { get; private set; }

    /// <summary>The tally of a table.</summary>
    /// <param name="rows">Row after row, without gaps; the length is a multiple of <paramref name="columns"/>.</param>
    /// <param name="columns">How many values a row has.</param>
    public static CrossProducts Of(ReadOnlySpan<double> rows, int columns)
    {
        var tally = new CrossProducts(columns);
        tally.Add(rows);
        return tally;
    }

    /// <summary>The tally of the complete rows of a table (listwise deletion).</summary>
    /// <param name="rows">Row after row; null where a value is missing.</param>
    /// <param name="columns">How many values a row has.</param>
    public static CrossProducts OfComplete(ReadOnlySpan<double?> rows, int columns)
    {
        var tally = new CrossProducts(columns);
        tally.CheckLength(rows.Length, nameof(rows));
        var complete = new double[rows.Length];
        var filled = 0;
        for (var at = 0; at < rows.Length; at += columns)
        {
            var answered = 0;
            while (answered < columns && rows[at + answered] is { } value) complete[filled + answered++] = value;
            if (answered == columns) filled += columns;
        }

        tally.Add(complete.AsSpan(0, filled));
        return tally;
    }

    /// <summary>Adds one row or several.</summary>
    /// <exception cref="ArgumentException">The length is not a multiple of <see cref="Columns"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not a number or larger than <see cref="LargestValue"/>; nothing was added.</exception>
    public void Add(ReadOnlySpan<double> rows) => Fold(rows, 1);

    /// <summary>Takes out one row or several that were added before.</summary>
    /// <exception cref="ArgumentException">The length is not a multiple of <see cref="Columns"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not a number or larger than <see cref="LargestValue"/>; nothing was taken out.</exception>
    /// <exception cref="InvalidOperationException">There are not as many rows.</exception>
    public void Remove(ReadOnlySpan<double> rows)
    {
        if (rows.Length / Columns > Count) throw new InvalidOperationException("There are not as many rows to take out.");
        Fold(rows, -1);
    }

    /// <summary>Adds all that another tally has seen.</summary>
    /// <exception cref="ArgumentException">The other has another number of columns.</exception>
    public void Merge(CrossProducts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Columns != Columns) throw new ArgumentException($"One tally has {Columns} columns and the other {other.Columns}.", nameof(other));
        for (var i = 0; i < sums.Length; i++) sums[i] += other.sums[i];
        Count += other.Count;
    }

    /// <summary>Takes out all that another tally has seen, every row of which this one has seen too.</summary>
    /// <exception cref="ArgumentException">The other has another number of columns.</exception>
    /// <exception cref="InvalidOperationException">There are not as many rows.</exception>
    public void TakeOut(CrossProducts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Columns != Columns) throw new ArgumentException($"One tally has {Columns} columns and the other {other.Columns}.", nameof(other));
        if (other.Count > Count) throw new InvalidOperationException("There are not as many rows to take out.");
        for (var i = 0; i < sums.Length; i++) sums[i] += -other.sums[i];
        Count -= other.Count;
        if (Count == 0) Array.Clear(sums);
    }

    /// <summary>The sums to be kept: for each column its products with itself and those after it and then its plain sum, each as two numbers that add up to it.</summary>
    public double[] ToSums()
    {
        var kept = new List<double>();
        for (var i = 0; i < Columns; i++)
            for (var j = i; j <= Columns; j++)
                kept.AddRange([sums[At(i, j)].High, sums[At(i, j)].Low]);
        return [.. kept];
    }

    /// <summary>The tally that <see cref="ToSums"/> kept.</summary>
    /// <param name="columns">How many values a row has, at least 1.</param>
    /// <param name="count">How many rows were in.</param>
    /// <param name="kept">What was kept.</param>
    /// <exception cref="ArgumentException">It is of another number of columns, or holds something that is no number.</exception>
    public static CrossProducts OfSums(int columns, long count, IReadOnlyList<double> kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var tally = new CrossProducts(columns) { Count = count };
        var length = columns * (columns + 3);
        if (kept.Count != length) throw new ArgumentException($"{kept.Count} numbers were kept where {columns} columns have {length}.", nameof(kept));
        if (kept.Any(number => !double.IsFinite(number))) throw new ArgumentException("What was kept holds something that is no number.", nameof(kept));
        var at = 0;
        for (var i = 0; i < columns; i++)
            for (var j = i; j <= columns; j++, at += 2)
                tally.sums[tally.At(i, j)] = new PairedDouble(kept[at], kept[at + 1]);
        return tally;
    }

    /// <summary>The mean of a column; undefined without rows.</summary>
    public Estimate<double> Mean(int column) => Count == 0 ? Undefined.TooFew(1, 0, "complete answers") : Total(column).Value / Count;

    /// <summary>Covariances with n−1; undefined below two rows. A column of equal values has no variance at all, whatever the rounding.</summary>
    public Estimate<CovarianceMatrix> Covariances()
    {
        if (Count < 2) return Undefined.TooFew(2, Count, "complete answers");
        var values = new double[Columns, Columns];
        for (var i = 0; i < Columns; i++) values[i, i] = Around(i, i);
        for (var i = 0; i < Columns; i++)
            for (var j = i + 1; j < Columns; j++)
                values[i, j] = values[j, i] = values[i, i] > 0 && values[j, j] > 0 ? Around(i, j) : 0;
        return new CovarianceMatrix(values, Count);
    }

    /// <summary>Σ xᵢ.</summary>
    internal PairedDouble Total(int column) => sums[At(column, Columns)];

    /// <summary>Σ xᵢxⱼ, i ≤ j.</summary>
    internal PairedDouble Product(int i, int j) => sums[At(i, j)];

    private double Around(int i, int j)
    {
        var products = Product(i, j);
        var around = (products + -(Total(i) * Total(j) / Count)).Value;
        // Below this only the rounding of the sums is left.
        return i == j && around <= products.High * 1e-27 ? 0 : around / (Count - 1);
    }

    private int At(int i, int j) => i * (Columns + 1) + j;

    private void CheckLength(int length, string parameter)
    {
        if (length % Columns != 0) throw new ArgumentException($"{length} values are no whole number of rows of {Columns}.", parameter);
    }

    private void Fold(ReadOnlySpan<double> rows, int sign)
    {
        CheckLength(rows.Length, nameof(rows));
        foreach (var value in rows)
            if (!(Math.Abs(value) <= LargestValue)) throw new ArgumentOutOfRangeException(nameof(rows), value, $"Values are numbers up to {LargestValue}.");
        for (var block = BlockRows * Columns; !rows.IsEmpty; rows = rows[Math.Min(block, rows.Length)..])
            FoldBlock(rows[..Math.Min(block, rows.Length)], sign);
        if (Count == 0) Array.Clear(sums);
    }

    private void FoldBlock(ReadOnlySpan<double> rows, int sign)
    {
        Array.Clear(blockHigh);
        Array.Clear(blockLow);
        for (var at = 0; at < rows.Length; at += Columns)
        {
            rows.Slice(at, Columns).CopyTo(row);
            row[Columns] = 1;
            AddRow(sign);
        }

        for (var i = 0; i < Columns; i++)
            for (var j = i; j <= Columns; j++)
                sums[At(i, j)] += new PairedDouble(blockHigh[i * stride + j], 0) + new PairedDouble(blockLow[i * stride + j], 0);
        Count += sign * (rows.Length / Columns);
    }

    private void AddRow(int sign)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(row);
        for (var i = 0; i < Columns; i++)
        {
            ref var high = ref blockHigh[i * stride];
            ref var low = ref blockLow[i * stride];
            var factor = new Vector<double>(sign * row[i]);
            // From the vector that holds the diagonal: what lies below it is computed along and never read.
            for (var j = (nuint)(i / Vector<double>.Count * Vector<double>.Count); j < (nuint)stride; j += (nuint)Vector<double>.Count)
            {
                var other = Vector.LoadUnsafe(ref values, j);
                var product = factor * other;
                var before = Vector.LoadUnsafe(ref high, j);
                var sum = before + product;
                var part = sum - before;
                var rest = before - (sum - part) + (product - part) + Vector.FusedMultiplyAdd(factor, other, -product);
                sum.StoreUnsafe(ref high, j);
                (Vector.LoadUnsafe(ref low, j) + rest).StoreUnsafe(ref low, j);
            }
        }
    }
}
