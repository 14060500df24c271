using MathNet.Numerics.Distributions;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>An intraclass correlation of single ratings and of the mean of k, each with its interval.</summary>
/// <param name="OneRating">The reliability of one rating; undefined where nothing varies that it could divide by.</param>
/// <param name="OneRatingInterval">Its interval; undefined where the raters agree in everything.</param>
/// <param name="MeanRating">The reliability of the mean of k ratings; undefined where the subjects do not differ at all.</param>
/// <param name="MeanRatingInterval">Its interval.</param>
public sealed record IntraclassEstimate(Estimate<double> OneRating, Estimate<Interval> OneRatingInterval, Estimate<double> MeanRating, Estimate<Interval> MeanRatingInterval);

/// <summary>
/// Intraclass correlations of n subjects, each rated k times (McGraw &amp; Wong 1996, Psychological Methods 1:30–46, doi 10.1037/1082-989X.1.1.30, with the
/// correction in 1:390; tables 4 and 7). Values below 0 are left as they come. Undefined below two subjects or ratings and where all ratings are the same.
/// </summary>
public sealed record IntraclassCorrelation
{
    /// <summary>ICC(1) and ICC(1,k): each subject was rated by others (one-way). Shrout &amp; Fleiss's (1,1) and (1,k).</summary>
    public required IntraclassEstimate OneWay { get; init; }

    /// <summary>ICC(A,1) and ICC(A,k): the same raters, who must give the same value (two-way, absolute agreement). Shrout &amp; Fleiss's (2,1) and (2,k).</summary>
    public required IntraclassEstimate Agreement { get; init; }

    /// <summary>ICC(C,1) and ICC(C,k): the same raters, who may differ by a constant (two-way, consistency). Shrout &amp; Fleiss's (3,1) and (3,k); the latter is alpha.</summary>
    public required IntraclassEstimate Consistency { get; init; }

    /// <summary>Mean squares between subjects.</summary>
    public required double BetweenSubjects { get; init; }

    /// <summary>Mean squares between raters.</summary>
    public required double BetweenRaters { get; init; }

    /// <summary>Residual mean squares, subjects and raters taken out.</summary>
    public required double Residual { get; init; }

    /// <summary>Mean squares within subjects.</summary>
    public required double WithinSubjects { get; init; }

    /// <summary>From a complete table.</summary>
    /// <param name="ratings">Subject after subject, a rating from each rater.</param>
    /// <param name="raters">k.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Estimate<IntraclassCorrelation> Of(ReadOnlySpan<double> ratings, int raters, double confidence = 0.95) =>
        Of(CrossProducts.Of(ratings, raters), confidence);

    /// <summary>From the sums: a row is a subject, a column a rater.</summary>
    public static Estimate<IntraclassCorrelation> Of(CrossProducts ratings, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var upper = Confidence.Upper(confidence);
        if (ratings.Columns < 2) return Undefined.TooFew(2, ratings.Columns, "ratings of each subject");
        if (!ratings.Covariances().Try(out var covariances)) return Undefined.TooFew(2, ratings.Count, "subjects");

        double n = ratings.Count, k = ratings.Columns;
        var subjects = covariances.Total / k;
        var means = RunningMoments.Of([.. Enumerable.Range(0, ratings.Columns).Select(rater => ratings.Mean(rater).Value)]);
        var raters = n * means.Variance!.Value;
        var residual = covariances.Trace - subjects;
        // What of this is only rounding would make a tiny F out of perfect agreement.
        residual = residual <= 1e-13 * covariances.Trace ? 0 : residual / (k - 1);
        var within = ((n - 1) * residual + raters) / n;
        if (subjects + within == 0) return Undefined.NoVariance("the ratings");
        if (subjects == 0 && residual == 0) return Undefined.NoVariance("the subjects");

        var single = (subjects - residual) / (subjects + (k - 1) * residual + k / n * (raters - residual));
        return new IntraclassCorrelation
        {
            BetweenSubjects = subjects,
            BetweenRaters = raters,
            Residual = residual,
            WithinSubjects = within,
            OneWay = Simple(subjects, within, n, k, n * (k - 1), upper),
            Consistency = Simple(subjects, residual, n, k, (n - 1) * (k - 1), upper),
            Agreement = Agreeing(single, subjects, raters, residual, n, k, upper),
        };
    }

    private static IntraclassEstimate Simple(double subjects, double error, double n, double k, double errorFreedom, double upper)
    {
        var single = (subjects - error) / (subjects + (k - 1) * error);
        Estimate<double> average = subjects > 0 ? (subjects - error) / subjects : NoSubjects;
        if (error == 0 || subjects == 0) return new(single, NoInterval(error), average, NoInterval(error));
        var low = subjects / error / FisherSnedecor.InvCDF(n - 1, errorFreedom, upper);
        var high = subjects / error * FisherSnedecor.InvCDF(errorFreedom, n - 1, upper);
        return new(single, Limits((low - 1) / (low + k - 1), (high - 1) / (high + k - 1)), average, Limits(1 - 1 / low, 1 - 1 / high));
    }

    private static IntraclassEstimate Agreeing(double single, double subjects, double raters, double residual, double n, double k, double upper)
    {
        var below = subjects + (raters - residual) / n;
        Estimate<double> average = below > 0 ? (subjects - residual) / below : NoSubjects;
        var one = Estimate.Finite(single, NoSubjects);
        if (raters == 0 && residual == 0 || subjects == 0) return new(one, NoInterval(residual), average, NoInterval(residual));

        double a = k * single / (n * (1 - single)), b = 1 + k * single * (n - 1) / (n * (1 - single));
        double forRaters = a * raters, forResidual = b * residual, both = forRaters + forResidual;
        var freedom = both * both / (forRaters * forRaters / (k - 1) + forResidual * forResidual / ((n - 1) * (k - 1)));
        // Far below one degree of freedom, which a negative correlation can lead to, the quantiles have no use and no end.
        if (!(freedom >= 0.1)) return new(one, NoInterval(residual), average, NoInterval(residual));
        var (lowF, highF) = (FisherSnedecor.InvCDF(n - 1, freedom, upper), FisherSnedecor.InvCDF(freedom, n - 1, upper));
        var rest = k * raters + (k * n - k - n) * residual;
        var low = n * (subjects - lowF * residual) / (lowF * rest + n * subjects);
        var high = n * (highF * subjects - residual) / (rest + n * highF * subjects);
        return new(one, Limits(low, high), average, Limits(Average(low, k), Average(high, k)));
    }

    private static Estimate<Interval> Limits(double low, double high) =>
        double.IsFinite(low) && double.IsFinite(high) ? new Interval(low, high) : new Undefined(Undefined.TooLargeCode, "the interval has no end");

    // The limits of the mean of k are those of one rating, stepped up.
    private static double Average(double limit, double k) => k * limit / (1 + (k - 1) * limit);

    private static Undefined NoSubjects => Undefined.NoVariance("the subjects' mean ratings");

    private static Undefined NoInterval(double error) => error == 0 ? Undefined.NoVariance("the raters' deviations from each other") : NoSubjects;
}
