namespace SelfEval.Statistics.Rasch;

/// <summary>A person's place on the latent scale.</summary>
/// <param name="Theta">The measure, in logits.</param>
/// <param name="StandardError">
/// In logits: 1/√information at the measure for <see cref="PersonEstimator.MaximumLikelihood"/> and <see cref="PersonEstimator.WarmLikelihood"/>,
/// the standard deviation of the posterior for <see cref="PersonEstimator.PosteriorMean"/>.
/// </param>
/// <param name="Extreme">
/// True where the raw score was the lowest or the highest possible. The plain maximum-likelihood measure is infinite there, so item fit and
/// reliability leave such people out; <see cref="PersonEstimator.MaximumLikelihood"/> measures them from a raw score moved inwards.
/// </param>
public readonly record struct PersonMeasure(double Theta, double StandardError, bool Extreme);

/// <summary>How a measure is found from a raw score.</summary>
public enum PersonEstimator
{
    /// <summary>
    /// The θ at which the expected score equals the raw score. A raw score of 0 is moved up, and the maximum down, by the model's extreme adjustment
    /// (the rule of Linacre's Winsteps, 0.3 by default).
    /// </summary>
    MaximumLikelihood,

    /// <summary>
    /// Weighted likelihood, finite at every raw score and nearly unbiased: the largest L(θ)·√I(θ), a root of r − E + J/(2I) = 0 with J the sum of third
    /// central moments (Warm 1989, Psychometrika 54:427–450, doi 10.1007/BF02294627).
    /// </summary>
    WarmLikelihood,

    /// <summary>The mean of the posterior under the model's normal prior (Bock and Mislevy 1982, Applied Psychological Measurement 6:431–444, doi 10.1177/014662168200600405).</summary>
    PosteriorMean,
}

/// <summary>The normal distribution that <see cref="PersonEstimator.PosteriorMean"/> supposes people to come from.</summary>
/// <param name="Mean">Its mean, in logits.</param>
/// <param name="StandardDeviation">Its standard deviation, in logits; above 0.</param>
public readonly record struct NormalPrior(double Mean, double StandardDeviation)
{
    /// <summary>Mean 0, standard deviation 1.</summary>
    public static NormalPrior Standard { get; } = new(0, 1);
}
