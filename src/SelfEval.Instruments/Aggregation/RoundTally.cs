using System.Text.Json;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Instruments.Aggregation;

/// <summary>
/// Adds up a round's responses one at a time. A response can be taken out again, tallies of the same questionnaire merged and taken out of each
/// other, kept and gone on with; whatever the order, the figures equal those of a full recount.
/// </summary>
public sealed class RoundTally
{
    private readonly QuestionnaireDocument questionnaire;
    private readonly ScaleTally[] scales;
    private readonly ItemTally[] items;
    private readonly BreakdownTally[] breakdowns;
    private readonly QualityTally[] quality;
    private readonly ArrivalTally arrivals = new();
    private readonly double[] values;
    private readonly PlacedScore[] placed;
    private readonly bool hasConditions;
    private readonly Dictionary<string, int> scaleByKey;
    private long lacking;

    /// <summary>An empty tally.</summary>
    /// <param name="questionnaire">The questionnaire version asked.</param>
    /// <param name="breakdowns">The breakdowns declared before the round opened.</param>
    public RoundTally(QuestionnaireDocument questionnaire, IReadOnlyList<Breakdown>? breakdowns = null)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        this.questionnaire = questionnaire;
        scales = Scales();
        scaleByKey = scales.Index().ToDictionary(scale => scale.Item.Key, scale => scale.Index);
        var homes = questionnaire.Instruments.SelectMany(i => i.Items.Select(item => (item.Code, i.Id)))
            .GroupBy(home => home.Code).ToDictionary(g => g.Key, g => g.First().Id);
        items = [.. questionnaire.Items.Select(item => new ItemTally(item, homes.GetValueOrDefault(item.Code, Instrument.Own)))];
        values = new double[items.Length];
        placed = new PlacedScore[scales.Length];
        hasConditions = questionnaire.Items.Any(item => item.ShowIf is not null);
        quality = [.. questionnaire.Instruments.SelectMany(i => i.Scales.Select(s => new QualityTally(i, s, questionnaire.Items)))];
        this.breakdowns = [.. (breakdowns ?? []).Select(breakdown => new BreakdownTally(breakdown, Scales))];
    }

    /// <summary>Responses counted.</summary>
    public long Responses { get; private set; }

    /// <summary>
    /// False for what was kept before quality and arrival were counted, and all that was added to it since: they are then not known, until <see cref="Supply"/> was called for
    /// each of the responses that lack them.
    /// </summary>
    public bool KnowsQuality => lacking == 0;

    /// <summary>Counts one response.</summary>
    /// <param name="sheet">The answers.</param>
    /// <param name="scores">Its scores; a scale without one counts as unscored.</param>
    /// <param name="shown">The items shown; worked out from the answers where not given.</param>
    /// <param name="site">Code of the site the person belongs to, where that is known.</param>
    /// <param name="arrival">How the answers came in.</param>
    public void Add(AnswerSheet sheet, IReadOnlyList<IScoreOutcome> scores, IReadOnlySet<string>? shown = null, string? site = null, Arrival arrival = default) =>
        Count(sheet, scores, shown, site, arrival, 1);

    /// <summary>Takes out a response counted before, for example one withdrawn.</summary>
    /// <inheritdoc cref="Add"/>
    public void Remove(AnswerSheet sheet, IReadOnlyList<IScoreOutcome> scores, IReadOnlySet<string>? shown = null, string? site = null, Arrival arrival = default)
    {
        if (Responses == 0) throw new InvalidOperationException("Nothing is left to take out.");
        Count(sheet, scores, shown, site, arrival, -1);
    }

    /// <summary>Counts the quality and arrival of a response whose answers were counted before these were.</summary>
    /// <param name="sheet">The answers.</param>
    /// <param name="scores">Its scores.</param>
    /// <param name="arrival">How the answers came in.</param>
    public void Supply(AnswerSheet sheet, IReadOnlyList<IScoreOutcome> scores, Arrival arrival)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(scores);
        CountItems(sheet, null, 0);
        CountQuality(scores, arrival, 1);
        lacking--;
    }

    /// <summary>Adds what another tally of the same questionnaire version and breakdowns counted.</summary>
    public void Merge(RoundTally other)
    {
        RefuseAnother(other);
        Responses += other.Responses;
        for (var i = 0; i < scales.Length; i++) scales[i].Merge(other.scales[i]);
        for (var i = 0; i < items.Length; i++) items[i].Merge(other.items[i]);
        for (var i = 0; i < breakdowns.Length; i++) breakdowns[i].Merge(other.breakdowns[i]);
        for (var i = 0; i < quality.Length; i++) quality[i].Merge(other.quality[i]);
        arrivals.Merge(other.arrivals);
        lacking += other.lacking;
    }

    /// <summary>A new tally of what this one counted and the other did not; this one must have counted all that the other did.</summary>
    public RoundTally Without(RoundTally other)
    {
        RefuseAnother(other);
        if (other.Responses > Responses) throw new InvalidOperationException($"Of {Responses} responses {other.Responses} cannot be taken out.");
        var rest = Read(questionnaire, Breakdowns, ToJson());
        rest.Responses -= other.Responses;
        for (var i = 0; i < scales.Length; i++) rest.scales[i].TakeOut(other.scales[i]);
        for (var i = 0; i < items.Length; i++) rest.items[i].TakeOut(other.items[i]);
        for (var i = 0; i < breakdowns.Length; i++) rest.breakdowns[i].TakeOut(other.breakdowns[i]);
        rest.lacking = lacking + other.lacking;
        if (!rest.KnowsQuality) return rest;
        for (var i = 0; i < quality.Length; i++) rest.quality[i].TakeOut(other.quality[i]);
        rest.arrivals.Merge(other.arrivals, -1);
        return rest;
    }

    /// <summary>What was counted so far, to be gone on with later. It holds figures of few people: never for anyone's eyes.</summary>
    public string ToJson() => JsonSerializer.Serialize(new TallyState
    {
        Responses = Responses,
        Scales = [.. scales.Select(scale => scale.ToState())],
        Items = [.. items.Select(item => item.ToState())],
        Groups = [.. breakdowns.Select(breakdown => breakdown.ToState())],
        Quality = KnowsQuality ? [.. quality.Select(scale => scale.ToState())] : null,
        Arrivals = KnowsQuality ? arrivals.ToState() : null,
    });

    /// <summary>Goes on where <see cref="ToJson"/> left off, with the same questionnaire version and breakdowns.</summary>
    /// <exception cref="JsonException">It is not such a tally.</exception>
    public static RoundTally Read(QuestionnaireDocument questionnaire, IReadOnlyList<Breakdown> breakdowns, string json)
    {
        var state = JsonSerializer.Deserialize<TallyState>(json) ?? throw new JsonException("A kept tally is never null.");
        var tally = new RoundTally(questionnaire, breakdowns) { Responses = state.Responses };
        if (state.Scales.Length != tally.scales.Length || state.Items.Length != tally.items.Length || state.Groups.Length != tally.breakdowns.Length)
            throw new JsonException("The kept tally is of another questionnaire or other breakdowns.");
        foreach (var (scale, kept) in tally.scales.Zip(state.Scales)) scale.Load(kept);
        foreach (var (item, kept) in tally.items.Zip(state.Items)) item.Load(kept);
        foreach (var (breakdown, kept) in tally.breakdowns.Zip(state.Groups)) breakdown.Load(kept);
        if (state is { Quality: { } quality, Arrivals: { } arrivals })
        {
            if (quality.Length != tally.quality.Length) throw new JsonException("The kept tally is of other scales.");
            foreach (var (scale, kept) in tally.quality.Zip(quality)) scale.Load(kept);
            tally.arrivals.Load(arrivals);
        }
        else
        {
            tally.lacking = state.Responses;
        }

        return tally;
    }

    /// <summary>What was counted so far.</summary>
    /// <param name="invited">People invited; null for an open link.</param>
    public RoundFigures ToFigures(long? invited) => new()
    {
        Questionnaire = questionnaire,
        Responses = Responses,
        Invited = invited,
        Scales = [.. scales.Zip(quality, (scale, how) => scale.ToFigures() with { Quality = KnowsQuality ? how.ToFigures() : null })],
        Items = [.. items.Select(item => item.ToFigures())],
        Breakdowns = [.. breakdowns.Select(breakdown => breakdown.ToFigures(Responses))],
        Arrivals = KnowsQuality ? arrivals.ToFigures() : null,
    };

    private Breakdown[] Breakdowns => [.. breakdowns.Select(tally => tally.Breakdown)];

    private ScaleTally[] Scales() => [.. questionnaire.Instruments.SelectMany(i => i.Scales.Select(s => new ScaleTally(i, s)))];

    private void RefuseAnother(RoundTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.questionnaire.ContentHash != questionnaire.ContentHash)
            throw new ArgumentException("The tallies are of different questionnaires.", nameof(other));
        if (!other.Breakdowns.SequenceEqual(Breakdowns, SameGroups.Instance))
            throw new ArgumentException("The tallies have different breakdowns.", nameof(other));
    }

    private void Count(AnswerSheet sheet, IReadOnlyList<IScoreOutcome> scores, IReadOnlySet<string>? shown, string? site, Arrival arrival, int people)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(scores);
        Place(scores);
        CountScores(scales, people);
        foreach (var breakdown in breakdowns)
        {
            if (breakdown.Enter(sheet, site, people) is { } group) CountScores(group, people);
        }

        CountItems(sheet, shown, people);
        CountQuality(scores, arrival, people);
        Responses += people;
    }

    private void CountItems(AnswerSheet sheet, IReadOnlySet<string>? shown, int people)
    {
        if (hasConditions) shown ??= Shown.Items(questionnaire.Items, sheet);
        var answers = sheet.Walk();
        for (var i = 0; i < items.Length; i++) values[i] = items[i].Count(ref answers, shown is null || shown.Contains(questionnaire.Items[i].Code), people);
    }

    private void CountQuality(IReadOnlyList<IScoreOutcome> scores, Arrival arrival, int people)
    {
        foreach (var score in scores)
            if (score.Flags.Count > 0) quality[scaleByKey[score.Key]].CountFlags(score.Flags, people);
        foreach (var scale in quality) scale.CountAnswers(values, people);
        arrivals.Count(arrival, people);
    }

    private void Place(IReadOnlyList<IScoreOutcome> scores)
    {
        Array.Fill(placed, PlacedScore.Without(UnscoredReason.NotAsked));
        foreach (var score in scores)
        {
            if (!scaleByKey.TryGetValue(score.Key, out var at))
                throw new ArgumentException($"The questionnaire has no scale {score.Key}.", nameof(scores));
            placed[at] = scales[at].Place(score);
        }
    }

    private void CountScores(ScaleTally[] tallies, int people)
    {
        for (var scale = 0; scale < tallies.Length; scale++) tallies[scale].Count(placed[scale], people);
    }

    private sealed class SameGroups : IEqualityComparer<Breakdown>
    {
        internal static readonly SameGroups Instance = new();

        public bool Equals(Breakdown? x, Breakdown? y) =>
            x?.Key == y?.Key && x is not null && y is not null && x.Groups.Select(g => g.Code).SequenceEqual(y.Groups.Select(g => g.Code));

        public int GetHashCode(Breakdown obj) => obj.Key.GetHashCode(StringComparison.Ordinal);
    }
}
