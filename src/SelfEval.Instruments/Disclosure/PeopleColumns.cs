namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// Makes one column of the atoms that hold the same people's answers at different times. The column is the sum of the versions, each times a number of its own: it
/// is nought where all of them are, so that nobody is counted who is not in a combination, and hardly ever where not all of them are.
/// </summary>
internal sealed class PeopleColumns
{
    private readonly int[] columnOf;
    private readonly bool[] isFirst;

    internal PeopleColumns(IReadOnlyList<long> people, IReadOnlyList<int>? who)
    {
        columnOf = new int[people.Count];
        isFirst = new bool[people.Count];
        var columns = new Dictionary<int, int>();
        var counts = new List<long>();
        for (var atom = 0; atom < people.Count; atom++)
        {
            var key = who is null ? atom : who[atom];
            if (!columns.TryGetValue(key, out var column))
            {
                columns[key] = column = counts.Count;
                counts.Add(people[atom]);
                isFirst[atom] = true;
            }

            columnOf[atom] = column;
            counts[column] = Math.Min(counts[column], people[atom]);
        }

        People = counts;
    }

    /// <summary>People in each column; where versions differ in that, the fewest.</summary>
    internal IReadOnlyList<long> People { get; }

    internal ulong[][] Of(PrimeField field, ulong[][] rows)
    {
        if (People.Count == columnOf.Length) return rows;
        return [.. rows.Select(row =>
        {
            var columns = new ulong[People.Count];
            for (var atom = 0; atom < row.Length; atom++)
            {
                if (row[atom] == 0) continue;
                var times = isFirst[atom] ? 1 : ((ulong)atom + 1) * 0x9E3779B97F4A7C15UL % field.Modulus;
                columns[columnOf[atom]] = field.Subtract(columns[columnOf[atom]], field.Multiply(times, row[atom]));
            }

            return columns;
        })];
    }
}
