using SelfEval.Statistics.Description;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// Keeps account of what has been published of one scale in one round, and admits a further figure only if all figures together still tell nothing about
/// fewer than k people.
/// </summary>
/// <remarks>
/// <para>A figure is a number of scores, their mean and their standard deviation over a set of answers, so the sum and the sum of squares of one unknown an
/// answer. Whoever sees the figures, and knows who is in each set, can work out exactly the linear combinations of these sums, whatever their signs: differences of two
/// editions, a total less its groups, all less the "same people". Answers that are in the same sets throughout are one atom with a number of people.</para>
/// <para>Checked at each question, over all combinations that are not nought: (1) none has fewer than k people in it. Exact while fewer than 176
/// sums are independent (as many primes are taken as it needs for their product to be larger than every determinant of noughts and ones of that size) and the search stays within its steps (<c>SmallSupport.Steps</c>); with k up to 5
/// that holds wherever up to 30 sums are left that say nothing about a class of k or more, over up to 1,000 classes. Beyond, a figure is refused that
/// might have been safe, never the other way round. (2) None is a sum, with whatever positive weights, over atoms alone whose scores are all one and the same value: be it
/// a published set, a difference of nested sets or what is left of a total, its mean and spread would tell what each of them answered. A mean at the scale's lowest or
/// highest value is such a case. It is checked for every value where the scores of the atoms were given, of whatever number of people; an
/// atom whose scores are no longer known may have any. Beyond rank 21 it may refuse what is safe.</para>
/// <para>Not covered: what follows because scores can only be certain numbers (two people's mean and spread tell both their scores, though not whose), and what
/// people in a set know of their own answers.</para>
/// </remarks>
public sealed class SumLedger
{
    // Other orders are tried as long as atoms × figures × orders stay below this.
    private const int Alternatives = 100_000;

    // A determinant of noughts and ones with r rows is at most (r+1)^((r+1)/2) / 2^r (Hadamard), which stays below 2^61, 2^122, 2^183 and so on up to these r;
    // so with that many primes a smaller rank is the true one.
    private static readonly int[] Reach = [36, 60, 82, 102, 122, 140, 159, 176];

    private readonly long[] people;
    private readonly bool[] heavy;
    private readonly PeopleColumns columns;
    private readonly List<bool[]> alike;
    private readonly RunningMoments[]? scores;
    private readonly List<int[]> noted = [];
    private readonly long steps;
    private readonly bool protects;
    private RowSpace[] spaces;

    /// <summary>A ledger in which nothing has been published.</summary>
    /// <param name="k">The smallest number of people about whom something may follow.</param>
    /// <param name="people">People in each atom.</param>
    /// <param name="scores">The scores in each atom; empty where they are no longer known. Without them only the number of people is checked.</param>
    /// <param name="who">
    /// Whose answers an atom holds, as a number: atoms with the same one hold the answers of the same people, before and after they were corrected. In no set are both. Without it all
    /// atoms are of different people.
    /// </param>
    public SumLedger(int k, IReadOnlyList<long> people, IReadOnlyList<RunningMoments>? scores = null, IReadOnlyList<int>? who = null)
        : this(k, people, scores, SmallSupport.Steps, true, who) { }

    /// <param name="k">The smallest number of people.</param>
    /// <param name="people">People in each atom.</param>
    /// <param name="scores">The scores in each atom.</param>
    /// <param name="steps">See <see cref="SmallSupport.Steps"/>.</param>
    /// <param name="protects">False in tests alone: then k people in the set itself are enough, which shows what the rest is there for.</param>
    /// <param name="who">Whose answers an atom holds.</param>
    internal SumLedger(int k, IReadOnlyList<long> people, IReadOnlyList<RunningMoments>? scores, long steps, bool protects = true, IReadOnlyList<int>? who = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, DisclosureGate.SmallestK);
        ArgumentNullException.ThrowIfNull(people);
        if (people.Any(count => count < 0)) throw new ArgumentException("An atom has no fewer than 0 people.", nameof(people));
        if (scores is not null && scores.Count != people.Count)
            throw new ArgumentException($"There are {people.Count} atoms and scores of {scores.Count}.", nameof(scores));
        if (who is not null && who.Count != people.Count) throw new ArgumentException($"There are {people.Count} atoms and {who.Count} told whose.", nameof(who));
        K = k;
        columns = new PeopleColumns(people, who);
        this.steps = steps;
        this.protects = protects;
        this.people = [.. people];
        this.scores = scores?.ToArray();
        heavy = [.. people.Select(count => count >= k)];
        alike = Alike();
        spaces = [new RowSpace(PrimeField.All[0], heavy)];
    }

    /// <summary>The smallest number of people about whom something may follow.</summary>
    public int K { get; }

    /// <summary>Number of atoms.</summary>
    public int Atoms => people.Length;

    /// <summary>False where what was noted already tells too much; then nothing is admitted any more.</summary>
    public bool IsSafe => Holds(spaces);

    /// <summary>Number of independent sums published.</summary>
    internal int Rank => Best(spaces).Rank;

    /// <summary>People in a set.</summary>
    public long PeopleIn(IEnumerable<int> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return set.Sum(atom => people[atom]);
    }

    /// <summary>Takes down a figure that is out already, whatever follows from it.</summary>
    /// <param name="set">The atoms in it.</param>
    public void Note(IReadOnlyList<int> set)
    {
        Refuse(set);
        Commit(set, With(set));
    }

    /// <summary>Why a figure over a set may not be published; null where it may. Nothing is taken down.</summary>
    /// <param name="set">The atoms in it.</param>
    public Withheld? Ask(IReadOnlyList<int> set)
    {
        Refuse(set);
        return Ask(set, out _);
    }

    /// <summary>Takes down that a figure is published, if it may be; otherwise says why not.</summary>
    /// <param name="set">The atoms in it.</param>
    /// <returns>Null where it is published.</returns>
    public Withheld? TryPublish(IReadOnlyList<int> set)
    {
        Refuse(set);
        var refusal = Ask(set, out var next);
        if (refusal is null) Commit(set, next);
        return refusal;
    }

    /// <summary>
    /// Publishes as many of the figures as may be, the first first. Where some must be hidden it is tried whether fewer people are in hidden sets when one
    /// of those comes first instead; the order given decides between equals.
    /// </summary>
    /// <param name="sets">The figures' atoms, most wanted first.</param>
    /// <returns>For each, why it is hidden; null where it is published.</returns>
    public IReadOnlyList<Withheld?> Choose(IReadOnlyList<IReadOnlyList<int>> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        foreach (var set in sets) Refuse(set);
        var (before, count) = (spaces, noted.Count);
        var order = Enumerable.Range(0, sets.Count).ToArray();
        var best = Publish(sets, order);
        var tries = Alternatives / Math.Max(1, sets.Count * people.Length);
        for (var better = Hidden(sets, best) > 0; better;)
        {
            better = false;
            foreach (var first in order.Where(at => best[at] == Withheld.WouldIdentify).ToArray())
            {
                if (tries-- <= 0) break;
                int[] other = [first, .. order.Where(at => at != first)];
                Back();
                var instead = Publish(sets, other);
                if (Hidden(sets, instead) >= Hidden(sets, best)) continue;
                (best, order, better) = (instead, other, true);
                break;
            }
        }

        Back();
        return Publish(sets, order);

        void Back()
        {
            spaces = before;
            noted.RemoveRange(count, noted.Count - count);
        }
    }

    /// <summary>What is hidden: people in hidden sets that have k or more, counted once for each set.</summary>
    internal long Hidden(IReadOnlyList<IReadOnlyList<int>> sets, IReadOnlyList<Withheld?> refusals) =>
        sets.Zip(refusals).Where(set => set.Second == Withheld.WouldIdentify).Sum(set => PeopleIn(set.First));

    private Withheld?[] Publish(IReadOnlyList<IReadOnlyList<int>> sets, int[] order)
    {
        var refusals = new Withheld?[sets.Count];
        foreach (var at in order) refusals[at] = TryPublish(sets[at]);
        return refusals;
    }

    private Withheld? Ask(IReadOnlyList<int> set, out RowSpace[] next)
    {
        next = spaces;
        if (PeopleIn(set) < K) return Withheld.FewerThanK;
        next = With(set);
        return Holds(next) ? null : Withheld.WouldIdentify;
    }

    private void Commit(IReadOnlyList<int> set, RowSpace[] next)
    {
        spaces = next;
        noted.Add([.. set]);
    }

    private RowSpace[] With(IReadOnlyList<int> set)
    {
        RowSpace[] next = [.. spaces.Select(space => space.With(set))];
        while (Best(next).Rank >= Reach[next.Length - 1] && next.Length < Reach.Length)
        {
            var space = new RowSpace(PrimeField.All[next.Length], heavy);
            foreach (var old in noted) space = space.With(old);
            next = [.. next, space.With(set)];
        }

        return next;
    }

    private bool Holds(RowSpace[] all)
    {
        if (!protects) return true;
        var space = Best(all);
        return space.Rank < Reach[^1]
            && !alike.Exists(atoms => PositiveSums.MayExist(space.Field, space.AboutOnly(atoms), atoms))
            && !SmallSupport.MayExist(space.Field, columns.Of(space.Field, space.LightRows), columns.People, K, steps);
    }

    private static RowSpace Best(RowSpace[] all) => all.MaxBy(space => space.Rank)!;

    /// <summary>For each score that somebody has: the atoms in which everybody has it, or may have it.</summary>
    private List<bool[]> Alike()
    {
        bool[] unknown = [.. (scores ?? []).Select(moments => moments.Count == 0)];
        var values = new List<(double Value, bool[] Atoms)>();
        foreach (var (atom, moments) in (scores ?? []).Index().Where(a => a.Item.Count == 1 || a.Item.Variance == 0).OrderBy(a => a.Item.Mean))
        {
            var value = moments.Mean!.Value;
            // The same score worked out in another order may differ in its last digit.
            if (values.Count == 0 || value - values[^1].Value > 1e-9 * Math.Max(1, Math.Abs(value))) values.Add((value, [.. unknown]));
            values[^1].Atoms[atom] = true;
        }

        return values.Count > 0 ? [.. values.Select(value => value.Atoms)] : unknown.Contains(true) ? [unknown] : [];
    }

    private void Refuse(IReadOnlyList<int> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        foreach (var atom in set)
            if (atom < 0 || atom >= people.Length) throw new ArgumentOutOfRangeException(nameof(set), atom, $"There are {people.Length} atoms.");
    }
}
