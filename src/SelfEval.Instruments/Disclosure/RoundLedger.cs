using SelfEval.Statistics.Description;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// Decides what of a round is published beside what is out already: the figures of everybody counted, of the people who answered in another round too, and of the groups of the
/// declared breakdowns.
/// </summary>
/// <remarks>
/// <para>Whoever reads the rows numbers the outputs as he likes (0, 1, 2, …): an edition, a pair of rounds and scale, a group. He adds every answer there ever was in
/// one, with the outputs it is in and its scores; then notes what is out; then asks. What is asked first has the better chance: everybody comes before parts of them, because most people
/// look at that alone; the groups are chosen with the final edition (<see cref="PublishGroups"/>), and the same people asked for when it is compared with other rounds
/// (<see cref="PublishSamePeople"/>).</para>
/// <para>There is a <see cref="SumLedger"/> for the answers as a whole (items, counts) and one for each scale (people with a score on it).</para>
/// </remarks>
public sealed class RoundLedger
{
    private readonly AnswerAtoms answers;
    private readonly bool protects;
    private AnswerAtoms.Atom[]? atoms;
    private Book? whole;
    private Book[] books = [];
    private int? counted;
    private bool[] shown;

    /// <summary>A ledger without answers.</summary>
    /// <param name="k">The smallest number of people about whom something may follow.</param>
    /// <param name="scales">Keys of the scales, in the order in which scores are given.</param>
    /// <param name="editions">The outputs that are editions. Where they are told, a large round is looked at by a part of its answers that is enough: more may be refused, nothing else be published.</param>
    public RoundLedger(int k, IReadOnlyList<string> scales, IReadOnlyCollection<int>? editions = null)
        : this(k, scales, protects: true, editions is null ? null : new AtomSample(editions, scales.Count, AtomSample.Bounds.Usual)) { }

    internal RoundLedger(int k, IReadOnlyList<string> scales, bool protects, AtomSample? sample = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, DisclosureGate.SmallestK);
        ArgumentNullException.ThrowIfNull(scales);
        K = k;
        Scales = [.. scales];
        this.protects = protects;
        answers = new AnswerAtoms(Scales.Count, sample);
        shown = new bool[Scales.Count];
    }

    /// <summary>The smallest number of people about whom something may follow.</summary>
    public int K { get; }

    /// <summary>Atoms there are: answers that are kept apart.</summary>
    internal int Atoms => answers.All.Count();

    /// <summary>Keys of the scales.</summary>
    public IReadOnlyList<string> Scales { get; }

    /// <summary>The edition whose answers are counted: the last one published; null where there is none.</summary>
    public int? Counted => counted;

    /// <summary>Adds the answers of many people who are in the same outputs and never corrected them.</summary>
    /// <param name="outputs">The outputs they are in.</param>
    /// <param name="people">How many.</param>
    /// <param name="scores">Their scores, one tally for each scale.</param>
    public void Add(IReadOnlyCollection<int> outputs, long people, IReadOnlyList<RunningMoments> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count != Scales.Count) throw new ArgumentException($"There are {Scales.Count} scales and {scores.Count} tallies.", nameof(scores));
        if (atoms is not null) throw new InvalidOperationException("Answers come before what is noted and asked.");
        var atom = answers.Of([new AnswerVersion(outputs, new double?[Scales.Count])])[0];
        atom.People += people;
        for (var scale = 0; scale < scores.Count; scale++)
        {
            atom.Scores[scale] = atom.Scores[scale].Merge(scores[scale]);
            atom.Scored[scale] += scores[scale].Count;
        }
    }

    /// <summary>Adds somebody's answers, whether still counted or not.</summary>
    /// <param name="versions">One; more where they were corrected since an output in which they are as they were before.</param>
    public void Add(params IReadOnlyList<AnswerVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        foreach (var version in versions)
            if (version.Scored.Count != Scales.Count) throw new ArgumentException($"There are {Scales.Count} scales and {version.Scored.Count} scores.", nameof(versions));
        if (atoms is not null) throw new InvalidOperationException("Answers come before what is noted and asked.");
        var found = answers.Of(versions);
        for (var i = 0; i < found.Length; i++)
        {
            var (version, atom) = (versions[i], found[i]);
            atom.People++;
            for (var scale = 0; scale < Scales.Count; scale++)
            {
                if (version.Scored[scale]) atom.Scored[scale]++;
                if (version.Scores[scale] is { } score) atom.Scores[scale] = atom.Scores[scale].Add(score);
            }
        }
    }

    /// <summary>Adds answers that were never corrected.</summary>
    /// <param name="outputs">The outputs they are in.</param>
    /// <param name="scores">Their scores, one for each scale.</param>
    public void Add(IReadOnlyCollection<int> outputs, IReadOnlyList<double?> scores) => Add([new AnswerVersion(outputs, scores)]);

    /// <summary>Notes that an edition is out.</summary>
    /// <param name="output">The edition.</param>
    /// <param name="scales">For each scale, whether its figures are shown in it.</param>
    public void NoteEdition(int output, IReadOnlyList<bool> scales)
    {
        Refuse(scales);
        Open().Ledger.Note(whole!.Atoms(output));
        for (var scale = 0; scale < Scales.Count; scale++)
            if (scales[scale]) books[scale].Ledger.Note(books[scale].Atoms(output));
        (counted, shown) = (output, [.. scales]);
    }

    /// <summary>Notes that a figure about a part of those counted in an edition is out: of a group, or of the same people as in another round.</summary>
    /// <param name="output">The part.</param>
    /// <param name="edition">The edition it is a part of.</param>
    /// <param name="scales">For each scale, whether its figure is shown.</param>
    public void NotePart(int output, int edition, IReadOnlyList<bool> scales)
    {
        Refuse(scales);
        Open();
        for (var scale = 0; scale < Scales.Count; scale++)
            if (scales[scale]) books[scale].Ledger.Note(books[scale].Atoms(output, edition));
    }

    /// <summary>
    /// Publishes the figures of everybody counted now. Where that would tell something about fewer than k people (fewer than k joined, left or
    /// corrected their answers since another edition) nothing of it is published, and the last edition's answers stay those that are counted.
    /// </summary>
    /// <param name="output">The edition.</param>
    public EditionDecision PublishEdition(int output)
    {
        if (Open().Ledger.TryPublish(whole!.Atoms(output)) is { } refusal)
            return new EditionDecision(refusal, counted, [.. shown.Select(isShown => isShown ? null : (Withheld?)Withheld.WouldIdentify)]);
        Withheld?[] scales = [.. books.Select(book => book.Ledger.TryPublish(book.Atoms(output)))];
        (counted, shown) = (output, [.. scales.Select(withheld => withheld is null)]);
        return new EditionDecision(null, output, scales);
    }

    /// <summary>Publishes the figures of those who have a score in both rounds, for both rounds or for neither. Both must have an edition.</summary>
    /// <param name="scale">The scale, which has the same key in both.</param>
    /// <param name="here">The output of these people in this round; those of them who are not counted in its edition are left out.</param>
    /// <param name="other">The other round.</param>
    /// <param name="there">The output of the same people there.</param>
    /// <returns>Null where it is published.</returns>
    public Withheld? PublishSamePeople(string scale, int here, RoundLedger other, int there)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (mine, theirs) = (Find(scale), other.Find(scale));
        if (counted is null || other.counted is null) return Withheld.FewerThanK;
        var (one, two) = (mine.Atoms(here, counted), theirs.Atoms(there, other.counted));
        if (mine.Ledger.Ask(one) is { } refusal) return refusal;
        if (theirs.Ledger.TryPublish(two) is { } refused) return refused;
        return mine.Ledger.TryPublish(one);
    }

    /// <summary>Publishes the figures of as many groups as may be, the first first, as parts of those counted; see <see cref="SumLedger.Choose"/>.</summary>
    /// <param name="groups">The groups' outputs: breakdown by breakdown and group by group in the order declared.</param>
    /// <returns>For each group and scale why it is hidden; null where it is published.</returns>
    public IReadOnlyList<IReadOnlyList<Withheld?>> PublishGroups(IReadOnlyList<int> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Open();
        if (counted is null) return [.. groups.Select(_ => books.Select(_ => (Withheld?)Withheld.FewerThanK).ToArray())];
        var byScale = books.Select(book => book.Ledger.Choose([.. groups.Select(group => book.Atoms(group, counted))])).ToList();
        return [.. groups.Select((_, at) => byScale.Select(scale => scale[at]).ToArray())];
    }

    private Book Open()
    {
        if (whole is not null) return whole;
        atoms = [.. answers.All];
        books = [.. Scales.Select((_, scale) => new Book(
            this, [.. atoms.Where(atom => atom.Scored[scale] > 0)], atom => atom.Scored[scale], atom => atom.Scores[scale]))];
        return whole = new Book(this, atoms, atom => atom.People, null);
    }

    private Book Find(string scale)
    {
        Open();
        var at = Scales.Index().Where(s => s.Item == scale).Select(s => (int?)s.Index).FirstOrDefault();
        return books[at ?? throw new ArgumentException($"The round has no scale {scale}.", nameof(scale))];
    }

    private void Refuse(IReadOnlyList<bool> scales)
    {
        ArgumentNullException.ThrowIfNull(scales);
        if (scales.Count != Scales.Count) throw new ArgumentException($"There are {Scales.Count} scales and {scales.Count} were given.", nameof(scales));
    }

    /// <summary>The ledger of one scale, or of the answers as a whole, and the atoms it counts in.</summary>
    private sealed class Book(
        RoundLedger round, AnswerAtoms.Atom[] atoms, Func<AnswerAtoms.Atom, long> people, Func<AnswerAtoms.Atom, RunningMoments>? scores)
    {
        internal SumLedger Ledger { get; } = new(
            round.K, [.. atoms.Select(people)], scores is null ? null : [.. atoms.Select(scores)], SmallSupport.Steps, round.protects, [.. atoms.Select(atom => atom.Who)]);

        internal IReadOnlyList<int> Atoms(int output, int? within = null) =>
            [.. Enumerable.Range(0, atoms.Length).Where(at => atoms[at].Outputs.Contains(output) && (within is null || atoms[at].Outputs.Contains(within.Value)))];
    }
}

/// <summary>What becomes of an edition.</summary>
/// <param name="Withheld">Why it is not published; null where it is.</param>
/// <param name="Counted">The edition whose answers are counted from now on; null where there is none.</param>
/// <param name="Scales">For each scale, why its figures are not shown, in this edition or in the one that stays; null where they are.</param>
public sealed record EditionDecision(Withheld? Withheld, int? Counted, IReadOnlyList<Withheld?> Scales)
{
    /// <summary>Whether it is published.</summary>
    public bool IsPublished => Withheld is null;
}
