using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>A fitted one-factor (congeneric) model: item = loading · factor + residual, with a factor of variance 1.</summary>
public sealed record OneFactorModel
{
    /// <summary>Loadings, turned so that their sum is not negative.</summary>
    public required IReadOnlyList<double> Loadings { get; init; }

    /// <summary>Residual variances, all above 0.</summary>
    public required IReadOnlyList<double> ResidualVariances { get; init; }

    /// <summary>
    /// Omega total: the factor's share of the variance that the model gives to the sum score, (Σλ)² / ((Σλ)² + Σθ) (McDonald 1999, Test Theory: A Unified Treatment).
    /// </summary>
    public required double Omega { get; init; }

    /// <summary>The same share of the variance that the sum score was seen to have.</summary>
    public required double OmegaOfObservedVariance { get; init; }

    /// <summary>n times the discrepancy of model and data; with <see cref="DegreesOfFreedom"/> a test of fit. Of maximum likelihood only.</summary>
    public double? ChiSquare { get; init; }

    /// <summary>k(k−3)/2.</summary>
    public required int DegreesOfFreedom { get; init; }

    internal static Undefined TooFewItems(int items) => new(Undefined.NotIdentifiedCode, Undefined.TooFew(3, items, "items").Words);

    internal static Undefined Improper { get; } = new(Undefined.ImproperCode,
        "the best fitting model gives an item a negative residual variance, which no item can have; with so few people there is often no proper answer");

    internal static Undefined NoConvergence { get; } = Undefined.NoConvergence("the loadings of a one-factor model");
}
