using MathNet.Numerics.Distributions;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Planning;

/// <summary>
/// How likely a t test is to notice a change of a given size, and how many responses that takes: by the noncentral t distribution, not by its normal
/// approximation (Cohen 1988, Statistical Power Analysis for the Behavioral Sciences, chapter 2). Two-sided; both tails count, as in
/// R's power.t.test with strict = TRUE.
/// </summary>
public static class ChangePower
{
    /// <summary>SD of the changes of the same people, from the SDs at both times and how strongly both go together: √(s₁² + s₂² − 2·r·s₁·s₂).</summary>
    /// <param name="first">SD at the first time, 0 or more.</param>
    /// <param name="second">SD at the second time, 0 or more.</param>
    /// <param name="correlation">−1…1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double DeviationOfChanges(double first, double second, double correlation)
    {
        if (!(first >= 0) || !double.IsFinite(first)) throw new ArgumentOutOfRangeException(nameof(first), first, "A standard deviation is not negative.");
        if (!(second >= 0) || !double.IsFinite(second)) throw new ArgumentOutOfRangeException(nameof(second), second, "A standard deviation is not negative.");
        if (correlation is not (>= -1 and <= 1)) throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation lies from −1 to 1.");
        return Math.Sqrt((first - second) * (first - second) + 2 * first * second * (1 - correlation));
    }

    /// <summary>Power with the same people asked twice.</summary>
    /// <param name="people">People who answer both times, at least 2.</param>
    /// <param name="change">True mean change, in units of the values; its sign does not matter.</param>
    /// <param name="deviationOfChanges">SD of the changes, above 0.</param>
    /// <param name="significance">Two-sided level, between 0 and 1.</param>
    /// <returns>Probability that the test notices, 0…1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double Paired(long people, double change, double deviationOfChanges, double significance = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 2);
        Check(change, deviationOfChanges, significance);
        return Power(change / deviationOfChanges * Math.Sqrt(people), checked((int)(people - 1)), significance);
    }

    /// <summary>Power with two groups of different people and one common SD.</summary>
    /// <param name="first">People in the first group, at least 1.</param>
    /// <param name="second">People in the second group, at least 1; at least 3 together.</param>
    /// <param name="difference">True difference of the means; its sign does not matter.</param>
    /// <param name="deviation">SD within the groups, above 0.</param>
    /// <param name="significance">Two-sided level, between 0 and 1.</param>
    /// <returns>Probability that the test notices, 0…1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double TwoGroups(long first, long second, double difference, double deviation, double significance = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(second, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(first + second, 3, nameof(second));
        Check(difference, deviation, significance);
        return Power(difference / deviation / Math.Sqrt(1.0 / first + 1.0 / second), checked((int)(first + second - 2)), significance);
    }

    /// <summary>Fewest people to ask twice so that a change is noticed with a given probability.</summary>
    /// <param name="change">The change to notice, not 0.</param>
    /// <param name="deviationOfChanges">SD of the changes, above 0: known, or from <see cref="DeviationOfChanges"/>.</param>
    /// <param name="power">Wanted probability, above the significance and below 1.</param>
    /// <param name="significance">Two-sided level, between 0 and 1.</param>
    /// <returns>People who must answer both times and the power they give; TooLarge beyond <see cref="SampleSize.Most"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static Estimate<SampleSize> PeopleForPaired(double change, double deviationOfChanges, double power = 0.8, double significance = 0.05)
    {
        Check(change, deviationOfChanges, significance);
        CheckTarget(change, power, significance);
        var guess = Math.Pow(NormalSum(power, significance) * deviationOfChanges / change, 2);
        return SampleSize.Smallest(2, SampleSize.Most, guess, n => Paired(n, change, deviationOfChanges, significance) >= power) is { } people
            ? new SampleSize(people, Paired(people, change, deviationOfChanges, significance)) : SampleSize.TooMany;
    }

    /// <summary>Fewest people in two groups of different people so that a difference is noticed with a given probability.</summary>
    /// <param name="difference">The difference to notice, not 0.</param>
    /// <param name="deviation">SD within the groups, above 0.</param>
    /// <param name="power">Wanted probability, above the significance and below 1.</param>
    /// <param name="significance">Two-sided level, between 0 and 1.</param>
    /// <param name="ratio">People in the second group for each one in the first, above 0; the second is rounded up.</param>
    /// <returns>Both sizes and the power they give; TooLarge beyond <see cref="SampleSize.Most"/> in the first group or both together.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static Estimate<GroupSizes> PeopleForTwoGroups(double difference, double deviation, double power = 0.8, double significance = 0.05, double ratio = 1)
    {
        Check(difference, deviation, significance);
        CheckTarget(difference, power, significance);
        if (!(ratio > 0) || !double.IsFinite(ratio)) throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "The ratio of the groups is above 0.");
        var most = (long)(SampleSize.Most / (1 + ratio));
        if (most < 2) return SampleSize.TooMany;
        long Second(long first) => Math.Max(2, SampleSize.WholeUp(first * ratio));
        var guess = Math.Pow(NormalSum(power, significance) * deviation / difference, 2) * (1 + 1 / ratio);
        return SampleSize.Smallest(2, most, guess, n => TwoGroups(n, Second(n), difference, deviation, significance) >= power) is { } first
            ? new GroupSizes(first, Second(first), TwoGroups(first, Second(first), difference, deviation, significance)) : SampleSize.TooMany;
    }

    /// <summary>The smallest true difference that two groups of different people, of one common SD, notice with a given probability.</summary>
    /// <param name="first">People in the first group, at least 1.</param>
    /// <param name="second">People in the second group, at least 1; at least 3 together.</param>
    /// <param name="deviation">SD within the groups, above 0.</param>
    /// <param name="power">Wanted probability, above the significance and below 1.</param>
    /// <param name="significance">Two-sided level, between 0 and 1.</param>
    /// <returns>The difference, in units of the values.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double DifferenceNoticed(long first, long second, double deviation, double power = 0.8, double significance = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(second, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(first + second, 3, nameof(second));
        Check(1, deviation, significance);
        CheckTarget(1, power, significance);
        var unit = deviation * Math.Sqrt(1.0 / first + 1.0 / second);
        var degrees = checked((int)(first + second - 2));
        double low = 0, high = NormalSum(power, significance);
        while (Power(high, degrees, significance) < power) (low, high) = (high, 2 * high);
        while (high - low > 1e-12 * high)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) break;
            if (Power(middle, degrees, significance) < power) low = middle; else high = middle;
        }

        return high * unit;
    }

    /// <summary>
    /// The smallest true difference of two shares that two groups of different people notice with a given probability, from a share towards one half, where it is harder to see.
    /// By Cohen's arcsine transformation (Statistical Power Analysis for the Behavioral Sciences, 2nd edition 1988, section 6.2): h = 2·asin√p₂ − 2·asin√p₁.
    /// </summary>
    /// <param name="first">People in the first group, at least 1.</param>
    /// <param name="second">People in the second group, at least 1.</param>
    /// <param name="share">The share in the first, 0…1.</param>
    /// <param name="power">Wanted probability, above the significance and below 1.</param>
    /// <param name="significance">Two-sided level, between 0 and 1.</param>
    /// <returns>The difference as a share, above 0; undefined where so few people notice none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static Estimate<double> ShareDifferenceNoticed(long first, long second, double share, double power = 0.8, double significance = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(second, 1);
        if (share is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies from 0 to 1.");
        Check(1, 1, significance);
        CheckTarget(1, power, significance);
        var half = NormalSum(power, significance) * Math.Sqrt(1.0 / first + 1.0 / second) / 2;
        var least = Math.Min(share, 1 - share);
        var angle = Math.Asin(Math.Sqrt(least)) + half;
        return angle > Math.PI / 2
            ? new Undefined(Undefined.TooLargeCode, "so few people notice no difference of shares at all")
            : Math.Sin(angle) * Math.Sin(angle) - least;
    }

    private static double Power(double noncentrality, int degreesOfFreedom, double significance)
    {
        var critical = StudentTails.Upper(significance / 2, degreesOfFreedom);
        // The upper tail as the lower tail of the mirror image keeps its digits.
        return Math.Min(1, NoncentralT.CumulativeProbability(-critical, degreesOfFreedom, -noncentrality)
            + NoncentralT.CumulativeProbability(-critical, degreesOfFreedom, noncentrality));
    }

    private static double NormalSum(double power, double significance) => Normal.InvCDF(0, 1, 1 - significance / 2) + Normal.InvCDF(0, 1, power);

    private static void Check(double change, double deviation, double significance)
    {
        if (!double.IsFinite(change)) throw new ArgumentOutOfRangeException(nameof(change), change, "Not a finite number.");
        if (!(deviation > 0) || !double.IsFinite(deviation)) throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "The standard deviation is above 0.");
        if (significance is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(significance), significance, "A significance level lies between 0 and 1, such as 0.05.");
    }

    private static void CheckTarget(double change, double power, double significance)
    {
        if (change == 0) throw new ArgumentOutOfRangeException(nameof(change), change, "No number of people notices a change of 0; say what change matters.");
        if (!(power > significance) || !(power < 1)) throw new ArgumentOutOfRangeException(nameof(power), power, "The power lies above the significance level and below 1, such as 0.8.");
    }
}

/// <summary>Sizes of two groups of different people.</summary>
/// <param name="First">People in the first group.</param>
/// <param name="Second">People in the second group.</param>
/// <param name="Power">What they reach.</param>
public readonly record struct GroupSizes(long First, long Second, double Power);
