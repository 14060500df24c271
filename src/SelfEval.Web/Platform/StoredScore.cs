using System.Text.Json.Serialization;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Web.Platform;

/// <summary>
/// A score's working as it is read back. Members can be set one by one, which the JSON reader does without the boxes that a record's constructor costs,
/// and the words that come again in every row are shared. An export reads a million of these.
/// </summary>
internal sealed class StoredScore
{
    [JsonRequired, JsonConverter(typeof(SharedText))]
    public string Instrument { get; set; } = "";

    [JsonRequired, JsonConverter(typeof(SharedText))]
    public string InstrumentVersion { get; set; } = "";

    [JsonRequired]
    public Standing Standing { get; set; }

    [JsonRequired, JsonConverter(typeof(SharedText))]
    public string Scale { get; set; } = "";

    [JsonRequired, JsonConverter(typeof(SharedText))]
    public string Rule { get; set; } = "";

    [JsonConverter(typeof(SharedText))]
    public string? ScoringVersion { get; set; }

    public double? Value { get; set; }

    public double? StandardError { get; set; }

    [JsonConverter(typeof(SharedText))]
    public string? Unscored { get; set; }

    [JsonConverter(typeof(SharedText))]
    public string? Band { get; set; }

    [JsonRequired]
    public int ItemCount { get; set; }

    [JsonRequired]
    public int Answered { get; set; }

    [JsonRequired, JsonConverter(typeof(SharedTexts))]
    public string[] Used { get; set; } = [];

    public ReplacedItem[] Replaced { get; set; } = [];

    public double? RawSum { get; set; }

    public double? Measure { get; set; }

    public Dictionary<string, double>? Parts { get; set; }

    [JsonConverter(typeof(SharedTexts))]
    public string[] Flags { get; set; } = [];

    public ScaleScore ToScore() => new()
    {
        Instrument = Instrument,
        InstrumentVersion = InstrumentVersion,
        Standing = Standing,
        Scale = Scale,
        Rule = Rule,
        ScoringVersion = ScoringVersion,
        Value = Value,
        StandardError = StandardError,
        Unscored = Unscored,
        Band = Band,
        ItemCount = ItemCount,
        Answered = Answered,
        Used = Used,
        Replaced = Replaced,
        RawSum = RawSum,
        Measure = Measure,
        Parts = Parts,
        Flags = Flags,
    };
}

/// <summary>As much of a score's working as counting needs beside its row's own columns.</summary>
internal sealed class StoredOutcome
{
    [JsonConverter(typeof(SharedText))]
    public string? Unscored { get; set; }

    [JsonConverter(typeof(SharedTexts))]
    public string[] Flags { get; set; } = [];
}
