using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Description;

namespace SelfEval.Instruments.Aggregation;

/// <summary>Adds up one scale's scores.</summary>
internal sealed class ScaleTally(Instrument instrument, Scale scale)
{
    private readonly IReadOnlyList<ScoreRange> parts = ScoreRange.Of(scale);
    private readonly long[] ranges = new long[ScoreRange.Of(scale).Count];
    private readonly long[] bands = new long[scale.Bands.Count];
    private readonly SortedDictionary<string, long> unscored = new(StringComparer.Ordinal);
    private RunningMoments scores;
    private long atMinimum;
    private long atMaximum;

    internal string Key { get; } = $"{instrument.Id}.{scale.Id}";

    internal void Count(IScoreOutcome score, int people)
    {
        if (score.Value is not { } value)
        {
            CountUnscored(score.Unscored ?? UnscoredReason.NothingAnswered, people);
            return;
        }

        scores = people > 0 ? scores.Add(value) : scores.Remove(value);
        if (ranges.Length > 0) ranges[ScoreRange.IndexOf(parts, value)] += people;
        if (bands.Length > 0) bands[Band.PositionOf(scale.Bands, value)] += people;

        var near = 1e-9 * Math.Max(1, scale.Maximum - scale.Minimum);
        if (value <= scale.Minimum + near) atMinimum += people;
        if (value >= scale.Maximum - near) atMaximum += people;
    }

    internal void CountUnscored(string reason, long people)
    {
        var left = unscored.GetValueOrDefault(reason) + people;
        if (left == 0) unscored.Remove(reason);
        else unscored[reason] = left;
    }

    internal void Merge(ScaleTally other)
    {
        scores = scores.Merge(other.scores);
        for (var i = 0; i < ranges.Length; i++) ranges[i] += other.ranges[i];
        for (var i = 0; i < bands.Length; i++) bands[i] += other.bands[i];
        foreach (var (reason, people) in other.unscored) CountUnscored(reason, people);
        atMinimum += other.atMinimum;
        atMaximum += other.atMaximum;
    }

    /// <summary>Takes out what another tally counted, all of which this one counted too.</summary>
    internal void TakeOut(ScaleTally other)
    {
        scores = scores.Without(other.scores);
        for (var i = 0; i < ranges.Length; i++) ranges[i] -= other.ranges[i];
        for (var i = 0; i < bands.Length; i++) bands[i] -= other.bands[i];
        foreach (var (reason, people) in other.unscored) CountUnscored(reason, -people);
        atMinimum -= other.atMinimum;
        atMaximum -= other.atMaximum;
    }

    internal ScaleState ToState() => new()
    {
        Scores = MomentsState.Of(scores),
        Ranges = [.. ranges],
        Bands = [.. bands],
        Unscored = new SortedDictionary<string, long>(unscored, StringComparer.Ordinal),
        AtMinimum = atMinimum,
        AtMaximum = atMaximum,
    };

    internal void Load(ScaleState state)
    {
        TallyState.Fill(state.Ranges, ranges);
        TallyState.Fill(state.Bands, bands);
        scores = state.Scores.ToMoments();
        foreach (var (reason, people) in state.Unscored) unscored[reason] = people;
        atMinimum = state.AtMinimum;
        atMaximum = state.AtMaximum;
    }

    internal ScaleFigures ToFigures() => new()
    {
        Instrument = instrument,
        Scale = scale,
        Scores = scores,
        Ranges = [.. ranges],
        Bands = [.. bands],
        AtMinimum = atMinimum,
        AtMaximum = atMaximum,
        Unscored = new Dictionary<string, long>(unscored),
    };
}
