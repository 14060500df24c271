using MathNet.Numerics.Distributions;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Planning;

/// <summary>
/// Half the width of an interval, and how many responses bring it down to what is wanted. Where the people are few, so that a good part of them
/// answer, the finite population factor √((N − n)/(N − 1)) narrows it (Cochran 1977, Sampling Techniques, 3rd edition, sections 2.6 and 4.4–4.7).
/// </summary>
public static class Margin
{
    /// <summary>Margin of a proportion: z·√(p(1 − p)/n), times the finite population factor.</summary>
    /// <param name="responses">n, at least 1 and at most the population.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="proportion">p, 0…1; one half is the widest and the usual choice before anything is known.</param>
    /// <param name="population">N, at least 2, if it is finite.</param>
    /// <returns>The margin as a share: 0.05 is five percentage points.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double OfProportion(long responses, double confidence = 0.95, double proportion = 0.5, long? population = null)
    {
        Check(responses, 1, population);
        var z = -Normal.InvCDF(0, 1, Confidence.Tail(confidence));
        if (proportion is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(proportion), proportion, "A proportion lies from 0 to 1.");
        return z * Math.Sqrt(proportion * (1 - proportion) / responses) * PopulationFactor(responses, population);
    }

    /// <summary>Margin of a mean: t(n − 1)·SD/√n, times the finite population factor.</summary>
    /// <param name="responses">n, at least 2 and at most the population.</param>
    /// <param name="deviation">SD of the values, 0 or more.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="population">N, at least 2, if it is finite.</param>
    /// <returns>The margin, in units of the values.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double OfMean(long responses, double deviation, double confidence = 0.95, long? population = null)
    {
        Check(responses, 2, population);
        if (!(deviation >= 0) || !double.IsFinite(deviation)) throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "A standard deviation is not negative.");
        return StudentTails.Upper(Confidence.Tail(confidence), responses - 1) * deviation / Math.Sqrt(responses) * PopulationFactor(responses, population);
    }

    /// <summary>Fewest responses that bring the margin of a proportion down to what is wanted.</summary>
    /// <param name="margin">Wanted margin as a share, above 0.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="proportion">Expected proportion, 0…1.</param>
    /// <param name="population">N, at least 2, if it is finite; asking everybody always does.</param>
    /// <returns>Responses and the margin they give; TooLarge beyond <see cref="SampleSize.Most"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static Estimate<SampleSize> ResponsesForProportion(double margin, double confidence = 0.95, double proportion = 0.5, long? population = null)
    {
        CheckMargin(margin);
        double Of(long n) => OfProportion(n, confidence, proportion, population);
        var z = -Normal.InvCDF(0, 1, Confidence.Tail(confidence));
        return Fewest(1, population, z * z * proportion * (1 - proportion), margin, Of);
    }

    /// <summary>Fewest responses that bring the margin of a mean down to what is wanted; by t with n − 1 degrees of freedom, so a few more than by z.</summary>
    /// <param name="margin">Wanted margin in units of the values, above 0.</param>
    /// <param name="deviation">Expected SD, 0 or more.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="population">N, at least 2, if it is finite; asking everybody always does.</param>
    /// <returns>Responses and the margin they give; TooLarge beyond <see cref="SampleSize.Most"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static Estimate<SampleSize> ResponsesForMean(double margin, double deviation, double confidence = 0.95, long? population = null)
    {
        CheckMargin(margin);
        double Of(long n) => OfMean(n, deviation, confidence, population);
        var z = Normal.InvCDF(0, 1, Confidence.Tail(confidence));
        return Fewest(2, population, z * z * deviation * deviation, margin, Of);
    }

    private static Estimate<SampleSize> Fewest(long least, long? population, double unit, double margin, Func<long, double> of)
    {
        if (population is { } stated) Check(least, least, stated);
        var unlimited = unit / margin / margin;
        var guess = population is { } all ? unlimited * all / (all - 1 + unlimited) : unlimited;
        var most = Math.Min(population ?? SampleSize.Most, SampleSize.Most);
        return SampleSize.Smallest(least, most, double.IsNaN(guess) ? least : guess, n => of(n) <= margin * (1 + 1e-12)) is { } responses
            ? new SampleSize(responses, of(responses)) : SampleSize.TooMany;
    }

    private static double PopulationFactor(long responses, long? population) =>
        population is { } all ? Math.Sqrt((double)(all - responses) / (all - 1)) : 1;

    private static void Check(long responses, long least, long? population)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(responses, least);
        if (population < 2) throw new ArgumentOutOfRangeException(nameof(population), population, "A population of one has no margin; it is at least 2.");
        if (population < responses) throw new ArgumentOutOfRangeException(nameof(population), population, $"There cannot be more responses ({responses}) than people.");
    }

    private static void CheckMargin(double margin)
    {
        if (!(margin > 0) || !double.IsFinite(margin)) throw new ArgumentOutOfRangeException(nameof(margin), margin, "A margin is above 0.");
    }
}
