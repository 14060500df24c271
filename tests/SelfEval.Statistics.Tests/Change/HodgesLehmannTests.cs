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

    [Fact]
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

    [Fact]
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

    // The quantiles are those of R's qsignrank(.025, n) and qwilcox(.025, m, n) as tabled in Hollander, Wolfe and Chicken (2014), tables A.4 and A.6.
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

    [Theory]
    [InlineData(500)]
    [InlineData(501)]
    public void Exact_and_expanded_places_meet(int people)
    {
        double[] d = [.. Enumerable.Range(1, people).Select(i => (double)i)];
        var found = HodgesLehmann.OneSample(d).Value;
        double n = people, mean = n * (n + 1) / 4, deviation = Math.Sqrt(n * (n + 1) * (2 * n + 1) / 24);
        // The normal quantile lies within a few places of both.
        Assert.Equal(mean - 1.959963984540054 * deviation, found.IntervalRank, 12.0);
        Assert.Equal(0.95, found.AchievedConfidence, 1e-5);
    }

    [Theory]
    [InlineData(200, 200)]
    [InlineData(200, 201)]
    [InlineData(1000, 1000)]
    public void Exact_and_expanded_places_meet_for_two_groups(int m, int n)
    {
        double[] first = [.. Enumerable.Range(0, m).Select(i => (double)i)], second = [.. Enumerable.Range(0, n).Select(i => i + 0.5)];
        var found = HodgesLehmann.Shift(first, second).Value;
        double mean = (double)m * n / 2, deviation = Math.Sqrt((double)m * n * (m + n + 1) / 12);
        Assert.Equal(mean - 1.959963984540054 * deviation, found.IntervalRank, 6.0);
        Assert.Equal(0.95, found.AchievedConfidence, 1e-4);
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
