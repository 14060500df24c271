using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>
/// The internal consistency of a scale, of people who answered all its items. Computed from <see cref="CrossProducts"/> alone, so that a running tally and
/// a full recount give the same. Reversed items are turned before.
/// </summary>
public sealed record ScaleReliability
{
    /// <summary>n, people who answered all items.</summary>
    public required long People { get; init; }

    /// <summary>One entry per item, in order.</summary>
    public required IReadOnlyList<ItemReliability> Items { get; init; }

    /// <summary>Raw alpha.</summary>
    public required Estimate<double> Alpha { get; init; }

    /// <summary>Feldt's interval of raw alpha.</summary>
    public required Estimate<Interval> AlphaInterval { get; init; }

    /// <summary>Duhachek's standard error of raw alpha.</summary>
    public required Estimate<double> AlphaStandardError { get; init; }

    /// <summary>Standardised alpha.</summary>
    public required Estimate<double> StandardisedAlpha { get; init; }

    /// <summary>Guttman's λ₂ of the covariances.</summary>
    public required Estimate<double> Lambda2 { get; init; }

    /// <summary>Guttman's λ₂ of the correlations.</summary>
    public required Estimate<double> StandardisedLambda2 { get; init; }

    /// <summary>Guttman's λ₆ of the covariances.</summary>
    public required Estimate<double> Lambda6 { get; init; }

    /// <summary>Guttman's λ₆ of the correlations.</summary>
    public required Estimate<double> StandardisedLambda6 { get; init; }

    /// <summary>One factor by maximum likelihood; gives the main omega.</summary>
    public required Estimate<OneFactorModel> OneFactor { get; init; }

    /// <summary>Omega total by maximum likelihood, the coefficient to report.</summary>
    public Estimate<double> Omega => OneFactor.Then(model => model.Omega);

    /// <summary>One factor by minimum residuals, as R's psych::omega has it.</summary>
    public required Estimate<OneFactorModel> MinimumResiduals { get; init; }

    /// <summary>How items correlate with each other.</summary>
    public required Estimate<InterItemCorrelations> InterItem { get; init; }

    /// <summary>The average covariance of two items.</summary>
    public required Estimate<double> MeanInterItemCovariance { get; init; }

    /// <summary>The correlation of odd and even items.</summary>
    public required Estimate<double> SplitHalf { get; init; }

    /// <summary>The same, stepped up to the whole scale.</summary>
    public required Estimate<double> SplitHalfSteppedUp { get; init; }

    /// <summary>Mean of the sum score.</summary>
    public required Estimate<double> SumMean { get; init; }

    /// <summary>Standard deviation of the sum score.</summary>
    public required Estimate<double> SumStandardDeviation { get; init; }

    /// <summary>Standard error of measurement of the sum score, by raw alpha.</summary>
    public required Estimate<double> SumStandardError { get; init; }

    /// <summary>Mean of the mean score.</summary>
    public Estimate<double> MeanScoreMean => SumMean.Then(mean => mean / Items.Count);

    /// <summary>Standard deviation of the mean score.</summary>
    public Estimate<double> MeanScoreStandardDeviation => SumStandardDeviation.Then(deviation => deviation / Items.Count);

    /// <summary>Standard error of measurement of the mean score, by raw alpha.</summary>
    public Estimate<double> MeanScoreStandardError => SumStandardError.Then(error => error / Items.Count);

    /// <summary>Everything, from a table of complete rows.</summary>
    /// <param name="rows">Person after person, an answer to each item; the length is a multiple of <paramref name="items"/>.</param>
    /// <param name="items">k, at least 1.</param>
    /// <param name="confidence">Of the interval of alpha, between 0 and 1.</param>
    public static ScaleReliability Of(ReadOnlySpan<double> rows, int items, double confidence = 0.95) => Of(CrossProducts.Of(rows, items), confidence);

    /// <summary>Everything, from a table with gaps; people with a gap are left out (listwise deletion).</summary>
    /// <param name="rows">Person after person; null where an answer is missing.</param>
    /// <param name="items">k, at least 1.</param>
    /// <param name="confidence">Of the interval of alpha, between 0 and 1.</param>
    public static ScaleReliability Of(ReadOnlySpan<double?> rows, int items, double confidence = 0.95) => Of(CrossProducts.OfComplete(rows, items), confidence);

    /// <summary>Everything, from the sums.</summary>
    public static ScaleReliability Of(CrossProducts sums, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sums);
        _ = Confidence.Upper(confidence);
        var covariances = sums.Covariances();
        Estimate<TOut> From<TOut>(Func<CovarianceMatrix, Estimate<TOut>> compute) => covariances.Try(out var matrix) ? compute(matrix) : covariances.Why!;

        var correlations = From(matrix => matrix.ToCorrelations());
        Estimate<TOut> Standardised<TOut>(Func<CovarianceMatrix, Estimate<TOut>> compute) => correlations.Try(out var matrix) ? compute(matrix) : correlations.Why!;

        var alpha = From(CronbachAlpha.Of);
        var deviation = covariances.Then(matrix => Math.Sqrt(Math.Max(0, matrix.Total)));
        var halves = From(Reliability.SplitHalf.Correlation);
        return new()
        {
            People = sums.Count,
            Items = [.. Enumerable.Range(0, sums.Columns).Select(item => ItemReliability.Of(item, sums.Mean(item), covariances))],
            Alpha = alpha,
            AlphaInterval = alpha.Then(a => CronbachAlpha.FeldtInterval(a, sums.Count, sums.Columns, confidence)),
            AlphaStandardError = From(CronbachAlpha.StandardError),
            StandardisedAlpha = Standardised(CronbachAlpha.Of),
            Lambda2 = From(GuttmanLambda.Two),
            StandardisedLambda2 = Standardised(GuttmanLambda.Two),
            Lambda6 = From(GuttmanLambda.Six),
            StandardisedLambda6 = Standardised(GuttmanLambda.Six),
            OneFactor = From(OneFactorLikelihood.Fit),
            MinimumResiduals = From(OneFactorResiduals.Fit),
            InterItem = From(InterItemCorrelations.Of),
            MeanInterItemCovariance = From(InterItemCorrelations.MeanCovariance),
            SplitHalf = halves,
            SplitHalfSteppedUp = halves.Try(out var r) ? Reliability.SplitHalf.SpearmanBrown(r) : halves.Why!,
            SumMean = sums.Count == 0 ? Undefined.TooFew(1, 0, "complete answers") : Enumerable.Range(0, sums.Columns).Sum(item => sums.Mean(item).Value),
            SumStandardDeviation = deviation,
            SumStandardError = alpha.Then(a => MeasurementError.Standard(deviation.Value, a)),
        };
    }
}
