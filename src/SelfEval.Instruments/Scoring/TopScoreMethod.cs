using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>1 where every answered item has its best value: the highest after reversing, the lowest where lower is better.</summary>
internal sealed class TopScoreMethod(Scale scale, (double Lowest, double Highest)[] ranges) : IScaleMethod
{
    private readonly double[] best = [.. ranges.Select(range => scale.HigherIsBetter == false ? range.Lowest : range.Highest)];

    public ScaleOutcome Score(ReadOnlySpan<CodedAnswer> answers, in AnswerCount count)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i].Missing is null && answers[i].Value != best[i])
                return new ScaleOutcome(0);
        }
        return new ScaleOutcome(1);
    }
}
