namespace SelfEval.Instruments.Tests.Disclosure;

/// <summary>
/// The lightest choice of members that has one at least in each of some sets (minimum weighted hitting set): by branching on the members of a set that is not hit, with the sets that have no
/// member in common as a bound below.
/// </summary>
internal sealed class HittingSet
{
    // Branchings after which the lightest found so far has to do.
    private const int Steps = 20_000;

    private readonly long[] weights;
    private readonly int[][] sets;
    private readonly bool[] isIn;
    private readonly bool[] isOut;
    private long best;
    private int steps;

    /// <summary>Finds it.</summary>
    /// <param name="weights">The weight of each member, more than nought.</param>
    /// <param name="sets">The sets of members, none empty.</param>
    internal HittingSet(long[] weights, IReadOnlyList<int[]> sets)
    {
        this.weights = weights;
        this.sets = [.. sets.OrderBy(set => set.Length)];
        isIn = new bool[weights.Length];
        isOut = new bool[weights.Length];
        best = long.MaxValue;
        Members = isIn;
        Search(0);
    }

    /// <summary>For each member whether it is in.</summary>
    internal bool[] Members { get; private set; }

    /// <summary>False where the search was cut short, and a lighter one may exist.</summary>
    internal bool IsExact => steps <= Steps;

    /// <summary>The weight of the members that are in.</summary>
    internal long Weight => best;

    private void Search(long weight)
    {
        // The first way down is always gone to its end, so that there is an answer.
        if (steps++ > Steps && best < long.MaxValue) return;
        if (Branch(out var least) is not { } open)
        {
            if (weight >= best) return;
            (best, Members) = (weight, [.. isIn]);
            return;
        }

        if (weight + least >= best) return;
        var tried = new List<int>();
        foreach (var member in open.Where(member => !isOut[member]).OrderBy(member => weights[member]))
        {
            isIn[member] = true;
            Search(weight + weights[member]);
            isIn[member] = false;
            // What was in has been tried with everything.
            isOut[member] = true;
            tried.Add(member);
        }

        foreach (var member in tried) isOut[member] = false;
    }

    /// <summary>The set not hit in which the fewest members are left; null where all are hit. All the sets need at least so much weight.</summary>
    private int[]? Branch(out long least)
    {
        (int[]? branch, var fewest, least) = (null, int.MaxValue, 0);
        var covered = new bool[weights.Length];
        foreach (var set in sets)
        {
            if (Array.Exists(set, member => isIn[member])) continue;
            var (left, lightest, isApart) = (0, long.MaxValue, true);
            foreach (var member in set)
            {
                if (isOut[member]) continue;
                left++;
                lightest = Math.Min(lightest, weights[member]);
                isApart &= !covered[member];
            }

            if (left < fewest) (branch, fewest) = (set, left);
            if (left == 0)
            {
                least = long.MaxValue / 2;
                return set;
            }

            if (!isApart) continue;
            least += lightest;
            foreach (var member in set) covered[member] = true;
        }

        return branch;
    }
}
