namespace SelfEval.Statistics.Rasch;

/// <summary>The first four cumulants of a score at one θ. Items are independent there, so a test's cumulants are the sums of its items'.</summary>
internal readonly record struct ScoreCumulants(double Mean, double Variance, double Third, double Fourth)
{
    /// <summary>Fourth central moment.</summary>
    internal double FourthMoment => Fourth + 3 * Variance * Variance;

    /// <summary>From power sums Σ w·kⁿ of the category weights.</summary>
    internal static ScoreCumulants Of(double s0, double s1, double s2, double s3, double s4)
    {
        double mean = s1 / s0, square = s2 / s0, cube = s3 / s0;
        var variance = square - mean * mean;
        var third = cube - 3 * mean * square + 2 * mean * mean * mean;
        var moment = s4 / s0 - 4 * mean * cube + 6 * mean * mean * square - 3 * mean * mean * mean * mean;
        return new(mean, variance, third, moment - 3 * variance * variance);
    }

    /// <summary>Of a score counted down from the top instead of up from 0.</summary>
    internal ScoreCumulants From(int top) => new(top - Mean, Variance, -Third, Fourth);

    public static ScoreCumulants operator +(ScoreCumulants a, ScoreCumulants b) =>
        new(a.Mean + b.Mean, a.Variance + b.Variance, a.Third + b.Third, a.Fourth + b.Fourth);
}
