using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>A scale's score for one answer sheet, with its working.</summary>
public sealed record ScaleScore : IScoreOutcome
{
    /// <summary>Id of the instrument.</summary>
    public required string Instrument { get; init; }

    /// <summary>Version of the instrument.</summary>
    public required string InstrumentVersion { get; init; }

    /// <summary>Standing of what was asked: <see cref="Standing.Adapted"/> where a part was taken.</summary>
    public required Standing Standing { get; init; }

    /// <summary>Id of the scale.</summary>
    public required string Scale { get; init; }

    /// <summary><c>instrument.scale</c>, the name of the scale everywhere.</summary>
    public string Key => $"{Instrument}.{Scale}";

    /// <summary>Id of the missing rule applied.</summary>
    public required string Rule { get; init; }

    /// <summary>The scoring version, where the scale has one; scores of different versions are not comparable.</summary>
    public string? ScoringVersion { get; init; }

    /// <summary>The score, never rounded; null where the scale is unscored.</summary>
    public double? Value { get; init; }

    /// <summary>Standard error of a Rasch measure or of a table's value, in the score's units.</summary>
    public double? StandardError { get; init; }

    /// <summary>Why there is no score: one of <see cref="UnscoredReason"/>; null where there is one.</summary>
    public string? Unscored { get; init; }

    /// <summary>Id of the band the score falls in.</summary>
    public string? Band { get; init; }

    /// <summary>Items of the scale; for a composite its scales, for goals those that have a text.</summary>
    public required int ItemCount { get; init; }

    /// <summary>How many of them have a substantive answer, or a score.</summary>
    public required int Answered { get; init; }

    /// <summary>Codes of the items with a substantive answer, in the scale's order; for a composite, ids of its scales.</summary>
    public required IReadOnlyList<string> Used { get; init; }

    /// <summary>What took the place of the others; empty where the scale is unscored or nothing was replaced.</summary>
    public IReadOnlyList<ReplacedItem> Replaced { get; init; } = [];

    /// <summary>Weighted sum of the answered items (after reversing) before replacing and rescaling; null for option proportions and screening, and where nothing was answered.</summary>
    public double? RawSum { get; init; }

    /// <summary>Person measure in logits, for a Rasch measure.</summary>
    public double? Measure { get; init; }

    /// <summary>For option proportions: the share of the answered items with each option. For goals: the rating of each, by the rating's item code.</summary>
    public IReadOnlyDictionary<string, double>? Parts { get; init; }

    /// <summary>Quality flags, see <see cref="ScoreFlag"/>.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}

/// <summary>A missing item and the value that took its place.</summary>
/// <param name="Code">The item, or a composite's scale.</param>
/// <param name="Value">What was used: the person's mean, or 0 where "does not apply" is zero.</param>
/// <param name="Missing">Why there was no answer.</param>
public sealed record ReplacedItem(string Code, double Value, MissingKind Missing);

/// <summary>Why a scale has no score.</summary>
public static class UnscoredReason
{
    /// <summary>None of its items has a substantive answer.</summary>
    public const string NothingAnswered = "NothingAnswered";

    /// <summary>More items are missing than the rule allows.</summary>
    public const string TooManyMissing = "TooManyMissing";

    /// <summary>None of its items was shown.</summary>
    public const string NotAsked = "NotAsked";
}

/// <summary>What a quality check found. A flag never changes a score.</summary>
public static class ScoreFlag
{
    /// <summary>Every answered item has the same option.</summary>
    public const string StraightLine = "StraightLine";

    /// <summary>Every answered item has the lowest option.</summary>
    public const string AllLowest = "AllLowest";

    /// <summary>Every answered item has the highest option.</summary>
    public const string AllHighest = "AllHighest";

    /// <summary>Many answered items one after another have the same option.</summary>
    public const string LongRun = "LongRun";

    /// <summary>The answers hardly differ from one another.</summary>
    public const string LowSpread = "LowSpread";

    /// <summary>Many items were answered "does not apply".</summary>
    public const string ManyNotApplicable = "ManyNotApplicable";
}
