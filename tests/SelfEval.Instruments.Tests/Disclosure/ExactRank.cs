using System.Numerics;

namespace SelfEval.Instruments.Tests.Disclosure;

/// <summary>Rank of a matrix of whole numbers, without rounding and without a modulus (Bareiss).</summary>
internal static class ExactRank
{
    internal static int Of(IEnumerable<IEnumerable<int>> matrix)
    {
        var rows = matrix.Select(row => row.Select(value => (BigInteger)value).ToArray()).ToList();
        if (rows.Count == 0) return 0;
        var (rank, before) = (0, BigInteger.One);
        for (var column = 0; column < rows[0].Length && rank < rows.Count; column++)
        {
            var pivot = rows.FindIndex(rank, row => row[column] != 0);
            if (pivot < 0) continue;
            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            for (var row = rank + 1; row < rows.Count; row++)
            {
                for (var at = column + 1; at < rows[row].Length; at++)
                    rows[row][at] = (rows[rank][column] * rows[row][at] - rows[row][column] * rows[rank][at]) / before;
                rows[row][column] = 0;
            }

            before = rows[rank][column];
            rank++;
        }

        return rank;
    }

    /// <summary>True where a combination of the sets, not nought, has only these atoms in it.</summary>
    internal static bool TellsOfOnly(IReadOnlyList<int[]> sets, int atoms, Func<int, bool> only)
    {
        var all = Enumerable.Range(0, atoms).ToArray();
        int[] others = [.. all.Where(atom => !only(atom))];
        return Of(sets.Select(set => others.Select(atom => set.Contains(atom) ? 1 : 0))) < Of(sets.Select(set => all.Select(atom => set.Contains(atom) ? 1 : 0)));
    }

    /// <summary>True where a combination of the sets, not nought, has fewer than k people in it: every possible small set of atoms is tried.</summary>
    internal static bool TellsOfFewerThan(int k, IReadOnlyList<int[]> sets, IReadOnlyList<long> people) =>
        Enumerable.Range(1, (1 << people.Count) - 1)
            .Where(some => Enumerable.Range(0, people.Count).Sum(atom => (some >> atom & 1) * people[atom]) < k)
            .Any(some => TellsOfOnly(sets, people.Count, atom => (some >> atom & 1) == 1));
}
