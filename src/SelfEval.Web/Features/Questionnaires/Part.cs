using System.Text.Json.Serialization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>One step of a composition.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "part")]
[JsonDerivedType(typeof(FromInstrument), "instrument")]
[JsonDerivedType(typeof(OwnQuestion), "own")]
[JsonDerivedType(typeof(PageStart), "page")]
public abstract record Part
{
    /// <summary>Given once and never reused, so that a button pressed on an old page cannot hit another part.</summary>
    public int Id { get; init; }
}

/// <summary>A whole instrument (or one of its forms), or some of its items.</summary>
public sealed record FromInstrument : Part
{
    public required string Instrument { get; init; }

    public required string Version { get; init; }

    public string? Form { get; init; }

    /// <summary>Null for all items.</summary>
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>For a scale id, the missing rule chosen; scales without an entry keep their default.</summary>
    public IReadOnlyDictionary<string, string> Rules { get; init; } = new Dictionary<string, string>();

    /// <summary>A new page begins after this many of its questions; null keeps them together.</summary>
    public int? PerPage { get; init; }
}

/// <summary>A new page begins here.</summary>
public sealed record PageStart : Part
{
    public string? Title { get; init; }

    public string? Lead { get; init; }
}

/// <summary>A question in the team's own words.</summary>
public sealed record OwnQuestion : Part
{
    /// <summary>own_1, own_2 …: given once and never reused, so that answers of different versions can be told apart.</summary>
    public string Code { get; init; } = "";

    public required ItemKind Kind { get; init; }

    public required string Text { get; init; }

    public string? Hint { get; init; }

    /// <summary>A ready set of answers, see <see cref="ReadyAnswers"/>; null where the team wrote its own options.</summary>
    public string? Ready { get; init; }

    public IReadOnlyList<OwnOption> Options { get; init; } = [];

    public int NextOption { get; init; } = 1;

    /// <summary>"Does not apply" and its kind, offered after the answers.</summary>
    public IReadOnlyList<MissingKind> Also { get; init; } = [];

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public int? DecimalPlaces { get; init; }

    public int? MaxLength { get; init; }

    public string? LowAnchor { get; init; }

    public string? HighAnchor { get; init; }

    public bool Optional { get; init; }

    public ShownWhen? ShowIf { get; init; }
}

public sealed record OwnOption(string Code, string Label);

/// <summary>Shown only to people who gave one of these answers to an earlier own question.</summary>
public sealed record ShownWhen(string Question, IReadOnlyList<string> Answers);
