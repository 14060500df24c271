using SelfEval.Instruments.Definition;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Instruments.Aggregation;

/// <summary>What the answers of one round add up to. Not for anyone's eyes: only what the disclosure gate makes of it may be shown.</summary>
public sealed record RoundFigures
{
    /// <summary>The questionnaire version asked.</summary>
    public required QuestionnaireDocument Questionnaire { get; init; }

    /// <summary>People who sent their answers.</summary>
    public required long Responses { get; init; }

    /// <summary>People invited; null for an open link, which has no denominator.</summary>
    public long? Invited { get; init; }

    /// <summary>The scales in questionnaire order.</summary>
    public required IReadOnlyList<ScaleFigures> Scales { get; init; }

    /// <summary>The items in asking order.</summary>
    public required IReadOnlyList<ItemFigures> Items { get; init; }

    /// <summary>The same people by each breakdown declared before the round opened.</summary>
    public IReadOnlyList<BreakdownFigures> Breakdowns { get; init; } = [];

    /// <summary>How the answers came in; null where it was not counted.</summary>
    public ArrivalFigures? Arrivals { get; init; }
}

/// <summary>One scale's figures.</summary>
public sealed record ScaleFigures
{
    /// <summary>The instrument as taken.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>The scale.</summary>
    public required Scale Scale { get; init; }

    /// <summary>Id of the rule for missing answers.</summary>
    public string Rule => Scale.Rule.Id;

    /// <summary>Count, mean and spread of the scores.</summary>
    public required RunningMoments Scores { get; init; }

    /// <summary>Scores in each of <see cref="ScoreRange.Of"/>.</summary>
    public required IReadOnlyList<long> Ranges { get; init; }

    /// <summary>Scores in each band of the scale.</summary>
    public required IReadOnlyList<long> Bands { get; init; }

    /// <summary>Scores at the lowest possible value.</summary>
    public required long AtMinimum { get; init; }

    /// <summary>Scores at the highest possible value.</summary>
    public required long AtMaximum { get; init; }

    /// <summary>People without a score, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Unscored { get; init; }

    /// <summary>How the answers were given and how the items go together; null for a group, and where it was not counted.</summary>
    public QualityFigures? Quality { get; init; }

    /// <summary>Student's t interval of the mean.</summary>
    public Interval? Interval => Scores.MeanInterval();

    /// <summary>Share of the scores at the lowest possible value; null without scores.</summary>
    public double? FloorShare => Scores.Count == 0 ? null : (double)AtMinimum / Scores.Count;

    /// <summary>Share of the scores at the highest possible value; null without scores.</summary>
    public double? CeilingShare => Scores.Count == 0 ? null : (double)AtMaximum / Scores.Count;
}

/// <summary>One item's figures. Texts themselves are never in figures.</summary>
public sealed record ItemFigures
{
    /// <summary>The item.</summary>
    public required Item Item { get; init; }

    /// <summary>Id of the instrument it comes from.</summary>
    public required string Instrument { get; init; }

    /// <summary>People with a substantive answer.</summary>
    public required long Answered { get; init; }

    /// <summary>People by substantive option, in the order of the item's response set; for several choices people may count more than once.</summary>
    public required IReadOnlyList<OptionCount> Options { get; init; }

    /// <summary>People without a substantive answer, one count for each <see cref="MissingKind"/> in its order.</summary>
    public required IReadOnlyList<long> Missing { get; init; }

    /// <summary>Count, mean and spread of the numbers answered, for a number item.</summary>
    public RunningMoments Numbers { get; init; }
}

/// <summary>How many chose an option.</summary>
/// <param name="Option">The option.</param>
/// <param name="People">How many.</param>
public sealed record OptionCount(ResponseOption Option, long People);
