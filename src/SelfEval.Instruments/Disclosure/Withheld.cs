using System.Text.Json.Serialization;

namespace SelfEval.Instruments.Disclosure;

/// <summary>Why a figure is not shown.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Withheld>))]
public enum Withheld
{
    /// <summary>Fewer than k people answered.</summary>
    FewerThanK,

    /// <summary>Too few, or too alike, to show without showing what somebody answered.</summary>
    WouldIdentify,

    /// <summary>The item asks for words or a date: only how many answered is shown.</summary>
    NoFigures,
}
