namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// The linear relations that hold in every one of some vectors of noughts and ones: a base of all that is at right angles to them. A vector lies in the space of the others exactly
/// where all relations hold in it too.
/// </summary>
internal sealed class Dependencies
{
    private static readonly PrimeField Field = PrimeField.All[0];
    private readonly List<ulong[]> relations = [];
    private int width;

    /// <summary>Whether a vector adds nothing to those added before.</summary>
    /// <param name="ones">Where it is one.</param>
    internal bool Holds(ReadOnlySpan<int> ones)
    {
        foreach (var at in ones)
            if (at >= width) return false;
        foreach (var relation in relations)
            if (Sum(relation, ones) != 0) return false;
        return true;
    }

    /// <summary>Takes a vector to the others: one relation less, unless it holds them all.</summary>
    internal void Add(ReadOnlySpan<int> ones)
    {
        foreach (var at in ones) Widen(at + 1);
        var broken = 0;
        while (broken < relations.Count && Sum(relations[broken], ones) == 0) broken++;
        if (broken == relations.Count) return;
        var taken = relations[broken];
        relations.RemoveAt(broken);
        var inverse = Field.Inverse(Sum(taken, ones));
        foreach (var relation in relations)
            if (Sum(relation, ones) is var sum and > 0) Field.TakeOff(relation, Field.Multiply(sum, inverse), taken);
    }

    /// <summary>In places that no vector has reached anything goes.</summary>
    private void Widen(int to)
    {
        if (to <= width) return;
        for (var i = 0; i < relations.Count; i++)
        {
            var relation = relations[i];
            Array.Resize(ref relation, to);
            relations[i] = relation;
        }

        for (; width < to; width++)
        {
            var free = new ulong[to];
            free[width] = 1;
            relations.Add(free);
        }
    }

    private static ulong Sum(ulong[] relation, ReadOnlySpan<int> ones)
    {
        var sum = 0UL;
        foreach (var at in ones)
        {
            sum += relation[at];
            if (sum >= Field.Modulus) sum -= Field.Modulus;
        }

        return sum;
    }
}
