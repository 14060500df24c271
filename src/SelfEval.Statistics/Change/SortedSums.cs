using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>
/// Order statistics of all sums a + b without making them all: with both lists ascending, every row of sums ascends, so one sweep counts what lies
/// below any value, and drawing pivots narrows each row until little is left (after Johnson and Mizoguchi 1978, SIAM Journal on Computing 7:147–153,
/// doi 10.1137/0207013). O(n log n) expected time for an order statistic and O(n) memory.
/// </summary>
internal sealed class SortedSums
{
    private readonly double[] rows, columns;
    private readonly bool triangle;
    private readonly int[] from, to, less, atMost;
    private readonly long enough;

    /// <param name="rows">Ascending.</param>
    /// <param name="columns">Ascending; the same as <paramref name="rows"/> for the triangle.</param>
    /// <param name="triangle">True for the sums of i ≤ j only.</param>
    internal SortedSums(double[] rows, double[] columns, bool triangle)
    {
        (this.rows, this.columns, this.triangle) = (rows, columns, triangle);
        (from, to, less, atMost) = (new int[rows.Length], new int[rows.Length], new int[rows.Length], new int[rows.Length]);
        enough = 4L * rows.Length + 1_000;
        Count = triangle ? (long)rows.Length * (rows.Length + 1) / 2 : (long)rows.Length * columns.Length;
    }

    /// <summary>How many sums there are.</summary>
    internal long Count { get; }

    /// <summary>The sum at a place in ascending order.</summary>
    /// <param name="place">From 0.</param>
    internal double At(long place)
    {
        for (var i = 0; i < rows.Length; i++) (from[i], to[i]) = (First(i), columns.Length);
        var random = new Xoshiro256(0);
        long below = 0, left = Count;
        while (left > enough)
        {
            var pivot = Candidate((long)(random.Next() % (ulong)left));
            var (smaller, notLarger) = Split(pivot);
            if (place < smaller)
                for (var i = 0; i < rows.Length; i++) to[i] = Math.Max(from[i], Math.Min(to[i], less[i]));
            else if (place >= notLarger)
                for (var i = 0; i < rows.Length; i++) from[i] = Math.Min(to[i], Math.Max(from[i], atMost[i]));
            else return pivot;
            (below, left) = (0, 0);
            for (var i = 0; i < rows.Length; i++)
            {
                below += from[i] - First(i);
                left += to[i] - from[i];
            }
        }

        var rest = new double[left];
        var at = 0;
        for (var i = 0; i < rows.Length; i++)
            for (var j = from[i]; j < to[i]; j++) rest[at++] = rows[i] + columns[j];
        Array.Sort(rest);
        return rest[place - below];
    }

    /// <summary>The middle sum, or the mean of the two in the middle.</summary>
    internal double Median()
    {
        var upper = At(Count / 2);
        return Count % 2 == 1 ? upper : At(Count / 2 - 1) / 2 + upper / 2;
    }

    private int First(int row) => triangle ? row : 0;

    private double Candidate(long chosen)
    {
        var row = 0;
        for (; chosen >= to[row] - from[row]; row++) chosen -= to[row] - from[row];
        return rows[row] + columns[from[row] + (int)chosen];
    }

    // Columns below, and not above, the pivot in every row: both only fall from row to row, so each sweep passes the columns once.
    private (long Smaller, long NotLarger) Split(double pivot)
    {
        long smaller = 0, notLarger = 0;
        int below = columns.Length, upTo = columns.Length;
        for (var i = 0; i < rows.Length; i++)
        {
            while (below > 0 && rows[i] + columns[below - 1] >= pivot) below--;
            while (upTo > 0 && rows[i] + columns[upTo - 1] > pivot) upTo--;
            less[i] = Math.Max(below, First(i));
            atMost[i] = Math.Max(upTo, First(i));
            smaller += less[i] - First(i);
            notLarger += atMost[i] - First(i);
        }
        return (smaller, notLarger);
    }
}
