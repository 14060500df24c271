using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.ProcessCharts;

/// <summary>Where a unit lies in a funnel.</summary>
public enum FunnelPlace
{
    /// <summary>Inside the inner limits, or on one.</summary>
    Within,

    /// <summary>Beyond an inner limit: with the usual limits 1 unit in 20 is so by chance alone.</summary>
    BeyondInner,

    /// <summary>Beyond an outer limit: with the usual limits 1 unit in 500 is so by chance alone.</summary>
    BeyondOuter,
}

/// <summary>A unit in a funnel.</summary>
/// <param name="N">How many people its value rests on.</param>
/// <param name="Value">Its mean or proportion.</param>
/// <param name="Z">Its distance from the centre in standard errors, before any widening for overdispersion.</param>
/// <param name="Inner">Inner limits at its number.</param>
/// <param name="Outer">Outer limits at its number.</param>
public sealed record FunnelUnit(long N, double Value, double Z, Interval Inner, Interval Outer)
{
    /// <summary>Where it lies.</summary>
    public FunnelPlace Place => Beyond(Outer) ? FunnelPlace.BeyondOuter : Beyond(Inner) ? FunnelPlace.BeyondInner : FunnelPlace.Within;

    // A unit on a limit, but for the rounding of its mean, is inside.
    private bool Beyond(Interval limits) => Value > limits.High + 1e-12 * Math.Abs(limits.High) || Value < limits.Low - 1e-12 * Math.Abs(limits.Low);
}

/// <summary>
/// Units compared with all of them together, by limits that narrow as numbers grow: the alternative to a league table.
/// Spiegelhalter 2005, Statistics in Medicine 24:1185–1202, doi:10.1002/sim.1970. The limits are for one unit at a time: of many, some
/// lie outside by chance.
/// </summary>
public sealed class Funnel
{
    private readonly IFunnelLaw law;

    internal Funnel(IFunnelLaw law, ReadOnlySpan<long> counts, double[] values, FunnelOptions options)
    {
        (this.law, Options) = (law, options);
        var z = new double[values.Length];
        for (var i = 0; i < z.Length; i++) z[i] = (values[i] - law.Centre) / law.StandardError(counts[i]);
        Dispersion = FunnelDispersion.Of(z, options.Winsorise);
        var units = new FunnelUnit[values.Length];
        for (var i = 0; i < z.Length; i++) units[i] = new FunnelUnit(counts[i], values[i], z[i], Limits(counts[i], options.Inner), Limits(counts[i], options.Outer));
        Units = units;
    }

    /// <summary>How it was made.</summary>
    public FunnelOptions Options { get; }

    /// <summary>The units in the order given.</summary>
    public IReadOnlyList<FunnelUnit> Units { get; }

    /// <summary>The value of all units together.</summary>
    public double Centre => law.Centre;

    /// <summary>Mean squared z score of the units, ends drawn in: about 1 where units differ by chance only.</summary>
    public double Dispersion { get; }

    /// <summary>What the limits were widened by: the square root of <see cref="Dispersion"/> if asked and above 1, otherwise 1.</summary>
    public double Widening => Options.Overdispersion ? Math.Sqrt(Math.Max(1, Dispersion)) : 1;

    /// <summary>The limits at a number of people.</summary>
    /// <param name="n">How many; at least 1.</param>
    /// <param name="confidence">The share of units that they hold by chance; between 0 and 1.</param>
    public Interval Limits(long n, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (confidence is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Confidence lies between 0 and 1.");
        return law.Limits(n, (1 - confidence) / 2, Widening);
    }

    /// <summary>
    /// A funnel of means about their mean weighted by n, with the spread within units pooled over them: centre ± t s/√n, t with the pooled
    /// degrees of freedom Σ(n−1), or ± z s/√n.
    /// </summary>
    /// <param name="means">Mean of each unit.</param>
    /// <param name="deviations">Standard deviation (n−1) within each unit; that of a unit with one person is not used.</param>
    /// <param name="counts">People in each unit; at least 1.</param>
    /// <param name="options">Limits and overdispersion; null for the usual ones.</param>
    /// <returns>Undefined below two units, and where nobody within a unit differs from anybody else.</returns>
    /// <exception cref="ArgumentException">Different lengths, numbers that are not finite, negative deviations, or a count below 1.</exception>
    public static Estimate<Funnel> OfMeans(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, ReadOnlySpan<long> counts, FunnelOptions? options = null)
    {
        options ??= new FunnelOptions();
        options.Check();
        if (means.Length != deviations.Length || means.Length != counts.Length) throw new ArgumentException("Each unit needs a mean, a deviation and a count.", nameof(means));
        double sum = 0, squares = 0;
        long people = 0, degrees = 0;
        for (var i = 0; i < means.Length; i++)
        {
            if (counts[i] < 1) throw new ArgumentException($"Unit {i} has no people; leave it out.", nameof(counts));
            if (!double.IsFinite(means[i]) || counts[i] > 1 && !(double.IsFinite(deviations[i]) && deviations[i] >= 0))
                throw new ArgumentException($"Unit {i} has a mean or deviation that is not a number.", nameof(means));
            sum += counts[i] * means[i];
            people += counts[i];
            if (counts[i] > 1) squares += (counts[i] - 1) * deviations[i] * deviations[i];
            degrees += counts[i] - 1;
        }

        if (means.Length < 2) return Undefined.TooFew(2, means.Length, "units");
        if (degrees == 0) return Undefined.TooFew(2, 1, "people in a unit");
        if (squares <= 0) return Undefined.NoVariance("the values within each unit");
        return new Funnel(new FunnelOfMeans(sum / people, Math.Sqrt(squares / degrees), degrees, options.Means), counts, means.ToArray(), options);
    }

    /// <summary>
    /// A funnel of proportions about the proportion of all together. Limits are exact binomial ones, interpolated between the two counts on
    /// either side of the tail (Spiegelhalter 2005, appendix A.1.1), or normal ones where they are widened for overdispersion.
    /// </summary>
    /// <param name="successes">People counted in each unit.</param>
    /// <param name="counts">People in each unit; at least 1.</param>
    /// <param name="options">Limits and overdispersion; null for the usual ones.</param>
    /// <returns>Undefined below two units, and where nobody or everybody was counted.</returns>
    /// <exception cref="ArgumentException">Different lengths, a count below 1, or more successes than people.</exception>
    public static Estimate<Funnel> OfProportions(ReadOnlySpan<long> successes, ReadOnlySpan<long> counts, FunnelOptions? options = null)
    {
        options ??= new FunnelOptions();
        options.Check();
        if (successes.Length != counts.Length) throw new ArgumentException("Each unit needs a number counted and a number of people.", nameof(successes));
        long counted = 0, people = 0;
        var values = new double[counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 1) throw new ArgumentException($"Unit {i} has no people; leave it out.", nameof(counts));
            if (successes[i] < 0 || successes[i] > counts[i]) throw new ArgumentException($"Unit {i} counts {successes[i]} of {counts[i]} people.", nameof(successes));
            values[i] = (double)successes[i] / counts[i];
            counted += successes[i];
            people += counts[i];
        }

        if (counts.Length < 2) return Undefined.TooFew(2, counts.Length, "units");
        if (counted == 0 || counted == people) return Undefined.NoVariance("the answers counted");
        return new Funnel(new FunnelOfProportions((double)counted / people), counts, values, options);
    }
}
