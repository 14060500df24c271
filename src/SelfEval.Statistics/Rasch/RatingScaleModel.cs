namespace SelfEval.Statistics.Rasch;

/// <summary>A person's place on the latent scale.</summary>
/// <param name="Theta">The measure, in logits.</param>
/// <param name="StandardError">1/√information at the measure.</param>
/// <param name="Extreme">True where the raw score was the lowest or highest possible and was moved inwards first.</param>
public readonly record struct PersonMeasure(double Theta, double StandardError, bool Extreme);

/// <summary>
/// The rating-scale model: P(x = h) ∝ exp Σ_{j≤h} (θ − δᵢ − τⱼ), scores 0…m (Andrich 1978, Psychometrika 43:561–573, doi 10.1007/BF02293814).
/// Measures are maximum-likelihood estimates from given parameters. A raw score of 0 is measured at a small adjustment, and the maximum at
/// that much less (the rule of Linacre's Winsteps, 0.3 by default).
/// </summary>
public sealed class RatingScaleModel
{
    private const int MostSteps = 200;
    private const double Tolerance = 1e-12;

    private readonly double[] locations;
    private readonly double[] cumulativeThresholds;
    private readonly double adjustment;
    private readonly int[] all;

    /// <summary>Makes a model from its parameters.</summary>
    /// <param name="locations">Item locations δ, in logits.</param>
    /// <param name="thresholds">Thresholds τ between neighbouring categories, shared by all items.</param>
    /// <param name="extremeAdjustment">How far extreme raw scores are moved inwards; above 0 and below 1.</param>
    public RatingScaleModel(ReadOnlySpan<double> locations, ReadOnlySpan<double> thresholds, double extremeAdjustment = 0.3)
    {
        if (locations.IsEmpty || thresholds.IsEmpty)
            throw new ArgumentException("A rating-scale model needs at least one item and one threshold.");
        if (extremeAdjustment is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(extremeAdjustment), "The adjustment lies between 0 and 1.");
        this.locations = locations.ToArray();
        adjustment = extremeAdjustment;
        all = Enumerable.Range(0, locations.Length).ToArray();
        cumulativeThresholds = new double[thresholds.Length + 1];
        for (var h = 1; h <= thresholds.Length; h++)
            cumulativeThresholds[h] = cumulativeThresholds[h - 1] + thresholds[h - 1];
        Lowest = Measure(all, 0);
        Highest = Measure(all, MaximumRaw(all.Length));
    }

    /// <summary>Number of items.</summary>
    public int ItemCount => locations.Length;

    /// <summary>Highest category score of an item; the lowest is 0.</summary>
    public int MaximumCategory => cumulativeThresholds.Length - 1;

    /// <summary>The measure at raw score 0 on all items: the 0 of the 0–100 scale.</summary>
    public PersonMeasure Lowest { get; }

    /// <summary>The measure at the maximum raw score on all items: the 100 of the 0–100 scale.</summary>
    public PersonMeasure Highest { get; }

    /// <summary>Points of the 0–100 scale in one logit.</summary>
    public double PointsPerLogit => 100 / (Highest.Theta - Lowest.Theta);

    /// <summary>The largest raw score on a number of items.</summary>
    public int MaximumRaw(int items) => items * MaximumCategory;

    /// <summary>The measure of a raw score on some of the items; the others are simply not there.</summary>
    /// <param name="items">Positions of the answered items.</param>
    /// <param name="raw">Sum of their category scores, each counted from 0.</param>
    public PersonMeasure Measure(ReadOnlySpan<int> items, int raw)
    {
        if (items.IsEmpty)
            throw new ArgumentException("Nothing was answered, so there is no measure.", nameof(items));
        var maximum = MaximumRaw(items.Length);
        if (raw < 0 || raw > maximum)
            throw new ArgumentOutOfRangeException(nameof(raw), $"A raw score on {items.Length} items lies between 0 and {maximum}.");
        var target = raw == 0 ? adjustment : raw == maximum ? maximum - adjustment : raw;
        var (theta, information) = Solve(items, target);
        return new PersonMeasure(theta, 1 / Math.Sqrt(information), raw == 0 || raw == maximum);
    }

    /// <summary>Measures of every raw score from 0 to the maximum on some of the items.</summary>
    public PersonMeasure[] RawScoreTable(ReadOnlySpan<int> items)
    {
        var table = new PersonMeasure[MaximumRaw(items.Length) + 1];
        for (var raw = 0; raw < table.Length; raw++)
            table[raw] = Measure(items, raw);
        return table;
    }

    /// <summary>Measures of every raw score on all items.</summary>
    public PersonMeasure[] RawScoreTable() => RawScoreTable(all);

    /// <summary>A measure on the 0–100 scale anchored on the full item set. A measure from a few items can lie outside; it is kept to the scale's ends.</summary>
    public double To100(double theta) => Math.Clamp((theta - Lowest.Theta) * PointsPerLogit, 0, 100);

    /// <summary>Expected raw score and its variance (the information) on some of the items.</summary>
    public (double Expected, double Information) Moments(ReadOnlySpan<int> items, double theta)
    {
        double expected = 0, information = 0;
        foreach (var item in items)
        {
            var distance = theta - locations[item];
            var largest = double.NegativeInfinity;
            for (var h = 0; h < cumulativeThresholds.Length; h++)
                largest = Math.Max(largest, (h * distance) - cumulativeThresholds[h]);
            double total = 0, first = 0, second = 0;
            for (var h = 0; h < cumulativeThresholds.Length; h++)
            {
                var weight = Math.Exp((h * distance) - cumulativeThresholds[h] - largest);
                total += weight;
                first += h * weight;
                second += h * h * weight;
            }
            var mean = first / total;
            expected += mean;
            information += (second / total) - (mean * mean);
        }
        return (expected, information);
    }

    // Newton inside a bracket: the expected score only rises with theta, so a step that leaves the bracket is replaced by halving it.
    private (double Theta, double Information) Solve(ReadOnlySpan<int> items, double target)
    {
        var (low, high) = Bracket(items, target);
        var theta = (low + high) / 2;
        for (var step = 0; step < MostSteps; step++)
        {
            var (expected, information) = Moments(items, theta);
            var gap = target - expected;
            if (gap > 0)
                low = theta;
            else
                high = theta;
            var next = theta + (gap / information);
            if (!(next > low && next < high))
                next = (low + high) / 2;
            var moved = Math.Abs(next - theta);
            theta = next;
            if (moved <= Tolerance * Math.Max(1, Math.Abs(theta)))
                break;
        }
        return (theta, Moments(items, theta).Information);
    }

    private (double Low, double High) Bracket(ReadOnlySpan<int> items, double target)
    {
        double low = locations[items[0]], high = low;
        for (var width = 1.0; Moments(items, low).Expected > target; width *= 2)
            low -= width;
        for (var width = 1.0; Moments(items, high).Expected < target; width *= 2)
            high += width;
        return (low, high);
    }
}
