using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>A scale made of items.</summary>
internal sealed class ItemScale : CompiledScale
{
    private const int MostOnStack = 128;

    private readonly string[] codes;
    private readonly int[] at;
    private readonly bool[] reversed;
    private readonly double[] weights;
    private readonly double[] turningPoints;
    private readonly IScaleMethod method;
    private readonly bool hasValues;
    private readonly QualityFlags? flags;

    public ItemScale(Instrument instrument, Scale scale, CodedItem[] items) : base(instrument, scale, items)
    {
        codes = [.. scale.Items.Select(part => part.Code)];
        at = [.. codes.Select(code => Array.FindIndex(items, item => item.Item.Code == code))];
        reversed = [.. scale.Items.Select(part => part.Reverse)];
        weights = [.. scale.Items.Select(part => part.Weight)];
        (double Lowest, double Highest)[] ranges = [.. at.Select(position => ScaleBounds.Of(items[position].Item) ?? (double.NaN, double.NaN))];
        turningPoints = [.. ranges.Select(range => range.Lowest + range.Highest)];
        hasValues = scale.Method is not (ScoringMethod.OptionProportions or ScoringMethod.Screening);
        flags = scale.QualityChecks.Count > 0 ? new QualityFlags(scale.QualityChecks, at, ranges) : null;
        method = scale.Method switch
        {
            ScoringMethod.RaschMeasure => new RaschMethod(scale, ranges),
            ScoringMethod.TopScore => new TopScoreMethod(scale, ranges),
            ScoringMethod.OptionProportions => new ShareMethod(scale, [.. at.Select(position => items[position].Item)]),
            ScoringMethod.Screening => new ScreeningMethod(scale, [.. at.Select(position => items[position].Item)]),
            ScoringMethod.Lookup => new LookupMethod(scale),
            _ => new TotalMethod(scale),
        };
    }

    public override ScaleScore Score(in SheetView sheet, ReadOnlySpan<ScaleValue> scored)
    {
        Span<CodedAnswer> answers = at.Length <= MostOnStack ? stackalloc CodedAnswer[at.Length] : new CodedAnswer[at.Length];
        var count = Collect(sheet.Coded, answers);
        var complete = count.Answered == at.Length;
        var working = new ScaleWorking(at.Length, count.Answered, complete ? codes : Used(answers, count.Answered),
            hasValues && count.Answered > 0 ? count.Weighted : null, flags is null ? [] : flags.Of(sheet.Coded, count.Answered));
        if (WhyUnscored(answers, count) is { } unscored)
            return Result(sheet, working, null, unscored);
        var outcome = method.Score(answers, count);
        outcome.Value = Rescaled(outcome.Value);
        return Result(sheet, working, outcome);
    }

    public override ScaleValue Value(in SheetView sheet, ReadOnlySpan<ScaleValue> scored)
    {
        Span<CodedAnswer> answers = at.Length <= MostOnStack ? stackalloc CodedAnswer[at.Length] : new CodedAnswer[at.Length];
        var count = Collect(sheet.Coded, answers);
        return WhyUnscored(answers, count) is { } unscored ? new ScaleValue(null, count.Answered, unscored)
            : new ScaleValue(WithoutNoise(Rescaled(method.Value(answers, count))), count.Answered, null);
    }

    private string? WhyUnscored(ReadOnlySpan<CodedAnswer> answers, in AnswerCount count) =>
        Rule.Allows(count.Answered + count.Zeros, at.Length) || method.IsDecided(answers) ? null
        : count.Hidden == at.Length ? UnscoredReason.NotAsked
        : count.Answered + count.Zeros == 0 ? UnscoredReason.NothingAnswered : UnscoredReason.TooManyMissing;

    private AnswerCount Collect(ReadOnlySpan<CodedAnswer> sheet, Span<CodedAnswer> answers)
    {
        var count = new AnswerCount();
        for (var i = 0; i < at.Length; i++)
        {
            ref readonly var answer = ref sheet[at[i]];
            if (answer.Missing is { } missing)
            {
                answers[i] = answer;
                if (missing == MissingKind.NotShown)
                    count.Hidden++;
                else if (missing == MissingKind.DoesNotApply && Rule.NotApplicableIsZero)
                    count.Zeros++;
                continue;
            }
            var value = reversed[i] ? turningPoints[i] - answer.Value : answer.Value;
            answers[i] = answer with { Value = value };
            count.Answered++;
            count.Plain += value;
            count.Weighted += weights[i] * value;
            count.Weight += weights[i];
        }
        return count;
    }

    private string[] Used(ReadOnlySpan<CodedAnswer> answers, int answered)
    {
        var used = new string[answered];
        var next = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i].Missing is null)
                used[next++] = codes[i];
        }
        return used;
    }
}

/// <summary>What is counted over the items of a scale, after reversing.</summary>
internal struct AnswerCount
{
    /// <summary>Items with a substantive answer.</summary>
    public int Answered;

    /// <summary>Items that do not apply and count as 0 by the rule.</summary>
    public int Zeros;

    /// <summary>Items not shown.</summary>
    public int Hidden;

    /// <summary>Sum of the answered items.</summary>
    public double Plain;

    /// <summary>Weighted sum of the answered items.</summary>
    public double Weighted;

    /// <summary>Sum of their weights.</summary>
    public double Weight;
}
