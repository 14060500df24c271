using System.Text.Json;
using SelfEval.Statistics.Change;
using Xunit;

namespace SelfEval.Cli.Tests;

/// <summary>Bootstrap and permutation as options of <c>analyse change</c>, and the important difference given by hand.</summary>
public sealed class ResamplingTests
{
    private static readonly double[] Before = [12, 15, 11, 19, 14, 13, 17, 16, 12, 18], After = [14, 18, 11, 20, 17, 12, 21, 18, 15, 19];
    private static readonly string Pairs = "id,wave,x\n" + string.Concat(Before.Select((x, i) => $"p{i},1,{x}\n")) + string.Concat(After.Select((x, i) => $"p{i},2,{x}\n"));
    private static readonly string[] SamePeople = ["change", "--scores", "x", "--id", "id", "--wave", "wave"], Groups = ["change", "--scores", "x", "--group", "wave"];

    [Fact]
    public void Bootstrap_intervals_are_those_of_the_seed()
    {
        var figures = Figures(SamePeople, "--bootstrap", "--seed", "7", "--resamples", "1999", "--confidence", "0.9");
        var mean = Bootstrap.Run(ResampledStatistic.MeanDifference(Before, After), 1999, 7, 0.9).Value;
        var effect = Bootstrap.Run(ResampledStatistic.Gz(Before, After), 1999, 7, 0.9).Value;
        Assert.Equal((mean.Bca.Value.Low, mean.Bca.Value.High), Interval(figures, "bootstrapMeanChangeBca"));
        Assert.Equal((mean.Percentile.Low, mean.Percentile.High), Interval(figures, "bootstrapMeanChangePercentile"));
        Assert.Equal((effect.Bca.Value.Low, effect.Bca.Value.High), Interval(figures, "bootstrapGzBca"));
        Assert.Equal((effect.Percentile.Low, effect.Percentile.High), Interval(figures, "bootstrapGzPercentile"));
        Assert.Equal((1999, "7"), (figures.GetProperty("resamples").GetInt32(), figures.GetProperty("seed").GetString()));
        Assert.False(figures.TryGetProperty("permutationP", out _));
        Assert.NotEqual(Interval(figures, "bootstrapMeanChangeBca"), Interval(Figures(SamePeople, "--bootstrap", "--seed", "8", "--resamples", "1999", "--confidence", "0.9"), "bootstrapMeanChangeBca"));
    }

    [Fact]
    public void Groups_are_resampled_apart()
    {
        var figures = Figures(Groups, "--bootstrap", "--resamples", "999");
        var shift = Bootstrap.Run(ResampledStatistic.Shift(Before, After), 999).Value;
        var effect = Bootstrap.Run(ResampledStatistic.HedgesG(Before, After), 999).Value;
        Assert.Equal((shift.Bca.Value.Low, shift.Bca.Value.High), Interval(figures, "bootstrapMeanDifferenceBca"));
        Assert.Equal((effect.Percentile.Low, effect.Percentile.High), Interval(figures, "bootstrapGPercentile"));
        Assert.Equal("20130601", figures.GetProperty("seed").GetString());
    }

    [Fact]
    public void Few_people_are_permuted_in_every_way()
    {
        // Changes 2 3 0 1 3 -1 4 2 3 1: of the 2^10 ways to set their signs, 12 sum to 18 or more, or to -18 or less.
        var figures = Figures(SamePeople, "--permutation");
        Assert.True(figures.GetProperty("permutationExact").GetBoolean());
        Assert.Equal((1024, Ways([2, 3, 0, 1, 3, -1, 4, 2, 3, 1], 18)), (figures.GetProperty("permutationArrangements").GetInt64(), figures.GetProperty("permutationAsExtreme").GetInt64()));
        Assert.Equal(figures.GetProperty("permutationAsExtreme").GetInt64() / 1024.0, figures.GetProperty("permutationP").GetDouble(), 1e-15);
        Assert.False(figures.TryGetProperty("bootstrapMeanChangeBca", out _));
        Assert.Equal(PermutationTest.TwoGroups(Before, After).Value.P, Figures(Groups, "--permutation").GetProperty("permutationP").GetDouble());
    }

    [Fact]
    public void Many_people_are_permuted_by_draws_from_the_seed()
    {
        var values = Enumerable.Range(0, 60).Select(i => (double)(i * 7 % 13)).ToArray();
        var data = "group,x\n" + string.Concat(values.Select((x, i) => $"{i % 2},{x}\n"));
        var figures = Terminal.Result(["change", "--scores", "x", "--group", "group", "--permutation", "--resamples", "499", "--seed", "18446744073709551615", "-"], data).GetProperty("figures");
        var expected = PermutationTest.TwoGroups([.. values.Where((_, i) => i % 2 == 0)], [.. values.Where((_, i) => i % 2 == 1)], 499, ulong.MaxValue).Value;
        Assert.Equal((expected.P, false, 499L), (figures.GetProperty("permutationP").GetDouble(), figures.GetProperty("permutationExact").GetBoolean(), figures.GetProperty("permutationArrangements").GetInt64()));
        Assert.Equal("18446744073709551615", figures.GetProperty("seed").GetString());
    }

    [Fact]
    public void A_figure_that_resamples_do_not_define_has_a_reason()
    {
        const string Three = "id,wave,x\na,1,1\nb,1,1\nc,1,1\na,2,2\nb,2,3\nc,2,4\n";
        var figures = Terminal.Result([.. SamePeople, "--bootstrap", "-"], Three).GetProperty("figures");
        Assert.Equal("NoVariance", figures.GetProperty("bootstrapGzBca").GetProperty("undefined").GetString());
        Assert.Equal("TooFew", Terminal.Result([.. SamePeople, "--permutation", "-"], "id,wave,x\na,1,1\nb,2,2\n").GetProperty("figures").GetProperty("permutationP").GetProperty("undefined").GetString());
    }

    [Theory]
    [InlineData("--resamples and --seed go with --bootstrap or --permutation", "--seed", "1")]
    [InlineData("--resamples and --seed go with --bootstrap or --permutation", "--resamples", "999")]
    [InlineData("--resamples lies from 99 to 1000000", "--bootstrap", "--resamples", "98")]
    [InlineData("--resamples lies from 99 to 1000000", "--bootstrap", "--resamples", "1000001")]
    [InlineData("-1", "--bootstrap", "--seed", "-1")]
    [InlineData("--important is above 0", "--important", "0")]
    [InlineData("--reliability lies from 0 to 1", "--reliability", "1.01")]
    public void Wrong_usage_is_named(string says, params string[] more) => Terminal.Refuses(2, says, [.. SamePeople, .. more, "-"], Pairs);

    [Fact]
    public void An_important_difference_counts_people()
    {
        // Changes 2 3 0 1 3 -1 4 2 3 1, mean 1.8.
        var figures = Figures(SamePeople, "--important", "3");
        Assert.Equal((3, 4, 0), (figures.GetProperty("importantChange").GetInt32(), figures.GetProperty("importantlyBetter").GetInt32(), figures.GetProperty("importantlyWorse").GetInt32()));
        Assert.Equal("no important change", figures.GetProperty("importantVerdict").GetString());
        Assert.Equal("too few to tell", Figures(SamePeople, "--important", "1.8").GetProperty("importantVerdict").GetString());
        Assert.Equal("importantly better", Figures(SamePeople, "--important", "0.5").GetProperty("importantVerdict").GetString());
        Assert.Equal((8, 1), (Figures(SamePeople, "--important", "1").GetProperty("importantlyBetter").GetInt32(), Figures(SamePeople, "--important", "1").GetProperty("importantlyWorse").GetInt32()));
        Assert.False(Figures(SamePeople).TryGetProperty("importantChange", out _));
    }

    private static JsonElement Figures(string[] args, params string[] more) => Terminal.Result([.. args, .. more, "-"], Pairs).GetProperty("figures");

    private static (double Low, double High) Interval(JsonElement figures, string name) =>
        (figures.GetProperty(name).GetProperty("low").GetDouble(), figures.GetProperty(name).GetProperty("high").GetDouble());

    private static long Ways(int[] changes, int sum) => Enumerable.Range(0, 1 << changes.Length)
        .LongCount(signs => Math.Abs(changes.Select((change, i) => (signs >> i & 1) == 0 ? change : -change).Sum()) >= sum);
}
