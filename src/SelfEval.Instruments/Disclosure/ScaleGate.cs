using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Instruments.Disclosure;

/// <summary>What of one scale may be shown.</summary>
internal sealed class ScaleGate
{
    private readonly long responses;
    private readonly long? invited;
    private readonly int k;
    private readonly string language;
    private readonly long unscored;
    private long atLeast;

    /// <param name="figures">The scale's figures.</param>
    /// <param name="responses">People who answered: all, or those of one group.</param>
    /// <param name="invited">People invited; null where there is no denominator.</param>
    /// <param name="k">The smallest number of people shown.</param>
    /// <param name="language">Language of the texts.</param>
    internal ScaleGate(ScaleFigures figures, long responses, long? invited, int k, string language)
    {
        Figures = figures;
        this.responses = responses;
        this.invited = invited;
        this.k = k;
        this.language = language;
        unscored = responses - figures.Scores.Count;
        ShowsN = unscored == 0 || unscored >= k;
        atLeast = Math.Max(k, responses - k + 1);
        IsShare = figures.Scale.Method is ScoringMethod.TopScore or ScoringMethod.Screening
            || figures.Scale is { Method: ScoringMethod.OptionProportions, Items.Count: 1 };
        Withheld = Refusal();
    }

    internal ScaleFigures Figures { get; }

    internal bool IsShare { get; }

    /// <summary>Why mean and spread are not shown.</summary>
    internal Withheld? Withheld { get; private set; }

    /// <summary>True where the number of scores is shown: it tells the number without one.</summary>
    internal bool ShowsN { get; private set; }

    /// <summary>True where the mean, times the number of people, is a sum over the answers to its items.</summary>
    internal bool AddsUpItems => Withheld is null && (Figures.Scale.Method == ScoringMethod.Sum || Figures.Scale.IsMean);

    /// <summary>Takes the mean back, because with an item's table it would tell a small cell.</summary>
    internal void Withhold() => Withheld = Disclosure.Withheld.WouldIdentify;

    /// <summary>Keeps the number of scores back, because with others shown it would tell a small number; no more is said than how many they are at least.</summary>
    internal void HideNumber(long people)
    {
        (ShowsN, atLeast) = (false, people);
        if (IsShare && !HidesNumber()) Withheld ??= Disclosure.Withheld.WouldIdentify;
    }

    internal PublishedScale Publish()
    {
        var (scale, instrument) = (Figures.Scale, Figures.Instrument);
        var published = new PublishedScale
        {
            Key = $"{instrument.Id}.{scale.Id}",
            Instrument = instrument.Id,
            InstrumentVersion = instrument.Version,
            InstrumentTitle = instrument.Title.In(language),
            Standing = instrument.Standing,
            Scale = scale.Id,
            Title = scale.Title.In(language),
            Method = scale.Method,
            Rule = scale.Rule.Id,
            RuleTitle = scale.Rule.Title.In(language),
            ItemCodes = [.. scale.Items.Select(item => item.Code)],
            Minimum = scale.Minimum,
            Maximum = scale.Maximum,
            HigherIsBetter = scale.HigherIsBetter,
            Transition = scale.Transition,
            Decimals = ShowsN || IsShare ? scale.Decimals : RoundedDecimals(),
            Tags = scale.Tags,
            Responses = responses,
            IsShare = IsShare,
            MinimumResponses = scale.MinimumResponses,
            Withheld = Withheld,
        };
        if (Withheld is { } why)
        {
            return published with
            {
                Sentence = why == Disclosure.Withheld.FewerThanK ? PlainWords.FewerThan(published.Title, k) : PlainWords.TooAlike(published.Title),
            };
        }

        var interval = Interval();
        var few = scale.MinimumResponses is { } minimum && Figures.Scores.Count < minimum;
        published = published with
        {
            N = ShowsN ? Figures.Scores.Count : null,
            AtLeast = ShowsN ? Figures.Scores.Count : atLeast,
            Mean = Shown(Figures.Scores.Mean),
            StandardDeviation = ShowsN && !IsShare ? Figures.Scores.StandardDeviation : null,
            Low = Shown(interval?.Low),
            High = Shown(interval?.High),
            Unscored = ShowsN ? unscored : null,
            UnscoredReasons = Reasons(),
            AtFloor = !IsShare && Figures.FloorShare > 0.15,
            AtCeiling = !IsShare && Figures.CeilingShare > 0.15,
            HasBands = scale.Bands.Count > 0,
            Distribution = IsShare || scale.Items.Count == 1 ? [] : new ScoreDistribution(Figures, responses, ShowsN, k, language).Publish(),
        };
        return published with
        {
            Sentence = PlainWords.Figure(published, invited),
            ReliabilityNote = few ? PlainWords.ForThePublishedMeasure(published) : null,
        };
    }

    private Withheld? Refusal()
    {
        var scores = Figures.Scores;
        if (scores.Count < k) return Disclosure.Withheld.FewerThanK;
        if (!IsShare) return scores.StandardDeviation > 0 ? null : Disclosure.Withheld.WouldIdentify;
        // A share of people is a cell, and so is what is left. None at all may be said; everyone would tell what each person answered.
        var (with, without) = (Figures.AtMaximum, scores.Count - Figures.AtMaximum);
        return with > 0 && with < k || without < k || !ShowsN && !HidesNumber() ? Disclosure.Withheld.WouldIdentify : null;
    }

    private Interval? Interval()
    {
        if (!IsShare) return Figures.Interval;
        var span = Figures.Scale.Maximum - Figures.Scale.Minimum;
        return Proportion.Wilson(Figures.AtMaximum, Figures.Scores.Count).OrNull() is { } share
            ? new Interval(Figures.Scale.Minimum + span * share.Low, Figures.Scale.Minimum + span * share.High) : null;
    }

    private double? Shown(double? value) => value is null || ShowsN ? value
        : DisplayNumber.Round(value.Value, IsShare ? ShareDecimals : RoundedDecimals());

    private int ShareDecimals => Figures.Scale.Maximum <= 1 ? 2 : 0;

    /// <summary>
    /// An exact mean of whole numbers tells how many it is the mean of. Rounded so that the means possible for any number of people lie closer together
    /// than the rounding, it does not.
    /// </summary>
    private int RoundedDecimals()
    {
        var scale = Figures.Scale;
        var step = scale.RescaleTo100 ? 100.0 / (4 * scale.PartCount) : scale.IsMean ? 1.0 / scale.Items.Count : 1;
        return Math.Clamp((int)Math.Floor(Math.Log10(atLeast / step) + 1e-9), 0, scale.Decimals);
    }

    /// <summary>True where a share and its interval, rounded, would be the same of another number of people.</summary>
    private bool HidesNumber()
    {
        var n = Figures.Scores.Count;
        var other = n + 1 < responses ? n + 1 : n - 1;
        if (other < atLeast) return false;
        (double, double, double) Seen(long with, long of) => Proportion.Wilson(with, of).OrNull() is { } limits
            ? (DisplayNumber.Round((double)with / of, 2), DisplayNumber.Round(limits.Low, 2), DisplayNumber.Round(limits.High, 2)) : default;
        var near = (long)Math.Round((double)Figures.AtMaximum / n * other);
        return Enumerable.Range(-1, 3).Select(d => near + d).Any(with => with >= 0 && with <= other && Seen(with, other) == Seen(Figures.AtMaximum, n));
    }

    private List<PublishedCell> Reasons()
    {
        if (!ShowsN || unscored == 0) return [];
        var reasons = Figures.Unscored.OrderBy(reason => reason.Key, StringComparer.Ordinal).ToList();
        var hidden = new CellProtection([.. reasons.Select(reason => reason.Value)], k).Hide();
        return hidden is null ? [] : [.. reasons.Select((reason, i) => new PublishedCell
        {
            Code = reason.Key,
            Label = PlainWords.Unscored(reason.Key),
            People = hidden[i] ? null : reason.Value,
            Share = hidden[i] ? null : (double)reason.Value / responses,
        })];
    }
}
