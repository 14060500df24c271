namespace SelfEval.Statistics.Rasch;

/// <summary>Which model of the Rasch family is fitted.</summary>
public enum RaschFamily
{
    /// <summary>Two scores, one difficulty an item (Rasch 1960).</summary>
    Dichotomous,

    /// <summary>A location for each item and thresholds that all items share (Andrich 1978).</summary>
    RatingScale,

    /// <summary>Thresholds of its own for each item (Masters 1982).</summary>
    PartialCredit,
}
