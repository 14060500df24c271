namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// Decides which cells of one table of people are hidden, so that nobody who sees the other cells, the total and the sums published beside
/// the table can work out a cell of fewer than k people.
/// </summary>
/// <remarks>
/// Cells of 1…k−1 people are hidden, and always the nearest larger cell with them: which cells those are depends only on which are empty, small
/// or large, never on how large. Then for every hidden small cell there must be a second table, agreeing with all that is published and hidden
/// alike, in which it is another number; and the hidden cells together, and their part in every published sub-total, hold no one or at least k.
/// </remarks>
internal sealed class CellProtection
{
    private const int Reach = 4;
    private const double Equal = 1e-9;
    private readonly long[] counts;
    private readonly int k;
    private readonly double[][] known;
    private readonly bool[] secret;

    /// <param name="counts">People in each cell; everyone is in one cell.</param>
    /// <param name="k">The smallest number of people that is shown.</param>
    /// <param name="known">Weights of each sum published beside the table, a weight a cell. The total is always taken to be known.</param>
    /// <param name="alsoSecret">Cells that must be hidden whatever their size.</param>
    internal CellProtection(IReadOnlyList<long> counts, int k, IEnumerable<double[]>? known = null, IEnumerable<int>? alsoSecret = null)
    {
        this.counts = [.. counts];
        this.k = k;
        var total = Enumerable.Repeat(1.0, counts.Count).ToArray();
        this.known = [total, .. (known ?? []).Where(row => row.Any(w => Math.Abs(w - row[0]) > Equal))];
        secret = [.. counts.Select(count => count > 0 && count < k)];
        foreach (var cell in alsoSecret ?? []) secret[cell] = true;
    }

    /// <summary>The cells to hide, true where hidden; null where no choice is safe: then neither a cell nor a sum beside them is published.</summary>
    internal bool[]? Hide()
    {
        var hidden = secret.ToArray();
        if (!hidden.Contains(true)) return hidden;
        foreach (var cell in Neighbours(hidden))
        {
            hidden[cell] = true;
            if (IsSafe(hidden)) return hidden;
            // A second cover would tell that the first was not enough, and so how many it holds.
            if (known.Length == 1) return null;
        }

        return null;
    }

    /// <summary>
    /// The other cells, nearest to a secret one first; empty and small ones are no cover. The order owes nothing to their counts: taking the smallest would tell those who know the
    /// rule that the cells left open are larger.
    /// </summary>
    private IEnumerable<int> Neighbours(bool[] hidden)
    {
        var cells = Enumerable.Range(0, counts.Length).ToList();
        var from = cells.Where(cell => secret[cell]).ToList();
        return [.. cells.Where(cell => !hidden[cell] && counts[cell] > 0).OrderBy(cell => from.Min(near => Math.Abs(near - cell)))];
    }

    private bool IsSafe(bool[] hidden)
    {
        var cells = Enumerable.Range(0, counts.Length).Where(cell => hidden[cell]).ToArray();
        foreach (var row in known.Where(row => row.All(w => w is 0 or 1)))
        {
            if (IsSmall(cells.Sum(cell => row[cell] > 0 ? counts[cell] : 0)) || IsSmall(cells.Sum(cell => row[cell] > 0 ? 0 : counts[cell])))
                return false;
        }

        return cells.Where(cell => secret[cell]).All(cell => CouldDiffer(cell, cells));
    }

    private bool IsSmall(long people) => people > 0 && people < k;

    /// <summary>True where people can be moved between hidden cells, one of them this one, without any published sum noticing.</summary>
    private bool CouldDiffer(int cell, int[] hidden)
    {
        var others = hidden.Where(other => other != cell).ToArray();
        var moved = new double[known.Length];
        for (var change = -Reach; change <= Reach; change++)
        {
            if (change == 0 || !CanHold(cell, change)) continue;
            for (var row = 0; row < moved.Length; row++) moved[row] = change * known[row][cell];
            if (CanSettle(others, 0, known.Length, moved)) return true;
        }

        return false;
    }

    private bool CanSettle(int[] cells, int from, int moves, double[] moved)
    {
        if (moved.All(m => Math.Abs(m) < Equal)) return true;
        if (moves == 0) return false;
        for (var at = from; at < cells.Length; at++)
        {
            for (var change = -Reach; change <= Reach; change++)
            {
                if (change == 0 || !CanHold(cells[at], change)) continue;
                for (var row = 0; row < moved.Length; row++) moved[row] += change * known[row][cells[at]];
                var settled = CanSettle(cells, at + 1, moves - 1, moved);
                for (var row = 0; row < moved.Length; row++) moved[row] -= change * known[row][cells[at]];
                if (settled) return true;
            }
        }

        return false;
    }

    // Who knows these rules knows which hidden cells are small: the second table must be one that these rules would have hidden alike.
    private bool CanHold(int cell, int change) =>
        counts[cell] > 0 && IsSmall(counts[cell]) == IsSmall(counts[cell] + change) && counts[cell] + change > 0;
}
