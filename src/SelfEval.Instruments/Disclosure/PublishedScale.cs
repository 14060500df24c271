using System.Text.Json.Serialization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Disclosure;

/// <summary>What may be shown of a scale in one round.</summary>
public sealed record PublishedScale
{
    [JsonConstructor]
    internal PublishedScale() { }

    /// <summary><c>instrument.scale</c>.</summary>
    [JsonInclude] public string Key { get; internal init; } = "";

    /// <summary>Id of the instrument.</summary>
    [JsonInclude] public string Instrument { get; internal init; } = "";

    /// <summary>Version of the instrument.</summary>
    [JsonInclude] public string InstrumentVersion { get; internal init; } = "";

    /// <summary>Title of the instrument.</summary>
    [JsonInclude] public string InstrumentTitle { get; internal init; } = "";

    /// <summary>How the instrument stands to a published one.</summary>
    [JsonInclude, JsonConverter(typeof(JsonStringEnumConverter<Standing>))] public Standing Standing { get; internal init; }

    /// <summary>Id of the scale.</summary>
    [JsonInclude] public string Scale { get; internal init; } = "";

    /// <summary>Title of the scale.</summary>
    [JsonInclude] public string Title { get; internal init; } = "";

    /// <summary>How a score is made.</summary>
    [JsonInclude, JsonConverter(typeof(JsonStringEnumConverter<ScoringMethod>))] public ScoringMethod Method { get; internal init; }

    /// <summary>Id of the rule for missing answers.</summary>
    [JsonInclude] public string Rule { get; internal init; } = "";

    /// <summary>The rule for missing answers in words.</summary>
    [JsonInclude] public string RuleTitle { get; internal init; } = "";

    /// <summary>Codes of the items that count in it.</summary>
    [JsonInclude] public IReadOnlyList<string> ItemCodes { get; internal init; } = [];

    /// <summary>Lowest possible score.</summary>
    [JsonInclude] public double Minimum { get; internal init; }

    /// <summary>Highest possible score.</summary>
    [JsonInclude] public double Maximum { get; internal init; }

    /// <summary>Which end is good; null where neither is.</summary>
    [JsonInclude] public bool? HigherIsBetter { get; internal init; }

    /// <summary>True where the score already is a change.</summary>
    [JsonInclude] public bool Transition { get; internal init; }

    /// <summary>Digits to show after the decimal point.</summary>
    [JsonInclude] public int Decimals { get; internal init; }

    /// <summary>Dimension and other tags.</summary>
    [JsonInclude] public IReadOnlyList<string> Tags { get; internal init; } = [];

    /// <summary>
    /// The earlier edition that these figures are from, where the answers that came or went since are too few, or too alike, to be counted in or
    /// out without telling them; null where they are of this edition.
    /// </summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? AsOf { get; internal init; }

    /// <summary>Why mean and spread are not shown; null where they are.</summary>
    [JsonInclude] public Withheld? Withheld { get; internal init; }

    /// <summary>The figure in one plain sentence, or why there is none.</summary>
    [JsonInclude] public string Sentence { get; internal init; } = "";

    /// <summary>People with a score; null where that would show how few have none, and below k.</summary>
    [JsonInclude] public long? N { get; internal init; }

    /// <summary>People with a score are at least this many; null below k.</summary>
    [JsonInclude] public long? AtLeast { get; internal init; }

    /// <summary>People who answered the questionnaire.</summary>
    [JsonInclude] public long Responses { get; internal init; }

    /// <summary>Mean of the scores. Where <see cref="N"/> is not shown it is rounded to <see cref="Decimals"/>.</summary>
    [JsonInclude] public double? Mean { get; internal init; }

    /// <summary>Standard deviation (n−1); not shown where <see cref="N"/> is not.</summary>
    [JsonInclude] public double? StandardDeviation { get; internal init; }

    /// <summary>Lower 95 % limit of the mean: Student's t, or Wilson's interval for a share of people.</summary>
    [JsonInclude] public double? Low { get; internal init; }

    /// <summary>Upper 95 % limit of the mean.</summary>
    [JsonInclude] public double? High { get; internal init; }

    /// <summary>True where the scores are 0 or the maximum, so that the mean is a share of people.</summary>
    [JsonInclude] public bool IsShare { get; internal init; }

    /// <summary>True where <see cref="Distribution"/> counts people by band, false where by range of scores.</summary>
    [JsonInclude] public bool HasBands { get; internal init; }

    /// <summary>People by band or range; empty where the scale has one item, whose answers are its distribution, and where it would identify.</summary>
    [JsonInclude] public IReadOnlyList<PublishedCell> Distribution { get; internal init; } = [];

    /// <summary>People without a score; null where not shown.</summary>
    [JsonInclude] public long? Unscored { get; internal init; }

    /// <summary>People without a score by reason; empty where not shown.</summary>
    [JsonInclude] public IReadOnlyList<PublishedCell> UnscoredReasons { get; internal init; } = [];

    /// <summary>More than 15 % of the scores are the lowest possible.</summary>
    [JsonInclude] public bool AtFloor { get; internal init; }

    /// <summary>More than 15 % of the scores are the highest possible.</summary>
    [JsonInclude] public bool AtCeiling { get; internal init; }

    /// <summary>The published measure's minimum number of responses; null where it has none.</summary>
    [JsonInclude] public int? MinimumResponses { get; internal init; }

    /// <summary>Said where there are fewer responses than the published measure needs; otherwise null.</summary>
    [JsonInclude] public string? ReliabilityNote { get; internal init; }

    /// <summary>
    /// The smallest true difference between this round and another of as many different people, with the same spread, that would be noticed four times in five (two-sided test at 5 %);
    /// null where number or spread is not shown, and in editions made before it was worked out.
    /// </summary>
    [JsonInclude] public double? DifferenceNoticed { get; internal init; }

    /// <summary>How the answers were given and how the questions go together; null in editions before the last, and in those made before it was counted.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PublishedQuality? Quality { get; internal init; }
}
