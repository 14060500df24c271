namespace SelfEval.Statistics.Rasch;

/// <summary>
/// Warm's weighted likelihood. Its equation can have several roots where thresholds lie far apart, so the whole range is searched and the root with the
/// largest L·√I is the measure. The search grid depends on the items only and serves all raw scores.
/// </summary>
internal static class WarmMeasures
{
    private const double Stride = 0.1;
    private const int MostSteps = 100;
    private const double Tie = 1e-10;

    /// <summary>Measures of some neighbouring raw scores.</summary>
    internal static PersonMeasure[] Range(ThresholdModel model, ReadOnlySpan<int> items, int first, int count)
    {
        var maximum = model.MaximumRaw(items);
        var (low, pulls) = Grid(model, items, maximum);
        var table = new PersonMeasure[count];
        for (var i = 0; i < count; i++)
        {
            var raw = first + i;
            double best = double.NaN, height = double.NegativeInfinity;
            // A maximum lies where raw − pull turns from positive to negative.
            for (var k = 1; k < pulls.Length; k++)
            {
                if (!(raw > pulls[k - 1] && raw <= pulls[k])) continue;
                var root = Root(model, items, raw, low + (k - 1) * Stride, low + k * Stride);
                var here = raw * root - model.LogTotal(items, root) + Math.Log(model.Cumulants(items, root).Variance) / 2;
                // Two maxima of the same height, as a lone item with thresholds far apart has, must not be chosen between by rounding: the lower is taken.
                if (double.IsNaN(best) || here > height + Tie) (best, height) = (root, here);
            }

            table[i] = new PersonMeasure(best, 1 / Math.Sqrt(model.Cumulants(items, best).Variance), raw == 0 || raw == maximum);
        }

        return table;
    }

    // E − J/(2I), from where it is below 0, the lowest raw score, to where it is above the highest: it tends to −½ and to the maximum + ½.
    private static (double Low, double[] Pulls) Grid(ThresholdModel model, ReadOnlySpan<int> items, int maximum)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var item in items)
            foreach (var threshold in model.Thresholds(item))
                (low, high) = (Math.Min(low, threshold), Math.Max(high, threshold));
        var margin = 1 + Math.Log(8 * maximum);
        for (low -= margin; Pull(model.Cumulants(items, low)) >= 0;) low -= 1;
        for (high += margin; Pull(model.Cumulants(items, high)) <= maximum;) high += 1;
        var pulls = new double[(int)Math.Ceiling((high - low) / Stride) + 1];
        for (var k = 0; k < pulls.Length; k++) pulls[k] = Pull(model.Cumulants(items, low + k * Stride));
        return (low, pulls);
    }

    private static double Pull(ScoreCumulants at) => at.Mean - at.Third / (2 * at.Variance);

    private static double Root(ThresholdModel model, ReadOnlySpan<int> items, int raw, double low, double high)
    {
        var theta = (low + high) / 2;
        for (var step = 0; step < MostSteps; step++)
        {
            var at = model.Cumulants(items, theta);
            var gap = raw - Pull(at);
            if (gap > 0) low = theta;
            else high = theta;
            var slope = at.Variance - (at.Fourth - at.Third * at.Third / at.Variance) / (2 * at.Variance);
            var next = theta + gap / slope;
            if (!(slope > 0 && next >= low && next <= high)) next = (low + high) / 2;
            else if (Math.Abs(next - theta) <= 1e-9) return next;
            if (next == theta) break;
            theta = next;
        }

        return theta;
    }
}
