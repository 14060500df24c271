namespace SelfEval.Instruments.Definition;

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

    /// <summary>The items; none for a composite, the ratings for goals.</summary>
    public required IReadOnlyList<ScaleItem> Items { get; init; }

    /// <summary>The scales that a composite is made of.</summary>
    public IReadOnlyList<ScalePart> Parts { get; init; } = [];

    /// <summary>How a composite is made of them.</summary>
    public Combination Combine { get; init; }

    /// <summary>The person's own goals that <see cref="ScoringMethod.Goals"/> rates.</summary>
    public IReadOnlyList<GoalSlot> Goals { get; init; } = [];

    /// <summary>The conversion table of <see cref="ScoringMethod.Lookup"/>.</summary>
    public LookupTable? Table { get; init; }

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

    /// <summary>True where the raw score is stretched linearly to <see cref="Minimum"/>–<see cref="Maximum"/>, whatever those are.</summary>
    public bool Rescale { get; init; }

    /// <summary>Option codes that <see cref="ScoringMethod.OptionProportions"/> counts and <see cref="ScoringMethod.Screening"/> looks for.</summary>
    public IReadOnlyList<string> Counted { get; init; } = [];

    /// <summary>Levels, covering the whole range without gap or overlap; empty where the instrument has none.</summary>
    public IReadOnlyList<Band> Bands { get; init; } = [];

    /// <summary>Levels that depend on the scoring version; empty where there is one set of <see cref="Bands"/> or none.</summary>
    public IReadOnlyList<BandSet> BandSets { get; init; } = [];

    /// <summary>The scoring version of every score, where the publisher names them. Scores of different versions are not comparable.</summary>
    public string? ScoringVersion { get; init; }

    /// <summary>The item whose answer names the scoring version, where it differs between sheets.</summary>
    public string? ScoringVersionFrom { get; init; }

    /// <summary>The numbers behind a Rasch measure.</summary>
    public RaschCalibration? Calibration { get; init; }

    /// <summary>How many responses a published figure needs, "for the published measure".</summary>
    public int? MinimumResponses { get; init; }

    /// <summary>True where the score already is a change: rounds are compared as levels, never subtracted person by person.</summary>
    public bool Transition { get; init; }

    /// <summary>False where a change of one person's score says nothing, for example of a screening result; null leaves it to <see cref="Transition"/>.</summary>
    public bool? PersonChange { get; init; }

    /// <summary>Differences that matter, each with its source.</summary>
    public IReadOnlyList<ImportantDifference> ImportantDifferences { get; init; } = [];

    /// <summary>What was found elsewhere, each with its source.</summary>
    public IReadOnlyList<ReferenceValue> ReferenceValues { get; init; } = [];

    /// <summary>Checks that raise flags.</summary>
    public IReadOnlyList<QualityCheck> QualityChecks { get; init; } = [];

    /// <summary>Dimension and other tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Digits shown after the decimal point. Nothing is rounded before display.</summary>
    public int Decimals { get; init; } = 1;

    /// <summary>The rule in use.</summary>
    public MissingRule Rule => Rules[0];

    /// <summary>True where the score is a mean of the items.</summary>
    public bool IsMean => Method is ScoringMethod.Mean or ScoringMethod.BipolarMean;

    /// <summary>True where the raw score is stretched, to 0–100 or to the declared range.</summary>
    public bool IsRescaled => RescaleTo100 || Rescale;

    /// <summary>True where one person's scores of two rounds may be subtracted.</summary>
    public bool AllowsPersonChange => PersonChange ?? !Transition;

    /// <summary>How many items, or scales of a composite, the score is made of.</summary>
    public int PartCount => Method == ScoringMethod.Composite ? Parts.Count : Items.Count;

    /// <summary>The bands of a scoring version: those of its set, or <see cref="Bands"/> where there are no sets.</summary>
    public IReadOnlyList<Band> BandsOf(string? scoringVersion) =>
        BandSets.Count == 0 ? Bands : BandSets.FirstOrDefault(set => set.ScoringVersion == scoringVersion)?.Bands ?? [];

    /// <summary>The band of <see cref="Bands"/> that a score falls in, or null.</summary>
    public Band? BandOf(double score) => Band.Of(Bands, score);
}
