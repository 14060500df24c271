using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>The quality checks of one scale. They look at the answers as given, before reversing.</summary>
/// <param name="checks">The checks, in the file's order.</param>
/// <param name="at">Positions of the scale's items among the coded answers.</param>
/// <param name="ranges">The items' ranges; not numbers where an item has no values.</param>
internal sealed class QualityFlags(IReadOnlyList<QualityCheck> checks, int[] at, (double Lowest, double Highest)[] ranges)
{
    private readonly QualityCheck[] checks = [.. checks];

    public IReadOnlyList<string> Of(ReadOnlySpan<CodedAnswer> answers, int answered)
    {
        List<string>? raised = null;
        foreach (var check in checks)
        {
            switch (check.Kind)
            {
                case QualityCheckKind.StraightLine when answered > 1 && LongestRun(answers) == answered:
                    (raised ??= []).Add(ScoreFlag.StraightLine);
                    if (AllAtEnd(answers) is { } end)
                        raised.Add(end);
                    break;
                case QualityCheckKind.LongestRun when LongestRun(answers) >= check.Bound:
                    (raised ??= []).Add(ScoreFlag.LongRun);
                    break;
                case QualityCheckKind.LowSpread when answered > 1 && Spread(answers, answered) < check.Bound:
                    (raised ??= []).Add(ScoreFlag.LowSpread);
                    break;
                case QualityCheckKind.NotApplicable when NotApplicable(answers) > check.Bound:
                    (raised ??= []).Add(ScoreFlag.ManyNotApplicable);
                    break;
            }
        }
        return raised is null ? [] : raised;
    }

    private int LongestRun(ReadOnlySpan<CodedAnswer> answers)
    {
        int longest = 0, run = 0, before = -1;
        foreach (var position in at)
        {
            if (answers[position].Missing is not null)
                continue;
            run = before >= 0 && IsSame(answers[before], answers[position]) ? run + 1 : 1;
            longest = Math.Max(longest, run);
            before = position;
        }
        return longest;
    }

    // Options without values are the same where they stand in the same place.
    private static bool IsSame(in CodedAnswer one, in CodedAnswer other) =>
        double.IsNaN(one.Value) ? double.IsNaN(other.Value) && one.Option == other.Option : one.Value == other.Value;

    private string? AllAtEnd(ReadOnlySpan<CodedAnswer> answers)
    {
        bool lowest = true, highest = true;
        for (var i = 0; i < at.Length; i++)
        {
            ref readonly var answer = ref answers[at[i]];
            if (answer.Missing is not null)
                continue;
            lowest &= answer.Value == ranges[i].Lowest;
            highest &= answer.Value == ranges[i].Highest;
        }
        return lowest ? ScoreFlag.AllLowest : highest ? ScoreFlag.AllHighest : null;
    }

    // Not a number, and so below no bound, where an option has no value.
    private double Spread(ReadOnlySpan<CodedAnswer> answers, int answered)
    {
        double sum = 0, squares = 0;
        foreach (var position in at)
            sum += answers[position] is { Missing: null, Value: var value } ? value : 0;
        var mean = sum / answered;
        foreach (var position in at)
            squares += answers[position] is { Missing: null, Value: var value } ? (value - mean) * (value - mean) : 0;
        return Math.Sqrt(squares / (answered - 1));
    }

    private int NotApplicable(ReadOnlySpan<CodedAnswer> answers)
    {
        var count = 0;
        foreach (var position in at)
            count += answers[position].Missing == MissingKind.DoesNotApply ? 1 : 0;
        return count;
    }
}
