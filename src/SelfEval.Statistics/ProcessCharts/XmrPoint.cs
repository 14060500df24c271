namespace SelfEval.Statistics.ProcessCharts;

/// <summary>What an XmR rule found at a point.</summary>
public enum SpecialCause
{
    /// <summary>Nothing: the point varies as the process does.</summary>
    None,

    /// <summary>Outside a process limit.</summary>
    Outside,

    /// <summary>Part of a trend of 7 points.</summary>
    Trend,

    /// <summary>One of 2 of 3 points close to a limit.</summary>
    TwoOfThree,

    /// <summary>Part of a run of 7 points on one side of the mean.</summary>
    Shift,
}

/// <summary>What a point's special cause means for the measure.</summary>
public enum Variation
{
    /// <summary>No special cause.</summary>
    CommonCause,

    /// <summary>A special cause in the good direction.</summary>
    Improvement,

    /// <summary>A special cause in the bad direction.</summary>
    Concern,

    /// <summary>A special cause where neither direction is good.</summary>
    Neutral,
}

/// <summary>
/// A point of an XmR chart. Flags are +1 (high, rising), −1 (low, falling) or 0; all points that make up a run carry its flag.
/// </summary>
public sealed record XmrPoint
{
    /// <summary>The value.</summary>
    public required double Value { get; init; }

    /// <summary>Index of the phase, from 0.</summary>
    public required int Phase { get; init; }

    /// <summary>Distance from the point before; null for the first of a phase.</summary>
    public double? MovingRange { get; init; }

    /// <summary>True where screening left this moving range out.</summary>
    public bool MovingRangeExcluded { get; init; }

    /// <summary>Strictly beyond a process limit; 0 where there are no limits.</summary>
    public int Outside { get; init; }

    /// <summary>Above or below the mean; 0 on it.</summary>
    public int Side { get; init; }

    /// <summary>In a run of 6 or more on one side of the mean: a variant, not used by Making Data Count.</summary>
    public int Shift6 { get; init; }

    /// <summary>In a run of 7 or more on one side of the mean: the Making Data Count rule.</summary>
    public int Shift7 { get; init; }

    /// <summary>In a run of 8 or more on one side of the mean: a variant (Wheeler; Western Electric).</summary>
    public int Shift8 { get; init; }

    /// <summary>In 6 or more points in a row rising or falling: a variant (Nelson 1984).</summary>
    public int Trend6 { get; init; }

    /// <summary>In 7 or more points in a row rising or falling: the Making Data Count rule.</summary>
    public int Trend7 { get; init; }

    /// <summary>Of 3 points in a row on one side, one of at least 2 beyond the near limit but inside the process limit: the Making Data Count rule.</summary>
    public int TwoOfThree { get; init; }

    /// <summary>Of 3 points in a row, one of at least 2 beyond the near limit on one side, wherever the third lies: a variant (Western Electric 1956).</summary>
    public int TwoOfThreeWesternElectric { get; init; }

    /// <summary>The first of these that holds: outside, trend, two of three, shift.</summary>
    public SpecialCause SpecialCause =>
        Outside != 0 ? SpecialCause.Outside : Trend7 != 0 ? SpecialCause.Trend : TwoOfThree != 0 ? SpecialCause.TwoOfThree
        : Shift7 != 0 ? SpecialCause.Shift : SpecialCause.None;

    /// <summary>Direction of <see cref="SpecialCause"/>: +1 high or rising, −1 low or falling, 0 none.</summary>
    public int SpecialCauseDirection => SpecialCause switch
    {
        SpecialCause.Outside => Outside,
        SpecialCause.Trend => Trend7,
        SpecialCause.TwoOfThree => TwoOfThree,
        SpecialCause.Shift => Shift7,
        _ => 0,
    };

    /// <summary>What the special cause means, given which way is better.</summary>
    public Variation VariationFor(GoodDirection good) => (SpecialCauseDirection, good) switch
    {
        (0, _) => Variation.CommonCause,
        (_, GoodDirection.Neither) => Variation.Neutral,
        ( > 0, GoodDirection.Up) or ( < 0, GoodDirection.Down) => Variation.Improvement,
        _ => Variation.Concern,
    };
}
