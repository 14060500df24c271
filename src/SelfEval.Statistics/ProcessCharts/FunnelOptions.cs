namespace SelfEval.Statistics.ProcessCharts;

/// <summary>Where funnel limits of means come from.</summary>
public enum FunnelDistribution
{
    /// <summary>Student's t with the degrees of freedom of the spread within units, as that spread is itself estimated.</summary>
    StudentT,

    /// <summary>The normal distribution, for large numbers.</summary>
    Normal,
}

/// <summary>How funnel limits are made.</summary>
public sealed record FunnelOptions
{
    /// <summary>Share of units that the inner limits hold by chance alone: 0.95.</summary>
    public double Inner { get; init; } = 0.95;

    /// <summary>Share that the outer limits hold: 0.998.</summary>
    public double Outer { get; init; } = 0.998;

    /// <summary>For means: Student's t or the normal distribution.</summary>
    public FunnelDistribution Means { get; init; } = FunnelDistribution.StudentT;

    /// <summary>
    /// Widens the limits where units differ more than chance explains: by the square root of the mean squared z score, if that is above 1.
    /// </summary>
    public bool Overdispersion { get; init; }

    /// <summary>Share of the z scores at either end that are drawn in to the next before their spread is taken: 0.1.</summary>
    public double Winsorise { get; init; } = 0.1;

    internal void Check()
    {
        if (!(Inner > 0 && Inner < Outer && Outer < 1)) throw new ArgumentOutOfRangeException(nameof(Inner), $"Limits lie in order between 0 and 1, and these are {Inner} and {Outer}.");
        if (Winsorise is not (>= 0 and < 0.5)) throw new ArgumentOutOfRangeException(nameof(Winsorise), Winsorise, "At either end less than half of the units are drawn in.");
    }
}
