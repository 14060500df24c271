using System.Text.Json.Serialization;
using SelfEval.Instruments.Comparison;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// Everything that may be shown of what changed between two rounds. Pages, API, files and charts take this and nothing else; only <see cref="ChangeGate"/>
/// makes it. The same people and whoever answered are two views, never mixed.
/// </summary>
public sealed record PublishedChange
{
    [JsonConstructor]
    internal PublishedChange() { }

    /// <summary>When the earlier round was, as sentences say it: "January 2026".</summary>
    [JsonInclude] public string Since { get; internal init; } = "";

    /// <summary>When the later round was.</summary>
    [JsonInclude] public string Until { get; internal init; } = "";

    /// <summary>Language of the texts.</summary>
    [JsonInclude] public string Language { get; internal init; } = "";

    /// <summary>The smallest number of people shown.</summary>
    [JsonInclude] public int K { get; internal init; }

    /// <summary>The scales of both rounds, in the order of the later.</summary>
    [JsonInclude] public IReadOnlyList<PublishedScaleChange> Scales { get; internal init; } = [];

    /// <summary>The scale with this key, or null.</summary>
    public PublishedScaleChange? FindScale(string key) => Scales.FirstOrDefault(scale => scale.Key == key);
}

/// <summary>What may be shown of how one scale changed.</summary>
public sealed record PublishedScaleChange
{
    [JsonConstructor]
    internal PublishedScaleChange() { }

    /// <summary><c>instrument.scale</c>.</summary>
    [JsonInclude] public string Key { get; internal init; } = "";

    /// <summary>Title of the scale.</summary>
    [JsonInclude] public string Title { get; internal init; } = "";

    /// <summary>Title of the instrument.</summary>
    [JsonInclude] public string InstrumentTitle { get; internal init; } = "";

    /// <summary>Version of the instrument in the earlier round; null where that did not ask it.</summary>
    [JsonInclude] public string? FirstVersion { get; internal init; }

    /// <summary>Version of the instrument in the later round.</summary>
    [JsonInclude] public string? SecondVersion { get; internal init; }

    /// <summary>Lowest possible score.</summary>
    [JsonInclude] public double Minimum { get; internal init; }

    /// <summary>Highest possible score.</summary>
    [JsonInclude] public double Maximum { get; internal init; }

    /// <summary>Digits to show after the decimal point.</summary>
    [JsonInclude] public int Decimals { get; internal init; }

    /// <summary>Which end is good; null where neither is.</summary>
    [JsonInclude] public bool? HigherIsBetter { get; internal init; }

    /// <summary>True where the score already is a change.</summary>
    [JsonInclude] public bool Transition { get; internal init; }

    /// <summary>True where the mean is a share of people.</summary>
    [JsonInclude] public bool IsShare { get; internal init; }

    /// <summary>How the people changed who have a score in both rounds; null where that is refused.</summary>
    [JsonInclude] public PublishedSamePeople? SamePeople { get; internal init; }

    /// <summary>Why it is refused.</summary>
    [JsonInclude] public IReadOnlyList<PublishedRefusal> SamePeopleRefusals { get; internal init; } = [];

    /// <summary>How the rounds differ, whoever answered; null where that is refused.</summary>
    [JsonInclude] public PublishedDifference? WhoeverAnswered { get; internal init; }

    /// <summary>Why it is refused.</summary>
    [JsonInclude] public IReadOnlyList<PublishedRefusal> WhoeverAnsweredRefusals { get; internal init; } = [];
}

/// <summary>Why a comparison is not shown.</summary>
public sealed record PublishedRefusal
{
    [JsonConstructor]
    internal PublishedRefusal() { }

    /// <summary>A stable word for programs, such as <c>comparison.transition</c>.</summary>
    [JsonInclude] public string Code { get; internal init; } = "";

    /// <summary>One sentence that anybody understands.</summary>
    [JsonInclude] public string Words { get; internal init; } = "";

    /// <summary>The same with the names that a maker of questionnaires needs; may be empty.</summary>
    [JsonInclude] public IReadOnlyList<string> Details { get; internal init; } = [];
}

/// <summary>A difference, second minus first, with what it says.</summary>
public abstract record PublishedShift
{
    private protected PublishedShift() { }

    /// <summary>What the interval says.</summary>
    [JsonInclude, JsonConverter(typeof(JsonStringEnumConverter<ChangeVerdict>))] public ChangeVerdict Verdict { get; internal init; }

    /// <summary>The finding in one plain sentence.</summary>
    [JsonInclude] public string Sentence { get; internal init; } = "";

    /// <summary>How many people it rests on, in words.</summary>
    [JsonInclude] public string People { get; internal init; } = "";

    /// <summary>Second minus first, in points of the score (a share: 0–1 of the scale's range times that range).</summary>
    [JsonInclude] public double Difference { get; internal init; }

    /// <summary>Lower 95 % limit.</summary>
    [JsonInclude] public double Low { get; internal init; }

    /// <summary>Upper 95 % limit.</summary>
    [JsonInclude] public double High { get; internal init; }

    /// <summary>Mean of the first scores; null where not shown.</summary>
    [JsonInclude] public double? FirstMean { get; internal init; }

    /// <summary>Mean of the second scores; null where not shown.</summary>
    [JsonInclude] public double? SecondMean { get; internal init; }

    /// <summary>The difference that is taken to matter, in points.</summary>
    [JsonInclude] public double Matters { get; internal init; }

    /// <summary>Where that comes from.</summary>
    [JsonInclude] public string MattersSource { get; internal init; } = "";
}

/// <summary>How the people changed who have a score in both rounds.</summary>
public sealed record PublishedSamePeople : PublishedShift
{
    [JsonConstructor]
    internal PublishedSamePeople() { }

    /// <summary>People with a score in both rounds; null where that would tell how few lack one.</summary>
    [JsonInclude] public long? N { get; internal init; }

    /// <summary>They are at least this many.</summary>
    [JsonInclude] public long AtLeast { get; internal init; }

    /// <summary>People with a score in the earlier round only; null where not shown.</summary>
    [JsonInclude] public long? OnlyFirst { get; internal init; }

    /// <summary>People with a score in the later round only; null where not shown.</summary>
    [JsonInclude] public long? OnlySecond { get; internal init; }

    /// <summary>d_z: mean change divided by the standard deviation of the changes; null where not shown.</summary>
    [JsonInclude] public double? Dz { get; internal init; }

    /// <summary>Lower 95 % limit of d_z.</summary>
    [JsonInclude] public double? DzLow { get; internal init; }

    /// <summary>Upper 95 % limit of d_z.</summary>
    [JsonInclude] public double? DzHigh { get; internal init; }

    /// <summary>Hedges’ g_av: mean change divided by the mean of the two standard deviations, corrected for few people (J at n − 1).</summary>
    [JsonInclude] public double? Gav { get; internal init; }

    /// <summary>Two-sided probability by Wilcoxon’s signed-rank test.</summary>
    [JsonInclude] public double? WilcoxonP { get; internal init; }

    /// <summary>What people typically changed by: the Hodges–Lehmann estimate; null where one or two people’s answers could decide it.</summary>
    [JsonInclude] public double? TypicalChange { get; internal init; }

    /// <summary>Lower limit of that.</summary>
    [JsonInclude] public double? TypicalLow { get; internal init; }

    /// <summary>Upper limit of that.</summary>
    [JsonInclude] public double? TypicalHigh { get; internal init; }

    /// <summary>People who changed by more than the errors of their scores: improved, unchanged, worse; empty where not shown.</summary>
    [JsonInclude] public IReadOnlyList<PublishedCell> Reliable { get; internal init; } = [];

    /// <summary>What <see cref="Reliable"/> says, or why it says nothing, in words.</summary>
    [JsonInclude] public string ReliableWords { get; internal init; } = "";
}

/// <summary>How two rounds differ, whoever answered: perhaps different people. Made of the published figures of both and nothing else.</summary>
public sealed record PublishedDifference : PublishedShift
{
    [JsonConstructor]
    internal PublishedDifference() { }

    /// <summary>People with a score in the earlier round; null where not shown.</summary>
    [JsonInclude] public long? FirstN { get; internal init; }

    /// <summary>People with a score in the later round; null where not shown.</summary>
    [JsonInclude] public long? SecondN { get; internal init; }

    /// <summary>In the earlier round they are at least this many.</summary>
    [JsonInclude] public long FirstAtLeast { get; internal init; }

    /// <summary>In the later round they are at least this many.</summary>
    [JsonInclude] public long SecondAtLeast { get; internal init; }

    /// <summary>True where the interval is Welch’s; false where it is made of the two rounds’ own intervals (square-and-add).</summary>
    [JsonInclude] public bool IsWelch { get; internal init; }

    /// <summary>Hedges’ g: difference divided by the pooled standard deviation, corrected for few people; null where not shown.</summary>
    [JsonInclude] public double? HedgesG { get; internal init; }

    /// <summary>Lower 95 % limit of g.</summary>
    [JsonInclude] public double? HedgesGLow { get; internal init; }

    /// <summary>Upper 95 % limit of g.</summary>
    [JsonInclude] public double? HedgesGHigh { get; internal init; }
}
