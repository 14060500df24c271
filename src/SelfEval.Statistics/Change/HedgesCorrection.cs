using MathNet.Numerics;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>The factor J that takes the small-sample bias out of a standardised mean difference (Hedges 1981, Journal of Educational Statistics 6:107–128, doi 10.3102/10769986006002107).</summary>
public static class HedgesCorrection
{
    private const double LargeFreedom = 1_000;

    /// <summary>J(ν) = Γ(ν/2) / (√(ν/2)·Γ((ν−1)/2)); undefined below two degrees of freedom.</summary>
    /// <param name="degreesOfFreedom">ν, 0 or more.</param>
    public static Estimate<double> Exact(long degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degreesOfFreedom);
        if (degreesOfFreedom < 2) return Undefined.TooFew(2, degreesOfFreedom, "degrees of freedom");
        var half = degreesOfFreedom / 2.0;
        if (degreesOfFreedom <= LargeFreedom)
            return Math.Exp(SpecialFunctions.GammaLn(half) - SpecialFunctions.GammaLn(half - 0.5)) / Math.Sqrt(half);
        // Γ(z+½)/Γ(z) = √z(1 − 1/8z + 1/128z² + 5/1024z³ − …): two large logarithms would lose digits here.
        double z = half - 0.5, x = 1 / z;
        return Math.Sqrt(z / half) * (1 + x * (-1.0 / 8 + x * (1.0 / 128 + x * (5.0 / 1024 - x * 21.0 / 32768))));
    }

    /// <summary>The usual approximation 1 − 3/(4ν − 1), for comparison with other programs; meaningful from two degrees of freedom.</summary>
    /// <param name="degreesOfFreedom">ν, 0 or more.</param>
    public static double Approximate(long degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degreesOfFreedom);
        return 1 - 3 / (4.0 * degreesOfFreedom - 1);
    }
}
