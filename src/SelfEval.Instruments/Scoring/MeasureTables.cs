using System.Collections.Concurrent;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Instruments.Scoring;

/// <summary>A person measure as reported.</summary>
/// <param name="Score">On the 0–100 scale.</param>
/// <param name="StandardError">In points of it.</param>
/// <param name="Theta">In logits.</param>
internal sealed record MeasuredScore(double Score, double StandardError, double Theta);

/// <summary>
/// Measures by answered items and raw score, which together decide them. People leave the same few items out, so each measure is estimated once and
/// then read. Safe for many threads; holds measures of at most <see cref="MostSubsets"/> sets of items and then starts again.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="positions">For each item of the scale, its position in the model.</param>
internal sealed class MeasureTables(RatingScaleModel model, int[] positions)
{
    /// <summary>A set of answered items is a word of 64 bits; longer scales are estimated each time.</summary>
    public const int MostItems = 64;

    internal const int MostSubsets = 2_048;

    private readonly MeasuredScore[] all = [.. model.RawScoreTable(positions).Select(measure => Shown(model, measure))];
    private ConcurrentDictionary<ulong, MeasuredScore?[]> bySubset = new();
    private int subsets;

    /// <summary>Sets of items held now.</summary>
    public int Held => bySubset.Count;

    /// <summary>The measure of somebody who answered every item.</summary>
    public MeasuredScore OfAll(int raw) => all[raw];

    /// <summary>The measure of somebody who answered some of the items.</summary>
    /// <param name="answered">A bit for each item of the scale, set where it was answered.</param>
    /// <param name="raw">Sum of the answered items, each counted from 0.</param>
    public MeasuredScore Of(ulong answered, int raw)
    {
        if (!bySubset.TryGetValue(answered, out var table))
            table = Add(answered);
        // Two threads may both estimate a measure; both get the same, and writing a reference is atomic.
        return table[raw] ??= Estimate(Members(answered), raw);
    }

    /// <summary>The measure estimated anew.</summary>
    /// <param name="answered">The answered items, as positions in the scale.</param>
    /// <param name="raw">Sum of the answered items, each counted from 0.</param>
    public MeasuredScore Estimate(ReadOnlySpan<int> answered, int raw)
    {
        Span<int> items = answered.Length <= 256 ? stackalloc int[answered.Length] : new int[answered.Length];
        for (var i = 0; i < answered.Length; i++)
            items[i] = positions[answered[i]];
        return Shown(model, model.Measure(items, raw));
    }

    private MeasuredScore?[] Add(ulong answered)
    {
        if (Interlocked.Increment(ref subsets) > MostSubsets)
        {
            bySubset = new ConcurrentDictionary<ulong, MeasuredScore?[]>();
            subsets = 1;
        }
        return bySubset.GetOrAdd(answered, key => new MeasuredScore?[model.MaximumRaw(System.Numerics.BitOperations.PopCount(key)) + 1]);
    }

    private static int[] Members(ulong answered) => [.. Enumerable.Range(0, MostItems).Where(i => (answered >> i & 1) != 0)];

    private static MeasuredScore Shown(RatingScaleModel model, PersonMeasure measure) =>
        new(model.To100(measure.Theta), measure.StandardError * model.PointsPerLogit, measure.Theta);
}
