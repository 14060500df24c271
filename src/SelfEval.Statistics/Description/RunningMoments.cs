using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Description;

/// <summary>
/// Count, sum and sum of squares of values seen one at a time. Values can be added, taken out again, and two
/// tallies merged. The sums are kept as pairs of doubles (about 106 bits), so that the order of folding does
/// not show in the figures: a running tally agrees with a full recount.
/// </summary>
/// <param name="Count">How many values.</param>
/// <param name="Sum">Leading part of the sum.</param>
/// <param name="SumRest">What the leading part of the sum leaves over.</param>
/// <param name="Squares">Leading part of the sum of squares.</param>
/// <param name="SquaresRest">What the leading part of the sum of squares leaves over.</param>
public readonly record struct RunningMoments(long Count, double Sum, double SumRest, double Squares, double SquaresRest)
{
    /// <summary>The tally of all the values.</summary>
    public static RunningMoments Of(ReadOnlySpan<double> values)
    {
        var moments = default(RunningMoments);
        foreach (var value in values) moments = moments.Add(value);
        return moments;
    }

    /// <summary>With one more value. Refuses what is not a finite number.</summary>
    public RunningMoments Add(double value)
    {
        Refuse(value);
        return Together(Count + 1, new(Sum, SumRest), new(Squares, SquaresRest), new(value, 0), PairedDouble.Square(value));
    }

    /// <summary>With one more value that was seen several times. Refuses what is not a finite number, and fewer than no times.</summary>
    public RunningMoments Add(double value, long times)
    {
        Refuse(value);
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        var weight = new PairedDouble(times, 0);
        return Together(Count + times, new(Sum, SumRest), new(Squares, SquaresRest), new PairedDouble(value, 0) * weight, PairedDouble.Square(value) * weight);
    }

    /// <summary>Without one value that was added before.</summary>
    public RunningMoments Remove(double value)
    {
        Refuse(value);
        if (Count == 0) throw new InvalidOperationException("Nothing is left to take out.");
        return Count == 1 ? default
            : Together(Count - 1, new(Sum, SumRest), new(Squares, SquaresRest), new(-value, 0), -PairedDouble.Square(value));
    }

    /// <summary>Both tallies together.</summary>
    public RunningMoments Merge(RunningMoments other) =>
        Together(Count + other.Count, new(Sum, SumRest), new(Squares, SquaresRest),
            new(other.Sum, other.SumRest), new(other.Squares, other.SquaresRest));

    /// <summary>What is left when all that another tally counted is taken out. Refuses a larger tally.</summary>
    public RunningMoments Without(RunningMoments other)
    {
        if (other.Count > Count) throw new InvalidOperationException($"Of {Count} values {other.Count} cannot be taken out.");
        return Count == other.Count ? default
            : Together(Count - other.Count, new(Sum, SumRest), new(Squares, SquaresRest),
                new(-other.Sum, -other.SumRest), new(-other.Squares, -other.SquaresRest));
    }

    /// <summary>Arithmetic mean; null without values, and where their sum is too large for a number.</summary>
    public double? Mean => Count == 0 ? null : Finite((Sum + SumRest) / Count);

    /// <summary>Variance with n−1; null below two values, and where their squares are too large for a number; never negative.</summary>
    public double? Variance
    {
        get
        {
            if (Count < 2) return null;
            var sum = new PairedDouble(Sum, SumRest);
            var around = new PairedDouble(Squares, SquaresRest) + -(sum * sum / Count);
            // Below this only the rounding of the sums is left: equal values have no spread at all.
            return around.Value <= Squares * 1e-28 ? 0 : Finite(around.Value / (Count - 1));
        }
    }

    /// <summary>Standard deviation with n−1; null below two values.</summary>
    public double? StandardDeviation => Variance is { } variance ? Math.Sqrt(variance) : null;

    /// <summary>Student's t interval of the mean; null below two values.</summary>
    public Interval? MeanInterval(double confidence = 0.95) =>
        Mean is { } mean && StandardDeviation is { } deviation
            ? Descriptive.MeanInterval(mean, deviation, Count, confidence).OrNull() : null;

    private static RunningMoments Together(
        long count, PairedDouble sum, PairedDouble squares, PairedDouble moreSum, PairedDouble moreSquares)
    {
        var (total, all) = (sum + moreSum, squares + moreSquares);
        return new(count, total.High, total.Low, all.High, all.Low);
    }

    private static double? Finite(double figure) => double.IsFinite(figure) ? figure : null;

    private static void Refuse(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "Not a finite number.");
    }
}
