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

    /// <summary>Weighted mean of items that all run from −x to +x, so that 0 is a real middle. Reversing changes the sign.</summary>
    BipolarMean,

    /// <summary>The value that <see cref="Scale.Table"/> gives for the sum of the items. Every item must be answered.</summary>
    Lookup,

    /// <summary>Weighted mean or sum of other scales of the instrument, <see cref="Scale.Parts"/>.</summary>
    Composite,

    /// <summary>
    /// 1 where at least one item has one of the <see cref="Scale.Counted"/> options, even if others are blank; 0 where none has and the rule for
    /// missing answers is met.
    /// </summary>
    Screening,

    /// <summary>The mean rating of the person's own goals, <see cref="Scale.Goals"/>. A goal without a text is not a goal.</summary>
    Goals,
}
