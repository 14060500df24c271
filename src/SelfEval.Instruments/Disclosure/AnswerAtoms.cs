using System.Runtime.InteropServices;
using SelfEval.Statistics.Description;

namespace SelfEval.Instruments.Disclosure;

/// <summary>Puts people together whose answers, in each version, are in the same outputs: for the ledgers they are one, an atom for each version.</summary>
internal sealed class AnswerAtoms(int scales, AtomSample? sample)
{
    private readonly Dictionary<string, Atom[]> atoms = new(StringComparer.Ordinal);
    private readonly List<int> outputs = [];

    /// <summary>One version of the answers of people who are in the same outputs.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="who">Number of these people: the same for every version of their answers.</param>
    /// <param name="scales">Number of scales.</param>
    internal sealed class Atom(HashSet<int> outputs, int who, int scales)
    {
        internal HashSet<int> Outputs { get; } = outputs;

        internal int Who { get; } = who;

        internal long People { get; set; }

        /// <summary>For each scale, people with a score.</summary>
        internal long[] Scored { get; } = new long[scales];

        /// <summary>For each scale, the scores; empty where they are no longer known.</summary>
        internal RunningMoments[] Scores { get; } = new RunningMoments[scales];
    }

    internal IEnumerable<Atom> All => atoms.Values.SelectMany(versions => versions);

    /// <summary>The atoms of somebody's answers, a version each; none where the ledgers can do without, see <see cref="AtomSample"/>.</summary>
    internal Atom[] Of(IReadOnlyList<AnswerVersion> versions)
    {
        outputs.Clear();
        foreach (var version in versions)
        {
            outputs.Add(version.IsKnown ? version.Outputs.Length : ~version.Outputs.Length);
            outputs.AddRange(version.Outputs);
        }

        var same = atoms.GetAlternateLookup<ReadOnlySpan<char>>();
        var isNew = !same.TryGetValue(Key(outputs), out var found);
        if (isNew)
        {
            if (sample is not null && versions.Count == 1 && !sample.Needs(versions[0], atoms.Count)) return [];
            same[Key(outputs)] = found = [.. versions.Select(version => new Atom([.. version.Outputs], atoms.Count, scales))];
        }

        if (sample is null) return found!;
        foreach (var version in versions) sample.Keep(version, isNew);
        return found!;
    }

    /// <summary>Numbers as the key of a table: no string is made to look one up.</summary>
    internal static ReadOnlySpan<char> Key(List<int> numbers) => MemoryMarshal.Cast<int, char>(CollectionsMarshal.AsSpan(numbers));
}

/// <summary>Somebody's answers as they were at a time: in which outputs they are, and their scores.</summary>
public sealed record AnswerVersion
{
    /// <summary>Answers whose scores are known.</summary>
    /// <param name="outputs">The outputs they are in: those that are out, and those that are to be asked for.</param>
    /// <param name="scores">Their scores, one for each scale; null where they have none.</param>
    public AnswerVersion(IReadOnlyCollection<int> outputs, IReadOnlyList<double?> scores)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(scores);
        (Outputs, Scores, IsKnown) = (InOrder(outputs), scores, true);
        var scored = new bool[scores.Count];
        for (var scale = 0; scale < scored.Length; scale++) scored[scale] = scores[scale] is not null;
        Scored = scored;
    }

    /// <summary>Answers taken back, or corrected, whose scores are no longer known: they may have been like any others.</summary>
    /// <param name="outputs">The outputs they are in.</param>
    /// <param name="scored">For each scale, whether they had a score.</param>
    public AnswerVersion(IReadOnlyCollection<int> outputs, IReadOnlyList<bool> scored)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(scored);
        (Outputs, Scores, Scored, IsKnown) = (InOrder(outputs), [.. scored.Select(_ => (double?)null)], scored, false);
    }

    /// <summary>Each once, in order.</summary>
    internal int[] Outputs { get; }

    internal IReadOnlyList<double?> Scores { get; }

    internal IReadOnlyList<bool> Scored { get; }

    internal bool IsKnown { get; }

    private static int[] InOrder(IReadOnlyCollection<int> outputs)
    {
        int[] sorted = [.. outputs];
        Array.Sort(sorted);
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i] == sorted[i - 1]) return [.. sorted.Distinct()];
        return sorted;
    }
}
