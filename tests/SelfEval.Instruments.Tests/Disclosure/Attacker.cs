using System.Numerics;

namespace SelfEval.Instruments.Tests.Disclosure;

/// <summary>
/// Knows who is in every set published of a round and their sums, and looks for a combination that tells something about fewer than k people, or for a set that follows and whose
/// answers are all alike. It works from the other end than the ledger: in the null space of the sets, some answers are told of by themselves exactly where
/// their rows depend on each other. Counting modulo 2^31−1 is exact up to rank 22, modulo 2^61−1 up to rank 36: up to there no determinant of noughts and ones is as large.
/// </summary>
internal sealed class Attacker
{
    // The small prime is quicker, and enough for 22 sets.
    private readonly long prime;
    private readonly History.Round round;
    private readonly int k;
    private readonly IReadOnlyList<History.Output> outputs;
    private readonly ulong[] sets;
    private readonly ulong[] people;
    private readonly long[][] kernel;

    internal Attacker(History.Round round, int k)
        : this(round, k, [.. round.Outputs.Where(output => output.IsShown)]) { }

    /// <param name="round">The round.</param>
    /// <param name="k">The smallest number of people about whom something may follow.</param>
    /// <param name="outputs">What is published of it, or might be.</param>
    internal Attacker(History.Round round, int k, IReadOnlyList<History.Output> outputs)
    {
        this.round = round;
        this.k = k;
        this.outputs = outputs;
        sets = [.. outputs.Where(output => output.Answers != 0).Select(output => output.Answers).Distinct()];
        prime = sets.Length <= 22 ? int.MaxValue : (1L << 61) - 1;
        // Answers that are in the same sets cannot be told apart: one column, and the people behind it.
        var columns = round.Versions.Select((version, at) => (version.Person, In: sets.Index().Aggregate(0UL, (all, set) => all | (set.Item >> at & 1) << set.Index)))
            .Where(answer => answer.In != 0).GroupBy(answer => answer.In).ToList();
        people = [.. columns.Select(column => column.Aggregate(0UL, (all, answer) => all | 1UL << answer.Person))];
        kernel = Kernel([.. columns.Select(column => column.Key)]);
    }

    internal int Rank { get; private set; }

    internal bool TellsOfFew() => TellsOfFew(0, 0, []);

    internal bool TellsOfAlike()
    {
        var parts = outputs.Where(output => output.Breakdown >= 0).GroupBy(output => (output.Edition, output.Breakdown))
            .SelectMany(groups => Unions([.. groups.Select(group => group.Answers)])).Concat(sets).Distinct().ToList();
        return parts.Any(round.IsAlike) || sets.Any(all => parts.Any(part => (part & ~all) == 0 && part != all && round.IsAlike(all & ~part)));
    }

    private bool TellsOfFew(int from, ulong some, List<(long[] Row, int Lead)> held)
    {
        for (var at = from; at < people.Length; at++)
        {
            var more = some | people[at];
            if (BitOperations.PopCount(more) >= k) continue;
            var row = kernel[at].ToArray();
            foreach (var (other, lead) in held)
                if (row[lead] is var times and not 0) TakeOff(row, times, other);
            var own = Array.FindIndex(row, value => value != 0);
            if (own < 0) return true;
            Scale(row, row[own]);
            held.Add((row, own));
            if (TellsOfFew(at + 1, more, held)) return true;
            held.RemoveAt(held.Count - 1);
        }

        return false;
    }

    /// <summary>A row a column: its part in every vector that no set notices.</summary>
    private long[][] Kernel(ulong[] columns)
    {
        var rows = sets.Select((_, set) => columns.Select(column => (long)(column >> set & 1)).ToArray()).ToList();
        var pivots = new List<int>();
        for (var column = 0; column < columns.Length; column++)
        {
            var at = rows.FindIndex(pivots.Count, row => row[column] != 0);
            if (at < 0) continue;
            (rows[at], rows[pivots.Count]) = (rows[pivots.Count], rows[at]);
            var pivot = rows[pivots.Count];
            Scale(pivot, pivot[column]);
            foreach (var row in rows)
                if (row != pivot && row[column] is var times and not 0) TakeOff(row, times, pivot);
            pivots.Add(column);
        }

        Rank = pivots.Count;
        int[] free = [.. Enumerable.Range(0, columns.Length).Except(pivots)];
        return [.. Enumerable.Range(0, columns.Length).Select(column =>
            pivots.IndexOf(column) is >= 0 and var at ? free.Select(f => (prime - rows[at][f]) % prime).ToArray() : free.Select(f => f == column ? 1L : 0).ToArray())];
    }

    private static IEnumerable<ulong> Unions(ulong[] groups) =>
        Enumerable.Range(1, (1 << groups.Length) - 1).Select(some => groups.Where((_, at) => (some >> at & 1) == 1).Aggregate(0UL, (all, group) => all | group));

    private void TakeOff(long[] row, long times, long[] other)
    {
        for (var at = 0; at < row.Length; at++) if (other[at] != 0) row[at] = (row[at] + Times(prime - times, other[at])) % prime;
    }

    private void Scale(long[] row, long by)
    {
        var inverse = (long)BigInteger.ModPow(by, prime - 2, prime);
        for (var at = 0; at < row.Length; at++) row[at] = Times(row[at], inverse);
    }

    private long Times(long a, long b) => prime == int.MaxValue ? a * b % prime : (long)((UInt128)a * (UInt128)b % (UInt128)prime);
}
