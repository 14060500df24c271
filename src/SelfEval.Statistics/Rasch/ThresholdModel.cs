namespace SelfEval.Statistics.Rasch;

/// <summary>
/// The Rasch family with known thresholds: P(x = h) ∝ exp Σ_{j≤h} (θ − δᵢⱼ) for scores h = 0…mᵢ of item i. With free thresholds this is the
/// partial-credit model (Masters 1982, Psychometrika 47:149–174, doi 10.1007/BF02296272); with one threshold an item it is the Rasch model, and with
/// δᵢⱼ = δᵢ + τⱼ the rating-scale model (<see cref="RatingScaleModel"/>). The raw score on the answered items is sufficient for θ, so a person is
/// measured by which items were answered and what they sum to. All measures are in logits. Immutable, and safe to use from several threads.
/// </summary>
public class ThresholdModel
{
    private const double WidestSpread = 200;
    private const double WidestWeights = 600;

    private readonly double[][] thresholds;
    private readonly double[] centres;
    private readonly double[] peaks;
    private readonly double[][] weights;
    private readonly int[] all;

    /// <summary>Makes a model from its thresholds.</summary>
    /// <param name="thresholds">δ of each item between neighbouring categories, in logits: mᵢ ≥ 1 finite numbers, which need not be in order.</param>
    /// <param name="extremeAdjustment">How far the lowest and the highest raw score are moved inwards; above 0 and below 1.</param>
    /// <param name="prior">Where people are supposed to come from, for posterior means; the standard normal if left out.</param>
    /// <exception cref="ArgumentException">No item, or an item without thresholds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A threshold that is no finite number, thresholds more than 200 logits apart, an adjustment or a prior out of range.</exception>
    public ThresholdModel(IReadOnlyList<double[]> thresholds, double extremeAdjustment = 0.3, NormalPrior? prior = null)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        if (thresholds.Count == 0 || thresholds.Any(item => item is null || item.Length == 0))
            throw new ArgumentException("A model needs at least one item, and every item at least one threshold.", nameof(thresholds));
        if (thresholds.Any(item => item.Any(value => !double.IsFinite(value))))
            throw new ArgumentOutOfRangeException(nameof(thresholds), "Every threshold is a finite number.");
        if (extremeAdjustment is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(extremeAdjustment), extremeAdjustment, "The adjustment lies between 0 and 1.");
        Prior = prior ?? NormalPrior.Standard;
        if (!double.IsFinite(Prior.Mean) || Prior.StandardDeviation is not (> 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(prior), Prior, "A prior has a finite mean and a standard deviation above 0.");

        ExtremeAdjustment = extremeAdjustment;
        this.thresholds = [.. thresholds.Select(item => item.ToArray())];
        all = [.. Enumerable.Range(0, thresholds.Count)];
        LowestThreshold = this.thresholds.Min(item => item.Min());
        HighestThreshold = this.thresholds.Max(item => item.Max());
        if (HighestThreshold - LowestThreshold > WidestSpread)
            throw new ArgumentOutOfRangeException(nameof(thresholds), $"Thresholds more than {WidestSpread} logits apart cannot be measured on one scale.");
        centres = [.. this.thresholds.Select(item => item.Average())];
        (weights, peaks) = (new double[all.Length][], new double[all.Length]);
        foreach (var item in all) (weights[item], peaks[item]) = Weights(item);
        Lowest = Measure(all, 0);
        Highest = Measure(all, MaximumRaw());
    }

    /// <summary>Number of items.</summary>
    public int ItemCount => thresholds.Length;

    /// <summary>How far the lowest and the highest raw score are moved inwards for maximum likelihood.</summary>
    public double ExtremeAdjustment { get; }

    /// <summary>Where people are supposed to come from, for posterior means.</summary>
    public NormalPrior Prior { get; }

    /// <summary>The maximum-likelihood measure at raw score 0 on all items: the 0 of the 0–100 scale.</summary>
    public PersonMeasure Lowest { get; }

    /// <summary>The maximum-likelihood measure at the maximum raw score on all items: the 100 of the 0–100 scale.</summary>
    public PersonMeasure Highest { get; }

    /// <summary>Points of the 0–100 scale in one logit.</summary>
    public double PointsPerLogit => Scale().PointsPerLogit;

    internal double LowestThreshold { get; }

    internal double HighestThreshold { get; }

    internal ReadOnlySpan<int> AllItems => all;

    /// <summary>Thresholds of an item, in logits.</summary>
    public ReadOnlySpan<double> Thresholds(int item) => thresholds[item];

    /// <summary>Location of an item: the mean of its thresholds, in logits.</summary>
    public double Location(int item) => centres[item];

    /// <summary>Highest score of an item; the lowest is 0.</summary>
    public int MaximumScore(int item) => thresholds[item].Length;

    /// <summary>The largest raw score on some of the items.</summary>
    /// <param name="items">Positions of the items, each once.</param>
    public int MaximumRaw(ReadOnlySpan<int> items)
    {
        var sum = 0;
        foreach (var item in items) sum += thresholds[item].Length;
        return sum;
    }

    /// <summary>The largest raw score on all items.</summary>
    public int MaximumRaw() => MaximumRaw(all);

    /// <summary>The measure of a raw score on some of the items; the others are simply not there. Maximum likelihood allocates nothing.</summary>
    /// <param name="items">Positions of the answered items, each once.</param>
    /// <param name="raw">Sum of their scores, each counted from 0.</param>
    /// <param name="estimator">How the measure is found.</param>
    /// <exception cref="ArgumentException">No items.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position or a raw score that the model does not have.</exception>
    public PersonMeasure Measure(ReadOnlySpan<int> items, int raw, PersonEstimator estimator = PersonEstimator.MaximumLikelihood)
    {
        var maximum = Checked(items);
        if (raw < 0 || raw > maximum)
            throw new ArgumentOutOfRangeException(nameof(raw), raw, $"A raw score on these {items.Length} items lies between 0 and {maximum}.");
        return estimator switch
        {
            PersonEstimator.MaximumLikelihood => LikelihoodMeasures.Measure(this, items, raw, maximum),
            PersonEstimator.WarmLikelihood => WarmMeasures.Range(this, items, raw, 1)[0],
            PersonEstimator.PosteriorMean => PosteriorMeasures.Measure(this, items, raw, maximum),
            _ => throw new ArgumentOutOfRangeException(nameof(estimator), estimator, "There is no such estimator."),
        };
    }

    /// <summary>Measures of every raw score from 0 to the maximum on some of the items; they rise with the raw score.</summary>
    /// <inheritdoc cref="Measure" path="/param"/>
    /// <inheritdoc cref="Measure" path="/exception"/>
    public PersonMeasure[] RawScoreTable(ReadOnlySpan<int> items, PersonEstimator estimator = PersonEstimator.MaximumLikelihood)
    {
        var maximum = Checked(items);
        if (estimator == PersonEstimator.WarmLikelihood) return WarmMeasures.Range(this, items, 0, maximum + 1);
        var table = new PersonMeasure[maximum + 1];
        for (var raw = 0; raw <= maximum; raw++) table[raw] = Measure(items, raw, estimator);
        return table;
    }

    /// <summary>Measures of every raw score on all items.</summary>
    /// <param name="estimator">How the measures are found.</param>
    public PersonMeasure[] RawScoreTable(PersonEstimator estimator = PersonEstimator.MaximumLikelihood) => RawScoreTable(all, estimator);

    /// <summary>The 0–100 scale that ends at the measures of the lowest and the highest raw score on all items.</summary>
    /// <param name="estimator">Whose measures stand at the ends.</param>
    public LinearScale Scale(PersonEstimator estimator = PersonEstimator.MaximumLikelihood) =>
        estimator == PersonEstimator.MaximumLikelihood ? new(Lowest.Theta, Highest.Theta)
            : new(Measure(all, 0, estimator).Theta, Measure(all, MaximumRaw(), estimator).Theta);

    /// <summary>
    /// A measure on the 0–100 scale anchored on the full item set, kept to the scale's ends. A maximum-likelihood measure never lies outside, whatever
    /// was answered; another estimator's can, and <see cref="Scale"/> gives it as it is.
    /// </summary>
    public double To100(double theta) => Math.Clamp(Scale().Points(theta), 0, 100);

    /// <summary>Expected raw score and its variance (the information) on some of the items.</summary>
    public (double Expected, double Information) Moments(ReadOnlySpan<int> items, double theta)
    {
        var cumulants = Cumulants(items, theta);
        return (cumulants.Mean, cumulants.Variance);
    }

    /// <summary>The chance of every score of an item at θ.</summary>
    /// <param name="item">Position of the item.</param>
    /// <param name="theta">The person's measure, in logits.</param>
    /// <param name="chances">Receives mᵢ + 1 numbers that sum to 1.</param>
    /// <exception cref="ArgumentException">Another number of places than the item has scores.</exception>
    public void CategoryProbabilities(int item, double theta, Span<double> chances)
    {
        if (chances.Length != thresholds[item].Length + 1)
            throw new ArgumentException($"Item {item + 1} has {thresholds[item].Length + 1} scores.", nameof(chances));
        var (ratio, down, row) = At(item, theta);
        double power = 1, sum = 0;
        for (var k = 0; k < row.Length; k++, power *= ratio) sum += chances[down ? row.Length - 1 - k : k] = row[down ? row.Length - 1 - k : k] * power;
        foreach (ref var chance in chances) chance /= sum;
    }

    internal ScoreCumulants Cumulants(ReadOnlySpan<int> items, double theta)
    {
        var sum = default(ScoreCumulants);
        foreach (var item in items) sum += Cumulants(item, theta);
        return sum;
    }

    internal ScoreCumulants Cumulants(int item, double theta)
    {
        var (ratio, down, row) = At(item, theta);
        double power = 1, s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0;
        for (var k = 0; k < row.Length; k++, power *= ratio)
        {
            var w = row[down ? row.Length - 1 - k : k] * power;
            s0 += w;
            s1 += w *= k;
            s2 += w *= k;
            s3 += w *= k;
            s4 += w * k;
        }

        var cumulants = ScoreCumulants.Of(s0, s1, s2, s3, s4);
        return down ? cumulants.From(row.Length - 1) : cumulants;
    }

    /// <summary>Σ over the items of log Σₕ exp(hθ − Σ_{j≤h} δᵢⱼ): what the log-likelihood of a raw score r at θ, rθ − this, leaves to the items.</summary>
    internal double LogTotal(ReadOnlySpan<int> items, double theta)
    {
        double sum = 0;
        foreach (var item in items)
        {
            var (ratio, down, row) = At(item, theta);
            double power = 1, total = 0;
            for (var k = 0; k < row.Length; k++, power *= ratio) total += row[down ? row.Length - 1 - k : k] * power;
            sum += Math.Log(total) + peaks[item] + (down ? (row.Length - 1) * (theta - centres[item]) : 0);
        }

        return sum;
    }

    // Weights are powers of one exponential, counted from the end that is more likely at θ: nothing overflows, and a tiny variance keeps its digits.
    private (double Ratio, bool Down, double[] Row) At(int item, double theta)
    {
        var distance = theta - centres[item];
        return (Math.Exp(-Math.Abs(distance)), distance > 0, weights[item]);
    }

    private (double[] Row, double Peak) Weights(int item)
    {
        var logs = new double[thresholds[item].Length + 1];
        for (var h = 1; h < logs.Length; h++) logs[h] = logs[h - 1] + centres[item] - thresholds[item][h - 1];
        var peak = logs.Max();
        if (peak - logs.Min() > WidestWeights)
            throw new ArgumentOutOfRangeException(nameof(item), $"The thresholds of item {item + 1} lie too far apart to be computed with.");
        return ([.. logs.Select(log => Math.Exp(log - peak))], peak);
    }

    private int Checked(ReadOnlySpan<int> items)
    {
        if (items.IsEmpty) throw new ArgumentException("Nothing was answered, so there is no measure.", nameof(items));
        var maximum = 0;
        foreach (var item in items)
        {
            if ((uint)item >= (uint)thresholds.Length)
                throw new ArgumentOutOfRangeException(nameof(items), item, $"Items are numbered from 0 to {thresholds.Length - 1}.");
            maximum += thresholds[item].Length;
        }

        return maximum;
    }
}
