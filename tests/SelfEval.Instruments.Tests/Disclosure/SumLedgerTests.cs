using System.Numerics;
using CsCheck;
using SelfEval.Instruments.Disclosure;
using SelfEval.Statistics.Description;
using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

public sealed class SumLedgerTests
{
    private static readonly Gen<(int K, long[] People, int[][] Sets)> Cases =
        from k in Gen.Int[3, 6]
        from people in Gen.Frequency((6, Gen.Long[1, 2]), (1, Gen.Long[0, 7])).Array[2, 8]
        from sets in Gen.Bool.Array[people.Length].Select(isIn => isIn.Index().Where(atom => atom.Item).Select(atom => atom.Index).ToArray()).Array[1, 7]
        select (k, people, sets);

    [Fact]
    public void Fewer_than_k_are_refused_and_k_are_not()
    {
        var ledger = new SumLedger(5, [2, 2, 1, 7]);
        Assert.Equal(Withheld.FewerThanK, ledger.TryPublish([0, 1]));
        Assert.Equal(Withheld.FewerThanK, ledger.TryPublish([]));
        Assert.Null(ledger.TryPublish([0, 1, 2]));
        Assert.Null(ledger.TryPublish([3]));
        Assert.Equal(2, ledger.Rank);
        Assert.True(ledger.IsSafe);
    }

    [Fact]
    public void What_is_left_of_a_total_counts_as_much_as_what_is_shown()
    {
        // 24 people, 18 of them in a group: the other 6 could be worked out.
        Assert.Equal(Withheld.WouldIdentify, After(8, [18, 6], [0, 1]).Ask([0]));
        Assert.Equal(Withheld.WouldIdentify, After(7, [18, 6], [0, 1]).Ask([0]));
        Assert.Null(After(6, [18, 6], [0, 1]).Ask([0]));
    }

    [Fact]
    public void Editions_less_than_k_apart_are_refused()
    {
        var ledger = After(5, [9, 4, 1], [0]);
        Assert.Equal(Withheld.WouldIdentify, ledger.TryPublish([0, 1]));
        Assert.Null(ledger.TryPublish([0, 1, 2]));
        Assert.Equal(Withheld.WouldIdentify, ledger.TryPublish([0, 1]));
    }

    [Fact]
    public void Three_sets_can_tell_what_no_two_of_them_tell()
    {
        // All less two groups that overlap in nobody leaves two people.
        var ledger = After(3, [6, 6, 2], [0, 1, 2], [0]);
        Assert.Equal(Withheld.WouldIdentify, ledger.Ask([1]));
        // A∪B, B∪C, C∪A: half of the first and the last less the second is A.
        ledger = After(4, [3, 5, 5], [0, 1], [1, 2]);
        Assert.Equal(Withheld.WouldIdentify, ledger.Ask([2, 0]));
        Assert.Null(After(3, [3, 5, 5], [0, 1], [1, 2]).Ask([2, 0]));
    }

    [Fact]
    public void A_corrected_answer_counts_with_the_valid_one()
    {
        // Two people of ten corrected their answers: two editions would tell the sum of their changes.
        foreach (var corrected in new long[] { 2, 3 })
        {
            var ledger = new SumLedger(3, [8, corrected, corrected], who: [0, 1, 1]);
            Assert.Null(ledger.TryPublish([0, 2]));
            Assert.Equal(corrected == 2 ? Withheld.WouldIdentify : null, ledger.Ask([0, 1]));
        }

        // k people in an edition are k people when one of them corrects the answers later.
        var few = new SumLedger(3, [2, 1, 1, 5], who: [0, 1, 1, 2]);
        Assert.Null(few.TryPublish([0, 2]));
        Assert.Null(few.TryPublish([0, 1, 3]));
        Assert.Equal(Withheld.WouldIdentify, few.Ask([0, 3]));
    }

    [Fact]
    public void Nothing_is_admitted_on_top_of_what_tells_too_much_already()
    {
        var ledger = After(5, [9, 2, 20], [0, 1], [0]);
        Assert.False(ledger.IsSafe);
        Assert.Equal(Withheld.WouldIdentify, ledger.TryPublish([2]));
    }

    [Fact]
    public void Answers_all_alike_are_refused_however_they_follow()
    {
        RunningMoments[] scores = [RunningMoments.Of([1, 2, 3, 4, 5]), RunningMoments.Of([4, 4, 4]), RunningMoments.Of([4, 4, 4]), RunningMoments.Of([2, 2, 2, 2])];
        long[] people = [5, 3, 3, 4];
        Assert.Equal(Withheld.WouldIdentify, new SumLedger(3, people, scores).Ask([1]));
        Assert.Equal(Withheld.WouldIdentify, new SumLedger(3, people, scores).Ask([1, 2]));
        Assert.Null(new SumLedger(3, people, scores).Ask([1, 3]));
        var ledger = new SumLedger(3, people, scores);
        Assert.Null(ledger.TryPublish([0, 1, 2, 3]));
        Assert.Equal(Withheld.WouldIdentify, ledger.Ask([0, 3]));
        Assert.Equal(Withheld.WouldIdentify, ledger.Ask([0, 1, 2]));
        Assert.Null(ledger.TryPublish([0, 1]));
        Assert.Equal(Withheld.WouldIdentify, ledger.Ask([0, 2, 3]));
        // Without the scores only numbers count.
        Assert.Null(new SumLedger(3, people).Ask([1]));
    }

    [Fact]
    public void Scores_no_longer_known_may_be_like_any_others()
    {
        RunningMoments[] scores = [RunningMoments.Of([1, 2, 3]), RunningMoments.Of([4, 4, 4]), default];
        Assert.Equal(Withheld.WouldIdentify, new SumLedger(3, [3, 3, 3], scores).Ask([1, 2]));
        Assert.Equal(Withheld.WouldIdentify, new SumLedger(3, [3, 3, 3], scores).Ask([2]));
        Assert.Equal(Withheld.WouldIdentify, new SumLedger(3, [3], [default]).Ask([0]));
        var ledger = new SumLedger(3, [3, 3, 3], scores);
        Assert.Null(ledger.TryPublish([0, 2]));
        Assert.Equal(Withheld.WouldIdentify, ledger.Ask([0]));
        // The difference of one group and another is no sum of either.
        Assert.Null(ledger.Ask([0, 1]));
    }

    [Fact]
    public void The_same_score_worked_out_in_another_order_is_the_same_score()
    {
        RunningMoments[] scores = [RunningMoments.Of([0.1 + 0.2]), RunningMoments.Of([0.3, 0.3]), RunningMoments.Of([0.3 + 1e-6])];
        Assert.Equal(Withheld.WouldIdentify, new SumLedger(3, [1, 2, 1], scores).Ask([0, 1]));
        Assert.Null(new SumLedger(3, [1, 2, 1], scores).Ask([0, 1, 2]));
    }

    [Fact]
    public void Where_not_all_fit_as_few_people_as_possible_are_hidden()
    {
        // The first, 6 people, leaves no room for the second, 26 people, because 3 would be left of all.
        IReadOnlyList<int>[] sets = [[0], [1, 3], [3]];
        var ledger = After(5, [6, 6, 3, 20], [0, 1, 2, 3]);
        var refusals = ledger.Choose(sets);
        Assert.Equal([Withheld.WouldIdentify, null, null], refusals);
        Assert.Equal(6, ledger.Hidden(sets, refusals));
        // Where it makes no difference the first stays.
        Assert.Equal([null, Withheld.WouldIdentify], new SumLedger(5, [2, 10, 2]).Choose([[0, 1], [1, 2]]));
        ledger = new SumLedger(5, [6, 6, 3, 20]);
        Assert.Equal([Withheld.FewerThanK, null], ledger.Choose([[2], [0, 1, 2, 3]]));
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SumLedger(2, [5]));
        Assert.Throws<ArgumentException>(() => new SumLedger(3, [5, -1]));
        Assert.Throws<ArgumentException>(() => new SumLedger(3, [5, 1], [default]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SumLedger(3, [5]).TryPublish([1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SumLedger(3, [5]).Note([-1]));
    }

    [Fact]
    public void Exactly_what_brute_force_finds_unsafe_is_refused() => Cases.Sample(c =>
    {
        var ledger = new SumLedger(c.K, c.People);
        var published = new List<int[]>();
        foreach (var set in c.Sets)
        {
            var refusal = ledger.TryPublish(set);
            if (set.Sum(atom => c.People[atom]) < c.K)
            {
                Assert.Equal(Withheld.FewerThanK, refusal);
                continue;
            }

            var unsafeNow = ExactRank.TellsOfFewerThan(c.K, [.. published, set], c.People);
            Assert.Equal(unsafeNow ? Withheld.WouldIdentify : null, refusal);
            if (refusal is null) published.Add(set);
        }
    }, iter: 3000);

    [Fact]
    public void Exactly_what_sums_answers_alike_is_refused()
    {
        var (alike, open) = (0, 0);
        Gen.Select(Cases, Gen.Int[1, 3].Array[8]).Sample((c, values) =>
        {
            RunningMoments[] scores = [.. c.People.Select((count, atom) => default(RunningMoments).Add(values[atom], Math.Max(1, count)))];
            var ledger = new SumLedger(c.K, c.People, scores);
            var published = new List<int[]>();
            foreach (var set in c.Sets.Take(4).Where(set => set.Sum(atom => c.People[atom]) >= c.K))
            {
                List<int[]> next = [.. published, set];
                var few = ExactRank.TellsOfFewerThan(c.K, next, c.People);
                var told = few || Enumerable.Range(1, 3).Any(value => SumsOnly(next, c.People.Length, atom => values[atom] == value));
                if (told && !few) Interlocked.Increment(ref alike);
                if (!told) Interlocked.Increment(ref open);
                Assert.Equal(told ? Withheld.WouldIdentify : null, ledger.TryPublish(set));
                if (!told) published = next;
            }
        }, iter: 2000);
        Assert.True(alike > 100 && open > 100, $"{alike} {open}");
    }

    /// <summary>Whether some sets, each taken −3 to 3 times, add up to a sum over these atoms alone. Of four sets no smaller multiples than those are needed (determinants of 0 and 1).</summary>
    private static bool SumsOnly(List<int[]> sets, int atoms, Func<int, bool> only)
    {
        var times = new int[sets.Count];
        for (var code = 0; code < (int)Math.Pow(7, times.Length); code++)
        {
            for (var (set, left) = (0, code); set < times.Length; set++, left /= 7) times[set] = left % 7 - 3;
            int[] sum = [.. Enumerable.Range(0, atoms).Select(atom => sets.Zip(times, (set, t) => set.Contains(atom) ? t : 0).Sum())];
            if (sum.Any(weight => weight != 0) && sum.Index().All(atom => atom.Item == 0 || atom.Item > 0 && only(atom.Index))) return true;
        }

        return false;
    }

    [Fact]
    public void With_no_steps_to_search_it_refuses_more_and_never_less() => Cases.Sample(c =>
    {
        var (exact, careful) = (new SumLedger(c.K, c.People), new SumLedger(c.K, c.People, null, steps: 0));
        foreach (var set in c.Sets)
        {
            if (careful.Ask(set) is not null) continue;
            Assert.Null(exact.TryPublish(set));
            careful.Note(set);
        }
    }, iter: 3000);

    [Fact]
    public void Whether_figures_are_safe_owes_nothing_to_their_order() => Gen.Select(Cases, Gen.Int[0, 1000]).Sample((c, seed) =>
    {
        var other = c.Sets.ToArray();
        new Random(seed).Shuffle(other);
        Assert.Equal(After(c.K, c.People, c.Sets).IsSafe, After(c.K, c.People, other).IsSafe);
    }, iter: 2000);

    [Fact]
    public void Choosing_hides_no_more_people_than_taking_them_in_order() => Cases.Sample(c =>
    {
        var (one, two) = (new SumLedger(c.K, c.People), new SumLedger(c.K, c.People));
        var taken = c.Sets.Select(one.TryPublish).ToList();
        var chosen = two.Choose(c.Sets);
        Assert.True(two.Hidden(c.Sets, chosen) <= one.Hidden(c.Sets, taken));
        Assert.True(two.IsSafe);
        // What was chosen is what is taken down.
        foreach (var (set, refusal) in c.Sets.Zip(chosen)) Assert.Equal(refusal, two.Ask(set));
    }, iter: 1000);

    [Fact]
    public void Primes_are_primes_and_reach_as_far_as_is_said()
    {
        var product = BigInteger.One;
        foreach (var (field, reach) in PrimeField.All.Zip([36, 60, 82, 102, 122, 140, 159, 176]))
        {
            BigInteger prime = field.Modulus;
            // Lucas–Fermat with several bases; the field's own arithmetic against that of whole numbers.
            foreach (var b in new ulong[] { 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37 }) Assert.True(IsStrongProbablePrime(prime, b));
            ulong[] values = [1, 2, 45, field.Modulus - 1, field.Modulus / 2, field.Modulus - 2, 0x0FEDCBA987654321UL % field.Modulus];
            foreach (var a in values)
            {
                foreach (var b in values) Assert.Equal((BigInteger)a * b % prime, field.Multiply(a, b));
                Assert.Equal(1UL, field.Multiply(a, field.Inverse(a)));
            }

            product *= prime;
            // (r+1)^(r+1) / 4^r < product², both sides squared to stay whole.
            Assert.True(BigInteger.Pow(reach + 1, reach + 1) < product * product * BigInteger.Pow(4, reach));
            Assert.False(BigInteger.Pow(reach + 2, reach + 2) < product * product * BigInteger.Pow(4, reach + 1));
        }
    }

    [Fact]
    public void Sixty_sets_over_five_thousand_atoms_are_all_admitted()
    {
        var random = new Random(1);
        long[] people = [.. Enumerable.Range(0, 5000).Select(_ => random.NextInt64(1, 4))];
        RunningMoments[] scores = [.. people.Select(count => default(RunningMoments).Add(random.Next(1, 41), count))];
        var ledger = new SumLedger(5, people, scores);
        for (var set = 0; set < 60; set++)
            Assert.Null(ledger.TryPublish([.. Enumerable.Range(0, people.Length).Where(_ => random.Next(4) == 0)]));
        Assert.Equal(60, ledger.Rank);
    }

    /// <summary>A round that grows to a million has about sixty editions, and its groups may be fifty.</summary>
    [Fact]
    public void Sixty_editions_and_fifty_groups_of_them_are_all_admitted()
    {
        var random = new Random(2);
        const int Editions = 60, Each = 70;
        long[] people = [.. Enumerable.Range(0, Editions * Each).Select(_ => random.NextInt64(1, 4))];
        var group = people.Select(_ => Enumerable.Range(0, 10).Select(breakdown => 5 * breakdown + random.Next(5)).ToArray()).ToArray();
        var ledger = new SumLedger(5, people);
        for (var edition = 1; edition <= Editions; edition++) Assert.Null(ledger.TryPublish([.. Enumerable.Range(0, edition * Each)]));
        for (var at = 0; at < 50; at++) Assert.Null(ledger.TryPublish([.. Enumerable.Range(0, people.Length).Where(atom => group[atom].Contains(at))]));
        // Of each breakdown the last group is what is left of all.
        Assert.Equal(Editions + 40, ledger.Rank);
    }

    private static bool IsStrongProbablePrime(BigInteger n, BigInteger b)
    {
        var (odd, twos) = (n - 1, 0);
        for (; odd.IsEven; twos++) odd >>= 1;
        var x = BigInteger.ModPow(b, odd, n);
        if (x.IsOne || x == n - 1) return true;
        for (var i = 1; i < twos; i++)
            if ((x = x * x % n) == n - 1) return true;
        return false;
    }

    private static SumLedger After(int k, long[] people, params int[][] published)
    {
        var ledger = new SumLedger(k, people);
        foreach (var set in published) ledger.Note(set);
        return ledger;
    }
}
