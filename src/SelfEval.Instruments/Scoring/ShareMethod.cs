using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>Shares of the options over the answered items of one scale.</summary>
internal sealed class ShareMethod : IScaleMethod
{
    private readonly string[] all;
    private readonly bool[] isCounted;
    private readonly int[][] positions;

    public ShareMethod(Scale scale, Item[] items)
    {
        all = [.. items.SelectMany(item => item.Responses!.Options.Where(option => option.Missing is null).Select(option => option.Code)).Distinct()];
        isCounted = [.. all.Select(code => scale.Counted.Contains(code))];
        positions = [.. items.Select(item => item.Responses!.Options.Select(option => Array.IndexOf(all, option.Code)).ToArray())];
    }

    public ScaleOutcome Score(ReadOnlySpan<CodedAnswer> answers, in AnswerCount count)
    {
        var chosen = new int[all.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i] is { Missing: null, Option: var option })
                chosen[positions[i][option]]++;
        }
        var counted = 0;
        var parts = new Dictionary<string, double>(all.Length);
        for (var i = 0; i < all.Length; i++)
        {
            counted += isCounted[i] ? chosen[i] : 0;
            parts[all[i]] = (double)chosen[i] / count.Answered;
        }
        return new ScaleOutcome((double)counted / count.Answered) { Parts = parts };
    }
}
