using CsCheck;
using Xunit;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Tests.Change;

public sealed class HodgesLehmannTests
{
    private static readonly Gen<double[]> Rounded = Gen.Int[-40, 40].Select(i => i / 4.0).Array[2, 150];

    private static double Middle(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static void Agrees(double[] all, HodgesLehmann found)
    {
        Array.Sort(all);
        Assert.Equal(all.Length, found.Pairs);
        Assert.Equal(Middle(all), found.Value, 1e-12);
        Assert.Equal(all[found.IntervalRank - 1], found.Interval.Low, 1e-12);
        Assert.Equal(all[^(int)found.IntervalRank], found.Interval.High, 1e-12);
    }

    [Fact]
    public void It_is_the_median_of_all_averages_of_two() => Rounded.Sample(d =>
        Agrees([.. d.SelectMany((a, i) => d.Skip(i).Select(b => (a + b) / 2))], HodgesLehmann.OneSample(d).Value));

    [Fact] // too slow while mutating
    public void The_shift_is_the_median_of_all_differences() => Gen.Select(Rounded, Rounded).Sample((first, second) =>
        Agrees([.. first.SelectMany(a => second.Select(b => b - a))], HodgesLehmann.Shift(first, second).Value), iter: 50);

    [Fact]
    public void Thousands_of_different_values_are_narrowed_to_the_same()
    {
        var random = new Xoshiro256(9);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => Math.Pow(random.Below(1 << 20) / 1000.0, 1.3) - 300)];
        var changes = Draw(1_501);
        Agrees([.. changes.SelectMany((a, i) => changes.Skip(i).Select(b => a / 2 + b / 2))], HodgesLehmann.OneSample(changes).Value);
        double[] first = Draw(900), second = Draw(1_203);
        Agrees([.. first.SelectMany(a => second.Select(b => b - a))], HodgesLehmann.Shift(first, second).Value);
    }

    [Fact] // too slow while mutating
    public void A_hundred_thousand_people_take_no_gigabytes()
    {
        double[] changes = [.. Enumerable.Range(0, 100_001).Select(i => i - 50_000.0)];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = HodgesLehmann.OneSample(changes).Value;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64_000_000);
        Assert.Equal(0, found.Value);
        Assert.Equal(100_001L * 100_002 / 2, found.Pairs);
        // Evenly spread values of width N: the half width of the interval is 1.96·N/√(12·N), about 179.
        Assert.InRange(found.Interval.High, 177, 181);
        Assert.Equal(-found.Interval.High, found.Interval.Low, 1e-9);
    }

    // Two-sided 5 % points of the signed-rank statistic, one more than Wilcoxon's tabled 0, 3, 8, 25 and 52: the first sum beyond the tail.
    [Theory]
    [InlineData(6, 1)]
    [InlineData(8, 4)]
    [InlineData(10, 9)]
    [InlineData(15, 26)]
    [InlineData(20, 53)]
    public void The_place_of_the_limits_follows_the_table(int people, long rank)
    {
        double[] d = [.. Enumerable.Range(1, people).Select(i => (double)i * i)];
        Assert.Equal(rank, HodgesLehmann.OneSample(d).Value.IntervalRank);
    }

    // Three against seven: P(U ≤ 1) = 2/120 and P(U ≤ 2) = 4/120, so a tail of exactly 2/120 is reached at U = 1.
    [Fact]
    public void A_probability_equal_to_the_tail_reaches_it()
    {
        var found = HodgesLehmann.Shift([1, 2, 3], [4, 5, 6, 7, 8, 9, 10], 1 - 4.0 / 120).Value;
        Assert.Equal(1, found.IntervalRank);
        Assert.Equal(1 - 2.0 / 120, found.AchievedConfidence, 1e-12);
        Assert.Equal(2, HodgesLehmann.Shift([1, 2, 3], [4, 5, 6, 7, 8, 9, 10], 1 - 4.1 / 120).Value.IntervalRank);
    }

    // Outside values: all sign patterns counted in Python's whole numbers. 500 people are still counted exactly, 501 no longer.
    [Theory]
    [InlineData(72, 965, 0.9505656981597274, 1e-12)]
    [InlineData(500, 56291, 0.9500310225928427, 1e-12)] // too slow while mutating
    [InlineData(501, 56523, 0.950013056235733, 1e-6)]
    public void The_limits_of_one_sample_lie_where_whole_numbers_put_them(int people, long rank, double achieved, double tolerance)
    {
        var found = HodgesLehmann.OneSample([.. Enumerable.Range(1, people).Select(i => (double)i)]).Value;
        Assert.Equal(rank, found.IntervalRank);
        Assert.Equal(achieved, found.AchievedConfidence, tolerance);
    }

    // Outside values as above, all deals counted; 200 and 200 are still counted exactly, 200 and 201 no longer.
    [Theory]
    [InlineData(10, 10, 24, 0.9567429474550218, 1e-12)]
    [InlineData(200, 200, 17735, 0.9500221565325085, 1e-12)] // too slow while mutating
    [InlineData(200, 201, 17826, 0.950073793084748, 1e-6)]
    [InlineData(201, 200, 17826, 0.950073793084748, 1e-6)]
    public void The_limits_of_a_shift_lie_where_whole_numbers_put_them(int m, int n, long rank, double achieved, double tolerance)
    {
        double[] first = [.. Enumerable.Range(0, m).Select(i => (double)i)], second = [.. Enumerable.Range(0, n).Select(i => i + 0.5)];
        var found = HodgesLehmann.Shift(first, second).Value;
        Assert.Equal(rank, found.IntervalRank);
        Assert.Equal(achieved, found.AchievedConfidence, tolerance);
    }

    [Fact]
    public void Too_few_people_and_missing_numbers()
    {
        Assert.Equal(Undefined.TooFewCode, HodgesLehmann.OneSample([]).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, HodgesLehmann.OneSample([1]).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, HodgesLehmann.Shift([], [1]).Why!.Code);
        Assert.Equal(Undefined.TooFewCode, HodgesLehmann.Shift([1], []).Why!.Code);
        Assert.Equal(4, HodgesLehmann.Shift([1], [5]).Value.Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => HodgesLehmann.OneSample([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => HodgesLehmann.Shift([1, double.NaN], [2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => HodgesLehmann.Shift([1], [double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => HodgesLehmann.OneSample([1, 2], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => HodgesLehmann.Shift([1], [2], 1));
    }
}
