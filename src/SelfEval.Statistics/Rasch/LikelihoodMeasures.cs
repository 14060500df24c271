namespace SelfEval.Statistics.Rasch;

/// <summary>Maximum likelihood, and the guarded Newton search that the mode of a posterior needs too.</summary>
internal static class LikelihoodMeasures
{
    private const int MostSteps = 400;
    private const double Settled = 1e-9;

    internal static PersonMeasure Measure(ThresholdModel model, ReadOnlySpan<int> items, int raw, int maximum)
    {
        var target = raw == 0 ? model.ExtremeAdjustment : raw == maximum ? maximum - model.ExtremeAdjustment : raw;
        var theta = Solve(model, items, target, maximum, 0, 0);
        return new PersonMeasure(theta, 1 / Math.Sqrt(model.Cumulants(items, theta).Variance), raw == 0 || raw == maximum);
    }

    /// <summary>
    /// The root of target − E(θ) − precision·(θ − mean), which only falls with θ: Newton's steps, kept inside what is known to hold the root. Near the root
    /// the error squares with each step, so a Newton step below 1e-9 leaves none that a double could show.
    /// </summary>
    internal static double Solve(ThresholdModel model, ReadOnlySpan<int> items, double target, int maximum, double precision, double mean)
    {
        double low = double.NegativeInfinity, high = double.PositiveInfinity, reach = 2;
        var theta = precision > 0 ? mean : Start(model, items, target, maximum);
        for (var step = 0; step < MostSteps; step++)
        {
            var at = model.Cumulants(items, theta);
            var gap = target - at.Mean - precision * (theta - mean);
            if (gap == 0) return theta;
            if (gap > 0) low = theta;
            else high = theta;

            var move = gap / (at.Variance + precision);
            if (Math.Abs(move) <= Settled) return theta + move;
            if (!(Math.Abs(move) <= reach)) (move, reach) = (Math.CopySign(reach, gap), 2 * reach);
            var next = theta + move;
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (next == theta) return theta;
            theta = next;
        }

        return theta;
    }

    private static double Start(ThresholdModel model, ReadOnlySpan<int> items, double target, int maximum)
    {
        double centre = 0;
        foreach (var item in items) centre += model.Location(item) * model.MaximumScore(item);
        return centre / maximum + Math.Log(target / (maximum - target));
    }
}
