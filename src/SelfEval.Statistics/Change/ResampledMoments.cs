namespace SelfEval.Statistics.Change;

/// <summary>Mean and sum of squares about it, of some rows of a list: two passes, so that equal values have no spread to speak of.</summary>
internal readonly record struct Spread(int Count, double Mean, double Squares)
{
    internal double Variance => Squares / (Count - 1);

    internal static Spread Of(double[] values, ReadOnlySpan<int> rows)
    {
        double sum = 0, squares = 0;
        foreach (var row in rows) sum += values[row];
        var mean = sum / rows.Length;
        foreach (var row in rows)
        {
            var distance = values[row] - mean;
            squares += distance * distance;
        }
        return new Spread(rows.Length, mean, squares);
    }

    internal static Spread Of(double[] values)
    {
        var rows = new int[values.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = i;
        return Of(values, rows);
    }

    internal Spread Without(double value)
    {
        var distance = value - Mean;
        return new Spread(Count - 1, Mean - distance / (Count - 1), Math.Max(0, Squares - distance * distance * Count / (Count - 1)));
    }

    /// <summary>A mean over a standard deviation; NaN where that is no more than rounding.</summary>
    internal static double Over(double mean, double variance)
    {
        var deviation = Math.Sqrt(variance);
        return deviation > Sample.NoSpread ? mean / deviation : double.NaN;
    }
}

internal sealed class StandardisedMean(ReadOnlySpan<double> values, Yardstick yardstick) : ResampledStatistic(values.Length)
{
    private readonly double[] values = Copy(values, nameof(values));
    private readonly double whole = Factor(values.Length, yardstick), oneLess = Factor(values.Length - 1, yardstick);

    public override double Compute(ReadOnlySpan<int> rows)
    {
        if (yardstick != Yardstick.None) return Figure(Spread.Of(values, rows), whole);
        double sum = 0;
        foreach (var row in rows) sum += values[row];
        return sum / rows.Length;
    }

    public override double[] LeaveOneOut()
    {
        var all = Spread.Of(values);
        return Array.ConvertAll(values, value => Figure(all.Without(value), oneLess));
    }

    private double Figure(Spread spread, double factor) =>
        yardstick == Yardstick.None ? spread.Mean : factor * Spread.Over(spread.Mean, spread.Variance);

    private static double Factor(int count, Yardstick yardstick) => yardstick == Yardstick.Corrected ? Correction(count - 1) : 1;
}

internal sealed class ResampledDavRms : ResampledStatistic
{
    private readonly double[] first, second;

    internal ResampledDavRms(ReadOnlySpan<double> first, ReadOnlySpan<double> second) : base(first.Length)
    {
        if (first.Length != second.Length) throw new ArgumentException("Pairs need as many second values as first ones.", nameof(second));
        (this.first, this.second) = (Copy(first, nameof(first)), Copy(second, nameof(second)));
    }

    public override double Compute(ReadOnlySpan<int> rows) => Figure(Spread.Of(first, rows), Spread.Of(second, rows));

    public override double[] LeaveOneOut()
    {
        Spread one = Spread.Of(first), two = Spread.Of(second);
        var figures = new double[first.Length];
        for (var i = 0; i < figures.Length; i++) figures[i] = Figure(one.Without(first[i]), two.Without(second[i]));
        return figures;
    }

    private static double Figure(Spread one, Spread two) => Spread.Over(two.Mean - one.Mean, (one.Variance + two.Variance) / 2);
}

internal sealed class StandardisedShift(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Yardstick yardstick)
    : ResampledStatistic(first.Length, second.Length)
{
    private readonly double[] first = Copy(first, nameof(first)), second = Copy(second, nameof(second));

    private readonly double whole = Factor(first.Length + second.Length, yardstick), oneLess = Factor(first.Length + second.Length - 1, yardstick);

    public override double Compute(ReadOnlySpan<int> rows) =>
        Figure(Spread.Of(first, rows[..first.Length]), Spread.Of(second, rows[first.Length..]), whole);

    public override double[] LeaveOneOut()
    {
        Spread one = Spread.Of(first), two = Spread.Of(second);
        return [.. first.Select(value => Figure(one.Without(value), two, oneLess)), .. second.Select(value => Figure(one, two.Without(value), oneLess))];
    }

    private double Figure(Spread one, Spread two, double factor)
    {
        var shift = two.Mean - one.Mean;
        return yardstick == Yardstick.None ? shift : factor * Spread.Over(shift, (one.Squares + two.Squares) / (one.Count + two.Count - 2));
    }

    private static double Factor(int count, Yardstick yardstick) => yardstick == Yardstick.Corrected ? Correction(count - 2) : 1;
}
