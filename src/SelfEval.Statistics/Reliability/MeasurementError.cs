using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>How far a score may be off, and how large a change must be to be more than that.</summary>
public static class MeasurementError
{
    /// <summary>Standard error of measurement, SD·√(1−r), in the units of the score (Lord &amp; Novick 1968, Statistical Theories of Mental Test Scores).</summary>
    /// <param name="standardDeviation">Of the score, not negative.</param>
    /// <param name="reliability">r, a number up to 1; below 0 it makes the error larger than the deviation.</param>
    public static double Standard(double standardDeviation, double reliability)
    {
        Refuse(standardDeviation, nameof(standardDeviation));
        if (!(reliability <= 1) || double.IsInfinity(reliability)) throw new ArgumentOutOfRangeException(nameof(reliability), reliability, "A reliability is a number up to 1.");
        return standardDeviation * Math.Sqrt(1 - reliability);
    }

    /// <summary>
    /// Minimal detectable change of one person, z·√2·SEM: less may be error alone (de Vet et al. 2006, Health and Quality of Life Outcomes 4:54,
    /// doi 10.1186/1477-7525-4-54, where it is the smallest detectable change).
    /// </summary>
    /// <param name="standardError">Standard error of measurement, not negative.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static double DetectableChange(double standardError, double confidence = 0.95)
    {
        Refuse(standardError, nameof(standardError));
        return Confidence.InNormal(confidence) * Math.Sqrt(2) * standardError;
    }

    /// <summary>Minimal detectable change of the mean of a group, that of one person over √n (the same source).</summary>
    /// <param name="standardError">Standard error of measurement, not negative.</param>
    /// <param name="people">n, at least 1.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static double DetectableChangeOfMean(double standardError, long people, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        return DetectableChange(standardError, confidence) / Math.Sqrt(people);
    }

    private static void Refuse(double value, string name)
    {
        if (!(value >= 0) || double.IsInfinity(value)) throw new ArgumentOutOfRangeException(name, value, "A finite number, not negative, is needed.");
    }
}
