using Xunit;
using SelfEval.Statistics.Description;

namespace SelfEval.Statistics.Tests.Description;

public sealed class RunningMomentsTests
{
    private static double[] Scores(int seed, int count, double offset = 0)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => offset + random.Next(80, 401) / 8.0 + random.NextDouble() / 3)];
    }

    [Fact]
    public void The_order_of_folding_does_not_show()
    {
        var values = Scores(1, 20_000);
        var shuffled = values.ToArray();
        new Random(2).Shuffle(shuffled);
        var parts = shuffled.Chunk(777).Select(chunk => RunningMoments.Of(chunk)).Aggregate((a, b) => b.Merge(a));
        var once = RunningMoments.Of(values);
        Assert.Equal(once.Count, parts.Count);
        Assert.Equal(once.Mean, parts.Mean);
        Assert.Equal(once.StandardDeviation, parts.StandardDeviation);
    }

    [Fact]
    public void Taking_out_what_was_added_leaves_the_rest()
    {
        var values = Scores(3, 5_000);
        var all = RunningMoments.Of(values);
        foreach (var value in values.AsSpan(40)) all = all.Remove(value);
        var rest = RunningMoments.Of(values.AsSpan(0, 40));
        Assert.Equal(rest.Count, all.Count);
        Assert.Equal(rest.Mean, all.Mean);
        Assert.Equal(rest.StandardDeviation, all.StandardDeviation);
        foreach (var value in values.AsSpan(0, 40)) all = all.Remove(value);
        Assert.Equal(default, all);
        Assert.Throws<InvalidOperationException>(() => all.Remove(1));
    }

    [Fact]
    public void A_tally_without_another_is_that_of_the_rest()
    {
        var values = Scores(4, 5_000);
        var (all, some) = (RunningMoments.Of(values), RunningMoments.Of(values.AsSpan(0, 4_960)));
        var rest = RunningMoments.Of(values.AsSpan(4_960));
        Assert.Equal(rest.Count, all.Without(some).Count);
        Assert.Equal(rest.Mean, all.Without(some).Mean);
        Assert.Equal(rest.StandardDeviation, all.Without(some).StandardDeviation);
        Assert.Equal(default, all.Without(all));
        Assert.Equal(all, all.Without(default));
        Assert.Throws<InvalidOperationException>(() => some.Without(all));
    }

    [Fact]
    public void A_far_away_mean_does_not_spoil_the_spread()
    {
        var moments = RunningMoments.Of([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
        Assert.Equal(30, Assert.NotNull(moments.Variance), 1e-12);
        Assert.Equal(0, RunningMoments.Of([0.1, 0.1, 0.1]).StandardDeviation);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_number_is_refused(double value) =>
        Assert.All((Action[])[() => default(RunningMoments).Add(value), () => RunningMoments.Of([1]).Remove(value), () => RunningMoments.Of([1, 2]).Remove(value)],
            folded => Assert.Throws<ArgumentOutOfRangeException>(folded));

    [Fact]
    public void A_value_seen_several_times_counts_as_often()
    {
        var moments = RunningMoments.Of([2, 0.1]).Add(0.3, 5).Add(7, 0);
        var once = RunningMoments.Of([0.3, 0.3, 0.1, 0.3, 0.3, 0.3, 2]);
        Assert.Equal(7, moments.Count);
        Assert.Equal(once.Mean, moments.Mean);
        Assert.Equal(once.Variance!.Value, moments.Variance!.Value, 1e-16);
        Assert.Throws<ArgumentOutOfRangeException>(() => moments.Add(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => moments.Add(double.NaN, 2));
    }

    [Fact]
    public void One_value_has_a_mean_and_no_spread()
    {
        var one = default(RunningMoments).Add(4);
        Assert.Equal(4, one.Mean);
        Assert.Null(one.StandardDeviation);
        Assert.Null(one.MeanInterval());
        Assert.Null(default(RunningMoments).Mean);
        Assert.False(Proportion.Wilson(0, 0).IsDefined);
    }
}
