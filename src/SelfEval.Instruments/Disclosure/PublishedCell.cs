using System.Text.Json.Serialization;

namespace SelfEval.Instruments.Disclosure;

/// <summary>A number of people in a table.</summary>
public sealed record PublishedCell
{
    [JsonConstructor]
    internal PublishedCell() { }

    /// <summary>An option's code, a band's id, a missing kind or a reason.</summary>
    [JsonInclude] public string Code { get; internal init; } = "";

    /// <summary>What people read.</summary>
    [JsonInclude] public string Label { get; internal init; } = "";

    /// <summary>The number that scoring uses for the option.</summary>
    [JsonInclude] public double? Value { get; internal init; }

    /// <summary>Where a band or range begins.</summary>
    [JsonInclude] public double? From { get; internal init; }

    /// <summary>Where the next band or range begins.</summary>
    [JsonInclude] public double? To { get; internal init; }

    /// <summary>How many people; null where hidden.</summary>
    [JsonInclude] public long? People { get; internal init; }

    /// <summary>Their share of all who answered the questionnaire (of a scale: of those with a score), 0–1; null where hidden.</summary>
    [JsonInclude] public double? Share { get; internal init; }
}
