using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Planning;

/// <summary>
/// How reliably the mean of n people's answers tells one unit (a clinician, a team, a practice) from another, and how many people that takes:
/// Spearman and Brown's formula with people in the place of items (Spearman 1910, doi 10.1111/j.2044-8295.1910.tb00206.x; ICC(1) and ICC(1,n) of
/// Shrout and Fleiss 1979, doi 10.1037/0033-2909.86.2.420).
/// </summary>
public static class UnitReliability
{
    /// <summary>Reliability of a mean of n people: n·ρ/(1 + (n − 1)·ρ).</summary>
    /// <param name="people">n, at least 1.</param>
    /// <param name="icc">ρ, the reliability of one person's answer, ICC(1); 0…1.</param>
    /// <returns>0…1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double OfMean(long people, double icc)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        if (icc is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(icc), icc, "The reliability of one answer lies from 0 to 1.");
        return people * icc / (1 + (people - 1) * icc);
    }

    /// <summary>Reliability of one person's answer, from a known reliability of a mean of n people: R/(n − (n − 1)·R).</summary>
    /// <param name="reliability">R, 0…1.</param>
    /// <param name="people">n, at least 1.</param>
    /// <returns>ρ, 0…1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double OfOnePerson(double reliability, long people)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        if (reliability is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(reliability), reliability, "A reliability lies from 0 to 1.");
        return reliability / (people - (people - 1) * reliability);
    }

    /// <summary>Fewest people for a wanted reliability of a unit's mean: R(1 − ρ)/(ρ(1 − R)), rounded up.</summary>
    /// <param name="icc">ρ, ICC(1), at most 1.</param>
    /// <param name="target">R, between 0 and 1.</param>
    /// <returns>People a unit and the reliability they give; NotIdentified where ρ is 0 or less: then answers about one unit are no more alike than about
    /// different ones and no number does; TooLarge beyond <see cref="SampleSize.Most"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static Estimate<SampleSize> PeopleForReliability(double icc, double target = 0.8)
    {
        if (!(icc <= 1)) throw new ArgumentOutOfRangeException(nameof(icc), icc, "The reliability of one answer is at most 1.");
        if (target is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(target), target, "The wanted reliability lies between 0 and 1, such as 0.8.");
        if (icc <= 0) return new Undefined(Undefined.NotIdentifiedCode, "answers about the same unit are no more alike than answers about different ones, so no number of people is enough");
        var people = target * (1 - icc) / (icc * (1 - target));
        if (!(people <= SampleSize.Most)) return SampleSize.TooMany;
        var whole = Math.Max(1, SampleSize.WholeUp(people));
        return new SampleSize(whole, OfMean(whole, icc));
    }

    /// <summary>Fewest people for a wanted reliability, from a known reliability of a mean of n people.</summary>
    /// <param name="known">Known reliability, at most 1.</param>
    /// <param name="people">People behind each mean then, at least 1.</param>
    /// <param name="target">Wanted reliability, between 0 and 1.</param>
    /// <inheritdoc cref="PeopleForReliability(double, double)" path="/returns"/>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static Estimate<SampleSize> PeopleForReliability(double known, long people, double target)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        if (!(known <= 1)) throw new ArgumentOutOfRangeException(nameof(known), known, "A reliability is at most 1.");
        return PeopleForReliability(known <= 0 ? 0 : OfOnePerson(known, people), target);
    }
}
