namespace SelfEval.Exchange.Charts;

/// <summary>What kind of thing a rule found.</summary>
public enum SignalKind
{
    /// <summary>A long run on one side of the centre line.</summary>
    Shift,

    /// <summary>A long rise or fall.</summary>
    Trend,

    /// <summary>Unusually few runs about the median, or crossings of it.</summary>
    TooFewRuns,

    /// <summary>Unusually many runs about the median.</summary>
    TooManyRuns,

    /// <summary>Outside a limit.</summary>
    OutsideLimits,

    /// <summary>Two of three close to one limit.</summary>
    TwoOfThree,
}

/// <summary>A signal that something changed.</summary>
/// <param name="Kind">Which rule.</param>
/// <param name="Words">What was found, without the time.</param>
/// <param name="From">The first round of it.</param>
/// <param name="To">The last.</param>
/// <param name="Direction">+1 high or rising, −1 low or falling, 0 for the number of runs.</param>
public sealed record SeriesSignal(SignalKind Kind, string Words, string From, string To, int Direction)
{
    /// <summary>What was found, and when.</summary>
    internal string WithTime => $"{Words} ({(From == To ? From : $"{From} to {To}")})";
}
