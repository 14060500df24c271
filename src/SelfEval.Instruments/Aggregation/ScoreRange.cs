using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Aggregation;

/// <summary>A stretch of scores: from and including <paramref name="From"/>, up to but not including <paramref name="To"/>; the last includes the scale's maximum.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where the next begins.</param>
public readonly record struct ScoreRange(double From, double To)
{
    private const int Most = 10;
    private static readonly double[] Steps = [1, 2, 5];

    /// <summary>Equal ranges that cover a scale, at most ten, their width 1, 2 or 5 times a power of ten. They depend on nothing but the scale.</summary>
    public static IReadOnlyList<ScoreRange> Of(Scale scale)
    {
        var (low, high) = (scale.Minimum, scale.Maximum);
        if (!(high > low)) return [];
        var width = Width(high - low);
        var count = (int)Math.Ceiling((high - low) / width - 1e-9);
        return [.. Enumerable.Range(0, count).Select(i => new ScoreRange(low + i * width, i == count - 1 ? high : low + (i + 1) * width))];
    }

    /// <summary>Position of the range a score falls in. Scores outside, which no scorer makes, count at the ends.</summary>
    /// <param name="ranges">What <see cref="Of"/> gave; not empty.</param>
    /// <param name="score">The score.</param>
    public static int IndexOf(IReadOnlyList<ScoreRange> ranges, double score)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var first = ranges[0];
        // A mean such as 3.4999999999999996 belongs where 3.5 does.
        var index = (int)Math.Floor((score - first.From) / (first.To - first.From) + 1e-9);
        return Math.Clamp(index, 0, ranges.Count - 1);
    }

    private static double Width(double span)
    {
        for (var power = Math.Pow(10, Math.Floor(Math.Log10(span / Most))); ; power *= 10)
        {
            foreach (var step in Steps)
                if (span / (step * power) <= Most + 1e-9) return step * power;
        }
    }
}
