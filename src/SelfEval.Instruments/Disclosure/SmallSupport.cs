namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// Looks for a combination of rows that has fewer than k people in it. A column is a class of people who stand in every row alike, its weight how many they are.
/// </summary>
/// <remarks>
/// Classes of k or more, and columns that are multiples of each other, are taken out first. Of the rest, sets of columns that determine the rows
/// (information sets) are found, each column in no more of them than it has people. A combination has somebody in every such set: k sets
/// are proof enough that it has k people. With m sets, one of fewer than k people is in some set a combination of no more than (k−1)/m rows of the form
/// reduced by that set, and those are tried one by one (Brouwer and Zimmermann's way to a code's minimum distance: Betten et al., Error-Correcting Linear
/// Codes, 2006; over the rationals the multiples are not listed, but solved for). Where that is too many to try, the answer is that there may be one.
/// </remarks>
internal sealed class SmallSupport
{
    /// <summary>Steps (about a multiplication each) up to which combinations are tried.</summary>
    internal const long Steps = 4_000_000;

    private readonly PrimeField field;
    private readonly int k;
    private ulong[][] rows;
    private long[] people;

    private SmallSupport(PrimeField field, ulong[][] rows, IReadOnlyList<long> people, int k)
    {
        this.field = field;
        this.k = k;
        this.rows = [.. rows.Select(row => row.ToArray())];
        this.people = [.. people];
    }

    /// <summary>False only where every combination of the rows but nought has k people or more. True is exact within <paramref name="steps"/>.</summary>
    internal static bool MayExist(PrimeField field, ulong[][] rows, IReadOnlyList<long> people, int k, long steps = Steps)
    {
        if (rows.Any(row => Weight(row, people) < k)) return true;
        return new SmallSupport(field, rows, people, k).MayExist(steps);
    }

    private bool MayExist(long steps)
    {
        do Join();
        while (TakeOutHeavy());
        if (rows.Length == 0) return false;
        var sets = InformationSets();
        if (sets.Count == 0) return true;
        if (sets.Count >= k) return false;
        var most = (k - 1) / sets.Count;
        var combinations = sets.Count * Enumerable.Range(1, most).Sum(some => Choose(rows.Length, some));
        if (sets.Count * (double)rows.Length * rows.Length * people.Length + 64 * combinations > steps) return true;
        return sets.Any(set => new Combinations(field, Reduced(set), set, people, k).HasSmall(most));
    }

    private static long Weight(ulong[] row, IReadOnlyList<long> people)
    {
        var weight = 0L;
        for (var at = 0; at < row.Length; at++)
            if (row[at] > 0) weight += people[at];
        return weight;
    }

    private static double Choose(int of, int some) => Enumerable.Range(0, some).Aggregate(1.0, (ways, at) => ways * (of - at) / (at + 1));

    /// <summary>Leaves out empty columns and puts those together that are multiples of each other: either both are in a combination or neither.</summary>
    private void Join()
    {
        var first = new Dictionary<ulong, int>();
        var columns = new List<ulong[]>();
        var weights = new List<long>();
        for (var at = 0; at < people.Length; at++)
        {
            if (Column(at) is not { } column) continue;
            var hash = column.Aggregate(17UL, (sum, value) => (sum ^ value) * 0x9E3779B97F4A7C15UL);
            if (first.TryGetValue(hash, out var same) && columns[same].AsSpan().SequenceEqual(column)) weights[same] += people[at];
            else
            {
                first[hash] = columns.Count;
                columns.Add(column);
                weights.Add(people[at]);
            }
        }

        rows = [.. rows.Select((_, row) => columns.Select(column => column[row]).ToArray())];
        people = [.. weights];
    }

    /// <summary>A column with its first entry made 1; null where it is empty.</summary>
    private ulong[]? Column(int at)
    {
        var lead = Array.FindIndex(rows, row => row[at] > 0);
        if (lead < 0) return null;
        var column = new ulong[rows.Length];
        var inverse = field.Inverse(rows[lead][at]);
        for (var row = lead; row < column.Length; row++) column[row] = inverse == 1 ? rows[row][at] : field.Multiply(inverse, rows[row][at]);
        return column;
    }

    /// <summary>Keeps only the combinations without anybody of a class of k or more; false where there is no such class.</summary>
    private bool TakeOutHeavy()
    {
        var left = rows.ToList();
        for (var at = 0; at < people.Length; at++)
        {
            if (people[at] < k || left.Find(row => row[at] > 0) is not { } taken) continue;
            left.Remove(taken);
            var inverse = field.Inverse(taken[at]);
            foreach (var row in left)
                if (row[at] > 0) field.TakeOff(row, field.Multiply(row[at], inverse), taken);
        }

        var some = left.Count < rows.Length;
        rows = [.. left];
        return some && rows.Length > 0;
    }

    /// <summary>Sets of columns in which no combination is nought, at most k; those with the most people left are taken first.</summary>
    private List<int[]> InformationSets()
    {
        var left = people.ToArray();
        var sets = new List<int[]>();
        while (sets.Count < k && InformationSet(left) is { } set)
        {
            foreach (var column in set) left[column]--;
            sets.Add(set);
        }

        return sets;
    }

    private int[]? InformationSet(long[] left)
    {
        var set = new List<int>();
        var found = new List<(ulong[] Column, int Lead)>();
        foreach (var at in Enumerable.Range(0, left.Length).Where(at => left[at] > 0).OrderByDescending(at => left[at]))
        {
            var column = rows.Select(row => row[at]).ToArray();
            foreach (var (other, lead) in found)
                if (column[lead] is var times and > 0) field.TakeOff(column, times, other);
            var own = Array.FindIndex(column, value => value > 0);
            if (own < 0) continue;
            field.Scale(column, field.Inverse(column[own]));
            found.Add((column, own));
            set.Add(at);
            if (set.Count == rows.Length) return [.. set];
        }

        return null;
    }

    /// <summary>The rows so combined that each has one column of the set to itself, in the set's order.</summary>
    private ulong[][] Reduced(int[] set)
    {
        var form = rows.Select(row => row.ToArray()).ToArray();
        for (var at = 0; at < set.Length; at++)
        {
            var pivot = Array.FindIndex(form, at, row => row[set[at]] > 0);
            (form[at], form[pivot]) = (form[pivot], form[at]);
            field.Scale(form[at], field.Inverse(form[at][set[at]]));
            for (var other = 0; other < form.Length; other++)
                if (other != at && form[other][set[at]] is var times and > 0) field.TakeOff(form[other], times, form[at]);
        }

        return form;
    }
}
