using Xunit;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Tests.Foundation;

public sealed class Xoshiro256Tests
{
    // The first outputs from the state 1, 2, 3, 4, as other implementations of the published generator print them (rand_xoshiro's test vector).
    [Fact]
    public void The_published_generator_comes_out()
    {
        var random = new Xoshiro256(1, 2, 3, 4);
        ulong[] expected = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625, 8476171486693032832];
        Assert.Equal(expected, expected.Select(_ => random.Next()));
    }

    // SplitMix64 from the seed 1234567 gives these four words (the published reference output).
    [Fact]
    public void A_seed_is_spread_over_the_state_by_SplitMix64()
    {
        var seeded = new Xoshiro256(1234567);
        var stated = new Xoshiro256(6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431);
        for (var i = 0; i < 10; i++) Assert.Equal(stated.Next(), seeded.Next());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(500)]
    public void Every_number_below_the_limit_comes_up_equally_often(int limit)
    {
        var random = new Xoshiro256(5);
        var counts = new int[limit];
        const int PerNumber = 2_000;
        for (var i = 0; i < PerNumber * limit; i++) counts[random.Below(limit)]++;
        // Seven standard deviations: this seed is fixed, so it passes always or never.
        Assert.All(counts, count => Assert.InRange(count, PerNumber - 7 * Math.Sqrt(PerNumber), PerNumber + 7 * Math.Sqrt(PerNumber)));
    }

    [Fact]
    public void A_limit_near_the_largest_is_not_favoured_either()
    {
        var random = new Xoshiro256(6);
        const int Limit = 1 << 30 | 1 << 29;
        var low = 0;
        for (var i = 0; i < 30_000; i++)
        {
            var drawn = random.Below(Limit);
            Assert.InRange(drawn, 0, Limit - 1);
            if (drawn < Limit / 3) low++;
        }
        Assert.InRange(low, 9_500, 10_500);
    }

    // 2³² leaves 1 over when divided by 3, so the remainder 0 is refused: this state begins with three such words. The words are counted in Python's whole numbers.
    [Theory]
    [InlineData(3, 1215973449353174400)]
    [InlineData(4, 11520)]
    public void What_would_come_up_once_too_often_is_drawn_again(int limit, ulong next)
    {
        var random = new Xoshiro256(1, 0, 3, 4);
        Assert.Equal(0, random.Below(limit));
        Assert.Equal(next, random.Next());
    }

    // The first word is 0xAAAAAAAB shifted by 32: times 3 it is 2 and the remainder 1, the lowest that is kept.
    [Fact]
    public void The_lowest_remainder_that_is_kept_is_kept()
    {
        var random = new Xoshiro256(1, 11079789163254382592, 3, 4);
        Assert.Equal(2, random.Below(3));
        Assert.Equal(12297829383904701696, random.Next());
    }

    [Fact]
    public void One_word_of_state_is_enough()
    {
        foreach (var random in (Xoshiro256[])[new(1, 0, 0, 0), new(0, 1, 0, 0), new(0, 0, 1, 0), new(0, 0, 0, 1)])
            Assert.Contains(Enumerable.Range(0, 10).Select(_ => random.Next()), word => word != 0);
    }

    [Fact]
    public void Impossible_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Xoshiro256(1).Below(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Xoshiro256(1).Below(-3));
        Assert.Throws<ArgumentException>(() => new Xoshiro256(0, 0, 0, 0));
    }
}
