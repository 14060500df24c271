using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>
/// Standardised sizes of a change within people: the mean change over different yardsticks, so that nobody has to guess which one a figure used
/// (Lakens 2013, Frontiers in Psychology 4:863, doi 10.3389/fpsyg.2013.00863; Goulet-Pelletier and Cousineau 2018, doi 10.20982/tqmp.14.4.p242).
/// All are second minus first and undefined, with a reason, where the yardstick is 0 or cannot be had.
/// </summary>
/// <param name="Dz">Mean change / SD of the changes.</param>
/// <param name="DzInterval">From the noncentral t distribution.</param>
/// <param name="Dav">Mean change / average of the two SDs, (SD₁ + SD₂)/2 (Cumming 2012).</param>
/// <param name="DavRms">Mean change / √((SD₁² + SD₂²)/2).</param>
/// <param name="DBaseline">Mean change / SD of the first values.</param>
/// <param name="Drm">d_z·√(2(1 − r)), on the scale of the values (Borenstein and others 2009, chapter 4).</param>
/// <param name="Correction">Hedges' exact J at n − 1 degrees of freedom, used in the next four.</param>
/// <param name="Gz">J·d_z.</param>
/// <param name="GzInterval">J times the limits of d_z.</param>
/// <param name="Gav">J·d_av.</param>
/// <param name="GavRms">J·d_av by root mean square.</param>
/// <param name="GavRmsWithBothWaves">As <paramref name="GavRms"/> with J at 2n − 2 degrees of freedom.</param>
public sealed record PairedEffects(
    Estimate<double> Dz,
    Estimate<Interval> DzInterval,
    Estimate<double> Dav,
    Estimate<double> DavRms,
    Estimate<double> DBaseline,
    Estimate<double> Drm,
    Estimate<double> Correction,
    Estimate<double> Gz,
    Estimate<Interval> GzInterval,
    Estimate<double> Gav,
    Estimate<double> GavRms,
    Estimate<double> GavRmsWithBothWaves)
{
    /// <summary>Of the other wave's standard deviation: below it the variance of the differences says nothing of the smaller one to nine digits.</summary>
    private const double LeastSpread = 1e-6;

    /// <summary>Effects from the tallies of the first values, the second values and the differences of the same people.</summary>
    /// <param name="first">First values.</param>
    /// <param name="second">Second values.</param>
    /// <param name="differences">Second minus first.</param>
    /// <param name="confidence">Of the intervals, between 0 and 1.</param>
    /// <exception cref="ArgumentException">The three tallies do not count the same number of people.</exception>
    public static PairedEffects Of(RunningMoments first, RunningMoments second, RunningMoments differences, double confidence = 0.95)
    {
        if (first.Count != differences.Count || second.Count != differences.Count)
            throw new ArgumentException($"The tallies count different people: {first.Count}, {second.Count} and {differences.Count}.", nameof(differences));

        var test = TTest.Paired(differences, confidence);
        var people = differences.Count;
        var root = Math.Sqrt(people);
        var dz = test.Then(t => t.T / root);
        var dzInterval = test.Try(out var found)
            ? NoncentralT.NoncentralityInterval(found.T, checked((int)(people - 1)), confidence).Then(limits => new Interval(limits.Low / root, limits.High / root))
            : test.Why!;

        double sd1 = first.StandardDeviation ?? 0, sd2 = second.StandardDeviation ?? 0;
        Estimate<double> Over(double yardstick, string what) =>
            people < 2 ? Undefined.TooFew(2, people, "people who answered both times")
            : yardstick > 0 ? Estimate.Finite(differences.Mean!.Value / yardstick, Undefined.NoVariance(what)) : Undefined.NoVariance(what);
        var dav = Over((sd1 + sd2) / 2, "the values at both times");
        var rms = Over(Math.Sqrt((sd1 * sd1 + sd2 * sd2) / 2), "the values at both times");

        var correction = people < 1 ? Undefined.TooFew(3, people, "people who answered both times") : HedgesCorrection.Exact(people - 1);
        var both = people < 1 ? correction : HedgesCorrection.Exact(2 * people - 2);
        return new PairedEffects(
            dz, dzInterval, dav, rms, Over(sd1, "the first values"), Repeated(dz, Correlation(first, second, differences)),
            correction, Times(correction, dz), Times(correction, dzInterval), Times(correction, dav), Times(correction, rms), Times(both, rms));
    }

    /// <summary>
    /// Pearson's correlation of the first and second values, from the three variances: r = (s₁² + s₂² − s_d²)/(2·s₁·s₂), kept to −1…1;
    /// undefined below two people, where either wave has no spread, or where one has less than a millionth of the other's spread: the
    /// variance of the differences then holds too few digits of it.
    /// </summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static Estimate<double> Correlation(RunningMoments first, RunningMoments second, RunningMoments differences)
    {
        if (differences.Count < 2) return Undefined.TooFew(2, differences.Count, "people who answered both times");
        double sd1 = first.StandardDeviation!.Value, sd2 = second.StandardDeviation!.Value, difference = differences.Variance!.Value;
        if (sd1 <= LeastSpread * sd2) return Undefined.NoVariance("the first values");
        if (sd2 <= LeastSpread * sd1) return Undefined.NoVariance("the second values");
        // As the distance from 1: a correlation close to 1 keeps its digits.
        var distance = (difference - (sd1 - sd2) * (sd1 - sd2)) / (2 * sd1 * sd2);
        return Math.Clamp(1 - distance, -1, 1);
    }

    private static Estimate<double> Repeated(Estimate<double> dz, Estimate<double> correlation) =>
        dz.IsDefined && correlation.Try(out var r) ? dz.Value * Math.Sqrt(2 * (1 - r)) : dz.Why ?? correlation.Why!;

    private static Estimate<double> Times(Estimate<double> factor, Estimate<double> effect) =>
        factor.Try(out var j) && effect.Try(out var d) ? j * d : effect.Why ?? factor.Why!;

    private static Estimate<Interval> Times(Estimate<double> factor, Estimate<Interval> limits) =>
        factor.Try(out var j) && limits.Try(out var d) ? new Interval(j * d.Low, j * d.High) : limits.Why ?? factor.Why!;
}
