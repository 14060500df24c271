using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>
/// Scores sheets that come as cells, one item after another, without making an <see cref="AnswerSheet"/> of each: for long files. It gives the scores of
/// <see cref="Scorer"/>. Only for instruments whose items are all answered with one option and always shown. Not safe for several threads at once.
/// </summary>
public sealed class RowScorer
{
    private readonly CompiledInstrument compiled;
    private readonly CodedItem[] items;
    private readonly int[] places;
    private readonly CodedAnswer[] coded;
    private readonly ScaleValue[] values;

    private RowScorer(Instrument instrument)
    {
        compiled = CompiledInstrument.Of(instrument);
        items = [.. instrument.Items.Select(item => new CodedItem(item))];
        places = [.. instrument.Items.Select(item => compiled.Items.ToList().FindIndex(scored => scored.Item == item))];
        coded = new CodedAnswer[compiled.Items.Count];
        values = new ScaleValue[instrument.Scales.Count];
        Clear();
    }

    /// <summary>A scorer, or null where the instrument has items of other kinds, conditions or goals.</summary>
    public static RowScorer? For(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return instrument.Items.All(item => item.ShowIf is null && item.Kind is ItemKind.SingleChoice or ItemKind.Bipolar or ItemKind.ZeroToTen)
            && instrument.Scales.All(scale => scale.Goals.Count == 0) ? new RowScorer(instrument) : null;
    }

    /// <summary>Begins another sheet: every item shown and blank.</summary>
    public void Clear() => Array.Fill(coded, CodedItem.Blank);

    /// <summary>Says that an item was not shown.</summary>
    /// <param name="item">Position among the instrument's items.</param>
    public void Hide(int item) => Put(item, CodedItem.Hidden);

    /// <summary>Answers an item.</summary>
    /// <param name="item">Position among the instrument's items.</param>
    /// <param name="option">An option's code.</param>
    /// <returns>False where the item has no such option; then nothing is answered.</returns>
    public bool Answer(int item, ReadOnlySpan<char> option)
    {
        if (!items[item].TryCode(option, out var answer)) return false;
        Put(item, answer);
        return true;
    }

    /// <summary>Answers an item.</summary>
    /// <param name="item">Position among the instrument's items.</param>
    /// <param name="option">Position among the item's options.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such item or option.</exception>
    public void Answer(int item, int option) => Put(item, items[item].Option(option));

    /// <summary>Answers an item with the option that stands for a kind of missing answer; blank for <see cref="MissingKind.Skipped"/>.</summary>
    /// <param name="item">Position among the instrument's items.</param>
    /// <param name="missing">Which kind.</param>
    /// <returns>False where the item has no such option; then nothing is answered.</returns>
    public bool Answer(int item, MissingKind missing)
    {
        var answer = CodedItem.Blank;
        if (missing != MissingKind.Skipped && !items[item].TryCode(missing, out answer)) return false;
        Put(item, answer);
        return true;
    }

    /// <summary>The scores of the sheet, in the instrument's order of scales.</summary>
    public IReadOnlyList<ScaleScore> Score() => compiled.Score(coded);

    /// <summary>The scores of the sheet without their working, in the same order; allocates nothing for most methods. Good until the next call.</summary>
    public ReadOnlySpan<ScaleValue> Values()
    {
        compiled.Values(coded, values);
        return values;
    }

    private void Put(int item, in CodedAnswer answer)
    {
        if (places[item] >= 0) coded[places[item]] = answer;
    }
}
