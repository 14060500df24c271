namespace SelfEval.Instruments.Scoring;

/// <summary>Makes a score of the answers to the items of one scale.</summary>
internal interface IScaleMethod
{
    /// <summary>The score before rescaling. Called only where the rule for missing answers is met or the answers decide anyhow.</summary>
    /// <param name="answers">The answers in the scale's order, reversed where the scale says so.</param>
    /// <param name="count">What was counted over them.</param>
    ScaleOutcome Score(ReadOnlySpan<CodedAnswer> answers, in AnswerCount count);

    /// <summary>The value alone of what <see cref="Score"/> gives.</summary>
    double Value(ReadOnlySpan<CodedAnswer> answers, in AnswerCount count) => Score(answers, count).Value;

    /// <summary>True where the answers decide the score, whatever is missing.</summary>
    bool IsDecided(ReadOnlySpan<CodedAnswer> answers) => false;
}
