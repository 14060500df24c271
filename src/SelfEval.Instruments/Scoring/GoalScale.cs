using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>The person's own goals. Only a goal with a text counts, as answered or as missing; its rating without a text is passed over.</summary>
internal sealed class GoalScale : CompiledScale
{
    private readonly GoalSlot[] goals;
    private readonly int[] at;

    public GoalScale(Instrument instrument, Scale scale, CodedItem[] items) : base(instrument, scale, items)
    {
        goals = [.. scale.Goals];
        at = [.. goals.Select(goal => Array.FindIndex(items, item => item.Item.Code == goal.Rating))];
    }

    public override ScaleScore Score(in SheetView sheet, ReadOnlySpan<ScaleValue> scored)
    {
        int named = 0, hidden = 0;
        double sum = 0;
        var rated = new Dictionary<string, double>(goals.Length);
        for (var i = 0; i < goals.Length; i++)
        {
            hidden += sheet.Shows(goals[i].Text) ? 0 : 1;
            if (!sheet.HasText(goals[i].Text))
                continue;
            named++;
            var rating = sheet.Coded[at[i]];
            if (rating.Missing is not null)
                continue;
            rated[goals[i].Rating] = rating.Value;
            sum += rating.Value;
        }
        var working = new ScaleWorking(named, rated.Count, [.. rated.Keys], rated.Count > 0 ? sum : null, []);
        if (!Rule.Allows(rated.Count, named))
        {
            return Result(sheet, working, null, hidden == goals.Length ? UnscoredReason.NotAsked
                : rated.Count == 0 ? UnscoredReason.NothingAnswered : UnscoredReason.TooManyMissing);
        }
        return Result(sheet, working, new ScaleOutcome(Rescaled(sum / rated.Count)) { Parts = rated });
    }
}
