using System.Runtime.InteropServices;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// Which answers a large round's ledgers can do without. With many groups nearly everybody is in a combination of groups of their own, and an atom each would be too many to keep.
/// </summary>
/// <remarks>
/// Leaving out is safe. What follows from published sums is a combination of their rows. If the rows of the answers kept have the rank of those of all answers, a combination that
/// says anything at all says something of answers kept; if of every such combination k people are kept, it is about k people or more; if some of those kept do not answer
/// alike, nor do all. So whatever is admitted with some answers is admitted with all, and only the reverse may fail. The rank is kept apart for answers that are in the same editions, because
/// a figure may be of those in an edition only, and for each scale among those with a score. In no output do fewer than <see cref="Bounds.Enough"/> stay, if there are as many.
/// </remarks>
internal sealed class AtomSample(IReadOnlyCollection<int> editions, int scales, AtomSample.Bounds bounds)
{
    private readonly int[] editions = [.. editions];
    private readonly Dictionary<string, Kept> kept = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> people = [];
    private readonly List<int> counting = [];
    private readonly List<int> ones = [];

    /// <param name="Most">Atoms up to which none is left out.</param>
    /// <param name="Each">The same among answers in the same editions.</param>
    /// <param name="Enough">People in each output who are kept in any case.</param>
    internal sealed record Bounds(int Most, int Each, int Enough)
    {
        internal static Bounds Usual { get; } = new(2_000, 64, 40);
    }

    /// <summary>Whether the ledgers need an atom of their own for these answers.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="atoms">Atoms there are.</param>
    internal bool Needs(AnswerVersion answers, int atoms)
    {
        if (atoms < bounds.Most) return true;
        Sort(answers);
        if (!kept.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(AnswerAtoms.Key(counting), out var alike) || alike.Atoms < bounds.Each) return true;
        foreach (var output in answers.Outputs)
            if (people.GetValueOrDefault(output) < bounds.Enough) return true;
        var vector = CollectionsMarshal.AsSpan(ones);
        if (!alike.All.Holds(vector)) return true;
        for (var scale = 0; scale < scales; scale++)
            if (answers.Scored[scale] && !alike.ByScale[scale].Holds(vector)) return true;
        return false;
    }

    /// <summary>Notes answers that are kept.</summary>
    internal void Keep(AnswerVersion answers, bool isNew)
    {
        Sort(answers);
        var same = kept.GetAlternateLookup<ReadOnlySpan<char>>();
        var key = AnswerAtoms.Key(counting);
        if (!same.TryGetValue(key, out var alike)) same[key] = alike = new(scales);
        if (isNew) alike.Atoms++;
        foreach (var output in answers.Outputs) people[output] = people.GetValueOrDefault(output) + 1;
        var vector = CollectionsMarshal.AsSpan(ones);
        alike.All.Add(vector);
        for (var scale = 0; scale < scales; scale++)
            if (answers.Scored[scale]) alike.ByScale[scale].Add(vector);
    }

    /// <summary>Tells the editions that answers are in from the other outputs, and a one that all have: the edition itself.</summary>
    private void Sort(AnswerVersion answers)
    {
        counting.Clear();
        ones.Clear();
        ones.Add(0);
        foreach (var output in answers.Outputs)
        {
            if (editions.Contains(output)) counting.Add(output);
            else ones.Add(output + 1);
        }
    }

    private sealed class Kept(int scales)
    {
        internal int Atoms { get; set; }

        internal Dependencies All { get; } = new();

        internal Dependencies[] ByScale { get; } = [.. Enumerable.Range(0, scales).Select(_ => new Dependencies())];
    }
}
