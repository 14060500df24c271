using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.ProcessCharts;

/// <summary>What chance leaves likely when points lie above and below a median at random.</summary>
public static class RunLimits
{
    /// <summary>Below this many points off the median the number of runs is not judged (Perla et al. 2011).</summary>
    public const int FewestUseful = 10;

    /// <summary>
    /// The fewest and the most runs that are not unusual: fewer or more have a chance of at most 2.5 % each, given how many points lie on
    /// either side. Exact, from the distribution of Swed and Eisenhart 1943 (Annals of Mathematical Statistics 14:66–87,
    /// doi:10.1214/aoms/1177731494). Printed tables for run charts go by the total alone and are rounded: they differ by one here and there.
    /// </summary>
    /// <param name="above">Points above the median.</param>
    /// <param name="below">Points below it.</param>
    /// <returns>Low = fewest, High = most usual runs; undefined below 10 points in all, or where all lie on one side.</returns>
    public static Estimate<Interval> Runs(int above, int below)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(above);
        ArgumentOutOfRangeException.ThrowIfNegative(below);
        if (above + below < FewestUseful) return Undefined.TooFew(FewestUseful, above + below, "points off the median");
        if (above == 0 || below == 0) return new Undefined(Undefined.NotIdentifiedCode, "all points lie on one side of the median, so there is only one run to count");
        var most = 2 * Math.Min(above, below) + (above == below ? 0 : 1);
        return new Interval(Unlikely(2, 1) + 1, Unlikely(most, -1) - 1);

        // The last number of runs, from an end inwards, whose tail is still unusual; one beyond the end where none is.
        int Unlikely(int from, int by)
        {
            var tail = 0.0;
            for (var runs = from; runs >= 2 && runs <= most; runs += by)
            {
                tail += Chance(runs, above, below);
                if (tail > 0.025 + 1e-12) return runs - by;
            }

            return from - by;
        }
    }

    /// <summary>The longest run on one side of the median that is not unusual: log2(n) + 3, rounded (Anhøj and Olesen 2014).</summary>
    /// <param name="useful">Points off the median; at least 1.</param>
    public static int LongestRun(int useful)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(useful, 1);
        return (int)Math.Round(Math.Log2(useful) + 3);
    }

    /// <summary>
    /// The fewest crossings of the median that are not unusual: the smallest number whose lower tail reaches 5 % in a binomial distribution
    /// with n − 1 trials of probability one half (Anhøj and Olesen 2014, after Chen 2010).
    /// </summary>
    /// <param name="useful">Points off the median; at least 1.</param>
    public static int FewestCrossings(int useful)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(useful, 1);
        int low = 0, high = useful - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Binomial.CDF(0.5, useful - 1, middle) >= 0.05) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>The chance of exactly so many runs of two kinds of points in random order.</summary>
    private static double Chance(int runs, int a, int b)
    {
        var half = runs / 2;
        double Ways(int partsOfA, int partsOfB) => partsOfA > a || partsOfB > b ? 0
            : Math.Exp(SpecialFunctions.BinomialLn(a - 1, partsOfA - 1) + SpecialFunctions.BinomialLn(b - 1, partsOfB - 1) - SpecialFunctions.BinomialLn(a + b, a));
        return runs % 2 == 0 ? 2 * Ways(half, half) : Ways(half, half + 1) + Ways(half + 1, half);
    }
}
