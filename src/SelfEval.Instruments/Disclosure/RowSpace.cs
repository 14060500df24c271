namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// All that follows linearly from sums over sets of atoms: the row space of the matrix sets × atoms, in reduced echelon form. Pivots are taken in
/// heavy atoms where that is possible; the rows with another pivot then span all that tells nothing of the heavy ones.
/// </summary>
internal sealed class RowSpace
{
    private readonly bool[] heavy;
    private readonly ulong[][] rows;
    private readonly int[] pivots;

    internal RowSpace(PrimeField field, bool[] heavy)
        : this(field, heavy, [], []) { }

    private RowSpace(PrimeField field, bool[] heavy, ulong[][] rows, int[] pivots) =>
        (Field, this.heavy, this.rows, this.pivots) = (field, heavy, rows, pivots);

    internal PrimeField Field { get; }

    internal int Rank => rows.Length;

    /// <summary>The rows that are zero in every heavy atom.</summary>
    internal ulong[][] LightRows => [.. rows.Where((_, at) => !heavy[pivots[at]])];

    /// <summary>What follows with one more set; the same space where that adds nothing.</summary>
    internal RowSpace With(IReadOnlyList<int> set)
    {
        var row = new ulong[heavy.Length];
        foreach (var atom in set) row[atom] = 1;
        for (var at = 0; at < rows.Length; at++)
            if (row[pivots[at]] is var times and > 0) Field.TakeOff(row, times, rows[at]);

        var pivot = Pivot(row);
        if (pivot < 0) return this;
        Field.Scale(row, Field.Inverse(row[pivot]));
        var next = new ulong[rows.Length + 1][];
        for (var at = 0; at < rows.Length; at++)
        {
            next[at] = rows[at];
            if (rows[at][pivot] is not (var times and > 0)) continue;
            next[at] = [.. rows[at]];
            Field.TakeOff(next[at], times, row);
        }

        next[^1] = row;
        return new RowSpace(Field, heavy, next, [.. pivots, pivot]);
    }

    /// <summary>
    /// All that follows about these atoms alone: rows, reduced, that span the combinations of the sums in which there is no other atom.
    /// </summary>
    internal ulong[][] AboutOnly(bool[] atoms)
    {
        // Such a combination takes only rows that have their pivot in these atoms, and vanishes everywhere else.
        var inside = new List<ulong[]>();
        for (var at = 0; at < rows.Length; at++)
            if (atoms[pivots[at]]) inside.Add(rows[at]);
        if (inside.Count == 0 || inside.Count == 1 && HasOutside(inside[0], atoms)) return [];
        inside = [.. inside.Select(row => row.ToArray())];
        for (var column = 0; column < atoms.Length && inside.Count > 0; column++)
        {
            if (atoms[column]) continue;
            var at = inside.FindIndex(row => row[column] > 0);
            if (at < 0) continue;
            var taken = inside[at];
            inside.RemoveAt(at);
            ClearBy(taken, column, inside);
        }

        foreach (var row in inside)
        {
            var lead = Array.FindIndex(row, value => value > 0);
            Field.Scale(row, Field.Inverse(row[lead]));
            ClearBy(row, lead, inside.Where(other => other != row));
        }

        return [.. inside];
    }

    private void ClearBy(ulong[] by, int column, IEnumerable<ulong[]> others)
    {
        var inverse = Field.Inverse(by[column]);
        foreach (var row in others)
            if (row[column] > 0) Field.TakeOff(row, Field.Multiply(row[column], inverse), by);
    }

    private static bool HasOutside(ulong[] row, bool[] atoms)
    {
        for (var at = 0; at < row.Length; at++)
            if (row[at] > 0 && !atoms[at]) return true;
        return false;
    }

    private int Pivot(ulong[] row)
    {
        var first = -1;
        for (var at = 0; at < row.Length; at++)
        {
            if (row[at] == 0) continue;
            if (heavy[at]) return at;
            if (first < 0) first = at;
        }

        return first;
    }
}
