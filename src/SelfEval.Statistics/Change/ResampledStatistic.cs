namespace SelfEval.Statistics.Change;

/// <summary>A figure computed from a list of values.</summary>
/// <param name="values">The values, in no particular order.</param>
/// <returns>The figure; NaN where these values do not define it.</returns>
public delegate double SampleFigure(ReadOnlySpan<double> values);

/// <summary>
/// A figure that can be computed again for any choice of the people it came from: what a bootstrap needs. The usual ones compute their
/// delete-one jackknife in one pass; any other figure goes in by <see cref="Of"/>. Not for several threads at once: some keep room to work in.
/// </summary>
public abstract class ResampledStatistic
{
    /// <param name="sizes">People in each group.</param>
    private protected ResampledStatistic(params int[] sizes) => Sizes = sizes;

    /// <summary>People in each group: one number for one group (or pairs), two for two groups.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>People altogether: the length of a resample.</summary>
    public int Count => Sizes.Sum();

    /// <summary>The figure on a resample.</summary>
    /// <param name="rows">For each group in turn as many indices as it has people, counted from 0 within the group.</param>
    /// <returns>The figure; NaN where the resample does not define it, as a standardised difference without spread.</returns>
    public abstract double Compute(ReadOnlySpan<int> rows);

    /// <summary>The figure with each person left out in turn, group by group; NaN where it is then undefined.</summary>
    public abstract double[] LeaveOneOut();

    /// <summary>The mean.</summary>
    public static ResampledStatistic Mean(ReadOnlySpan<double> values) => new StandardisedMean(values, Yardstick.None);

    /// <summary>The median.</summary>
    public static ResampledStatistic Median(ReadOnlySpan<double> values) => new ResampledMedian(values);

    /// <summary>The mean change of the same people, second minus first.</summary>
    public static ResampledStatistic MeanDifference(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        new StandardisedMean(Sample.Differences(first, second), Yardstick.None);

    /// <summary>The mean change over the SD of the changes.</summary>
    public static ResampledStatistic Dz(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        new StandardisedMean(Sample.Differences(first, second), Yardstick.StandardDeviation);

    /// <summary>d_z times Hedges' exact J.</summary>
    public static ResampledStatistic Gz(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        new StandardisedMean(Sample.Differences(first, second), Yardstick.Corrected);

    /// <summary>The mean change over √((SD₁² + SD₂²)/2).</summary>
    public static ResampledStatistic DavRms(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => new ResampledDavRms(first, second);

    /// <summary>The difference of two groups' means, second minus first.</summary>
    public static ResampledStatistic Shift(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => new StandardisedShift(first, second, Yardstick.None);

    /// <summary>The difference of two groups' means over their pooled SD.</summary>
    public static ResampledStatistic CohensD(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        new StandardisedShift(first, second, Yardstick.StandardDeviation);

    /// <summary>Cohen's d times Hedges' exact J.</summary>
    public static ResampledStatistic HedgesG(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        new StandardisedShift(first, second, Yardstick.Corrected);

    /// <summary>Any figure of one list of values; its jackknife takes as many evaluations as there are values.</summary>
    public static ResampledStatistic Of(ReadOnlySpan<double> values, SampleFigure figure) => new ResampledFigure(values, figure);

    private protected static double[] Copy(ReadOnlySpan<double> values, string name)
    {
        Sample.MustBeFinite(values, name);
        return values.ToArray();
    }

    /// <summary>J where it is defined, otherwise NaN.</summary>
    private protected static double Correction(int degreesOfFreedom) =>
        degreesOfFreedom >= 2 ? HedgesCorrection.Exact(degreesOfFreedom).Value : double.NaN;
}

/// <summary>What a mean is divided by.</summary>
internal enum Yardstick
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The standard deviation.</summary>
    StandardDeviation,

    /// <summary>The standard deviation, and times Hedges' J.</summary>
    Corrected,
}
