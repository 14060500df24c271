using System.Text.Json.Serialization;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// As much of a published round as pages over many teams show: every scale's figures, the sites where those are published, and how much is hidden. Small, so
/// that hundreds are read at once; only <see cref="SummaryGate"/> makes it, and of a <see cref="PublishedRound"/> alone.
/// </summary>
public sealed record PublishedSummary
{
    [JsonConstructor]
    internal PublishedSummary() { }

    /// <summary>
    /// The round without its items, without how scores are spread, and of the breakdowns only the sites. What the round's own page says in words (sentences,
    /// the title of the rule for missing answers) is left out too.
    /// </summary>
    [JsonInclude] public PublishedRound Round { get; internal init; } = new();

    /// <summary>Lower 95 % limit of the response rate (Wilson); null where there is no rate.</summary>
    [JsonInclude] public double? RateLow { get; internal init; }

    /// <summary>Upper 95 % limit of the response rate.</summary>
    [JsonInclude] public double? RateHigh { get; internal init; }

    /// <summary>Items with figures: those that ask for words or a date are left out.</summary>
    [JsonInclude] public int Items { get; internal init; }

    /// <summary>Of those, items of which some or all numbers are hidden.</summary>
    [JsonInclude] public int ItemsHidden { get; internal init; }

    /// <summary>Groups of the declared breakdowns.</summary>
    [JsonInclude] public int Groups { get; internal init; }

    /// <summary>Of those, groups of which the people or a scale are hidden.</summary>
    [JsonInclude] public int GroupsHidden { get; internal init; }
}
