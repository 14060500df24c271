using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>Standardised sizes of a difference between two groups of different people, second minus first.</summary>
/// <param name="PooledStandardDeviation">√(((n₁−1)s₁² + (n₂−1)s₂²)/(n₁+n₂−2)).</param>
/// <param name="CohensD">Difference / pooled SD (Cohen 1988).</param>
/// <param name="CohensDInterval">From the noncentral t distribution.</param>
/// <param name="Correction">Hedges' exact J at n₁ + n₂ − 2 degrees of freedom.</param>
/// <param name="HedgesG">J·d.</param>
/// <param name="HedgesGInterval">J times the limits of d.</param>
/// <param name="DAverageVariance">Difference / √((s₁² + s₂²)/2), which does not weight the variances by size.</param>
/// <param name="GlassDelta">Difference / SD of the first group (Glass 1976).</param>
public sealed record TwoGroupEffects(
    double PooledStandardDeviation,
    double CohensD,
    Estimate<Interval> CohensDInterval,
    double Correction,
    double HedgesG,
    Estimate<Interval> HedgesGInterval,
    double DAverageVariance,
    Estimate<double> GlassDelta)
{
    /// <summary>Effects from the tallies of two groups.</summary>
    /// <param name="first">First group.</param>
    /// <param name="second">Second group.</param>
    /// <param name="confidence">Of the intervals, between 0 and 1.</param>
    /// <returns>The effects; undefined with fewer than two values in a group or no spread in either.</returns>
    public static Estimate<TwoGroupEffects> Of(RunningMoments first, RunningMoments second, double confidence = 0.95)
    {
        var student = TTest.Student(first, second, confidence);
        if (!student.Try(out var test)) return student.Why!;
        var pooled = TTest.PooledStandardDeviation(first, second);
        double sd1 = first.StandardDeviation!.Value, average = Math.Sqrt((first.Variance!.Value + second.Variance!.Value) / 2);
        var freedom = first.Count + second.Count - 2;
        var correction = HedgesCorrection.Exact(freedom).Value;
        var scale = Math.Sqrt(1.0 / first.Count + 1.0 / second.Count);
        var limits = NoncentralT.NoncentralityInterval(test.T, checked((int)freedom), confidence);
        var difference = test.MeanDifference;
        var d = difference / pooled;
        return new TwoGroupEffects(
            pooled, d, limits.Then(l => new Interval(l.Low * scale, l.High * scale)),
            correction, correction * d, limits.Then(l => new Interval(l.Low * scale * correction, l.High * scale * correction)),
            difference / average,
            sd1 > Sample.NoSpread ? difference / sd1 : Undefined.NoVariance("the values of the first group"));
    }
}
