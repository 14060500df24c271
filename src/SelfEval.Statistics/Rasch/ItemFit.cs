using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Rasch;

/// <summary>
/// How well one item's answers agree with the model, over people at their maximum-likelihood measures, without those at the lowest or highest raw score.
/// Mean squares near 1 are as expected; above, answers are noisier than the model, below, more regular. (Wright and Masters 1982, Rating Scale Analysis, ch. 5.)
/// </summary>
/// <param name="Count">How many people are behind it.</param>
/// <param name="Outfit">Mean of the squared standardised residuals: sensitive to answers that surprise far from the item.</param>
/// <param name="Infit">Squared residuals over the variances, Σ(x − E)²/ΣV: weighted towards people near the item.</param>
/// <param name="OutfitZ">The outfit as a standard normal deviate, by Wilson and Hilferty's cube root: (∛ms − 1)·3/q + q/3 with q² = Σ(C/V²)/n² − 1/n, C the fourth central moment (op. cit., p. 100).</param>
/// <param name="InfitZ">The infit likewise, with q² = Σ(C − V²)/(ΣV)².</param>
public sealed record ItemFit(int Count, Estimate<double> Outfit, Estimate<double> Infit, Estimate<double> OutfitZ, Estimate<double> InfitZ)
{
    internal static ItemFit Of(FitSums sums)
    {
        if (sums.Count == 0)
        {
            var nobody = Undefined.TooFew(1, 0, "people with a raw score between the lowest and the highest");
            return new(0, nobody, nobody, nobody, nobody);
        }

        double n = sums.Count, outfit = sums.Standardised / n, infit = sums.Squares / sums.Variances;
        return new(sums.Count, outfit, infit, Deviate(outfit, sums.Kurtosis / (n * n) - 1 / n), Deviate(infit, sums.Excess / (sums.Variances * sums.Variances)));
    }

    // Where every answer is as likely as its opposite the mean square is always 1, and nothing can be said about it.
    private static Estimate<double> Deviate(double meanSquare, double variance)
    {
        if (variance <= 1e-14) return Undefined.NoVariance("the mean squares that the model allows");
        var q = Math.Sqrt(variance);
        return (Math.Cbrt(meanSquare) - 1) * 3 / q + q / 3;
    }
}

/// <summary>Sums over people for one item.</summary>
internal struct FitSums
{
    internal int Count;
    internal double Standardised;
    internal double Squares;
    internal double Variances;
    internal double Kurtosis;
    internal double Excess;

    internal void Add(double score, in ScoreCumulants at)
    {
        var square = (score - at.Mean) * (score - at.Mean);
        Count++;
        Standardised += square / at.Variance;
        Squares += square;
        Variances += at.Variance;
        Kurtosis += at.FourthMoment / (at.Variance * at.Variance);
        Excess += at.FourthMoment - at.Variance * at.Variance;
    }
}
