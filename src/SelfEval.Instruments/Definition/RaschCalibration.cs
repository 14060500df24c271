namespace SelfEval.Instruments.Definition;

/// <summary>
/// What the items of a Rasch measure are known to be like, in logits: of the rating-scale model (Andrich 1978, doi 10.1007/BF02293814) a location of each item and the
/// thresholds that all share, or of the partial-credit model (Masters 1982, doi 10.1007/BF02296272) the thresholds of each item. The 0–100 measure is anchored on
/// all items of the full scale, whichever are asked.
/// </summary>
public sealed record RaschCalibration
{
    /// <summary>Rating scale: the location of every item. Empty for partial credit.</summary>
    public IReadOnlyDictionary<string, double> Locations { get; init; } = new Dictionary<string, double>();

    /// <summary>Rating scale: the thresholds between neighbouring options around an item's location, lowest first. Empty for partial credit.</summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [];

    /// <summary>Partial credit: the thresholds of every item between its neighbouring options, lowest first. Empty for a rating scale.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> ItemThresholds { get; init; } = new Dictionary<string, IReadOnlyList<double>>();

    /// <summary>Raw score 0 is measured at this much, and the maximum at that much less.</summary>
    public double ExtremeAdjustment { get; init; } = 0.3;

    /// <summary>Where the numbers come from.</summary>
    public required string Source { get; init; }

    /// <summary>True where the numbers are invented to show the method.</summary>
    public bool Illustrative { get; init; }

    /// <summary>True where every item has thresholds of its own.</summary>
    public bool IsPartialCredit => ItemThresholds.Count > 0;

    /// <summary>The items calibrated.</summary>
    public IEnumerable<string> Items => IsPartialCredit ? ItemThresholds.Keys : Locations.Keys;

    /// <summary>The thresholds of a calibrated item, lowest option first.</summary>
    public IReadOnlyList<double> ThresholdsOf(string item) =>
        IsPartialCredit ? ItemThresholds[item] : [.. Thresholds.Select(threshold => Locations[item] + threshold)];
}
