namespace SelfEval.Instruments.Disclosure;

/// <summary>Whether some combination of rows has weights of one sign only: a sum, not a difference.</summary>
/// <remarks>
/// By Gordan's theorem there is none exactly where the rows are all at right angles to some vector that is positive everywhere. That vector, with no entry below 1, is looked for by the
/// simplex method (first phase, Bland's rule). What is found is checked; its distance from nought makes up for any rounding. Where it is not found, such a sum may exist.
/// </remarks>
internal static class PositiveSums
{
    private const double Tiny = 1e-9;
    private const int Most = 2_000;

    /// <summary>False only where no combination of the rows is a sum.</summary>
    /// <param name="field">The rows' numbers.</param>
    /// <param name="rows">Independent rows, reduced, nought outside the atoms.</param>
    /// <param name="atoms">The atoms.</param>
    internal static bool MayExist(PrimeField field, ulong[][] rows, bool[] atoms)
    {
        if (rows.Length == 0) return false;
        int[] columns = [.. Enumerable.Range(0, atoms.Length).Where(at => atoms[at] && rows.Any(row => row[at] > 0))];
        var matrix = new double[rows.Length][];
        for (var row = 0; row < rows.Length; row++)
        {
            matrix[row] = new double[columns.Length];
            for (var at = 0; at < columns.Length; at++)
            {
                if (rows[row][columns[at]] is not (var value and > 0)) continue;
                if (field.ToFraction(value) is not { } fraction) return true;
                matrix[row][at] = fraction;
            }

            if (matrix[row].All(weight => weight >= 0)) return true;
        }

        return Solve(matrix) is not { } vector || !IsOrthogonal(matrix, vector);
    }

    private static bool IsOrthogonal(double[][] matrix, double[] vector) =>
        vector.All(entry => entry >= 1 - Tiny)
        && matrix.All(row => Math.Abs(row.Zip(vector, (a, b) => a * b).Sum()) <= Tiny * row.Zip(vector, (a, b) => Math.Abs(a * b)).Sum());

    /// <summary>A vector of entries from 1 that every row of the matrix takes to nought; null where none was found.</summary>
    private static double[]? Solve(double[][] matrix)
    {
        var (height, width) = (matrix.Length, matrix[0].Length);
        // With w = vector − 1 ≥ 0 the rows take w to minus their sums. One helper a row begins as the base; the last column is the right-hand side.
        var table = new double[height][];
        var sums = new double[width + 1];
        for (var row = 0; row < height; row++)
        {
            var right = -matrix[row].Sum();
            var sign = right < 0 ? -1 : 1;
            table[row] = [.. matrix[row].Select(value => sign * value), sign * right];
            for (var at = 0; at <= width; at++) sums[at] += table[row][at];
        }

        // A helper that has left never comes back, so it needs no column.
        var bases = Enumerable.Repeat(-1, height).ToArray();
        for (var step = 0; step < Most; step++)
        {
            var column = Array.FindIndex(sums, 0, width, sum => sum > Tiny);
            if (column < 0) break;
            var pivot = -1;
            for (var row = 0; row < height; row++)
            {
                if (table[row][column] <= Tiny) continue;
                var better = pivot < 0 ? -1 : table[row][width] * table[pivot][column] - table[pivot][width] * table[row][column];
                if (better < -Tiny || better <= Tiny && (pivot < 0 || bases[row] < bases[pivot])) pivot = row;
            }

            if (pivot < 0) return null;
            var by = table[pivot][column];
            for (var at = 0; at <= width; at++) table[pivot][at] /= by;
            for (var row = 0; row < height; row++)
                if (row != pivot) TakeOff(table[row], table[row][column], table[pivot]);
            TakeOff(sums, sums[column], table[pivot]);
            bases[pivot] = column;
        }

        if (sums[width] > Tiny * width) return null;
        var vector = Enumerable.Repeat(1.0, width).ToArray();
        for (var row = 0; row < height; row++)
            if (bases[row] >= 0) vector[bases[row]] += table[row][width];
        return vector;
    }

    private static void TakeOff(double[] row, double times, double[] other)
    {
        if (times == 0) return;
        for (var at = 0; at < row.Length; at++) row[at] -= times * other[at];
    }
}
