namespace SelfEval.Instruments.Definition;

/// <summary>How a scale's score is made from its items.</summary>
public enum ScoringMethod
{
    /// <summary>Weighted sum of the items.</summary>
    Sum,

    /// <summary>Weighted mean of the items.</summary>
    Mean,

    /// <summary>Person measure of the rating-scale model, 0–100.</summary>
    RaschMeasure,

    /// <summary>1 where every answered item has its best value, otherwise 0. The mean over people is the top-score share.</summary>
    TopScore,

    /// <summary>The share of the answered items whose option is one of <see cref="Scale.Counted"/>. An option without a value counts in the denominator.</summary>
    OptionProportions,
}

/// <summary>A check of the answers that raises a flag and never changes a score.</summary>
public enum QualityCheck
{
    /// <summary>Flags the same option given to every answered item, and says whether it was the lowest or highest.</summary>
    StraightLine,
}

/// <summary>An item's part in a scale.</summary>
/// <param name="Code">The item.</param>
/// <param name="Reverse">True where the value is turned round: minimum + maximum − value.</param>
/// <param name="Weight">Its weight in a sum or mean.</param>
public sealed record ScaleItem(string Code, bool Reverse = false, double Weight = 1);

/// <summary>A scored set of items.</summary>
public sealed record Scale
{
    /// <summary>Unique within the instrument.</summary>
    public required string Id { get; init; }

    /// <summary>What a report prints.</summary>
    public required LocalText Title { get; init; }

    /// <summary>How the score is made.</summary>
    public required ScoringMethod Method { get; init; }

    /// <summary>The items.</summary>
    public required IReadOnlyList<ScaleItem> Items { get; init; }

    /// <summary>The named rules for missing answers; the first is used unless a questionnaire chooses another.</summary>
    public required IReadOnlyList<MissingRule> Rules { get; init; }

    /// <summary>Lowest possible score, as reported (after any rescaling).</summary>
    public required double Minimum { get; init; }

    /// <summary>Highest possible score, as reported (after any rescaling).</summary>
    public required double Maximum { get; init; }

    /// <summary>Which end is good; null where neither is.</summary>
    public bool? HigherIsBetter { get; init; }

    /// <summary>True where the raw score is stretched linearly to 0–100. A Rasch measure always is.</summary>
    public bool RescaleTo100 { get; init; }

    /// <summary>Option codes that <see cref="ScoringMethod.OptionProportions"/> counts.</summary>
    public IReadOnlyList<string> Counted { get; init; } = [];

    /// <summary>Levels, covering the whole range without gap or overlap; empty where the instrument has none.</summary>
    public IReadOnlyList<Band> Bands { get; init; } = [];

    /// <summary>The numbers behind a Rasch measure.</summary>
    public RaschCalibration? Calibration { get; init; }

    /// <summary>How many responses a published figure needs, "for the published measure".</summary>
    public int? MinimumResponses { get; init; }

    /// <summary>True where the score already is a change: rounds are compared as levels, never subtracted person by person.</summary>
    public bool Transition { get; init; }

    /// <summary>Checks that raise flags.</summary>
    public IReadOnlyList<QualityCheck> QualityChecks { get; init; } = [];

    /// <summary>Dimension and other tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Digits shown after the decimal point. Nothing is rounded before display.</summary>
    public int Decimals { get; init; } = 1;

    /// <summary>The rule in use.</summary>
    public MissingRule Rule => Rules[0];

    /// <summary>The band a score falls in, or null.</summary>
    public Band? BandOf(double score)
    {
        for (var i = Bands.Count - 1; i >= 0; i--)
        {
            if (score >= Bands[i].From)
                return Bands[i];
        }
        return null;
    }
}
