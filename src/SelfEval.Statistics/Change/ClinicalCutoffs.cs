using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>Jacobson and Truax' three ways to say where the clinical range ends (1991, doi 10.1037/0022-006X.59.1.12).</summary>
/// <param name="A">Two SDs from the clinical mean, towards better.</param>
/// <param name="B">Two SDs from the general mean, towards worse.</param>
/// <param name="C">Where a person is as likely in either group: (s_clinical·M_general + s_general·M_clinical)/(s_clinical + s_general); undefined where neither group has a spread.</param>
public sealed record ClinicalCutoffs(double A, double B, Estimate<double> C)
{
    /// <summary>The three cutoffs.</summary>
    /// <param name="clinicalMean">Mean of the group in need.</param>
    /// <param name="clinicalDeviation">Its SD, 0 or more.</param>
    /// <param name="generalMean">Mean of people in general.</param>
    /// <param name="generalDeviation">Their SD, 0 or more.</param>
    /// <param name="lowerIsBetter">True where a fall is the good direction.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or an SD is negative.</exception>
    public static ClinicalCutoffs Of(double clinicalMean, double clinicalDeviation, double generalMean, double generalDeviation, bool lowerIsBetter)
    {
        Sample.MustBeFinite([clinicalMean], nameof(clinicalMean));
        Sample.MustBeFinite([clinicalDeviation], nameof(clinicalDeviation));
        Sample.MustBeFinite([generalMean], nameof(generalMean));
        Sample.MustBeFinite([generalDeviation], nameof(generalDeviation));
        ArgumentOutOfRangeException.ThrowIfNegative(clinicalDeviation);
        ArgumentOutOfRangeException.ThrowIfNegative(generalDeviation);
        var better = lowerIsBetter ? -1 : 1;
        var both = clinicalDeviation + generalDeviation;
        return new ClinicalCutoffs(
            clinicalMean + better * 2 * clinicalDeviation,
            generalMean - better * 2 * generalDeviation,
            both > 0 ? (clinicalDeviation * generalMean + generalDeviation * clinicalMean) / both : Undefined.NoVariance("the values of both groups"));
    }
}
