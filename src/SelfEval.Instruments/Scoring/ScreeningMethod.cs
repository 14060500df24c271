using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>1 where at least one item has an option that decides. One is enough, so nothing missing can take it back.</summary>
internal sealed class ScreeningMethod(Scale scale, Item[] items) : IScaleMethod
{
    private readonly bool[][] decides = [.. items.Select(item => item.Responses!.Options
        .Select(option => option.Missing is null && scale.Counted.Contains(option.Code)).ToArray())];

    public ScaleOutcome Score(ReadOnlySpan<CodedAnswer> answers, in AnswerCount count) => new(IsDecided(answers) ? 1 : 0);

    public bool IsDecided(ReadOnlySpan<CodedAnswer> answers)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i] is { Missing: null, Option: var option } && decides[i][option])
                return true;
        }
        return false;
    }
}
