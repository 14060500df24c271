using System.Text.Json;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Description;

namespace SelfEval.Instruments.Aggregation;

/// <summary>
/// What a round's editions have counted: who came in, who went out, and how the sums stood. A new edition folds in what differs from the last one;
/// nothing is counted twice, and a full recount agrees. Never for anyone's eyes.
/// </summary>
public sealed class EditionFold
{
    private readonly QuestionnaireDocument questionnaire;
    private readonly IReadOnlyList<Breakdown> breakdowns;
    private readonly BreakdownTally[] groups;
    private readonly Dictionary<(int From, int To), EditionSpan> spans;
    private readonly Dictionary<string, int> scaleByKey;
    private readonly Dictionary<string, List<int>> shown;
    private readonly RoundTally joined;
    private readonly RoundTally left;

    private EditionFold(QuestionnaireDocument questionnaire, IReadOnlyList<Breakdown> breakdowns, int edition, RoundTally joined, RoundTally left, IEnumerable<EditionSpan> spans,
        Dictionary<string, List<int>> shown)
    {
        (this.questionnaire, this.breakdowns, Edition, this.joined, this.left, this.shown) = (questionnaire, breakdowns, edition, joined, left, shown);
        groups = [.. breakdowns.Select(breakdown => new BreakdownTally(breakdown, () => []))];
        this.spans = spans.ToDictionary(span => (span.From, span.To));
        ScaleKeys = [.. questionnaire.Instruments.SelectMany(i => i.Scales.Select(s => $"{i.Id}.{s.Id}"))];
        FlaggedKeys = [.. questionnaire.Instruments.SelectMany(i => i.Scales.Where(s => s.QualityChecks.Count > 0).Select(s => $"{i.Id}.{s.Id}"))];
        scaleByKey = ScaleKeys.Index().ToDictionary(scale => scale.Item, scale => scale.Index);
    }

    /// <summary>The edition being counted.</summary>
    public int Edition { get; }

    /// <summary>The scales in questionnaire order: the order of <see cref="EditionSpan.Scores"/>.</summary>
    public IReadOnlyList<string> ScaleKeys { get; }

    /// <summary>The scales whose scores may bear quality flags.</summary>
    public IReadOnlyList<string> FlaggedKeys { get; }

    /// <summary>The answers by the editions that they came in and went out with.</summary>
    public IReadOnlyCollection<EditionSpan> Spans => spans.Values;

    /// <summary>Position of a scale in <see cref="ScaleKeys"/>; null where it is none of them.</summary>
    public int? IndexOf(string scaleKey) => scaleByKey.TryGetValue(scaleKey, out var at) ? at : null;

    /// <summary>Begins a round's first edition.</summary>
    public static EditionFold Begin(QuestionnaireDocument questionnaire, IReadOnlyList<Breakdown> breakdowns) =>
        new(questionnaire, breakdowns, 1, new(questionnaire, breakdowns), new(questionnaire, breakdowns), [], []);

    /// <summary>Begins the edition after the one that <see cref="ToJson"/> kept.</summary>
    /// <exception cref="JsonException">It is of another questionnaire or other breakdowns.</exception>
    public static EditionFold After(QuestionnaireDocument questionnaire, IReadOnlyList<Breakdown> breakdowns, string json)
    {
        var kept = JsonSerializer.Deserialize<Kept>(json) ?? throw new JsonException("What an edition counted is never null.");
        return new(questionnaire, breakdowns, kept.Edition + 1, RoundTally.Read(questionnaire, breakdowns, kept.Joined), RoundTally.Read(questionnaire, breakdowns, kept.Left),
            kept.Spans.Select(span => new EditionSpan(span.From, span.To, span.Responses, [.. span.Scores.Select(s => s.ToMoments())])), kept.Shown);
    }

    /// <summary>Counts a response that is new in this edition.</summary>
    public void Join(AnswerSheet sheet, IReadOnlyList<IScoreOutcome> scores, string? site = null, Arrival arrival = default)
    {
        joined.Add(sheet, scores, site: site, arrival: arrival);
        Move((Edition, EditionSpan.Open), scores, +1);
    }

    /// <summary>Takes out a response from this edition on.</summary>
    /// <param name="sheet">Its answers.</param>
    /// <param name="scores">Its scores.</param>
    /// <param name="from">The edition that first counted it.</param>
    /// <param name="site">Its site.</param>
    /// <param name="arrival">How it came in.</param>
    public void Leave(AnswerSheet sheet, IReadOnlyList<IScoreOutcome> scores, int from, string? site = null, Arrival arrival = default)
    {
        if (from >= Edition) throw new ArgumentOutOfRangeException(nameof(from), from, "Only what an earlier edition counted can be taken out.");
        left.Add(sheet, scores, site: site, arrival: arrival);
        Move((from, EditionSpan.Open), scores, -1);
        Move((from, Edition), scores, +1);
    }

    /// <summary>False after an edition that was counted before quality and arrival were: see <see cref="Supply"/>.</summary>
    public bool KnowsQuality => joined.KnowsQuality && left.KnowsQuality;

    /// <summary>Counts the quality and arrival of a response that an edition counted before these were counted; to be called for every one of them, first of all.</summary>
    /// <param name="sheet">Its answers.</param>
    /// <param name="scores">Its scores.</param>
    /// <param name="arrival">How it came in.</param>
    /// <param name="isOut">Whether an edition has counted it out again.</param>
    public void Supply(AnswerSheet sheet, IReadOnlyList<IScoreOutcome> scores, Arrival arrival, bool isOut)
    {
        joined.Supply(sheet, scores, arrival);
        if (isOut) left.Supply(sheet, scores, arrival);
    }

    /// <summary>Number of groups in all breakdowns.</summary>
    public int Groups => breakdowns.Sum(breakdown => breakdown.Groups.Count);

    /// <summary>The groups that an answer is in, numbered from 0 through all breakdowns.</summary>
    public int[] GroupsOf(AnswerSheet sheet, string? site)
    {
        var found = new List<int>(groups.Length);
        var first = 0;
        foreach (var breakdown in groups)
        {
            if (breakdown.GroupOf(sheet, site) is { } group) found.Add(first + group);
            first += breakdown.Breakdown.Groups.Count;
        }

        return [.. found];
    }

    /// <summary>What this edition counts.</summary>
    public RoundTally Now() => joined.Without(left);

    /// <summary>What came in and what went out after an edition.</summary>
    public (RoundTally Joined, RoundTally Left) Since(string json)
    {
        var then = JsonSerializer.Deserialize<Kept>(json) ?? throw new JsonException("What an edition counted is never null.");
        return (joined.Without(RoundTally.Read(questionnaire, breakdowns, then.Joined)), left.Without(RoundTally.Read(questionnaire, breakdowns, then.Left)));
    }

    /// <summary>The editions that showed something anew, oldest first.</summary>
    public IReadOnlyList<int> ShownEditions => [.. shown.Values.SelectMany(editions => editions).Distinct().Order()];

    /// <summary>Whether an edition showed a scale anew.</summary>
    public bool Showed(int edition, string scaleKey) => shown.TryGetValue(scaleKey, out var editions) && editions.Contains(edition);

    /// <summary>The last edition that showed an instrument's figures anew; null before the first.</summary>
    public int? LastShown(string instrument) => shown.TryGetValue(instrument, out var editions) ? editions[^1] : null;

    /// <summary>The editions that showed an instrument's figures anew, oldest first.</summary>
    public IReadOnlyList<int> Showings(string instrument) => shown.TryGetValue(instrument, out var editions) ? editions : [];

    /// <summary>Answers that came in after an edition and went out again before this one: they are in neither of the two.</summary>
    public long PassedThrough(int edition) => spans.Values.Where(span => span.From > edition && span.To <= Edition).Sum(span => span.Responses);

    /// <summary>Notes that this edition shows an instrument's figures anew, and which of its scales it does not withhold.</summary>
    public void Show(string instrument, IEnumerable<string> scales)
    {
        foreach (var name in scales.Prepend(instrument))
        {
            if (!shown.TryGetValue(name, out var editions)) shown[name] = editions = [];
            editions.Add(Edition);
        }
    }

    /// <summary>All of it, for the next edition to go on from.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Kept(Edition, joined.ToJson(), left.ToJson(),
        [.. spans.Values.OrderBy(s => s.From).ThenBy(s => s.To).Select(s => new KeptSpan(s.From, s.To, s.Responses, [.. s.Scores.Select(MomentsState.Of)]))], shown));

    private void Move((int From, int To) key, IReadOnlyList<IScoreOutcome> scores, int people)
    {
        if (!spans.TryGetValue(key, out var span)) spans[key] = span = new EditionSpan(key.From, key.To, 0, new RunningMoments[ScaleKeys.Count]);
        span.Responses += people;
        foreach (var score in scores)
        {
            if (score.Value is not { } value) continue;
            ref var moments = ref span.Moments[scaleByKey[score.Key]];
            moments = people > 0 ? moments.Add(value) : moments.Remove(value);
        }

        if (span.Responses == 0) spans.Remove(key);
    }

    private sealed record Kept(int Edition, string Joined, string Left, KeptSpan[] Spans, Dictionary<string, List<int>> Shown);

    private sealed record KeptSpan(int From, int To, long Responses, MomentsState[] Scores);
}

/// <summary>Answers that were counted by the same editions.</summary>
public sealed class EditionSpan
{
    /// <summary>In place of the edition that no longer counts them, for answers still counted.</summary>
    public const int Open = int.MaxValue;

    internal EditionSpan(int from, int to, long responses, RunningMoments[] moments) => (From, To, Responses, Moments) = (from, to, responses, moments);

    /// <summary>The first edition that counts them.</summary>
    public int From { get; }

    /// <summary>The first edition that no longer counts them; <see cref="Open"/> for none.</summary>
    public int To { get; }

    /// <summary>How many.</summary>
    public long Responses { get; internal set; }

    /// <summary>Their scores, scale by scale.</summary>
    public IReadOnlyList<RunningMoments> Scores => Moments;

    internal RunningMoments[] Moments { get; }

    /// <summary>Whether an edition counts them.</summary>
    public bool IsIn(int edition) => From <= edition && edition < To;
}
