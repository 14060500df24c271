using System.Runtime.InteropServices;
using MathNet.Numerics.Distributions;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Benchmarks;

/// <summary>The data that both sides read: plain little-endian numbers, row by row, drawn with a fixed seed.</summary>
internal static class BesideRData
{
    public const int Many = 1_000_000;
    public const int ScaleItems = 25;
    public const int RaschPeople = 10_000;
    public const int RaschItems = 13;
    public const int CareItems = 10;
    public const int Resamples = 10_000;
    public const ulong Seed = 20_130_601;

    /// <summary>An answer to a CARE-style item that is blank.</summary>
    public const int Blank = 0;

    /// <summary>An answer that the item does not apply.</summary>
    public const int DoesNotApply = 6;

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var random = new Random((int)Seed);
        Save(folder, "answers", Answers(random));
        var model = new RatingScaleModel([-1.9, -1.55, -1.2, -0.85, -0.6, -0.3, -0.05, 0.2, 0.45, 0.8, 1.15, 1.6, 2.25], [-1.45, -0.35, 1.8]);
        var drawn = SimulatedAnswers.Draw(model, [.. Normal.Samples(random, 0, 1.2).Take(RaschPeople)], random);
        Save(folder, "rasch", Enumerable.Range(0, RaschPeople * RaschItems).Select(at => drawn[at / RaschItems, at % RaschItems]!.Value).ToArray());
        Save(folder, "care", Enumerable.Range(0, Many * CareItems).Select(_ => random.Next(20) switch
        {
            0 => Blank,
            1 => DoesNotApply,
            _ => random.Next(1, 6),
        }).ToArray());
        Save(folder, "measures", Normal.Samples(random, 50, 15).Take(Many).ToArray());
        Save(folder, "scores", Enumerable.Range(0, Many).Select(_ => (random.Next(61) + random.Next(61)) / 2.0).ToArray());
        double[] first = [.. Normal.Samples(random, 30, 10).Take(1_000)], changes = [.. Normal.Samples(random, 0.7, 9).Take(1_000)];
        Save(folder, "first", first);
        Save(folder, "second", first.Zip(changes, (before, change) => before + change).ToArray());
        Save(folder, "steps", Enumerable.Range(0, 1_000).Select(_ => (double)random.Next(61)).ToArray());
        Save(folder, "series", Normal.Samples(random, 100, 10).Take(1_000).ToArray());

        // Both sides read their BCa limits off these too: chance apart, they must then be equal.
        foreach (var (name, statistic) in Statistics(first.AsSpan(0, 500), Load<double>(folder, "second").AsSpan(0, 500)))
            Save(folder, "replicates-" + name, Bootstrap.Replicates(statistic, Resamples, Seed));
    }

    /// <summary>The figures that are resampled.</summary>
    public static IEnumerable<(string Name, ResampledStatistic Statistic)> Statistics(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        [("mean", ResampledStatistic.MeanDifference(first, second)), ("dz", ResampledStatistic.Dz(first, second)), ("median", ResampledStatistic.Median(second))];

    public static T[] Load<T>(string folder, string name) where T : unmanaged => MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(PathOf(folder, name))).ToArray();

    private static int[] Answers(Random random)
    {
        var answers = new int[Many * ScaleItems];
        for (var person = 0; person < Many; person++)
        {
            var level = random.Next(1, 4);
            for (var item = 0; item < ScaleItems; item++) answers[person * ScaleItems + item] = level + random.Next(0, 3);
        }

        return answers;
    }

    private static void Save<T>(string folder, string name, T[] values) where T : unmanaged
    {
        using var file = File.Create(PathOf(folder, name));
        // Part by part: as bytes, the whole can be longer than a span.
        foreach (var part in values.Chunk(1 << 20)) file.Write(MemoryMarshal.AsBytes(part.AsSpan()));
    }

    private static string PathOf(string folder, string name) => Path.Combine(folder, name + ".bin");
}
