using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>
/// A scale made ready for fast scoring. The order of work is fixed: the answers come validated and with their missing kinds; then reverse, count
/// missing, apply the rule, score, rescale, band, flag.
/// </summary>
internal sealed class CompiledScale
{
    private readonly Instrument instrument;
    private readonly Scale scale;
    private readonly MissingRule rule;
    private readonly string[] codes;
    private readonly int[] at;
    private readonly bool[] reversed;
    private readonly double[] weights;
    private readonly (double Lowest, double Highest)[] ranges;
    private readonly double rawLowest;
    private readonly double rawHighest;
    private readonly RaschScoring? rasch;
    private readonly OptionShares? shares;
    private readonly bool checksStraightLine;

    public CompiledScale(Instrument instrument, Scale scale, CodedItem[] items)
    {
        this.instrument = instrument;
        this.scale = scale;
        if (scale.Method > ScoringMethod.OptionProportions)
            throw new NotSupportedException($"{scale.Method} is read and not scored yet.");
        rule = scale.Rule;
        codes = scale.Items.Select(part => part.Code).ToArray();
        at = codes.Select(code => Array.FindIndex(items, item => item.Item.Code == code)).ToArray();
        reversed = scale.Items.Select(part => part.Reverse).ToArray();
        weights = scale.Items.Select(part => part.Weight).ToArray();
        ranges = at.Select(position => ScaleBounds.Of(items[position].Item) ?? (0, 0)).ToArray();
        (rawLowest, rawHighest) = ScaleBounds.RawOf(scale, instrument.FindItem, instrument.FindScale) ?? (0, 1);
        rasch = scale.Method == ScoringMethod.RaschMeasure ? new RaschScoring(scale, ranges) : null;
        shares = scale.Method == ScoringMethod.OptionProportions ? new OptionShares(scale, at, items) : null;
        checksStraightLine = scale.QualityChecks.Any(check => check.Kind == QualityCheckKind.StraightLine);
    }

    public ScaleScore Score(ReadOnlySpan<CodedAnswer> answers)
    {
        int answered = 0, zeros = 0, hidden = 0;
        double plain = 0, weighted = 0, answeredWeight = 0;
        for (var i = 0; i < at.Length; i++)
        {
            ref readonly var answer = ref answers[at[i]];
            if (answer.Missing is null)
            {
                var value = Turned(i, answer.Value);
                answered++;
                plain += value;
                weighted += weights[i] * value;
                answeredWeight += weights[i];
            }
            else if (answer.Missing == MissingKind.NotShown)
            {
                hidden++;
            }
            else if (answer.Missing == MissingKind.DoesNotApply && rule.NotApplicableIsZero)
            {
                zeros++;
            }
        }

        var sum = shares is null && answered > 0 ? weighted : (double?)null;
        var score = new ScaleScore
        {
            Instrument = instrument.Id,
            InstrumentVersion = instrument.Version,
            Standing = instrument.Standing,
            Scale = scale.Id,
            Rule = rule.Id,
            ItemCount = at.Length,
            Answered = answered,
            Used = answered == at.Length ? codes : Used(answers, answered),
            RawSum = sum,
            Flags = checksStraightLine ? Flags(answers, answered) : [],
        };
        if (!rule.Allows(answered + zeros, at.Length))
        {
            var reason = hidden == at.Length ? UnscoredReason.NotAsked : answered + zeros == 0 ? UnscoredReason.NothingAnswered : UnscoredReason.TooManyMissing;
            return score with { Unscored = reason };
        }
        return scale.Method switch
        {
            ScoringMethod.RaschMeasure => Banded(rasch!.Score(score, answers, at, reversed)),
            ScoringMethod.TopScore => Banded(score, IsTop(answers) ? 1 : 0),
            ScoringMethod.OptionProportions => Banded(shares!.Score(score, answers)),
            _ => Totalled(score, answers, plain, weighted, answeredWeight, zeros),
        };
    }

    private ScaleScore Totalled(ScaleScore score, ReadOnlySpan<CodedAnswer> answers, double plain, double weighted, double answeredWeight, int zeros)
    {
        var total = weighted;
        var weight = answeredWeight;
        if (score.Answered < at.Length && (zeros > 0 || rule.Replacement == Replacement.PersonMean))
        {
            // Zeros given for "does not apply" are answers by the rule, so they take part in the person's mean.
            var mean = plain / (score.Answered + zeros);
            var replaced = new List<ReplacedItem>(at.Length - score.Answered);
            for (var i = 0; i < at.Length; i++)
            {
                if (answers[at[i]].Missing is not { } missing)
                    continue;
                var zero = missing == MissingKind.DoesNotApply && rule.NotApplicableIsZero;
                if (!zero && rule.Replacement == Replacement.None)
                    continue;
                var value = zero ? 0 : mean;
                total += weights[i] * value;
                weight += weights[i];
                replaced.Add(new ReplacedItem(codes[i], value, missing));
            }
            score = score with { Replaced = replaced };
        }
        return Banded(score, scale.Method == ScoringMethod.Mean ? total / weight : total);
    }

    private ScaleScore Banded(ScaleScore score, double raw) =>
        Banded(score with { Value = scale.RescaleTo100 ? Rescaled(raw) : raw });

    private ScaleScore Banded(ScaleScore score) =>
        scale.Bands.Count > 0 && score.Value is { } value ? score with { Band = scale.BandOf(value)?.Id } : score;

    private double Rescaled(double raw) => scale.Method is ScoringMethod.Sum or ScoringMethod.Mean
        ? 100 * (raw - rawLowest) / (rawHighest - rawLowest)
        : 100 * raw;

    private double Turned(int i, double value) => reversed[i] ? ranges[i].Lowest + ranges[i].Highest - value : value;

    private bool IsTop(ReadOnlySpan<CodedAnswer> answers)
    {
        for (var i = 0; i < at.Length; i++)
        {
            ref readonly var answer = ref answers[at[i]];
            if (answer.Missing is null && Turned(i, answer.Value) != (scale.HigherIsBetter == false ? ranges[i].Lowest : ranges[i].Highest))
                return false;
        }
        return true;
    }

    private string[] Used(ReadOnlySpan<CodedAnswer> answers, int answered)
    {
        var used = new string[answered];
        var next = 0;
        for (var i = 0; i < at.Length; i++)
        {
            if (answers[at[i]].Missing is null)
                used[next++] = codes[i];
        }
        return used;
    }

    private string[] Flags(ReadOnlySpan<CodedAnswer> answers, int answered)
    {
        if (answered < 2)
            return [];
        var first = -1;
        for (var i = 0; i < at.Length; i++)
        {
            if (answers[at[i]].Missing is not null)
                continue;
            if (first < 0)
                first = i;
            else if (answers[at[i]].Value != answers[at[first]].Value)
                return [];
        }
        var value = answers[at[first]].Value;
        return value == ranges[first].Lowest ? [ScoreFlag.StraightLine, ScoreFlag.AllLowest]
            : value == ranges[first].Highest ? [ScoreFlag.StraightLine, ScoreFlag.AllHighest]
            : [ScoreFlag.StraightLine];
    }
}
