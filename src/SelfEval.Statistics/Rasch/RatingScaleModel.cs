namespace SelfEval.Statistics.Rasch;

/// <summary>
/// The rating-scale model: all items share their thresholds, δᵢⱼ = δᵢ + τⱼ (Andrich 1978, Psychometrika 43:561–573, doi 10.1007/BF02293814).
/// With one threshold of 0 it is the Rasch model for right and wrong.
/// </summary>
public sealed class RatingScaleModel : ThresholdModel
{
    /// <summary>Makes a model from its parameters.</summary>
    /// <param name="locations">Item locations δ, in logits.</param>
    /// <param name="thresholds">Thresholds τ between neighbouring categories, shared by all items, in logits.</param>
    /// <param name="extremeAdjustment">How far extreme raw scores are moved inwards; above 0 and below 1.</param>
    /// <exception cref="ArgumentException">No locations or no thresholds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number that is not finite, or an adjustment out of range.</exception>
    public RatingScaleModel(ReadOnlySpan<double> locations, ReadOnlySpan<double> thresholds, double extremeAdjustment = 0.3)
        : base(Spread(locations, thresholds), extremeAdjustment)
    {
    }

    private static double[][] Spread(ReadOnlySpan<double> locations, ReadOnlySpan<double> thresholds)
    {
        var items = new double[locations.Length][];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = thresholds.ToArray();
            foreach (ref var threshold in items[i].AsSpan()) threshold += locations[i];
        }

        return items;
    }
}
