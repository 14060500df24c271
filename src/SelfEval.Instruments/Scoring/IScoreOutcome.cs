namespace SelfEval.Instruments.Scoring;

/// <summary>What came of scoring a scale, without the working: as much as counting needs.</summary>
public interface IScoreOutcome
{
    /// <summary><c>instrument.scale</c>.</summary>
    string Key { get; }

    /// <summary>The score; null where the scale is unscored.</summary>
    double? Value { get; }

    /// <summary>Why there is no score: one of <see cref="UnscoredReason"/>; null where there is one.</summary>
    string? Unscored { get; }

    /// <summary>Quality flags, see <see cref="ScoreFlag"/>.</summary>
    IReadOnlyList<string> Flags { get; }
}

/// <summary>An outcome as it is read from where scores are stored, when their working is not wanted.</summary>
public sealed record ScoreOutcome(string Key, double? Value, string? Unscored, IReadOnlyList<string> Flags) : IScoreOutcome;
