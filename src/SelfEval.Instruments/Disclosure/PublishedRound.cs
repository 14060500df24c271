using System.Text.Json.Serialization;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// Everything that may be shown of a round's results. Pages, API, files and charts take this and nothing else; only <see cref="DisclosureGate"/>
/// makes it.
/// </summary>
public sealed record PublishedRound
{
    [JsonConstructor]
    internal PublishedRound() { }

    /// <summary>Title of the questionnaire.</summary>
    [JsonInclude] public string Questionnaire { get; internal init; } = "";

    /// <summary>Content hash of the questionnaire version.</summary>
    [JsonInclude] public string QuestionnaireHash { get; internal init; } = "";

    /// <summary>Language of the texts.</summary>
    [JsonInclude] public string Language { get; internal init; } = "";

    /// <summary>The smallest number of people shown.</summary>
    [JsonInclude] public int K { get; internal init; }

    /// <summary>Why nothing is shown; null where something is.</summary>
    [JsonInclude] public Withheld? Withheld { get; internal init; }

    /// <summary>How many answered, in words: "38 people answered of 61 asked" or "Fewer than 5 people have answered".</summary>
    [JsonInclude] public string Sentence { get; internal init; } = "";

    /// <summary>People who answered; null below k.</summary>
    [JsonInclude] public long? Responses { get; internal init; }

    /// <summary>People invited; null where there is no denominator (open link).</summary>
    [JsonInclude] public long? Invited { get; internal init; }

    /// <summary>Responses divided by people invited, 0–1; null below k and where there is no denominator.</summary>
    [JsonInclude] public double? ResponseRate { get; internal init; }

    /// <summary>The response rate in words: "62% (38 of 61)" or "no denominator".</summary>
    [JsonInclude] public string ResponseRateWords { get; internal init; } = "";

    /// <summary>The scales in questionnaire order; empty below k.</summary>
    [JsonInclude] public IReadOnlyList<PublishedScale> Scales { get; internal init; } = [];

    /// <summary>The items in asking order; empty below k.</summary>
    [JsonInclude] public IReadOnlyList<PublishedItem> Items { get; internal init; } = [];

    /// <summary>The same people by each declared breakdown; empty below k, and in editions before the last.</summary>
    [JsonInclude] public IReadOnlyList<PublishedBreakdown> Breakdowns { get; internal init; } = [];

    /// <summary>How the answers came in; null in editions before the last, and in those made before it was counted.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PublishedArrivals? Arrivals { get; internal init; }

    /// <summary>The instruments that the questionnaire asks, in its order; empty below k, and in editions made before they were listed.</summary>
    [JsonInclude] public IReadOnlyList<PublishedInstrument> Instruments { get; internal init; } = [];

    /// <summary>True where numbers are rounded and small ones hidden for outside the programme (<see cref="OutwardForm"/>).</summary>
    [JsonInclude] public bool Rounded { get; internal init; }

    /// <summary>The scale with this key, or null.</summary>
    public PublishedScale? FindScale(string key) => Scales.FirstOrDefault(scale => scale.Key == key);

    /// <summary>The item with this code, or null.</summary>
    public PublishedItem? FindItem(string code) => Items.FirstOrDefault(item => item.Code == code);
}
