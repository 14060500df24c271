namespace SelfEval.Instruments.Definition;

/// <summary>Item locations and shared thresholds of a rating-scale model (Andrich 1978, doi 10.1007/BF02293814), in logits.</summary>
public sealed record RaschCalibration
{
    /// <summary>Location of every item of the full scale. The 0–100 measure is anchored on all of them, whichever are asked.</summary>
    public required IReadOnlyDictionary<string, double> Locations { get; init; }

    /// <summary>Thresholds between neighbouring options, lowest first.</summary>
    public required IReadOnlyList<double> Thresholds { get; init; }

    /// <summary>Raw score 0 is measured at this much, and the maximum at that much less.</summary>
    public double ExtremeAdjustment { get; init; } = 0.3;

    /// <summary>Where the numbers come from.</summary>
    public required string Source { get; init; }

    /// <summary>True where the numbers are invented to show the method.</summary>
    public bool Illustrative { get; init; }
}
