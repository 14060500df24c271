namespace SelfEval.Instruments.Scoring;

/// <summary>A scale's score for one answer sheet without its working: for totals over long files. <see cref="ScaleScore"/> has the rest.</summary>
/// <param name="Value">The score, never rounded; null where the scale is unscored.</param>
/// <param name="Answered">How many of the scale's items have a substantive answer, or a score.</param>
/// <param name="Unscored">Why there is no score: one of <see cref="UnscoredReason"/>; null where there is one.</param>
public readonly record struct ScaleValue(double? Value, int Answered, string? Unscored)
{
    internal static ScaleValue Of(ScaleScore score) => new(score.Value, score.Answered, score.Unscored);
}
