using MathNet.Numerics.Distributions;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Description;

/// <summary>
/// Intervals of a proportion and of the difference of two. All are undefined without trials, and throw
/// <see cref="ArgumentOutOfRangeException"/> for counts that cannot be or a confidence outside 0 to 1.
/// </summary>
public static class Proportion
{
    /// <summary>
    /// Wilson's score interval without continuity correction (Wilson 1927, JASA 22:209–212, doi 10.1080/01621459.1927.10502953). The one to prefer.
    /// It ends exactly at 0 when nothing, and at 1 when everything, was counted.
    /// </summary>
    public static Estimate<Interval> Wilson(long successes, long trials, double confidence = 0.95)
    {
        var z = Check(successes, trials, confidence);
        if (trials == 0) return NoTrials;
        double n = trials, p = successes / n, z2 = z * z;
        var centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        var half = z / (1 + z2 / n) * Math.Sqrt(p * (1 - p) / n + z2 / (4 * n * n));
        return new Interval(successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half);
    }

    /// <summary>
    /// Wilson's interval with continuity correction (Newcombe 1998, Statistics in Medicine 17:857–872,
    /// doi 10.1002/(SICI)1097-0258(19980430)17:8&lt;857::AID-SIM777&gt;3.0.CO;2-E, method 4). Ends at 0 and 1 as the other.
    /// </summary>
    public static Estimate<Interval> WilsonWithContinuityCorrection(long successes, long trials, double confidence = 0.95)
    {
        var z = Check(successes, trials, confidence);
        if (trials == 0) return NoTrials;
        double n = trials, p = successes / n, z2 = z * z, twice = 2 * (n + z2);
        var low = (2 * successes + z2 - 1 - z * Math.Sqrt(z2 - 2 - 1 / n + 4 * p * (n * (1 - p) + 1))) / twice;
        var high = (2 * successes + z2 + 1 + z * Math.Sqrt(z2 + 2 - 1 / n + 4 * p * (n * (1 - p) - 1))) / twice;
        return new Interval(successes == 0 ? 0 : Math.Max(0, low), successes == trials ? 1 : Math.Min(1, high));
    }

    /// <summary>The exact interval (Clopper &amp; Pearson 1934, Biometrika 26:404–413, doi 10.1093/biomet/26.4.404): never too narrow, often too wide.</summary>
    public static Estimate<Interval> ClopperPearson(long successes, long trials, double confidence = 0.95)
    {
        _ = Check(successes, trials, confidence);
        if (trials == 0) return NoTrials;
        var upper = Confidence.Upper(confidence);
        return new Interval(
            successes == 0 ? 0 : Beta.InvCDF(successes, trials - successes + 1, 1 - upper),
            successes == trials ? 1 : Beta.InvCDF(successes + 1, trials - successes, upper));
    }

    /// <summary>
    /// The interval of Agresti &amp; Coull 1998 (The American Statistician 52:119–126, doi 10.1080/00031305.1998.10480550), not cut at 0 and 1.
    /// </summary>
    public static Estimate<Interval> AgrestiCoull(long successes, long trials, double confidence = 0.95)
    {
        var z = Check(successes, trials, confidence);
        if (trials == 0) return NoTrials;
        double n = trials + z * z, p = (successes + z * z / 2) / n;
        return Around(p, z * Math.Sqrt(p * (1 - p) / n));
    }

    /// <summary>The textbook interval p ± z√(p(1−p)/n), not cut at 0 and 1; for comparing with others' figures only, since it misleads for few trials.</summary>
    public static Estimate<Interval> Wald(long successes, long trials, double confidence = 0.95)
    {
        var z = Check(successes, trials, confidence);
        if (trials == 0) return NoTrials;
        double n = trials, p = successes / n;
        return Around(p, z * Math.Sqrt(p * (1 - p) / n));
    }

    /// <summary>
    /// The interval of a difference of two independent proportions, second minus first (Newcombe 1998, Statistics in Medicine 17:873–890,
    /// doi 10.1002/(SICI)1097-0258(19980430)17:8&lt;873::AID-SIM779&gt;3.0.CO;2-I, method 10).
    /// </summary>
    public static Estimate<Interval> Difference(long successes1, long trials1, long successes2, long trials2, double confidence = 0.95)
    {
        if (!Wilson(successes1, trials1, confidence).Try(out var first) | !Wilson(successes2, trials2, confidence).Try(out var second)) return NoTrials;
        double p1 = (double)successes1 / trials1, p2 = (double)successes2 / trials2, difference = p2 - p1;
        return new Interval(
            difference - double.Hypot(p2 - second.Low, first.High - p1),
            difference + double.Hypot(second.High - p2, p1 - first.Low));
    }

    /// <summary>
    /// Half the width of the normal interval of a share, as a share: z√(p(1−p)/n), times √((N−n)/(N−1)) where the people asked are a finite population.
    /// Undefined without respondents, and with a population of one.
    /// </summary>
    /// <param name="respondents">n, how many answered.</param>
    /// <param name="population">N, how many there are to ask; null for no such factor.</param>
    /// <param name="share">p; 0.5 is the worst case.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Estimate<double> MarginOfError(long respondents, long? population = null, double share = 0.5, double confidence = 0.95)
    {
        var z = Confidence.InNormal(confidence);
        ArgumentOutOfRangeException.ThrowIfNegative(respondents);
        if (population is { } all) ArgumentOutOfRangeException.ThrowIfGreaterThan(respondents, all);
        if (share is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        if (respondents == 0) return Undefined.TooFew(1, 0, "respondents");
        if (population == 1) return Undefined.TooFew(2, 1, "people in the population");
        var factor = population is { } people ? Math.Sqrt((double)(people - respondents) / (people - 1)) : 1;
        return z * Math.Sqrt(share * (1 - share) / respondents) * factor;
    }

    private static Undefined NoTrials => Undefined.TooFew(1, 0, "answers");

    private static Interval Around(double centre, double half) => new(centre - half, centre + half);

    private static double Check(long successes, long trials, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        return Confidence.InNormal(confidence);
    }
}
