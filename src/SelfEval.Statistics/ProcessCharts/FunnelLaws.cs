using MathNet.Numerics.Distributions;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.ProcessCharts;

/// <summary>How values vary around the centre of a funnel.</summary>
internal interface IFunnelLaw
{
    double Centre { get; }

    double StandardError(long n);

    /// <summary>The limits with this much outside at each end, widened by a factor.</summary>
    Interval Limits(long n, double tail, double widening);
}

internal sealed class FunnelOfMeans(double centre, double deviation, long degrees, FunnelDistribution distribution) : IFunnelLaw
{
    public double Centre => centre;

    public double StandardError(long n) => deviation / Math.Sqrt(n);

    public Interval Limits(long n, double tail, double widening)
    {
        var quantile = distribution == FunnelDistribution.Normal ? Normal.InvCDF(0, 1, 1 - tail) : StudentT.InvCDF(0, 1, degrees, 1 - tail);
        var half = quantile * widening * StandardError(n);
        return new Interval(centre - half, centre + half);
    }
}

internal sealed class FunnelOfProportions(double centre) : IFunnelLaw
{
    public double Centre => centre;

    public double StandardError(long n) => Math.Sqrt(centre * (1 - centre) / n);

    public Interval Limits(long n, double tail, double widening)
    {
        if (widening <= 1) return new Interval(Exact(n, tail), Exact(n, 1 - tail));
        var half = Normal.InvCDF(0, 1, 1 - tail) * widening * StandardError(n);
        return new Interval(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>The count at which the distribution function passes p, drawn between it and the one before, as a share.</summary>
    private double Exact(long n, double p)
    {
        long low = 0, high = n;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (Cumulative(n, middle) > p) high = middle;
            else low = middle + 1;
        }

        double at = Cumulative(n, low), before = Cumulative(n, low - 1);
        return Math.Clamp((low - (at - p) / (at - before)) / n, 0, 1);
    }

    private double Cumulative(long n, long count) => count < 0 ? 0 : count >= n ? 1 : Binomial.CDF(centre, checked((int)n), count);
}

internal static class FunnelDispersion
{
    /// <summary>
    /// Mean square of the z scores after the lowest and highest share q of them were set to the next one in rank (Spiegelhalter 2005, section
    /// 3.2.2). With fewer than 1/q units none is changed.
    /// </summary>
    internal static double Of(double[] z, double q)
    {
        var sorted = (double[])z.Clone();
        Array.Sort(sorted);
        // The share is a decimal: 0.1 of 30 units are 3, whatever the last bit of the product says.
        var ends = (int)Math.Floor(q * sorted.Length + 1e-9);
        double low = sorted[ends], high = sorted[sorted.Length - 1 - ends], sum = 0;
        foreach (var score in sorted) sum += Math.Clamp(score, low, high) * Math.Clamp(score, low, high);
        return sum / sorted.Length;
    }
}
