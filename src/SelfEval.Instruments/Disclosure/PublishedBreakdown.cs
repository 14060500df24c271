using System.Text.Json.Serialization;

namespace SelfEval.Instruments.Disclosure;

/// <summary>What may be shown of the groups of one declared breakdown.</summary>
public sealed record PublishedBreakdown
{
    [JsonConstructor]
    internal PublishedBreakdown() { }

    /// <summary>Code of the item, or <c>site</c>.</summary>
    [JsonInclude] public string Key { get; internal init; } = "";

    /// <summary>What people read.</summary>
    [JsonInclude] public string Title { get; internal init; } = "";

    /// <summary>The groups in the order declared.</summary>
    [JsonInclude] public IReadOnlyList<PublishedGroup> Groups { get; internal init; } = [];

    /// <summary>People in none of the groups; null where hidden.</summary>
    [JsonInclude] public long? NotTold { get; internal init; }

    /// <summary>People invited who belong to none of the groups; null where nobody knows who belongs where.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? InvitedNotTold { get; internal init; }

    /// <summary>What is not shown and why, in words; null where all is shown.</summary>
    [JsonInclude] public string? Note { get; internal init; }
}

/// <summary>What may be shown of one group.</summary>
public sealed record PublishedGroup
{
    [JsonConstructor]
    internal PublishedGroup() { }

    /// <summary>An option's code, or the id of a site.</summary>
    [JsonInclude] public string Code { get; internal init; } = "";

    /// <summary>What people read.</summary>
    [JsonInclude] public string Label { get; internal init; } = "";

    /// <summary>People in it; null where hidden.</summary>
    [JsonInclude] public long? People { get; internal init; }

    /// <summary>People invited who belong to it; null where that is not known before they answer, and where there is no denominator.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? Invited { get; internal init; }

    /// <summary>Its people who answered, of those invited, 0–1; null where <see cref="People"/> is hidden or <see cref="Invited"/> unknown.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public double? ResponseRate { get; internal init; }

    /// <summary>Its scales, in the order of the round's.</summary>
    [JsonInclude] public IReadOnlyList<PublishedGroupScale> Scales { get; internal init; } = [];

    /// <summary>The scale with this key, or null.</summary>
    public PublishedGroupScale? FindScale(string key) => Scales.FirstOrDefault(scale => scale.Key == key);
}

/// <summary>What may be shown of a scale in one group. What the scale is, the round's own entry says.</summary>
public sealed record PublishedGroupScale
{
    [JsonConstructor]
    internal PublishedGroupScale() { }

    /// <summary><c>instrument.scale</c>.</summary>
    [JsonInclude] public string Key { get; internal init; } = "";

    /// <summary>People with a score; null where not shown.</summary>
    [JsonInclude] public long? N { get; internal init; }

    /// <summary>People with a score are at least this many; null where nothing is shown.</summary>
    [JsonInclude] public long? AtLeast { get; internal init; }

    /// <summary>Mean of the scores; rounded to <see cref="Decimals"/> where <see cref="N"/> is not shown.</summary>
    [JsonInclude] public double? Mean { get; internal init; }

    /// <summary>Standard deviation (n−1); not shown where <see cref="N"/> is not, nor of a share of people.</summary>
    [JsonInclude] public double? StandardDeviation { get; internal init; }

    /// <summary>Lower 95 % limit of the mean.</summary>
    [JsonInclude] public double? Low { get; internal init; }

    /// <summary>Upper 95 % limit of the mean.</summary>
    [JsonInclude] public double? High { get; internal init; }

    /// <summary>Digits to show after the decimal point.</summary>
    [JsonInclude] public int Decimals { get; internal init; }

    /// <summary>Why nothing is shown; null where something is.</summary>
    [JsonInclude] public Withheld? Withheld { get; internal init; }

    /// <summary>The figure in one plain sentence, or why there is none.</summary>
    [JsonInclude] public string Sentence { get; internal init; } = "";
}
