using System.Runtime.CompilerServices;
using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>An instrument made ready for fast scoring: items become positions and option codes become values once, not for every sheet.</summary>
internal sealed class CompiledInstrument
{
    private const int MostOnStack = 256;

    private static readonly ConditionalWeakTable<Instrument, CompiledInstrument> Ready = [];

    private readonly Instrument instrument;
    private readonly CodedItem[] items;
    private readonly CompiledScale[] scales;
    private readonly int[] order;
    private readonly bool hasConditions;
    private readonly bool hasComposites;

    private CompiledInstrument(Instrument instrument)
    {
        this.instrument = instrument;
        hasConditions = instrument.Items.Any(item => item.ShowIf is not null);
        var scored = instrument.Scales.SelectMany(scale => scale.Items.Select(part => part.Code).Append(scale.ScoringVersionFrom)).ToHashSet();
        items = [.. instrument.Items.Where(item => scored.Contains(item.Code)).Select(item => new CodedItem(item))];
        scales = [.. instrument.Scales.Select(scale => CompiledScale.Of(instrument, scale, items))];
        order = Order(instrument.Scales);
        hasComposites = instrument.Scales.Any(scale => scale.Parts.Count > 0);
    }

    public static CompiledInstrument Of(Instrument instrument) => Ready.GetValue(instrument, static key => new CompiledInstrument(key));

    /// <summary>The items that a scale looks at, in the order in which their coded answers are wanted.</summary>
    public IReadOnlyList<CodedItem> Items => items;

    /// <summary>The scores alone of answers that are coded already, of an instrument whose scales look at nothing else.</summary>
    public void Values(ReadOnlySpan<CodedAnswer> coded, Span<ScaleValue> values)
    {
        var view = new SheetView(AnswerSheet.Empty, null, coded);
        foreach (var at in order)
            values[at] = scales[at].Value(view, values);
    }

    /// <summary>Scores answers that are coded already, of an instrument whose scales look at nothing else.</summary>
    public ScaleScore[] Score(ReadOnlySpan<CodedAnswer> coded) => Score(new SheetView(AnswerSheet.Empty, null, coded));

    public ScaleScore[] Score(AnswerSheet sheet, IReadOnlySet<string>? shown)
    {
        if (scales.Length == 0)
            return [];
        if (shown is null && hasConditions)
            shown = Shown.Items(instrument.Items, sheet);
        Span<CodedAnswer> coded = items.Length <= MostOnStack ? stackalloc CodedAnswer[items.Length] : new CodedAnswer[items.Length];
        var answers = sheet.Walk();
        for (var i = 0; i < items.Length; i++)
        {
            if (!items[i].TryCode(ref answers, shown, out coded[i]))
                throw new AnswersRefusedException(Problems(sheet));
        }
        return Score(new SheetView(sheet, shown, coded));
    }

    private ScaleScore[] Score(in SheetView view)
    {
        var scores = new ScaleScore[scales.Length];
        // No stack for it: there are references in it, and few scales.
        var values = hasComposites ? new ScaleValue[scales.Length] : [];
        foreach (var at in order)
        {
            scores[at] = scales[at].Score(view, values);
            if (hasComposites)
                values[at] = ScaleValue.Of(scores[at]);
        }
        return scores;
    }

    // A composite comes after the scales that it is made of; the reader refused loops.
    private static int[] Order(IReadOnlyList<Scale> scales)
    {
        var order = new List<int>(scales.Count);
        void Place(int at)
        {
            if (order.Contains(at))
                return;
            foreach (var part in scales[at].Parts)
                Place(scales.Select(scale => scale.Id).ToList().IndexOf(part.Scale));
            order.Add(at);
        }
        for (var i = 0; i < scales.Count; i++)
            Place(i);
        return [.. order];
    }

    private List<AnswerProblem> Problems(AnswerSheet sheet)
    {
        var problems = new List<AnswerProblem>();
        foreach (var item in items)
        {
            if (sheet.TryGet(item.Item.Code, out var answer) && AnswerChecks.Check(item.Item, answer) is { } problem)
                problems.Add(problem);
        }
        return problems;
    }
}
