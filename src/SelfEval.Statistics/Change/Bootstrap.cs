using System.Globalization;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>
/// The nonparametric bootstrap: people are drawn again with replacement, within their group, and the figure is computed each time
/// (Efron and Tibshirani 1993). Given indices or a seed decide the draws, so that a published figure can be computed again.
/// </summary>
public static class Bootstrap
{
    /// <summary>The figure on each of some given resamples.</summary>
    /// <param name="statistic">The figure.</param>
    /// <param name="resamples">For each resample the rows drawn, from 0, within each group in turn.</param>
    /// <returns>One replicate a resample; NaN where the resample does not define the figure.</returns>
    /// <exception cref="ArgumentException">A resample of another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index outside its group.</exception>
    public static double[] Replicates(ResampledStatistic statistic, IReadOnlyList<int[]> resamples)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(resamples);
        var replicates = new double[resamples.Count];
        for (var r = 0; r < replicates.Length; r++)
        {
            Check(statistic, resamples[r], r);
            replicates[r] = statistic.Compute(resamples[r]);
        }
        return replicates;
    }

    /// <summary>The figure on resamples drawn by our own generator.</summary>
    /// <param name="statistic">The figure.</param>
    /// <param name="resamples">How many, above 0.</param>
    /// <param name="seed">The same seed gives the same replicates on every machine.</param>
    /// <returns>One replicate a resample; NaN where the resample does not define the figure.</returns>
    public static double[] Replicates(ResampledStatistic statistic, int resamples, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        var random = new Xoshiro256(seed);
        var replicates = new double[resamples];
        if (statistic.Sizes.Contains(0))
        {
            Array.Fill(replicates, double.NaN);
            return replicates;
        }
        var rows = new int[statistic.Count];
        for (var r = 0; r < resamples; r++)
        {
            var at = 0;
            foreach (var size in statistic.Sizes)
                for (var end = at + size; at < end; at++) rows[at] = random.Below(size);
            replicates[r] = statistic.Compute(rows);
        }
        return replicates;
    }

    /// <summary>Intervals of a figure from given resamples.</summary>
    /// <inheritdoc cref="Summarise"/>
    /// <inheritdoc cref="Replicates(ResampledStatistic, IReadOnlyList{int[]})" path="/exception"/>
    public static Estimate<BootstrapResult> Run(ResampledStatistic statistic, IReadOnlyList<int[]> resamples, double confidence = 0.95) =>
        Summarise(statistic, Replicates(statistic, resamples), confidence);

    /// <summary>Intervals of a figure from resamples drawn by our own generator. 9,999 makes the percentile ends whole places at 95 %.</summary>
    /// <inheritdoc cref="Summarise"/>
    public static Estimate<BootstrapResult> Run(ResampledStatistic statistic, int resamples = 9_999, ulong seed = 20_130_601, double confidence = 0.95) =>
        Summarise(statistic, Replicates(statistic, resamples, seed), confidence);

    /// <summary>Intervals of a figure from its replicates.</summary>
    /// <param name="statistic">The figure.</param>
    /// <param name="replicates">Its value on each resample; left as they are.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>The intervals; undefined where the people themselves or any resample leave the figure undefined, or with fewer than two resamples.</returns>
    public static Estimate<BootstrapResult> Summarise(ResampledStatistic statistic, ReadOnlySpan<double> replicates, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var tail = Confidence.Tail(confidence);
        if (replicates.Length < 2) return Undefined.TooFew(2, replicates.Length, "resamples");
        var value = statistic.Sizes.Contains(0) ? double.NaN : statistic.Compute(Everybody(statistic));
        if (!double.IsFinite(value)) return new Undefined(Undefined.TooFewCode, "the figure is not defined for these people: too few of them, or no spread");
        var lost = 0;
        foreach (var replicate in replicates)
            if (!double.IsFinite(replicate)) lost++;
        if (lost > 0) return new Undefined(Undefined.NoVarianceCode, string.Create(CultureInfo.InvariantCulture,
            $"in {lost} of {replicates.Length} resamples the figure is not defined: too few different values to resample"));

        var sorted = new SortedReplicates(replicates);
        var (below, equal) = sorted.Against(value);
        var percentile = new Interval(sorted.ByNormal(tail), sorted.ByNormal(1 - tail));
        var bias = BiasCorrected.Bias(below, replicates.Length);
        var acceleration = BiasCorrected.Acceleration(statistic);
        var levels = BiasCorrected.Levels(bias, acceleration, tail);
        return new BootstrapResult(
            value, replicates.Length, sorted.Mean, sorted.StandardDeviation, below, equal,
            percentile, new Interval(sorted.ByType7(tail), sorted.ByType7(1 - tail)),
            new Interval(2 * value - percentile.High, 2 * value - percentile.Low),
            bias, acceleration, levels,
            levels.Then(l => new Interval(sorted.ByNormal(l.Low), sorted.ByNormal(l.High))),
            levels.Then(l => new Interval(sorted.ByType7(l.Low), sorted.ByType7(l.High))));
    }

    private static int[] Everybody(ResampledStatistic statistic) => [.. statistic.Sizes.SelectMany(size => Enumerable.Range(0, size))];

    private static void Check(ResampledStatistic statistic, int[] rows, int resample)
    {
        if (rows.Length != statistic.Count)
            throw new ArgumentException($"Resample {resample} has {rows.Length} rows; there are {statistic.Count} people.", nameof(rows));
        var at = 0;
        foreach (var size in statistic.Sizes)
            for (var end = at + size; at < end; at++)
                if ((uint)rows[at] >= (uint)size)
                    throw new ArgumentOutOfRangeException(nameof(rows), rows[at], $"Resample {resample}: a row lies from 0 to {size - 1}.");
    }
}
