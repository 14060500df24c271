using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace SelfEval.Statistics.Foundation;

/// <summary>
/// Tails and quantiles of Student's t where MathNet's are coarse: its distribution function loses half its digits near t = 0, and its quantiles are
/// looked for between −800 and 800 only, and to 1e-12 of the probability, however far out in the tail.
/// </summary>
internal static class StudentTails
{
    /// <summary>P(|T| ≥ |t|).</summary>
    internal static double TwoSided(double t, double degreesOfFreedom)
    {
        double square = t * t, all = degreesOfFreedom + square;
        // Each form where it does not subtract from 1 what is nearly 1.
        return double.IsInfinity(all) ? 0
            : square < 1 ? 1 - SpecialFunctions.BetaRegularized(0.5, degreesOfFreedom / 2, square / all)
            : SpecialFunctions.BetaRegularized(degreesOfFreedom / 2, 0.5, degreesOfFreedom / all);
    }

    /// <summary>The t that is exceeded with probability <paramref name="tail"/>.</summary>
    /// <param name="tail">Above 0 and at most one half.</param>
    /// <param name="degreesOfFreedom">At least 1; need not be whole.</param>
    internal static double Upper(double tail, double degreesOfFreedom)
    {
        double Excess(double t) => Math.Log(TwoSided(t, degreesOfFreedom) / (2 * tail));
        double low = 0, high = 2;
        while (Excess(high) > 0) (low, high) = (high, high * 2);
        return Brent.FindRoot(Excess, low, high, 1e-14 * high, 200);
    }
}
