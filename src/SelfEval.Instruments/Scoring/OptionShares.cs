using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>Shares of the options over the answered items of one scale.</summary>
internal sealed class OptionShares
{
    private readonly Scale scale;
    private readonly int[] at;
    private readonly string[][] options;
    private readonly string[] all;

    public OptionShares(Scale scale, int[] at, CodedItem[] items)
    {
        this.scale = scale;
        this.at = at;
        options = at.Select(position => items[position].Item.Responses!.Options.Select(option => option.Code).ToArray()).ToArray();
        all = at.SelectMany(position => items[position].Item.Responses!.Options.Where(option => option.Missing is null).Select(option => option.Code))
            .Distinct().ToArray();
    }

    public ScaleScore Score(ScaleScore score, ReadOnlySpan<CodedAnswer> answers)
    {
        var parts = new Dictionary<string, double>(all.Length);
        foreach (var code in all)
            parts[code] = 0;
        for (var i = 0; i < at.Length; i++)
        {
            if (answers[at[i]] is { Missing: null, Option: var option })
                parts[options[i][option]]++;
        }
        double counted = 0;
        foreach (var code in scale.Counted)
            counted += parts[code];
        foreach (var code in all)
            parts[code] /= score.Answered;
        var share = counted / score.Answered;
        return score with { Value = scale.RescaleTo100 ? 100 * share : share, Parts = parts };
    }
}
