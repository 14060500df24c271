using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>
/// Which people changed by more than the errors of their own two measures explain: a Rasch measure has a standard error of its own for each person, so
/// that no reliability has to be borrowed. The index is (second − first)/√(error₁² + error₂²) (Brouwer, Meijer and Zevalkink 2013, Psychotherapy
/// Research 23:489–501, doi 10.1080/10503307.2013.794400).
/// </summary>
public static class ReliableByError
{
    /// <summary>Counts the people in each class.</summary>
    /// <param name="first">First measures.</param>
    /// <param name="second">Second measures of the same people in the same order.</param>
    /// <param name="firstErrors">Standard errors of the first, in the same units, above 0.</param>
    /// <param name="secondErrors">Standard errors of the second.</param>
    /// <param name="lowerIsBetter">True where a fall is the good direction.</param>
    /// <param name="critical">A change is reliable when its index is strictly beyond this, above 0.</param>
    /// <returns>The counts; undefined without people.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, an error is not above 0, or a critical value of 0 or less.</exception>
    public static Estimate<ReliableCounts> Of(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<double> firstErrors, ReadOnlySpan<double> secondErrors,
        bool lowerIsBetter, double critical = ReliableChange.UsualCritical)
    {
        if (!(critical > 0)) throw new ArgumentOutOfRangeException(nameof(critical), critical, "The critical value is above 0.");
        var differences = Sample.Differences(first, second);
        MustBeErrors(firstErrors, differences.Length, nameof(firstErrors));
        MustBeErrors(secondErrors, differences.Length, nameof(secondErrors));
        if (differences.Length == 0) return Undefined.TooFew(1, 0, "people who answered both times");
        int improved = 0, deteriorated = 0;
        for (var i = 0; i < differences.Length; i++)
        {
            var index = differences[i] / Math.Sqrt(firstErrors[i] * firstErrors[i] + secondErrors[i] * secondErrors[i]);
            var good = lowerIsBetter ? -index : index;
            if (good > critical) improved++;
            else if (good < -critical) deteriorated++;
        }

        return new ReliableCounts(improved, differences.Length - improved - deteriorated, deteriorated);
    }

    private static void MustBeErrors(ReadOnlySpan<double> errors, int people, string name)
    {
        if (errors.Length != people) throw new ArgumentException($"There are {people} people and {errors.Length} standard errors.", name);
        foreach (var error in errors)
            if (!(error > 0) || !double.IsFinite(error)) throw new ArgumentOutOfRangeException(name, error, "A standard error is above 0.");
    }
}
