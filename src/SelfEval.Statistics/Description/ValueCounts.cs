using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Description;

/// <summary>
/// How often each value was seen: the options of an item, or the scores of a scale. Values can be added and taken out again, and two tables merged; every
/// figure of a description comes from the table, so that a running table and a full recount agree. Immutable.
/// </summary>
public sealed class ValueCounts
{
    private readonly double[] values;
    private readonly long[] counts;

    private ValueCounts(double[] values, long[] counts)
    {
        (this.values, this.counts) = (values, counts);
        for (var i = 0; i < values.Length; i++) Moments = Moments.Add(values[i], counts[i]);
    }

    /// <summary>Nothing seen yet.</summary>
    public static ValueCounts Empty { get; } = new([], []);

    /// <summary>The values seen, ascending.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>How often each of <see cref="Values"/> was seen; never 0.</summary>
    public IReadOnlyList<long> Counts => counts;

    /// <summary>How many values in all.</summary>
    public long Count => Moments.Count;

    /// <summary>Sum and sum of squares of the values.</summary>
    public RunningMoments Moments { get; }

    /// <summary>The table of these values, in any order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is not a finite number.</exception>
    public static ValueCounts Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) return Empty;
        var sorted = values.ToArray();
        foreach (var value in sorted) Refuse(value);
        Array.Sort(sorted);
        List<double> seen = [];
        List<long> times = [];
        foreach (var value in sorted)
        {
            if (seen.Count > 0 && seen[^1] == value) times[^1]++;
            else
            {
                seen.Add(value);
                times.Add(1);
            }
        }

        return new([.. seen], [.. times]);
    }

    /// <summary>The table of values with known numbers of times; values may come in any order and more than once.</summary>
    /// <exception cref="ArgumentException">As many values as counts are needed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not a finite number, or a count is negative.</exception>
    public static ValueCounts Of(ReadOnlySpan<double> values, ReadOnlySpan<long> counts)
    {
        if (values.Length != counts.Length) throw new ArgumentException($"There are {values.Length} values and {counts.Length} counts.", nameof(counts));
        var table = new SortedDictionary<double, long>();
        for (var i = 0; i < values.Length; i++)
        {
            Refuse(values[i]);
            ArgumentOutOfRangeException.ThrowIfNegative(counts[i], nameof(counts));
            if (counts[i] > 0) table[values[i]] = table.GetValueOrDefault(values[i]) + counts[i];
        }

        return new([.. table.Keys], [.. table.Values]);
    }

    /// <summary>With one more value. Refuses what is not a finite number.</summary>
    public ValueCounts Add(double value) => Merge(Of([value], [1]));

    /// <summary>Without one value that was added before.</summary>
    /// <exception cref="InvalidOperationException">The value is not in the table.</exception>
    public ValueCounts Remove(double value)
    {
        var at = Array.BinarySearch(values, value);
        if (at < 0) throw new InvalidOperationException($"{value} is not there to take out.");
        long[] fewer = [.. counts];
        fewer[at]--;
        return fewer[at] > 0 ? new(values, fewer) : new([.. values[..at], .. values[(at + 1)..]], [.. fewer[..at], .. fewer[(at + 1)..]]);
    }

    /// <summary>Both tables together.</summary>
    public ValueCounts Merge(ValueCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Of([.. values, .. other.values], [.. counts, .. other.counts]);
    }

    /// <summary>How often exactly this value was seen.</summary>
    public long CountAt(double value) => Array.BinarySearch(values, value) is >= 0 and var at ? counts[at] : 0;

    /// <summary>The share of values, 0 to 1, exactly at this one: floor and ceiling, for the lowest and highest score possible. Undefined without values.</summary>
    public Estimate<double> ShareAt(double value) => Count == 0 ? Undefined.TooFew(1, 0) : (double)CountAt(value) / Count;

    /// <summary>The smallest value; undefined without values.</summary>
    public Estimate<double> Minimum => Count == 0 ? Undefined.TooFew(1, 0) : values[0];

    /// <summary>The largest value; undefined without values.</summary>
    public Estimate<double> Maximum => Count == 0 ? Undefined.TooFew(1, 0) : values[^1];

    /// <summary>The middle value, or half-way between the two middle ones; undefined without values.</summary>
    public Estimate<double> Median => Quantile(0.5);

    /// <summary>A sample quantile; undefined without values.</summary>
    /// <param name="probability">0 to 1.</param>
    /// <param name="definition">Which of the definitions in use.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside 0 to 1, or the definition unknown.</exception>
    public Estimate<double> Quantile(double probability, QuantileDefinition definition = QuantileDefinition.HyndmanFan7)
    {
        if (probability is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        var place = definition switch
        {
            QuantileDefinition.HyndmanFan6 => (Count + 1) * probability,
            QuantileDefinition.HyndmanFan7 => 1 + (Count - 1) * probability,
            _ => throw new ArgumentOutOfRangeException(nameof(definition), definition, "Not a definition of a quantile."),
        };
        if (Count == 0) return Undefined.TooFew(1, 0);
        place = Math.Clamp(place, 1, Count);
        var below = (long)place;
        var (low, high) = (AtPlace(below), AtPlace(Math.Min(below + 1, Count)));
        return Estimate.Finite(low + (place - below) * (high - low), Descriptive.TooLarge);
    }

    /// <summary>Skewness: above 0 with a long upper tail. Undefined with fewer than 2 values (3 for the adjusted form) or without spread.</summary>
    public Estimate<double> Skewness(ShapeDefinition definition)
    {
        double n = Count;
        return Standardised(3, definition == ShapeDefinition.Adjusted ? 3 : 2).Then(g => definition switch
        {
            ShapeDefinition.Moment => g,
            ShapeDefinition.Adjusted => g * Math.Sqrt(n * (n - 1)) / (n - 2),
            ShapeDefinition.SampleDeviation => g * Math.Pow((n - 1) / n, 1.5),
            _ => throw new ArgumentOutOfRangeException(nameof(definition), definition, "Not a definition of skewness."),
        });
    }

    /// <summary>Excess kurtosis: 0 for a normal distribution. Undefined with fewer than 2 values (4 for the adjusted form) or without spread.</summary>
    public Estimate<double> Kurtosis(ShapeDefinition definition)
    {
        double n = Count;
        return Standardised(4, definition == ShapeDefinition.Adjusted ? 4 : 2).Then(m => definition switch
        {
            ShapeDefinition.Moment => m - 3,
            ShapeDefinition.Adjusted => (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m - 3) + 6),
            ShapeDefinition.SampleDeviation => m * (1 - 1 / n) * (1 - 1 / n) - 3,
            _ => throw new ArgumentOutOfRangeException(nameof(definition), definition, "Not a definition of kurtosis."),
        });
    }

    /// <summary>The central moment of this order over the power of the n-divisor deviation.</summary>
    private Estimate<double> Standardised(int order, int needed)
    {
        if (Count < needed) return Undefined.TooFew(needed, Count);
        if (values.Length == 1) return Undefined.NoVariance();
        if (Moments.Mean is not { } mean) return Descriptive.TooLarge;
        // In units of the range, so that neither huge nor tiny values overflow.
        var range = values[^1] - values[0];
        double second = 0, high = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var away = (values[i] - mean) / range;
            second += counts[i] * (away * away);
            high += counts[i] * (order == 3 ? away * away * away : away * away * (away * away));
        }

        return Estimate.Finite(high / Count / Math.Pow(second / Count, order / 2.0), Descriptive.TooLarge);
    }

    /// <summary>The value at a place in ascending order, counted from 1.</summary>
    private double AtPlace(long place)
    {
        var at = 0;
        while (place > counts[at]) place -= counts[at++];
        return values[at];
    }

    private static void Refuse(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "Not a finite number.");
    }
}
