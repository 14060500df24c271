using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>Weighted sum or mean. A missing item takes the person's mean, 0 or nothing, as the rule says.</summary>
internal sealed class TotalMethod(Scale scale) : IScaleMethod
{
    private readonly string[] codes = [.. scale.Items.Select(part => part.Code)];
    private readonly double[] weights = [.. scale.Items.Select(part => part.Weight)];
    private readonly bool mean = scale.IsMean;
    private readonly bool zeroes = scale.Rule.NotApplicableIsZero;
    private readonly bool replaces = scale.Rule.Replacement == Replacement.PersonMean;

    public ScaleOutcome Score(ReadOnlySpan<CodedAnswer> answers, in AnswerCount count)
    {
        if (!Fills(answers, count))
            return new ScaleOutcome(Value(answers, count));
        var replaced = new List<ReplacedItem>(answers.Length - count.Answered);
        return new ScaleOutcome(Filled(answers, count, replaced)) { Replaced = replaced };
    }

    public double Value(ReadOnlySpan<CodedAnswer> answers, in AnswerCount count) =>
        Fills(answers, count) ? Filled(answers, count, null) : mean ? count.Weighted / count.Weight : count.Weighted;

    private bool Fills(ReadOnlySpan<CodedAnswer> answers, in AnswerCount count) =>
        count.Answered < answers.Length && (replaces || count.Zeros > 0);

    private double Filled(ReadOnlySpan<CodedAnswer> answers, in AnswerCount count, List<ReplacedItem>? replaced)
    {
        // Zeros given for "does not apply" are answers by the rule, so they take part in the person's mean.
        var personMean = count.Plain / (count.Answered + count.Zeros);
        var (total, weight) = (count.Weighted, count.Weight);
        for (var i = 0; i < answers.Length; i++)
        {
            var missing = answers[i].Missing;
            if (missing is null)
                continue;
            var zero = zeroes && missing == MissingKind.DoesNotApply;
            if (!zero && !replaces)
                continue;
            var value = zero ? 0 : personMean;
            total += weights[i] * value;
            weight += weights[i];
            replaced?.Add(new ReplacedItem(codes[i], value, missing.Value));
        }
        return mean ? total / weight : total;
    }
}
