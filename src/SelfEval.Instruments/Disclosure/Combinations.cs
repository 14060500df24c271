namespace SelfEval.Instruments.Disclosure;

/// <summary>Tries combinations of a few rows of a reduced form for one with fewer than k people.</summary>
/// <param name="field">The numbers.</param>
/// <param name="form">Rows, each with one column of the set to itself.</param>
/// <param name="set">Those columns, row by row.</param>
/// <param name="people">People in each column.</param>
/// <param name="k">How many people are enough.</param>
internal sealed class Combinations(PrimeField field, ulong[][] form, int[] set, long[] people, int k)
{
    // The columns outside the set; those that cannot be spared soonest end a vain search.
    private readonly int[] outside = [.. Enumerable.Range(0, people.Length).Except(set).OrderByDescending(column => people[column])];
    private readonly int[] chosen = new int[k];
    private readonly ulong[][] vanishing = [.. Enumerable.Range(0, k).Select(_ => new ulong[k])];
    private readonly int[] leads = new int[k];
    private int count;

    /// <summary>True where a combination of at most so many rows has fewer than k people in it.</summary>
    internal bool HasSmall(int most) => HasSmall(0, most, k - 1);

    private bool HasSmall(int from, int most, long left)
    {
        for (var row = from; row < form.Length; row++)
        {
            var rest = left - people[set[row]];
            if (rest < 0) continue;
            chosen[count++] = row;
            if (CanVanish(0, 0, rest) || count < most && HasSmall(row + 1, most, rest)) return true;
            count--;
        }

        return false;
    }

    /// <summary>
    /// True where multiples of the chosen rows, not all nought, can be found that vanish in the columns from here on and in those already held to it, but for columns with no more people than left.
    /// </summary>
    private bool CanVanish(int at, int held, long left)
    {
        Span<ulong> column = stackalloc ulong[count];
        for (; at < outside.Length; at++)
        {
            for (var i = 0; i < count; i++) column[i] = form[chosen[i]][outside[at]];
            Reduce(column, held);
            var lead = column.IndexOfAnyExcept(0UL);
            if (lead < 0) continue;
            if (people[outside[at]] <= left && CanVanish(at + 1, held, left - people[outside[at]])) return true;
            if (held + 1 == count) return false;
            column.CopyTo(vanishing[held]);
            leads[held++] = lead;
        }

        return true;
    }

    private void Reduce(Span<ulong> column, int held)
    {
        for (var h = 0; h < held; h++)
        {
            var (other, lead) = (vanishing[h], leads[h]);
            if (column[lead] is not (var times and > 0)) continue;
            for (var i = 0; i < column.Length; i++)
                column[i] = field.Subtract(field.Multiply(column[i], other[lead]), field.Multiply(times, other[i]));
        }
    }
}
