using SelfEval.Statistics.Description;

namespace SelfEval.Instruments.Disclosure;

/// <summary>Puts answers together that are in the same outputs: for the ledgers they are one.</summary>
internal sealed class AnswerAtoms(int scales)
{
    private readonly Dictionary<string, Atom> atoms = new(StringComparer.Ordinal);

    internal enum Standing
    {
        /// <summary>The valid answer of somebody.</summary>
        Valid,

        /// <summary>An answer that was corrected since: its person is counted with the valid one.</summary>
        Superseded,

        /// <summary>An answer taken back, its scores no longer known.</summary>
        Forgotten,
    }

    /// <summary>Answers in the same outputs.</summary>
    internal sealed class Atom(HashSet<int> outputs, int scales)
    {
        internal HashSet<int> Outputs { get; } = outputs;

        internal long People { get; set; }

        /// <summary>For each scale, people with a score.</summary>
        internal long[] Scored { get; } = new long[scales];

        /// <summary>For each scale, whether there is a score at all, be it of nobody counted here.</summary>
        internal bool[] Any { get; } = new bool[scales];

        /// <summary>For each scale, the scores as far as they are known.</summary>
        internal RunningMoments[] Scores { get; } = new RunningMoments[scales];
    }

    internal IEnumerable<Atom> All => atoms.Values;

    /// <summary>The atom of an answer.</summary>
    internal Atom Of(IEnumerable<int> outputs, Standing standing)
    {
        int[] sorted = [.. outputs.Distinct().Order()];
        var key = string.Create(sorted.Length + 1, (sorted, standing), static (key, from) =>
        {
            for (var at = 0; at < from.sorted.Length; at++) key[at] = checked((char)from.sorted[at]);
            key[^1] = (char)from.standing;
        });
        if (!atoms.TryGetValue(key, out var atom)) atoms[key] = atom = new Atom([.. sorted], scales);
        return atom;
    }
}
