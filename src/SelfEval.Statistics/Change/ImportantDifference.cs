using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>What a mean change with its interval says about a stated important difference.</summary>
public enum ImportantVerdict
{
    /// <summary>The whole interval lies at or beyond the important difference, for the better.</summary>
    ImportantlyBetter,

    /// <summary>The whole interval lies at or beyond the important difference, for the worse.</summary>
    ImportantlyWorse,

    /// <summary>The whole interval lies within the important difference, either way: no important change.</summary>
    NotImportant,

    /// <summary>The interval reaches from one to another: too few people, or too varied, to tell.</summary>
    TooFewToTell,
}

/// <summary>A change against the smallest difference that people call important.</summary>
/// <param name="Important">The stated difference, in units of the values.</param>
/// <param name="Improved">People who changed by at least that for the better.</param>
/// <param name="Within">People who changed by less, either way.</param>
/// <param name="Worsened">People who changed by at least that for the worse.</param>
/// <param name="ShareImproved">Share of people improved, 0…1.</param>
/// <param name="ShareImprovedInterval">Wilson's interval.</param>
/// <param name="ShareWorsened">Share of people worsened, 0…1.</param>
/// <param name="ShareWorsenedInterval">Wilson's interval.</param>
/// <param name="MeanChange">Second minus first.</param>
/// <param name="MeanChangeInterval">Student's t interval; undefined below two people or where all changed by the same amount.</param>
/// <param name="RatioToImportant">Mean change for the better / important difference: 1 is just important, below 0 for the worse.</param>
/// <param name="Verdict">What the interval of the mean change says; undefined where there is no interval.</param>
public sealed record ImportantDifference(
    double Important,
    int Improved,
    int Within,
    int Worsened,
    double ShareImproved,
    Interval ShareImprovedInterval,
    double ShareWorsened,
    Interval ShareWorsenedInterval,
    double MeanChange,
    Estimate<Interval> MeanChangeInterval,
    double RatioToImportant,
    Estimate<ImportantVerdict> Verdict)
{
    /// <summary>Sets the changes of the same people against an important difference. Changes are rounded to 9 decimals first.</summary>
    /// <param name="first">First values.</param>
    /// <param name="second">Second values of the same people in the same order.</param>
    /// <param name="important">The smallest important difference, above 0.</param>
    /// <param name="lowerIsBetter">True where a fall is the good direction.</param>
    /// <param name="confidence">Of all intervals, between 0 and 1.</param>
    /// <returns>The comparison; undefined without people.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or a number is outside its range.</exception>
    public static Estimate<ImportantDifference> Of(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, double important, bool lowerIsBetter, double confidence = 0.95)
    {
        if (!(important > 0) || !double.IsFinite(important))
            throw new ArgumentOutOfRangeException(nameof(important), important, "An important difference is above 0.");
        Confidence.Tail(confidence);
        var differences = Sample.Differences(first, second);
        if (differences.Length == 0) return Undefined.TooFew(1, 0, "people who answered both times");
        var better = lowerIsBetter ? -1 : 1;
        int improved = 0, worsened = 0, people = differences.Length;
        var least = Sample.Rounded(important);
        foreach (var difference in differences)
        {
            var good = Sample.Rounded(better * difference);
            if (good >= least) improved++;
            else if (good <= -least) worsened++;
        }

        var moments = RunningMoments.Of(differences);
        var mean = moments.Mean!.Value;
        var interval = TTest.Paired(moments, confidence).Then(test => test.Interval);
        return new ImportantDifference(
            important, improved, people - improved - worsened, worsened,
            (double)improved / people, Proportion.Wilson(improved, people, confidence)!.Value,
            (double)worsened / people, Proportion.Wilson(worsened, people, confidence)!.Value,
            mean, interval, better * mean / important,
            interval.Then(limits => Judge(lowerIsBetter ? new Interval(-limits.High, -limits.Low) : limits, important)));
    }

    private static ImportantVerdict Judge(Interval good, double important) =>
        good.Low >= important ? ImportantVerdict.ImportantlyBetter
        : good.High <= -important ? ImportantVerdict.ImportantlyWorse
        : good.Low > -important && good.High < important ? ImportantVerdict.NotImportant
        : ImportantVerdict.TooFewToTell;
}
