using MathNet.Numerics.Distributions;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Change;

/// <summary>The two corrections of the BCa interval (Efron 1987, doi 10.1080/01621459.1987.10478410).</summary>
internal static class BiasCorrected
{
    internal static Estimate<double> Bias(int below, int resamples) => below > 0 && below < resamples
        ? Normal.InvCDF(0, 1, (double)below / resamples)
        : new Undefined(Undefined.NotIdentifiedCode, "every resample lies on one side of the figure, so its bias cannot be told");

    internal static Estimate<double> Acceleration(ResampledStatistic statistic)
    {
        var figures = statistic.LeaveOneOut();
        double cubes = 0, squares = 0;
        var at = 0;
        foreach (var size in statistic.Sizes)
        {
            var group = figures.AsSpan(at, size);
            double mean = 0;
            foreach (var figure in group) mean += figure / size;
            foreach (var figure in group)
            {
                // Groups of different sizes are put on one scale; with one group the factor cancels out.
                var influence = (mean - figure) * (size - 1) / size;
                squares += influence * influence;
                cubes += influence * influence * influence;
            }
            at += size;
        }
        return Estimate.Finite(cubes / (6 * Math.Pow(squares, 1.5)),
            new Undefined(Undefined.NoVarianceCode, "leaving one person out leaves the figure undefined or never changes it"));
    }

    internal static Estimate<Interval> Levels(Estimate<double> bias, Estimate<double> acceleration, double tail)
    {
        if (!bias.Try(out var z0)) return bias.Why!;
        if (!acceleration.Try(out var a)) return acceleration.Why!;
        var z = Normal.InvCDF(0, 1, tail);
        double low = 1 - a * (z0 + z), high = 1 - a * (z0 - z);
        return low > 0 && high > 0
            ? new Interval(Normal.CDF(0, 1, z0 + (z0 + z) / low), Normal.CDF(0, 1, z0 + (z0 - z) / high))
            : new Undefined(Undefined.NotIdentifiedCode, "the figure is too skewed for a corrected interval");
    }
}

/// <summary>Replicates in order, and the two ways to read a quantile between them.</summary>
internal sealed class SortedReplicates
{
    private readonly double[] sorted;

    internal SortedReplicates(ReadOnlySpan<double> replicates)
    {
        var moments = RunningMoments.Of(replicates);
        (Mean, StandardDeviation) = (moments.Mean!.Value, moments.StandardDeviation!.Value);
        sorted = replicates.ToArray();
        Array.Sort(sorted);
    }

    internal double Mean { get; }

    internal double StandardDeviation { get; }

    internal (int Below, int Equal) Against(double value)
    {
        var rounded = Sample.Rounded(value);
        int below = 0, equal = 0;
        foreach (var replicate in sorted)
        {
            var other = Sample.Rounded(replicate);
            if (other < rounded) below++;
            else if (other == rounded) equal++;
            else break;
        }
        return (below, equal);
    }

    /// <summary>The (R+1)·level-th replicate, between two of them in proportion on the normal scale; the ends beyond the last.</summary>
    internal double ByNormal(double level)
    {
        double count = sorted.Length + 1, place = count * level, whole = Math.Round(place);
        if (Math.Abs(place - whole) < 1e-9 && whole >= 1 && whole < count) return sorted[(int)whole - 1];
        var k = (int)Math.Floor(place);
        if (k <= 0) return sorted[0];
        if (k >= sorted.Length) return sorted[^1];
        double before = Normal.InvCDF(0, 1, k / count), after = Normal.InvCDF(0, 1, (k + 1) / count);
        return sorted[k - 1] + (Normal.InvCDF(0, 1, level) - before) / (after - before) * (sorted[k] - sorted[k - 1]);
    }

    internal double ByType7(double level)
    {
        var place = (sorted.Length - 1) * level;
        var k = Math.Min((int)place, sorted.Length - 2);
        return sorted[k] + (place - k) * (sorted[k + 1] - sorted[k]);
    }
}
