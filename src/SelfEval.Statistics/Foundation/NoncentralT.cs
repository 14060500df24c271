using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;

namespace SelfEval.Statistics.Foundation;

/// <summary>
/// The noncentral t distribution, which MathNet lacks: T = (Z + δ)/S with Z standard normal and S = √(χ²_ν/ν) independent of it
/// (Johnson, Kotz and Balakrishnan 1995, Continuous Univariate Distributions 2, chapter 31).
/// P(T ≤ t) = ∫ Φ(t·s − δ) f_ν(s) ds is summed by 16-point Gauss–Legendre panels no wider than two of the scales of f or of Φ,
/// which agrees with 30-digit integration to about 1e-14 for any t and δ and for ν up to millions.
/// </summary>
public static class NoncentralT
{
    // A normal tail beyond this is below 2e-20; both the density of S and Φ are at least that steep.
    private const double Reach = 9.2;
    private const int MostDoublings = 200;

    private static readonly GaussLegendreRule Rule = new(-1, 1, 16);

    /// <summary>P(T ≤ t).</summary>
    /// <param name="t">Any finite value.</param>
    /// <param name="degreesOfFreedom">ν, at least 1.</param>
    /// <param name="noncentrality">δ, any finite value.</param>
    /// <returns>A probability, absolute error about 1e-14.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one degree of freedom, or a value that is not finite.</exception>
    public static double CumulativeProbability(double t, int degreesOfFreedom, double noncentrality)
    {
        Check(t, degreesOfFreedom);
        if (!double.IsFinite(noncentrality)) throw new ArgumentOutOfRangeException(nameof(noncentrality), noncentrality, "Not a finite number.");
        if (t == 0) return Normal.CDF(0, 1, -noncentrality);

        var density = new Density(degreesOfFreedom);
        double turn = noncentrality / t, width = Reach / Math.Abs(t);
        double rises = Math.Clamp(turn - width, density.Low, density.High), settles = Math.Clamp(turn + width, density.Low, density.High);
        double mass = 0, below = 0;
        Sum(density.Low, rises, density.Panel);
        Sum(rises, settles, Math.Min(density.Panel, 2 / Math.Abs(t)));
        Sum(settles, density.High, density.Panel);
        // Divided by the summed density itself: its constant would lose digits at many degrees of freedom.
        return Math.Min(1, below / mass);

        void Sum(double from, double to, double panel)
        {
            if (to <= from) return;
            var panels = (int)Math.Ceiling((to - from) / panel);
            var half = (to - from) / panels / 2;
            for (var p = 0; p < panels; p++)
            {
                var middle = from + half * (2 * p + 1);
                for (var i = 0; i < Rule.Order; i++)
                {
                    var s = middle + half * Rule.GetAbscissa(i);
                    var weight = half * Rule.GetWeight(i) * density.At(s);
                    mass += weight;
                    below += weight * Normal.CDF(0, 1, t * s - noncentrality);
                }
            }
        }
    }

    /// <summary>
    /// The interval of the noncentrality that an observed t leaves possible: the δ at which t would lie exactly at the upper, and at the lower,
    /// tail (Steiger and Fouladi 1997, in Harlow, Mulaik and Steiger, What if there were no significance tests?, 221–257).
    /// </summary>
    /// <param name="t">The observed t.</param>
    /// <param name="degreesOfFreedom">Its degrees of freedom, at least 1.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>The limits in units of t, or NoConvergence where t is so large that no double can tell them apart.</returns>
    public static Estimate<Interval> NoncentralityInterval(double t, int degreesOfFreedom, double confidence = 0.95)
    {
        Check(t, degreesOfFreedom);
        var tail = Confidence.Tail(confidence);
        return Solve(t, degreesOfFreedom, 1 - tail) is { } low && Solve(t, degreesOfFreedom, tail) is { } high
            ? new Interval(low, high) : Undefined.NoConvergence("the interval of the effect size");
    }

    // The probability only falls as the noncentrality rises.
    private static double? Solve(double t, int degreesOfFreedom, double probability)
    {
        double Excess(double noncentrality) => CumulativeProbability(t, degreesOfFreedom, noncentrality) - probability;
        var step = 2 + Math.Abs(t) / Math.Sqrt(degreesOfFreedom);
        double low = t - step, high = t + step;
        for (var i = 0; Excess(low) < 0; i++, step *= 2)
            if (i == MostDoublings) return null; else low = t - 2 * step;
        for (var i = 0; Excess(high) > 0; i++, step *= 2)
            if (i == MostDoublings) return null; else high = t + 2 * step;
        return Brent.TryFindRoot(Excess, low, high, 1e-13, 500, out var root) ? root : null;
    }

    private static void Check(double t, int degreesOfFreedom)
    {
        if (!double.IsFinite(t)) throw new ArgumentOutOfRangeException(nameof(t), t, "Not a finite number.");
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
    }

    // f(s) ∝ s^(ν−1)·exp(−νs²/2), relative to its mode; its logarithm bends at least as much as a normal's with variance 1/ν.
    private readonly struct Density
    {
        private readonly int power;
        private readonly double mode;

        internal Density(int degreesOfFreedom)
        {
            power = degreesOfFreedom - 1;
            mode = Math.Sqrt((double)power / degreesOfFreedom);
            var scale = 1 / Math.Sqrt(degreesOfFreedom);
            Low = Math.Max(0, mode - Reach * scale);
            High = mode + Reach * scale;
            Panel = 2 * scale;
        }

        internal double Low { get; }

        internal double High { get; }

        internal double Panel { get; }

        internal double At(double s)
        {
            if (power == 0) return Math.Exp(-s * s / 2);
            var x = s / mode - 1;
            return Math.Exp(power * (Math.Log(1 + x) - x - x * x / 2));
        }
    }
}
