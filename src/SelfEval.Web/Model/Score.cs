namespace SelfEval.Web.Model;

/// <summary>What one scale said about one response, with its working, written in the same transaction as the answers.</summary>
public sealed class Score
{
    public required Guid ResponseId { get; init; }

    /// <summary>Instrument id and scale id, e.g. care-style.empathy.</summary>
    public required string ScaleKey { get; init; }

    public required string InstrumentVersion { get; init; }

    public required string Rule { get; init; }

    public required double? Value { get; init; }

    /// <summary>The whole ScaleScore as JSON: items used, replaced, why unscored.</summary>
    public required string Working { get; init; }
}
