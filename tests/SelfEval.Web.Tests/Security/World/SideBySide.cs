using System.Diagnostics;

namespace SelfEval.Web.Tests.Security.World;

/// <summary>
/// Whether two things take the same time, by pairs that are measured in turns: where they do, one is slower about as often as the other. A busy machine does not turn that, because it slows both.
/// They are called apart only where in each of three blocks the sides differ as they would once in ten thousand times, and by more than 10 % (ASVS row B5) in the median of the pairs.
/// </summary>
internal static class SideBySide
{
    private const double OnceInTenThousand = 3.9, Most = 0.10;

    /// <param name="pairsAsync">The pairs of a block, in milliseconds.</param>
    /// <returns>Null where they are not apart.</returns>
    public static async Task<string?> ApartAsync(Func<int, Task<List<(double One, double Other)>>> pairsAsync)
    {
        var said = "";
        for (var block = 0; block < 3; block++)
        {
            var pairs = await pairsAsync(block);
            var slower = pairs.Count(p => p.One > p.Other);
            // The normal approximation to the sign test.
            var z = Math.Abs(slower - pairs.Count / 2.0) / Math.Sqrt(pairs.Count / 4.0);
            var apart = Median(pairs.Select(p => p.One - p.Other)) / Median(pairs.Select(p => Math.Min(p.One, p.Other)));
            if (z < OnceInTenThousand || Math.Abs(apart) <= Most) return null;
            said += $"the one slower in {slower} of {pairs.Count}, by {apart:P0}\n";
        }

        return said;
    }

    /// <summary>Pairs of two requests, whichever comes first.</summary>
    public static async Task<List<(double One, double Other)>> PairsAsync(int count, Func<Task> one, Func<Task> other)
    {
        var pairs = new List<(double, double)>();
        // The first few warm up.
        for (var i = -10; i < count; i++)
        {
            var isFirst = i % 2 == 0;
            var first = await TimeAsync(isFirst ? one : other);
            var second = await TimeAsync(isFirst ? other : one);
            if (i >= 0) pairs.Add(isFirst ? (first, second) : (second, first));
        }

        return pairs;
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var clock = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var all ? all[all.Count / 2] : 0;
}
