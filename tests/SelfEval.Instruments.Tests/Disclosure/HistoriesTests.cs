using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

public sealed class HistoriesTests
{
    [Fact]
    public void In_ten_thousand_histories_nobody_learns_the_answers_of_fewer_than_k()
    {
        var (safe, published) = (new int[3], new int[3]);
        for (var seed = 0; seed < 10_000; seed++)
        {
            var history = new History(seed);
            foreach (var (at, round) in history.Rounds.Index())
            {
                Assert.True(round.Versions.Count <= 64, "Sets of answers are kept in 64 bits.");
                var attacker = new Attacker(round, history.K);
                Assert.True(attacker.Rank <= 36);
                Assert.False(attacker.TellsOfFew(), $"history {seed}, round {at}: something follows about fewer than {history.K} people");
                Assert.False(attacker.TellsOfAlike(), $"history {seed}, round {at}: answers all alike follow");
            }

            foreach (var cell in history.Cells.Where(cell => cell.IsSafe))
            {
                safe[(int)cell.Kind]++;
                if (cell.IsPublished) published[(int)cell.Kind]++;
            }
        }

        var words = string.Join(", ", Enum.GetValues<History.Kind>().Select(kind => $"{kind} {published[(int)kind]} of {safe[(int)kind]} ({100.0 * published[(int)kind] / safe[(int)kind]:0.0} %)"));
        TestContext.Current.TestOutputHelper?.WriteLine(words);
        // Of the figures that are safe one by one. Not all of those can be shown together: the test below says of what four fifths are.
        Assert.True(published.Sum() >= 0.76 * safe.Sum(), words);
    }

    /// <summary>
    /// At least 80 % of the cells that are safe are published. A cell is taken to be safe if it belongs to the most cells that could be shown together. One by one more are safe, but not all of them can be:
    /// of a total and its four groups, one of which has fewer than k people, each of the other three is safe alone and not all three are, which is the complement rule. No publisher, however
    /// clever, could reach every one of those. So what is published is measured against the best that somebody could have done who knew the whole history beforehand, left out earlier editions
    /// for the sake of later groups, and hid nothing but from this attacker. Where the search is cut short a proven bound above that best stands in its place, so that
    /// the share is never told too high.
    /// </summary>
    [Fact]
    public void Of_the_figures_that_are_safe_together_four_fifths_are_published()
    {
        var (most, published, exact, alone) = (0, 0, 0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var history = new History(seed);
            var optimum = new HistoryOptimum(history);
            var shown = history.Cells.Count(cell => cell.IsPublished && cell.HasAnswers);
            Assert.True(shown <= optimum.Most, $"history {seed}: {shown} figures are published and {optimum.Most} said to be the most");
            most += optimum.Most;
            published += shown;
            alone += history.Cells.Count(cell => cell.IsSafe);
            if (optimum.IsExact) exact++;
        }

        var words = $"{published} published of at most {most} that are safe together ({100.0 * published / most:0.0} %; exact in {exact} of 60), of {alone} safe one by one";
        TestContext.Current.TestOutputHelper?.WriteLine(words);
        Assert.True(published >= 0.8 * most, words);
    }

    [Fact]
    public void The_largest_choice_is_that_of_trying_all()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var weights = Enumerable.Range(0, random.Next(1, 10)).Select(_ => (long)random.Next(1, 4)).ToArray();
            var told = Enumerable.Range(0, random.Next(0, 8)).Select(_ => random.Next(1, 1 << weights.Length)).ToList();
            bool IsSafe(int some) => told.TrueForAll(one => (one & ~some) != 0);
            long Weight(int some) => weights.Where((_, at) => (some >> at & 1) == 1).Sum();
            var most = Enumerable.Range(0, 1 << weights.Length).Where(IsSafe).Max(Weight);
            bool Asked(IReadOnlyList<int> choice) => IsSafe(choice.Aggregate(0, (some, at) => some | 1 << at));

            var found = new LargestChoice(weights, Asked, 10_000);
            Assert.True(found.IsExact && Asked(found.Members));
            Assert.Equal((most, most), (found.Most, found.Members.Sum(at => weights[at])));

            var hasty = new LargestChoice(weights, Asked, random.Next(1, 20));
            Assert.True(hasty.Most >= most && Asked(hasty.Members));
        }
    }

    [Fact]
    public void Without_protection_the_attacker_succeeds()
    {
        var (few, alike) = (0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var history = new History(seed, protects: false);
            var attackers = history.Rounds.Select(round => new Attacker(round, history.K)).ToList();
            if (attackers.Any(attacker => attacker.TellsOfFew())) few++;
            if (attackers.Any(attacker => attacker.TellsOfAlike())) alike++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"of 300 histories {few} tell of few, {alike} of answers all alike");
        Assert.True(few > 100, $"{few}");
        Assert.True(alike > 0);
    }

    [Fact]
    public void The_attacker_finds_what_exact_elimination_finds()
    {
        var (yes, no) = (0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var k = random.Next(3, 6);
            var round = new History.Round();
            for (var person = 0; person < 9; person++) round.Versions.Add(new History.Version(person, 1));
            int[][] sets = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Enumerable.Range(0, 9).Where(_ => random.Next(3) > 0).ToArray()).Where(set => set.Length > 0)];
            foreach (var set in sets) round.Outputs.Add(new History.Output(0, null, set.Aggregate(0UL, (all, at) => all | 1UL << at), true));
            var found = ExactRank.TellsOfFewerThan(k, sets, [.. Enumerable.Repeat(1L, 9)]);
            Assert.Equal(found, new Attacker(round, k).TellsOfFew());
            if (found) yes++;
            else no++;
        }

        Assert.True(yes > 50 && no > 50, $"{yes} {no}");
    }
}
