using System.Diagnostics;
using System.Globalization;

namespace SelfEval.Benchmarks;

/// <summary>
/// Our side of the comparison with R: times each case on one thread and writes the median with the figures computed, for <see cref="BesideRTable"/>.
/// The rules of timing are those of <c>r/timing.R</c>: reading excluded, runs before the first that counts, garbage collected between runs.
/// </summary>
internal static class BesideR
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestRun = TimeSpan.FromMilliseconds(20);

    public static void Run(string folder)
    {
        using var lines = new StreamWriter(Path.Combine(folder, "ours.tsv")) { AutoFlush = true };
        foreach (var it in BesideRCases.Of(folder))
        {
            var milliseconds = Median(() => it.Work());
            lines.WriteLine(Line(it.Id, "time", it.What, [milliseconds]));
            foreach (var (name, values) in it.Figures(it.Work())) lines.WriteLine(Line(it.Id, "figure", name, values));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{it.Id} {milliseconds:G4} ms"));
        }
    }

    private static double Median(Action work)
    {
        var (calls, once) = (1, Time(work, 1));
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < Enough;)
        {
            once = Time(work, calls);
            if (once < ShortestRun) calls *= 2;
        }

        List<double> runs = [];
        for (var all = Stopwatch.StartNew(); runs.Count < 5 || all.Elapsed < Enough && runs.Count < 101;)
        {
            GC.Collect();
            runs.Add(Time(work, calls).TotalMilliseconds / calls);
        }

        runs.Sort();
        return runs[runs.Count / 2];
    }

    private static TimeSpan Time(Action work, int calls)
    {
        var clock = Stopwatch.StartNew();
        for (var call = 0; call < calls; call++) work();
        return clock.Elapsed;
    }

    private static string Line(string id, string kind, string name, IEnumerable<double> values) =>
        string.Join('\t', id, kind, name, string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
}

/// <summary>One row of the table.</summary>
/// <param name="Id">The same on both sides.</param>
/// <param name="What">In words.</param>
/// <param name="Work">What is timed.</param>
/// <param name="Figures">What is compared, from what the work returned.</param>
internal sealed record BesideRCase(string Id, string What, Func<object> Work, Func<object, IEnumerable<(string Name, double[] Values)>> Figures)
{
    public static BesideRCase Of<T>(string id, string what, Func<T> work, Func<T, IEnumerable<(string, double[])>> figures) where T : notnull =>
        new(id, what, () => work(), result => figures((T)result));
}
