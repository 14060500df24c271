namespace SelfEval.Statistics.Change;

/// <summary>The median of a resample by counting how often each place of the sorted values was drawn: no sorting again.</summary>
internal sealed class ResampledMedian : ResampledStatistic
{
    private readonly double[] sorted;
    private readonly int[] place;
    private readonly int[] drawn;

    internal ResampledMedian(ReadOnlySpan<double> values) : base(values.Length)
    {
        sorted = Copy(values, nameof(values));
        var people = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, people);
        place = new int[sorted.Length];
        for (var i = 0; i < people.Length; i++) place[people[i]] = i;
        drawn = new int[sorted.Length];
    }

    public override double Compute(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty) return double.NaN;
        Array.Clear(drawn);
        foreach (var row in rows) drawn[place[row]]++;
        int at = 0, seen = drawn[0];
        for (var lower = (rows.Length - 1) / 2; seen <= lower;) seen += drawn[++at];
        var low = sorted[at];
        for (var upper = rows.Length / 2; seen <= upper;) seen += drawn[++at];
        return low / 2 + sorted[at] / 2;
    }

    public override double[] LeaveOneOut()
    {
        var left = sorted.Length - 1;
        var figures = new double[sorted.Length];
        for (var i = 0; i < figures.Length; i++)
        {
            double Kept(int position) => sorted[position < place[i] ? position : position + 1];
            figures[i] = left == 0 ? double.NaN : Kept((left - 1) / 2) / 2 + Kept(left / 2) / 2;
        }
        return figures;
    }
}

/// <summary>Anybody's figure: the values are gathered and handed over.</summary>
internal sealed class ResampledFigure : ResampledStatistic
{
    private readonly double[] values, gathered;
    private readonly SampleFigure figure;

    internal ResampledFigure(ReadOnlySpan<double> values, SampleFigure figure) : base(values.Length)
    {
        ArgumentNullException.ThrowIfNull(figure);
        (this.values, this.figure, gathered) = (Copy(values, nameof(values)), figure, new double[values.Length]);
    }

    public override double Compute(ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++) gathered[i] = values[rows[i]];
        return figure(gathered.AsSpan(0, rows.Length));
    }

    public override double[] LeaveOneOut()
    {
        var figures = new double[values.Length];
        for (var i = 0; i < figures.Length; i++)
        {
            values.AsSpan(0, i).CopyTo(gathered);
            values.AsSpan(i + 1).CopyTo(gathered.AsSpan(i));
            figures[i] = figure(gathered.AsSpan(0, values.Length - 1));
        }
        return figures;
    }
}
