using SelfEval.Instruments.Comparison;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Statistics.Change;
using Xunit;

namespace SelfEval.Instruments.Tests.Comparison;

public sealed class ChangeGateTests
{
    private static readonly double[] Before = [42, 38, 45, 40, 36, 44, 39, 41], After = [44, 41, 46, 43, 40, 45, 43, 42];

    [Fact]
    public void The_same_people_are_compared_with_themselves()
    {
        var same = Compare(Before, After).SamePeople!;
        var direct = PairedComparison.Of(Before, After);
        Assert.Equal(2.375, same.Difference, 1e-12);
        Assert.Equal(direct.Test.Value.Interval.Low, same.Low, 1e-12);
        Assert.Equal(direct.Test.Value.Interval.High, same.High, 1e-12);
        // Reference: instruments.md 20; g_av is by the mean of both SDs with the exact J(7).
        Assert.Equal((1.82, 0.84), (same.Dz, same.Gav));
        Assert.Equal(direct.SignedRank.P.Value, same.WilcoxonP!.Value, 5e-4);
        Assert.Equal((40.625, 43.0), (same.FirstMean, same.SecondMean));
        Assert.Equal((8L, 0L, 0L), (same.N, same.OnlyFirst, same.OnlySecond));
        Assert.Equal(3.0208 / 2, same.Matters, 1e-4);
        Assert.Equal(ChangeVerdict.ClearlyHigher, same.Verdict);
        Assert.Equal("Clearly higher since January 2026, which is better: 2.4 points, likely between 1.3 and 3.5.", same.Sentence);
        Assert.Equal("8 people have a score both times, nobody only in January 2026 and nobody only in June 2026.", same.People);
        // The least of 36 averages of two changes is one person's change.
        Assert.Null(same.TypicalChange);
        Assert.Empty(same.Reliable);
        Assert.StartsWith("Not told: this measure does not tell how exact", same.ReliableWords, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_answered_is_two_groups()
    {
        var rounds = Compare(Before, After).WhoeverAnswered!;
        var direct = TwoGroupComparison.Of(Before, After).Welch.Value.Interval;
        Assert.Equal(2.375, rounds.Difference, 1e-9);
        Assert.Equal((direct.Low, direct.High), (Math.Round(rounds.Low, 9), Math.Round(rounds.High, 9)), new Near(1e-8));
        Assert.Equal(0.8764, rounds.HedgesG!.Value, 1e-4);
        Assert.Equal((8L, 8L, 8L, 8L, true), (rounds.FirstN, rounds.SecondN, rounds.FirstAtLeast, rounds.SecondAtLeast, rounds.IsWelch));
        Assert.Equal(ChangeVerdict.TooFewToTell, rounds.Verdict);
        Assert.Equal("Too few to tell whether anything has changed since January 2026: 2.4 points higher, but it could be anything from 0.4 lower to 5.2 higher.", rounds.Sentence);
        Assert.Equal("8 people in January 2026 and 8 people in June 2026.", rounds.People);
    }

    [Fact]
    public void A_typical_change_is_told_when_it_rests_on_enough_people()
    {
        double[] first = [.. Enumerable.Range(0, 30).Select(i => 20.0 + i % 9)], second = [.. first.Select((value, i) => value + i % 5)];
        var same = Compare(first, second).SamePeople!;
        var direct = HodgesLehmann.OneSample([.. first.Zip(second, (a, b) => b - a)]).Value;
        Assert.Equal((direct.Value, direct.Interval.Low, direct.Interval.High), (same.TypicalChange, same.TypicalLow, same.TypicalHigh));
        // With k = 5 four people make ten averages: the tenth could still be theirs alone.
        Assert.NotNull(Compare(first[..11], second[..11]).SamePeople!.TypicalChange);
        Assert.Null(Compare(first[..10], second[..10]).SamePeople!.TypicalChange);
    }

    [Fact]
    public void Those_who_joined_and_left_are_counts_and_in_nobodys_change()
    {
        var first = Wave.People([.. Before, .. Before]).ToList();
        List<Scored> second = [.. first.Take(9).Select(p => p with { Value = p.Value + (p.Person.Length + p.Person[^1]) % 4 }), .. Wave.People(Before).Select(p => p with { Person = "new" + p.Person })];
        var same = Wave.Compare(Wave.Of(Care, first), Wave.Of(Care, second)).SamePeople!;
        Assert.Equal((9L, 7L, 8L), (same.N, same.OnlyFirst, same.OnlySecond));
        Assert.Equal("9 people have a score both times, 7 only in January 2026 and 8 only in June 2026.", same.People);
    }

    [Fact]
    public void A_few_without_a_score_hide_how_many_have_one()
    {
        var first = Wave.People([.. Before, .. Before]).ToList();
        List<Scored> second = [.. first.Select((p, i) => p with { Value = i < 2 ? null : p.Value + i % 4 })];
        // Two people answered both times and have no second score: they count as having left.
        Assert.Equal(Refusal.OverlappingGroups, Assert.Single(Wave.Compare(Wave.Of(Care, first), Wave.Of(Care, second)).SamePeopleRefusals).Code);
        first.AddRange(Wave.People(Before).Select(p => p with { Person = "left" + p.Person }));
        var change = Wave.Compare(Wave.Of(Care, first), Wave.Of(Care, second));
        Assert.Equal((24L, null, 12L, null), (change.WhoeverAnswered!.FirstN, change.WhoeverAnswered.SecondN, change.WhoeverAnswered.SecondAtLeast, change.WhoeverAnswered.HedgesG));
        Assert.Equal("24 people in January 2026 and at least 12 people in June 2026.", change.WhoeverAnswered.People);
        var same = change.SamePeople!;
        Assert.Equal((null, 12L, null, null), (same.N, same.AtLeast, same.OnlyFirst, same.OnlySecond));
        Assert.Equal((null, null, null, null), (same.FirstMean, same.Dz, same.WilcoxonP, same.Gav));
        Assert.Equal(Math.Round(same.Difference, 1), same.Difference);
        Assert.Equal("At least 12 people have a score both times.", same.People);
    }

    [Fact]
    public void Reliable_change_counts_people_and_hides_small_cells_with_their_complement()
    {
        var activation = Make.Shipped("activation-style");
        PublishedSamePeople Of(params double[] changes) => Wave.Compare(
            Wave.Of(activation, changes.Select((_, i) => new Scored($"p{i}", 40 + i % 7, 5))),
            Wave.Of(activation, changes.Select((change, i) => new Scored($"p{i}", 40 + i % 7 + change, 5)))).SamePeople!;
        double[] Mix(int better, int same, int worse) => [.. Enumerable.Repeat(20.0, better), .. Enumerable.Range(0, same).Select(i => i % 3 - 1.0), .. Enumerable.Repeat(-20.0, worse)];

        var shown = Of(Mix(9, 16, 6));
        Assert.Equal([9L, 16L, 6L], shown.Reliable.Select(cell => cell.People));
        Assert.Equal("Of 31 people, 9 got better by more than chance explains, 16 did not change by more than chance explains, 6 got worse by more than chance explains. A person counts as changed when the change is larger than the errors of their two scores explain (95%).", shown.ReliableWords);
        Assert.Equal([9L, null, null], Of(Mix(9, 16, 2)).Reliable.Select(cell => cell.People));
        Assert.StartsWith("Of 27 people, 9 got better by more than chance explains; the other numbers are not shown, to protect people.", Of(Mix(9, 16, 2)).ReliableWords, StringComparison.Ordinal);
        Assert.Empty(Of(Mix(0, 16, 0)).Reliable);
        Assert.StartsWith("Not shown", Of(Mix(0, 16, 0)).ReliableWords, StringComparison.Ordinal);
    }

    [Fact]
    public void Below_k_pairs_nothing_is_shown()
    {
        var first = Wave.People(Before).ToList();
        List<Scored> second = [.. first.Take(4).Select(p => p with { Value = p.Value + 1 }), .. Wave.People(Before).Select(p => p with { Person = "new" + p.Person })];
        var change = Wave.Compare(Wave.Of(Care, first), Wave.Of(Care, second));
        Assert.Null(change.SamePeople);
        Assert.Equal((Refusal.TooFew, "Fewer than 5 people have a score in both rounds, so nothing is shown."), Assert.Single(change.SamePeopleRefusals) is var why ? (why.Code, why.Words) : default);
        Assert.NotNull(change.WhoeverAnswered);
        Assert.Equal(Refusal.TooFew, Assert.Single(Compare(Before[..4], After[..4]).WhoeverAnsweredRefusals).Code);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(0, 1)]
    [InlineData(6, 4)]
    public void Groups_that_overlap_but_for_a_few_are_not_shown_beside_each_other(int left, int joined)
    {
        var change = Wave.Compare(Around(left, joined).First, Around(left, joined).Second);
        Assert.Null(change.SamePeople);
        var why = Assert.Single(change.SamePeopleRefusals);
        Assert.Equal(Refusal.OverlappingGroups, why.Code);
        Assert.Contains("fewer than 5 joined or left", why.Words, StringComparison.Ordinal);
        Assert.NotNull(change.WhoeverAnswered);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 0)]
    [InlineData(5, 7)]
    public void Nobody_or_k_and_more_may_join_and_leave(int left, int joined) =>
        Assert.NotNull(Wave.Compare(Around(left, joined).First, Around(left, joined).Second).SamePeople);

    [Fact]
    public void Leavers_who_are_all_alike_are_as_good_as_shown()
    {
        var (first, second) = Around(6, 0, alike: true);
        Assert.Equal(Refusal.TooAlike, Assert.Single(Wave.Compare(first, second).SamePeopleRefusals).Code);
    }

    [Fact]
    public void Changes_that_are_all_alike_are_not_shown()
    {
        Assert.Equal(Refusal.TooAlike, Assert.Single(Compare(Before, [.. Before.Select(value => value + 2)]).SamePeopleRefusals).Code);
        var alike = Compare([.. Before.Select(_ => 40.0)], After);
        Assert.Equal(Refusal.RoundNotShown, Assert.Single(alike.SamePeopleRefusals).Code);
        Assert.Equal(Refusal.RoundNotShown, Assert.Single(alike.WhoeverAnsweredRefusals).Code);
    }

    [Fact]
    public void Answers_that_changed_since_the_edition_are_not_shown_beside_it()
    {
        var (first, second) = Around(0, 0);
        var lessOne = Wave.Of(Care, Wave.People([.. Before, .. Before]).Skip(1));
        Assert.Equal(Refusal.AnswersChanged, Assert.Single(Wave.Compare(first with { Scores = lessOne.Scores }, second).SamePeopleRefusals).Code);
        var other = Wave.Of(Care, Wave.People([.. Before, .. Before]).Select((p, i) => i == 0 ? p with { Value = p.Value + 1 } : p));
        Assert.Equal(Refusal.AnswersChanged, Assert.Single(Wave.Compare(first with { Scores = other.Scores }, second).SamePeopleRefusals).Code);
        Assert.NotNull(Wave.Compare(first, second).SamePeople);
    }

    [Fact]
    public void A_ledger_that_knows_better_decides()
    {
        var refusal = Refusal.Of(Refusal.OverlappingGroups, "Three rounds together would tell.");
        var change = Wave.Compare(Around(0, 0).First, Around(0, 0).Second, (key, pairs) => key == "care-style.empathy" && pairs.Count == 16 ? SamePeopleDecision.No(refusal) : SamePeopleDecision.Yes);
        Assert.Equal("Three rounds together would tell.", Assert.Single(change.SamePeopleRefusals).Words);
    }

    [Fact]
    public void A_pseudonym_that_a_round_has_twice_joins_nobody()
    {
        var first = Wave.People([.. Before, .. Before]).ToList();
        var twice = Wave.Of(Care, first.Append(first[0]));
        Assert.Equal(15, new RoundPair(twice.Scores, Wave.Of(Care, first).Scores).People);
    }

    [Fact]
    public void Shares_of_people_are_four_numbers_of_people()
    {
        var top = Make.Shipped("shared-decision-style");
        Assert.Contains(top.Scales, scale => scale.Method == ScoringMethod.TopScore);
        var share = top with { Scales = [top.Scales.First(scale => scale.Method == ScoringMethod.TopScore)] };
        PublishedScaleChange Of(int stayed, int gained, int lost, int never) => Wave.Compare(
            Wave.Of(share, Cells(stayed, gained, lost, never).Select((c, i) => new Scored($"p{i}", c.First * share.Scales[0].Maximum))),
            Wave.Of(share, Cells(stayed, gained, lost, never).Select((c, i) => new Scored($"p{i}", c.Second * share.Scales[0].Maximum))));
        var safe = Of(10, 12, 5, 10);
        Assert.True(safe.IsShare);
        Assert.NotNull(safe.SamePeople);
        Assert.Contains("percentage points", safe.SamePeople.Sentence, StringComparison.Ordinal);
        Assert.False(safe.WhoeverAnswered!.IsWelch);
        Assert.Equal(Refusal.TooAlike, Assert.Single(Of(10, 12, 4, 10).SamePeopleRefusals).Code);

        static IEnumerable<(int First, int Second)> Cells(int stayed, int gained, int lost, int never) =>
            [.. Enumerable.Repeat((1, 1), stayed), .. Enumerable.Repeat((0, 1), gained), .. Enumerable.Repeat((1, 0), lost), .. Enumerable.Repeat((0, 0), never)];
    }

    [Fact]
    public void A_change_reads_back_as_it_was_written()
    {
        var json = ChangeGate.ToJson(Wave.Change(Around(5, 7).First, Around(5, 7).Second));
        Assert.Equal(json, ChangeGate.ToJson(ChangeGate.Reopen(json)));
        Assert.Contains("\"verdict\":\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"p0\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_gate_makes_what_is_published()
    {
        foreach (var type in new[] { typeof(PublishedChange), typeof(PublishedScaleChange), typeof(PublishedSamePeople), typeof(PublishedDifference), typeof(PublishedRefusal) })
        {
            Assert.Empty(type.GetConstructors());
            Assert.DoesNotContain(type.GetProperties(), property => property.SetMethod?.IsPublic == true);
        }
    }

    [Fact]
    public void Whatever_happens_between_rounds_no_small_group_is_shown()
    {
        const int k = 5;
        var shown = 0;
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            double? Score() => random.Next(12) == 0 ? null : random.Next(10, 10 + random.Next(2, 40));
            var all = Enumerable.Range(0, random.Next(3, 30)).Select(i => $"p{i}").ToList();
            List<Scored> first = [.. all.Where(_ => random.Next(8) > 0).Select(p => new Scored(p, Score(), 4))], second = [.. all.Where(_ => random.Next(8) > 0).Select(p => new Scored(p, Score(), 4))];
            var change = Wave.Compare(Wave.Of(Care, first), Wave.Of(Care, second));
            Assert.Equal(change.SamePeople is null, change.SamePeopleRefusals.Count > 0);
            Assert.Equal(change.WhoeverAnswered is null, change.WhoeverAnsweredRefusals.Count > 0);
            if (change.SamePeople is not { } same) continue;
            shown++;
            HashSet<string> one = [.. first.Where(p => p.Value is not null).Select(p => p.Person)], two = [.. second.Where(p => p.Value is not null).Select(p => p.Person)];
            int both = one.Intersect(two).Count(), answered = first.Select(p => p.Person).Intersect(second.Select(p => p.Person)).Count();
            Assert.True(both >= k);
            Assert.DoesNotContain(one.Count - both, Enumerable.Range(1, k - 1));
            Assert.DoesNotContain(two.Count - both, Enumerable.Range(1, k - 1));
            if (answered - both is > 0 and < k) Assert.Equal((null, null, null), (same.N, same.FirstMean, same.Dz));
            else Assert.Equal(both, same.N);
            Assert.True(same.AtLeast <= both && same.AtLeast >= k);
            Assert.All(same.Reliable, cell => Assert.True(cell.People is null or 0 or >= k));
            Assert.True(same.Low <= same.Difference && same.Difference <= same.High);
        }

        Assert.InRange(shown, 100, 1_900);
    }

    private static Instrument Care => Make.Shipped("care-style");

    private static PublishedScaleChange Compare(double[] first, double[] second) => Wave.Compare(Wave.Of(Care, Wave.People(first)), Wave.Of(Care, Wave.People(second)));

    /// <summary>Sixteen people who answer both rounds, and some who answer one.</summary>
    private static (Wave First, Wave Second) Around(int left, int joined, bool alike = false)
    {
        List<Scored> both = [.. Wave.People([.. Before, .. Before])];
        IEnumerable<Scored> Others(string name, int count) => Enumerable.Range(0, count).Select(i => new Scored($"{name}{i}", alike ? 40 : 30 + i));
        return (Wave.Of(Care, both.Concat(Others("left", left))), Wave.Of(Care, both.Select((p, i) => p with { Value = p.Value + i % 4 }).Concat(Others("joined", joined))));
    }

    private sealed class Near(double tolerance) : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) <= tolerance && Math.Abs(x.Item2 - y.Item2) <= tolerance;

        public int GetHashCode((double, double) obj) => 0;
    }
}
