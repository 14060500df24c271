using MathNet.Numerics.LinearAlgebra;

namespace SelfEval.Statistics.Rasch;

/// <summary>
/// How a family's free parameters make the thresholds, δ = D·η, under the normalisation that the item locations (mean thresholds) average 0.
/// </summary>
internal sealed class ParameterDesign
{
    private readonly ConditionalData data;
    private readonly RaschFamily family;

    internal ParameterDesign(ConditionalData data, RaschFamily family)
    {
        (this.data, this.family) = (data, family);
        Thresholds = family == RaschFamily.RatingScale ? RatingScale(data.Tops.Length, data.Tops[0]) : Free(data);
        Categories = -(Accumulation(data) * Thresholds);
    }

    /// <summary>Free parameters → thresholds.</summary>
    internal Matrix<double> Thresholds { get; }

    /// <summary>Free parameters → category parameters −Σ_{j≤h} δᵢⱼ, in which the conditional likelihood is an exponential family.</summary>
    internal Matrix<double> Categories { get; }

    internal int Count => Thresholds.ColumnCount;

    /// <summary>Thresholds → item locations.</summary>
    internal Matrix<double> Locations => Matrix<double>.Build.Dense(data.Tops.Length, data.Starts[^1],
        (item, at) => at >= data.Starts[item] && at < data.Starts[item + 1] ? 1.0 / data.Tops[item] : 0);

    /// <summary>Thresholds → τ, their means over the items around 0: the steps of a rating scale.</summary>
    internal Matrix<double> Steps => Matrix<double>.Build.Dense(data.Tops[0], data.Starts[^1],
        (step, at) => ((at % data.Tops[0] == step ? 1 : 0) - 1.0 / data.Tops[0]) / data.Tops.Length);

    /// <summary>A first guess: the log odds of neighbouring scores among all people together.</summary>
    internal Vector<double> Start()
    {
        var thresholds = data.Counts.Select(counts => Guess(counts)).ToArray();
        if (family == RaschFamily.RatingScale)
        {
            var top = data.Tops[0];
            var steps = Guess([.. Enumerable.Range(0, top + 1).Select(score => data.Counts.Sum(item => item[score]))]);
            thresholds = [.. data.Counts.Select(counts =>
            {
                var (got, missed) = (counts.Select((count, score) => count * score).Sum(), counts.Select((count, score) => count * (top - score)).Sum());
                return steps.Select(step => step - steps.Average() + Math.Log((missed + 0.5) / (got + 0.5))).ToArray();
            })];
        }

        var centre = thresholds.Average(item => item.Average());
        var all = thresholds.SelectMany(item => item).Select(value => value - centre).ToArray();
        return family == RaschFamily.RatingScale
            ? Vector<double>.Build.DenseOfEnumerable(thresholds.Skip(1).Select(item => item.Average() - centre)
                .Concat(thresholds[0].SkipLast(1).Select(value => value - thresholds[0].Average())))
            : Vector<double>.Build.DenseOfEnumerable(all.SkipLast(1));
    }

    private static double[] Guess(double[] counts) =>
        [.. Enumerable.Range(1, counts.Length - 1).Select(score => Math.Log((counts[score - 1] + 0.5) / (counts[score] + 0.5)))];

    // All thresholds but the last are free; the last makes the locations average 0.
    private static Matrix<double> Free(ConditionalData data)
    {
        var count = data.Starts[^1];
        var design = Matrix<double>.Build.Dense(count, count - 1);
        for (var item = 0; item < data.Tops.Length; item++)
            for (var at = data.Starts[item]; at < data.Starts[item + 1]; at++)
                if (at < count - 1)
                {
                    design[at, at] = 1;
                    design[count - 1, at] = -(double)data.Tops[^1] / data.Tops[item];
                }

        return design;
    }

    // Locations of all items but the first are free, and all steps but the last; both sum to 0.
    private static Matrix<double> RatingScale(int items, int top)
    {
        var design = Matrix<double>.Build.Dense(items * top, items - 1 + top - 1);
        for (var item = 0; item < items; item++)
            for (var step = 0; step < top; step++)
            {
                var row = item * top + step;
                for (var free = 1; free < items; free++) design[row, free - 1] = item == 0 ? -1 : item == free ? 1 : 0;
                for (var free = 0; free < top - 1; free++) design[row, items - 1 + free] = step == top - 1 ? -1 : step == free ? 1 : 0;
            }

        return design;
    }

    private static Matrix<double> Accumulation(ConditionalData data)
    {
        var sums = Matrix<double>.Build.Dense(data.Starts[^1], data.Starts[^1]);
        for (var item = 0; item < data.Tops.Length; item++)
            for (var to = data.Starts[item]; to < data.Starts[item + 1]; to++)
                for (var from = data.Starts[item]; from <= to; from++)
                    sums[to, from] = 1;
        return sums;
    }
}
