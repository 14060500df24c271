namespace SelfEval.Statistics.Rasch;

/// <summary>
/// Mean and standard deviation of the posterior. The posterior is log-concave and analytic, so the trapezoid rule around its mode converges faster than
/// any power of the step; the step is halved until the figures stand still, which leaves an error far below 1e-10 for any number of items.
/// </summary>
internal static class PosteriorMeasures
{
    private const double Negligible = 1e-18;
    private const double Settled = 1e-9;
    private const int MostHalvings = 20;

    internal static PersonMeasure Measure(ThresholdModel model, ReadOnlySpan<int> items, int raw, int maximum)
    {
        var prior = model.Prior;
        var precision = 1 / (prior.StandardDeviation * prior.StandardDeviation);
        var mode = LikelihoodMeasures.Solve(model, items, raw, maximum, precision, prior.Mean);
        var width = 1 / Math.Sqrt(model.Cumulants(items, mode).Variance + precision);
        var posterior = new Posterior(model, items, raw, precision, mode);

        // In widths from the mode: moments of the points at whole steps, then of those between them, and so on.
        double step = 1, s0 = 1, s1 = 0, s2 = 0;
        Add(posterior, width, 1, 1, ref s0, ref s1, ref s2);
        var (mean, deviation) = (s1 / s0, Spread(s0, s1, s2));
        for (var halving = 0; halving < MostHalvings; halving++)
        {
            Add(posterior, width, step / 2, step, ref s0, ref s1, ref s2);
            step /= 2;
            var (lastMean, lastDeviation) = (mean, deviation);
            (mean, deviation) = (s1 / s0, Spread(s0, s1, s2));
            if (Math.Abs(mean - lastMean) <= Settled && Math.Abs(deviation - lastDeviation) <= Settled) break;
        }

        return new PersonMeasure(mode + width * mean, width * deviation, raw == 0 || raw == maximum);
    }

    private static double Spread(double s0, double s1, double s2) => Math.Sqrt(s2 / s0 - s1 / s0 * (s1 / s0));

    private static void Add(in Posterior posterior, double width, double start, double step, ref double s0, ref double s1, ref double s2)
    {
        for (var side = -1; side <= 1; side += 2)
        {
            for (var at = start; ; at += step)
            {
                var weight = posterior.Relative(side * at * width);
                if (weight < Negligible) break;
                s0 += weight;
                s1 += weight * side * at;
                s2 += weight * at * at;
            }
        }
    }

    private readonly ref struct Posterior(ThresholdModel model, ReadOnlySpan<int> items, int raw, double precision, double mode)
    {
        private readonly ReadOnlySpan<int> items = items;
        private readonly double peak = model.LogTotal(items, mode);
        private readonly double pull = precision * (mode - model.Prior.Mean);

        /// <summary>Density at a distance from the mode, in units of the density at the mode.</summary>
        internal double Relative(double distance) =>
            Math.Exp(raw * distance - (model.LogTotal(items, mode + distance) - peak) - distance * (pull + precision * distance / 2));
    }
}
