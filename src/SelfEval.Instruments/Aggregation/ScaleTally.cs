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

    /// <summary>Where a score is to be counted: the same in every tally of this scale, so that it is looked for once.</summary>
    internal PlacedScore Place(IScoreOutcome score)
    {
        if (score.Value is not { } value) return PlacedScore.Without(score.Unscored ?? UnscoredReason.NothingAnswered);
        var near = 1e-9 * Math.Max(1, scale.Maximum - scale.Minimum);
        return new(value, null, ranges.Length > 0 ? ScoreRange.IndexOf(parts, value) : -1, bands.Length > 0 ? Band.PositionOf(scale.Bands, value) : -1,
            value <= scale.Minimum + near, value >= scale.Maximum - near);
    }

    internal void Count(in PlacedScore score, int people)
    {
        if (score.Unscored is { } reason)
        {
            CountUnscored(reason, people);
            return;
        }

        scores = people > 0 ? scores.Add(score.Value) : scores.Remove(score.Value);
        if (score.Range >= 0) ranges[score.Range] += people;
        if (score.Band >= 0) bands[score.Band] += people;
        if (score.AtMinimum) atMinimum += people;
        if (score.AtMaximum) atMaximum += people;
    }

    private void CountUnscored(string reason, long people)
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

/// <summary>A score, or the reason why there is none, with where its scale's tallies count it.</summary>
internal readonly record struct PlacedScore(double Value, string? Unscored, int Range, int Band, bool AtMinimum, bool AtMaximum)
{
    internal static PlacedScore Without(string reason) => new(double.NaN, reason, -1, -1, false, false);
}
