using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Rasch;

/// <summary>An item that two forms share, as each form's own calibration places it.</summary>
/// <param name="Reference">On the form whose scale is kept.</param>
/// <param name="New">On the form that is brought onto it.</param>
public readonly record struct CommonItem(CalibratedValue Reference, CalibratedValue New);

/// <summary>How a common item stands after linking.</summary>
/// <param name="Drift">Its place on the reference form less its place on the new form after the link, in logits.</param>
/// <param name="Z">The drift over its standard error from the two calibrations; undefined where both errors are 0.</param>
/// <param name="Drifted">True where the drift is both large (in logits) and significant (|Z| above 1.96): look at the item before using it for the link.</param>
public sealed record LinkedItem(double Drift, Estimate<double> Z, bool Drifted);

/// <summary>
/// Brings measures of a new form onto the scale of a reference form by the items that both share: θ_reference = Slope·θ_new + Shift (Kolen and Brennan 2014, Test Equating, Scaling, and Linking, ch. 6).
/// </summary>
public sealed record FormLink
{
    private const double Significant = 1.96;

    private FormLink(double slope, IReadOnlyList<CommonItem> items, double largeDrift)
    {
        Slope = slope;
        Shift = items.Average(item => item.Reference.Value) - slope * items.Average(item => item.New.Value);
        Items = [.. items.Select(item => Linked(item, largeDrift))];
        var spent = slope == 1 ? 1 : 2;
        var squares = Items.Sum(item => item.Drift * item.Drift);
        StandardError = items.Count > spent ? Math.Sqrt(squares / (items.Count - spent) / items.Count) : Undefined.TooFew(spent + 1, items.Count, "common items");
        SamplingError = Math.Sqrt(items.Sum(item => ErrorVariance(item))) / items.Count;
    }

    /// <summary>1 for mean–mean.</summary>
    public double Slope { get; }

    /// <summary>In logits.</summary>
    public double Shift { get; }

    /// <summary>
    /// Standard error of the link at the middle of the common items, as if they were drawn from many: the standard deviation of their drifts over √n. This is what a comparison of two forms' means must add.
    /// </summary>
    public Estimate<double> StandardError { get; }

    /// <summary>Standard error of the link from the calibrations' own errors alone, the common items taken as they are.</summary>
    public double SamplingError { get; }

    /// <summary>The common items after linking, in the order given.</summary>
    public IReadOnlyList<LinkedItem> Items { get; }

    /// <summary>Mean–mean: the forms differ by a shift alone, as two calibrations of the Rasch family do when both fit.</summary>
    /// <param name="items">The common items' locations.</param>
    /// <param name="largeDrift">From how many logits on a drift counts as large.</param>
    /// <returns>Undefined without common items.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number that is not finite, a negative error or a negative limit.</exception>
    public static Estimate<FormLink> MeanMean(IReadOnlyList<CommonItem> items, double largeDrift = 0.5)
    {
        Check(items, largeDrift);
        return items.Count == 0 ? Undefined.TooFew(1, 0, "common items") : new FormLink(1, items, largeDrift);
    }

    /// <summary>
    /// Mean–sigma: the spread of the common items' locations is matched too. A slope far from 1 says that the forms do not measure in the same unit, and that a link of Rasch measures is doubtful.
    /// </summary>
    /// <inheritdoc cref="MeanMean" path="/param"/>
    /// <returns>Undefined with fewer than two common items, or where they all have the same place on a form.</returns>
    /// <inheritdoc cref="MeanMean" path="/exception"/>
    public static Estimate<FormLink> MeanSigma(IReadOnlyList<CommonItem> items, double largeDrift = 0.5)
    {
        Check(items, largeDrift);
        var kept = RunningMoments.Of([.. items.Select(item => item.Reference.Value)]).StandardDeviation;
        var brought = RunningMoments.Of([.. items.Select(item => item.New.Value)]).StandardDeviation;
        if (kept is not { } to || brought is not { } from) return Undefined.TooFew(2, items.Count, "common items");
        if (to == 0 || from == 0) return Undefined.NoVariance("the places of the common items on one of the forms");
        return new FormLink(to / from, items, largeDrift);
    }

    /// <summary>A measure of the new form, on the reference form's scale.</summary>
    public double Apply(double theta) => Slope * theta + Shift;

    private LinkedItem Linked(CommonItem item, double largeDrift)
    {
        var drift = item.Reference.Value - Apply(item.New.Value);
        var error = Math.Sqrt(ErrorVariance(item));
        Estimate<double> z = error > 0 ? Estimate.Finite(drift / error, NoError) : NoError;
        return new(drift, z, Math.Abs(drift) >= largeDrift && (!z.Try(out var deviate) || Math.Abs(deviate) > Significant));
    }

    private double ErrorVariance(CommonItem item) =>
        item.Reference.StandardError * item.Reference.StandardError + Slope * Slope * item.New.StandardError * item.New.StandardError;

    private static Undefined NoError { get; } = Undefined.NoVariance("the two calibrations of the item");

    private static void Check(IReadOnlyList<CommonItem> items, double largeDrift)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (largeDrift is not (>= 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(largeDrift), largeDrift, "A limit in logits is a finite number from 0.");
        foreach (var value in items.SelectMany(item => new[] { item.Reference, item.New }))
            if (!double.IsFinite(value.Value) || value.StandardError is not (>= 0 and < double.PositiveInfinity))
                throw new ArgumentOutOfRangeException(nameof(items), value, "A common item has a finite place and a standard error from 0.");
    }
}
