using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>
/// A scale made ready for fast scoring. The order of work is fixed: the answers come validated and with their missing kinds; then reverse, count
/// missing, apply the rule, score, rescale, band, flag.
/// </summary>
internal abstract class CompiledScale
{
    private const double Noise = 1e-9;

    private readonly Instrument instrument;
    private readonly double rawLowest;
    private readonly double rawSpan;
    private readonly int versionAt;
    private readonly string?[] versionByOption;

    protected CompiledScale(Instrument instrument, Scale scale, CodedItem[] items)
    {
        this.instrument = instrument;
        Scale = scale;
        Rule = scale.Rule;
        var (lowest, highest) = ScaleBounds.RawOf(scale, instrument.FindItem, instrument.FindScale) ?? (0, 1);
        (rawLowest, rawSpan) = (lowest, highest - lowest);
        versionAt = scale.ScoringVersionFrom is { } code ? Array.FindIndex(items, item => item.Item.Code == code) : -1;
        versionByOption = versionAt < 0 ? []
            : [.. items[versionAt].Item.Responses!.Options.Select(option => option.Missing is null ? option.Code : null)];
    }

    protected Scale Scale { get; }

    protected MissingRule Rule { get; }

    /// <summary>Scores one sheet.</summary>
    /// <param name="sheet">The answers.</param>
    /// <param name="scored">The scores of the scales before this one, by the scale's position; a composite's scales always come before it.</param>
    public abstract ScaleScore Score(in SheetView sheet, ReadOnlySpan<ScaleValue> scored);

    /// <summary>The same score without its working.</summary>
    /// <inheritdoc cref="Score"/>
    public virtual ScaleValue Value(in SheetView sheet, ReadOnlySpan<ScaleValue> scored) => ScaleValue.Of(Score(sheet, scored));

    public static CompiledScale Of(Instrument instrument, Scale scale, CodedItem[] items) => scale.Method switch
    {
        ScoringMethod.Composite => new CompositeScale(instrument, scale, items),
        ScoringMethod.Goals => new GoalScale(instrument, scale, items),
        _ => new ItemScale(instrument, scale, items),
    };

    protected double Rescaled(double raw) => !Scale.IsRescaled ? raw
        : ((Scale.Maximum - Scale.Minimum) * (raw - rawLowest) / rawSpan) + Scale.Minimum;

    /// <summary>Puts a score together.</summary>
    /// <param name="sheet">The answers, for the scoring version.</param>
    /// <param name="working">What was counted: items, answered, used, the raw sum, flags.</param>
    /// <param name="outcome">What the method made of it; null where the scale is unscored.</param>
    /// <param name="unscored">Why it is unscored.</param>
    protected ScaleScore Result(in SheetView sheet, in ScaleWorking working, ScaleOutcome? outcome, string? unscored = null)
    {
        var version = versionAt < 0 ? Scale.ScoringVersion
            : sheet.Coded[versionAt] is { Missing: null, Option: >= 0 and var option } ? versionByOption[option] : null;
        var value = outcome is { } made ? WithoutNoise(made.Value) : (double?)null;
        return new ScaleScore
        {
            Instrument = instrument.Id,
            InstrumentVersion = instrument.Version,
            Standing = instrument.Standing,
            Scale = Scale.Id,
            Rule = Rule.Id,
            ScoringVersion = version,
            Value = value,
            StandardError = outcome?.StandardError,
            Unscored = unscored,
            Band = value is { } score ? Band.Of(Scale.BandsOf(version), score)?.Id : null,
            ItemCount = working.Items,
            Answered = working.Answered,
            Used = working.Used,
            Replaced = outcome?.Replaced ?? [],
            RawSum = working.RawSum,
            Measure = outcome?.Measure,
            Parts = outcome?.Parts,
            Flags = working.Flags,
        };
    }

    // Adding up numbers that no double holds exactly can leave the range by a hair.
    protected double WithoutNoise(double value) =>
        value > Scale.Maximum && value - Scale.Maximum <= Noise * Math.Max(1, Math.Abs(Scale.Maximum)) ? Scale.Maximum
        : value < Scale.Minimum && Scale.Minimum - value <= Noise * Math.Max(1, Math.Abs(Scale.Minimum)) ? Scale.Minimum
        : value;
}

/// <summary>What was counted on the way to a score.</summary>
internal readonly record struct ScaleWorking(int Items, int Answered, IReadOnlyList<string> Used, double? RawSum, IReadOnlyList<string> Flags);
