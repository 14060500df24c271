using System.Runtime.CompilerServices;
using MathNet.Numerics.Distributions;

namespace SelfEval.Statistics.Foundation;

/// <summary>A two-sided level of confidence, checked, and how far its intervals reach. MathNet's quantiles are good to about 1e-10.</summary>
internal static class Confidence
{
    /// <summary>The probability below the upper limit: 0.975 for 95 %.</summary>
    internal static double Upper(double confidence, [CallerArgumentExpression(nameof(confidence))] string? name = null) =>
        confidence is > 0 and < 1 ? (1 + confidence) / 2 : throw Refused(confidence, name);

    /// <summary>The probability above the upper limit, and below the lower: 0.025 for 95 %. Not 1 − <see cref="Upper"/>, which rounds.</summary>
    internal static double Tail(double confidence, [CallerArgumentExpression(nameof(confidence))] string? name = null) =>
        confidence is > 0 and < 1 ? (1 - confidence) / 2 : throw Refused(confidence, name);

    /// <summary>How many standard errors a normal interval reaches to either side.</summary>
    internal static double InNormal(double confidence, [CallerArgumentExpression(nameof(confidence))] string? name = null) =>
        Normal.InvCDF(0, 1, Upper(confidence, name));

    /// <summary>How many standard errors Student's interval reaches to either side; endless degrees of freedom are the normal.</summary>
    internal static double InStudent(double confidence, double degreesOfFreedom, [CallerArgumentExpression(nameof(confidence))] string? name = null) =>
        double.IsPositiveInfinity(degreesOfFreedom) ? InNormal(confidence, name) : StudentT.InvCDF(0, 1, degreesOfFreedom, Upper(confidence, name));

    private static ArgumentOutOfRangeException Refused(double confidence, string? name) =>
        new(name, confidence, "Confidence lies between 0 and 1, such as 0.95.");
}
