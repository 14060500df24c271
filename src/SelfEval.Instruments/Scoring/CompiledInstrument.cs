using System.Runtime.CompilerServices;
using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>An instrument made ready for fast scoring: items become positions and option codes become values once, not for every sheet.</summary>
internal sealed class CompiledInstrument
{
    private static readonly ConditionalWeakTable<Instrument, CompiledInstrument> Ready = [];

    private readonly Instrument instrument;
    private readonly CodedItem[] items;
    private readonly CompiledScale[] scales;
    private readonly bool hasConditions;

    private CompiledInstrument(Instrument instrument)
    {
        this.instrument = instrument;
        hasConditions = instrument.Items.Any(item => item.ShowIf is not null);
        var scored = instrument.Scales.SelectMany(scale => scale.Items).Select(part => part.Code).ToHashSet();
        items = instrument.Items.Where(item => scored.Contains(item.Code)).Select(item => new CodedItem(item)).ToArray();
        scales = instrument.Scales.Select(scale => new CompiledScale(instrument, scale, items)).ToArray();
    }

    public static CompiledInstrument Of(Instrument instrument) => Ready.GetValue(instrument, static key => new CompiledInstrument(key));

    public ScaleScore[] Score(AnswerSheet sheet, IReadOnlySet<string>? shown)
    {
        if (scales.Length == 0)
            return [];
        if (shown is null && hasConditions)
            shown = Shown.Items(instrument.Items, sheet);
        Span<CodedAnswer> coded = items.Length <= 64 ? stackalloc CodedAnswer[items.Length] : new CodedAnswer[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (!items[i].TryCode(sheet, shown, out coded[i]))
                throw new AnswersRefusedException(Problems(sheet));
        }
        var scores = new ScaleScore[scales.Length];
        for (var i = 0; i < scales.Length; i++)
            scores[i] = scales[i].Score(coded);
        return scores;
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
