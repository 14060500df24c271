using System.Text.Json.Serialization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Disclosure;

/// <summary>What may be shown of an item in one round.</summary>
public sealed record PublishedItem
{
    [JsonConstructor]
    internal PublishedItem() { }

    /// <summary>The item's code.</summary>
    [JsonInclude] public string Code { get; internal init; } = "";

    /// <summary>Id of the instrument it comes from.</summary>
    [JsonInclude] public string Instrument { get; internal init; } = "";

    /// <summary>What people read.</summary>
    [JsonInclude] public string Text { get; internal init; } = "";

    /// <summary>What kind of answer it takes.</summary>
    [JsonInclude, JsonConverter(typeof(JsonStringEnumConverter<ItemKind>))] public ItemKind Kind { get; internal init; }

    /// <summary>What stands at the low end of a bipolar or 0–10 item.</summary>
    [JsonInclude] public string? LowAnchor { get; internal init; }

    /// <summary>What stands at the high end.</summary>
    [JsonInclude] public string? HighAnchor { get; internal init; }

    /// <summary>Dimension and other tags.</summary>
    [JsonInclude] public IReadOnlyList<string> Tags { get; internal init; } = [];

    /// <summary>People who answered the questionnaire.</summary>
    [JsonInclude] public long Responses { get; internal init; }

    /// <summary>People with a substantive answer; null where not shown.</summary>
    [JsonInclude] public long? Answered { get; internal init; }

    /// <summary>People by option, in the response set's order; where several may be chosen, people count more than once.</summary>
    [JsonInclude] public IReadOnlyList<PublishedCell> Options { get; internal init; } = [];

    /// <summary>People without a substantive answer, by kind; kinds that the item cannot have are left out.</summary>
    [JsonInclude] public IReadOnlyList<PublishedCell> Missing { get; internal init; } = [];

    /// <summary>Mean of a number item.</summary>
    [JsonInclude] public double? Mean { get; internal init; }

    /// <summary>Standard deviation of a number item.</summary>
    [JsonInclude] public double? StandardDeviation { get; internal init; }

    /// <summary>
    /// The earlier edition that these figures are from, where the answers that came or went since are too few, or too alike, to be counted in or
    /// out without telling them; null where they are of this edition.
    /// </summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? AsOf { get; internal init; }

    /// <summary>Why there are no figures at all; null where there are some.</summary>
    [JsonInclude] public Withheld? Withheld { get; internal init; }

    /// <summary>What is not shown and why, in words; null where all is shown.</summary>
    [JsonInclude] public string? Note { get; internal init; }

    /// <summary>True where some people's answers are not shown.</summary>
    [JsonIgnore] public bool HidesSome => Options.Concat(Missing).Any(cell => cell.People is null);
}
