namespace SelfEval.Instruments.Tests.Disclosure;

/// <summary>
/// The heaviest choice of members that is safe, where whatever is a part of a safe choice is safe too. From every smallest choice that is not safe one member must be left out: the lightest
/// members that hit all such choices found so far are left out, and where the rest is safe, it is the heaviest (implicit hitting sets: Moreno-Centeno and Karp, Operations Research 61, 2013).
/// </summary>
internal sealed class LargestChoice
{
    private readonly long[] weights;
    private readonly Func<IReadOnlyList<int>, bool> isSafe;
    private readonly List<int[]> unsafeChoices = [];
    private long found = -1;
    private int asks;

    /// <summary>Looks for it.</summary>
    /// <param name="weights">The weight of each member, more than nought.</param>
    /// <param name="isSafe">Whether a choice is safe.</param>
    /// <param name="asks">How often that may be asked; then the heaviest safe choice found so far has to do.</param>
    internal LargestChoice(long[] weights, Func<IReadOnlyList<int>, bool> isSafe, int asks)
    {
        (this.weights, this.isSafe, this.asks) = (weights, isSafe, asks);
        Most = weights.Sum();
        Members = [];
        int[] all = [.. Enumerable.Range(0, weights.Length)];
        // Whoever came first goes first, until something better is found.
        Take([], all);
        while (this.asks > 0 && found < Most)
        {
            var least = new HittingSet(weights, unsafeChoices);
            if (least.IsExact) Most = Math.Min(Most, weights.Sum() - least.Weight);
            if (found >= Most) break;
            int[] left = [.. all.Where(at => !least.Members[at])];
            var before = unsafeChoices.Count;
            // Several that have nothing in common at once: each costs a member.
            while (this.asks > 0 && !IsSafe(left))
            {
                var some = Smallest(left);
                if (some.Length == 0) return;
                unsafeChoices.Add(some);
                left = [.. left.Except(some)];
            }

            if (this.asks <= 0) break;
            Take(left, all);
            if (unsafeChoices.Count == before) break;
        }
    }

    /// <summary>The members chosen.</summary>
    internal int[] Members { get; private set; }

    /// <summary>No safe choice is heavier than this.</summary>
    internal long Most { get; private set; }

    /// <summary>Whether none is heavier than the one chosen.</summary>
    internal bool IsExact => found >= Most;

    private bool IsSafe(IReadOnlyList<int> choice)
    {
        asks--;
        return isSafe(choice);
    }

    private void Take(int[] some, int[] all)
    {
        var chosen = some.ToList();
        foreach (var at in all.Except(some))
        {
            if (asks <= 0 && found >= 0) break;
            if (IsSafe([.. chosen, at])) chosen.Add(at);
        }

        var weight = chosen.Sum(at => weights[at]);
        if (weight > found) (found, Members) = (weight, [.. chosen.Order()]);
    }

    /// <summary>Leaves out one after the other while the rest is not safe; empty where nothing at all is safe.</summary>
    private int[] Smallest(int[] choice)
    {
        var some = choice.ToList();
        foreach (var at in choice)
        {
            if (!IsSafe([.. some.Where(other => other != at)])) some.Remove(at);
        }

        return [.. some];
    }
}
