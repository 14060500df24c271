namespace SelfEval.Instruments.Definition;

/// <summary>A level of a score. Bands touch: from and including <see cref="From"/> up to but not including <see cref="To"/>; the last includes the scale's maximum.</summary>
public sealed record Band
{
    /// <summary>Unique within the scale.</summary>
    public required string Id { get; init; }

    /// <summary>What a report prints.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Lowest score in the band.</summary>
    public required double From { get; init; }

    /// <summary>Where the next band begins.</summary>
    public required double To { get; init; }

    /// <summary>
    /// The band a score falls in; null where there are none. A score below the first counts in it. A score that misses a cut by no more than
    /// floating-point noise (1e-9) has reached it: a mean of 2.9999999999999996 is 3.
    /// </summary>
    public static Band? Of(IReadOnlyList<Band> bands, double score) => bands.Count == 0 ? null : bands[PositionOf(bands, score)];

    /// <summary>The position of the band a score falls in; −1 where there are none.</summary>
    public static int PositionOf(IReadOnlyList<Band> bands, double score)
    {
        ArgumentNullException.ThrowIfNull(bands);
        var position = bands.Count - 1;
        while (position > 0 && score < bands[position].From - (Noise * Math.Max(1, Math.Abs(bands[position].From))))
            position--;
        return position;
    }

    private const double Noise = 1e-9;
}
