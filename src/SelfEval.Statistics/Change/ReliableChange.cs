using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>
/// Which people changed by more than the measure's own unreliability explains (Jacobson and Truax 1991, Journal of Consulting and Clinical
/// Psychology 59:12–19, doi 10.1037/0022-006X.59.1.12). All in units of the values.
/// </summary>
/// <param name="StandardDeviation">SD of the values that the standard error of measurement is computed from.</param>
/// <param name="Reliability">Of the measure, 0…1.</param>
/// <param name="StandardErrorOfMeasurement">SD·√(1 − reliability).</param>
/// <param name="StandardErrorOfDifference">√2 times that.</param>
/// <param name="SmallestReliableChange">Critical value times that: only a larger change is reliable.</param>
/// <param name="LowerIsBetter">True where a fall is the good direction.</param>
/// <param name="Cutoff">Where the clinical range ends, if one is in use.</param>
/// <param name="People">Everybody, in the order given.</param>
public sealed record ReliableChange(
    double StandardDeviation,
    double Reliability,
    double StandardErrorOfMeasurement,
    double StandardErrorOfDifference,
    double SmallestReliableChange,
    bool LowerIsBetter,
    double? Cutoff,
    IReadOnlyList<PersonChange> People)
{
    /// <summary>The usual critical value.</summary>
    public const double UsualCritical = 1.96;

    /// <summary>How many improved, stayed or got worse, reliably.</summary>
    public ReliableCounts Counts => new(Of(ReliableClass.Improved), Of(ReliableClass.Unchanged), Of(ReliableClass.Deteriorated));

    /// <summary>How many are in each of Jacobson and Truax' classes; null without a cutoff.</summary>
    public ClinicalCounts? ClinicalCounts => Cutoff is null ? null
        : new(Of(ClinicalClass.Recovered), Of(ClinicalClass.Improved), Of(ClinicalClass.Unchanged), Of(ClinicalClass.Deteriorated));

    /// <summary>Classifies people, with the SD of their own first values (n−1).</summary>
    /// <returns>The classes; undefined below two people, where the first values have no spread, or where the measure has no error or a negative reliability.</returns>
    /// <param name="first">First values.</param>
    /// <param name="second">Second values of the same people in the same order.</param>
    /// <param name="reliability">Of the measure, at most 1.</param>
    /// <param name="lowerIsBetter">True where a fall is the good direction.</param>
    /// <param name="cutoff">Where the clinical range ends; the cutoff itself belongs to it.</param>
    /// <param name="critical">A change is reliable when its index is strictly beyond this, above 0.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, a reliability above 1, or a critical value of 0 or less.</exception>
    public static Estimate<ReliableChange> Of(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, double reliability, bool lowerIsBetter, double? cutoff = null, double critical = UsualCritical) =>
        RunningMoments.Of(first).StandardDeviation is { } deviation
            ? Of(first, second, reliability, deviation, lowerIsBetter, cutoff, critical)
            : Undefined.TooFew(2, first.Length, "people who answered both times");

    /// <summary>Classifies people, with a known SD, such as that of a reference group.</summary>
    /// <param name="first">First values.</param>
    /// <param name="second">Second values of the same people in the same order.</param>
    /// <param name="reliability">Of the measure, at most 1.</param>
    /// <param name="standardDeviation">Known SD, 0 or more.</param>
    /// <param name="lowerIsBetter">True where a fall is the good direction.</param>
    /// <param name="cutoff">Where the clinical range ends; the cutoff itself belongs to it.</param>
    /// <param name="critical">A change is reliable when its index is strictly beyond this, above 0.</param>
    /// <returns>The classes; undefined where the first values have no spread, or where the measure has no error or a negative reliability.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, a reliability above 1, a negative SD or a critical value of 0 or less.</exception>
    public static Estimate<ReliableChange> Of(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, double reliability, double standardDeviation, bool lowerIsBetter,
        double? cutoff = null, double critical = UsualCritical)
    {
        if (!(reliability <= 1)) throw new ArgumentOutOfRangeException(nameof(reliability), reliability, "A reliability is at most 1.");
        if (!(standardDeviation >= 0) || !double.IsFinite(standardDeviation))
            throw new ArgumentOutOfRangeException(nameof(standardDeviation), standardDeviation, "A standard deviation is not negative.");
        if (!(critical > 0)) throw new ArgumentOutOfRangeException(nameof(critical), critical, "The critical value is above 0.");
        if (cutoff is { } at && !double.IsFinite(at)) throw new ArgumentOutOfRangeException(nameof(cutoff), at, "Not a finite number.");
        var differences = Sample.Differences(first, second);
        if (reliability < 0) return new Undefined(Undefined.ImproperCode, "the reliability is negative, so no change can be told from error");
        double measurement = standardDeviation * Math.Sqrt(1 - reliability), difference = measurement * Math.Sqrt(2);
        if (difference <= Sample.NoSpread)
            return standardDeviation <= Sample.NoSpread ? Undefined.NoVariance("the first values")
                : new Undefined(Undefined.NoVarianceCode, "a reliability of 1 leaves no error to compare a change with");

        var people = new PersonChange[first.Length];
        for (var i = 0; i < people.Length; i++)
        {
            var index = differences[i] / difference;
            var good = lowerIsBetter ? -index : index;
            var reliable = good > critical ? ReliableClass.Improved : good < -critical ? ReliableClass.Deteriorated : ReliableClass.Unchanged;
            people[i] = PersonChange.Of(first[i], second[i], index, reliable, cutoff, lowerIsBetter);
        }
        return new ReliableChange(standardDeviation, reliability, measurement, difference, critical * difference, lowerIsBetter, cutoff, people);
    }

    private int Of(ReliableClass wanted) => People.Count(person => person.Reliable == wanted);

    private int Of(ClinicalClass wanted) => People.Count(person => person.Clinical == wanted);
}
