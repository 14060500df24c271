using System.Text.Json.Serialization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Disclosure;

/// <summary>How the answers to a scale were given and how its questions go together: what may be shown of it, with the final results.</summary>
public sealed record PublishedQuality
{
    [JsonConstructor]
    internal PublishedQuality() { }

    /// <summary>People whose answers a quality check flagged, check by check; a person may be counted by several. Flags drop nobody and change no score.</summary>
    [JsonInclude] public IReadOnlyList<PublishedCell> Flags { get; internal init; } = [];

    /// <summary>How far the questions go together; null where that is not shown.</summary>
    [JsonInclude] public PublishedReliability? Reliability { get; internal init; }

    /// <summary>Why <see cref="Reliability"/> is not shown, in words; null where it is.</summary>
    [JsonInclude] public string? WithoutReliability { get; internal init; }

    /// <summary>The earlier edition that this is from, where fewer than k of some kind came or went since; null where it is of this edition.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? AsOf { get; internal init; }
}

/// <summary>Internal consistency of a scale, from those who answered all its questions. All figures are rounded to two decimals.</summary>
public sealed record PublishedReliability
{
    [JsonConstructor]
    internal PublishedReliability() { }

    /// <summary>People who answered all questions. Null in editions made when alpha was still shown where only a few had left a question out.</summary>
    [JsonInclude] public long? N { get; internal init; }

    /// <summary>They are at least this many.</summary>
    [JsonInclude] public long AtLeast { get; internal init; }

    /// <summary>Cronbach's alpha.</summary>
    [JsonInclude] public double Alpha { get; internal init; }

    /// <summary>Lower 95 % limit (Feldt); where <see cref="N"/> is not shown, as if only <see cref="AtLeast"/> had answered.</summary>
    [JsonInclude] public double Low { get; internal init; }

    /// <summary>Upper 95 % limit.</summary>
    [JsonInclude] public double High { get; internal init; }

    /// <summary>Omega total of one factor, by maximum likelihood; null below three questions, where no factor fits, and where <see cref="N"/> is not shown.</summary>
    [JsonInclude] public double? Omega { get; internal init; }

    /// <summary>Each question's correlation with the sum of the others; empty where <see cref="N"/> is not shown. Questions some of whose answers are hidden are left out.</summary>
    [JsonInclude] public IReadOnlyList<PublishedItemRest> ItemRest { get; internal init; } = [];
}

/// <summary>One question's correlation with the sum of the others.</summary>
public sealed record PublishedItemRest
{
    [JsonConstructor]
    internal PublishedItemRest() { }

    /// <summary>The item's code.</summary>
    [JsonInclude] public string Code { get; internal init; } = "";

    /// <summary>−1 to 1; below 0 the question works against the others.</summary>
    [JsonInclude] public double Correlation { get; internal init; }
}

/// <summary>How the answers of a round came in: what may be shown of it, with the final results.</summary>
public sealed record PublishedArrivals
{
    [JsonConstructor]
    internal PublishedArrivals() { }

    /// <summary>People by channel; channels that nobody used are 0, and all of them add up to the people who answered.</summary>
    [JsonInclude] public IReadOnlyList<PublishedCell> Channels { get; internal init; } = [];

    /// <summary>People whose answers came before and after the close.</summary>
    [JsonInclude] public IReadOnlyList<PublishedCell> Times { get; internal init; } = [];

    /// <summary>The earlier edition that this is from, where fewer than k of some kind came or went since; null where it is of this edition.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? AsOf { get; internal init; }

    /// <summary>What is not shown and why, in words; null where all is shown.</summary>
    [JsonInclude] public string? Note { get; internal init; }
}

/// <summary>An instrument that the questionnaire asks.</summary>
public sealed record PublishedInstrument
{
    [JsonConstructor]
    internal PublishedInstrument() { }

    /// <summary>Its id.</summary>
    [JsonInclude] public string Id { get; internal init; } = "";

    /// <summary>Its version.</summary>
    [JsonInclude] public string Version { get; internal init; } = "";

    /// <summary>Its title.</summary>
    [JsonInclude] public string Title { get; internal init; } = "";

    /// <summary>How what was asked stands to a published measure.</summary>
    [JsonInclude, JsonConverter(typeof(JsonStringEnumConverter<Standing>))] public Standing Standing { get; internal init; }

    /// <summary>How many of its questions were asked.</summary>
    [JsonInclude] public int Items { get; internal init; }

    /// <summary>Hash of its content.</summary>
    [JsonInclude] public string ContentHash { get; internal init; } = "";
}
