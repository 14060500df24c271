using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace SelfEval.Statistics.Foundation;

/// <summary>
/// Upper quantiles of Student's t. MathNet looks for them between −800 and 800 and to 1e-12 of the probability, which leaves out one degree
/// of freedom at high confidence and is coarse far out in the tail; this solves for the logarithm of the tail instead.
/// </summary>
internal static class StudentQuantile
{
    /// <summary>The t that is exceeded with probability <paramref name="tail"/>.</summary>
    /// <param name="tail">Above 0 and at most one half.</param>
    /// <param name="degreesOfFreedom">At least 1; need not be whole.</param>
    internal static double Upper(double tail, double degreesOfFreedom)
    {
        if (tail is not (> 0 and <= 0.5)) throw new ArgumentOutOfRangeException(nameof(tail), tail, "A tail lies above 0 and at or below one half.");
        if (!(degreesOfFreedom >= 1)) throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "At least one degree of freedom.");
        if (tail == 0.5) return 0;
        double Excess(double t) => Math.Log(StudentT.CDF(0, 1, degreesOfFreedom, -t) / tail);
        double low = 0, high = 2;
        while (Excess(high) > 0) (low, high) = (high, high * 2);
        return Brent.FindRoot(Excess, low, high, 1e-15, 200);
    }
}
