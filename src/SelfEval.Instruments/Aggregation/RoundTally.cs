using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Instruments.Aggregation;

/// <summary>
/// Adds up a round's responses one at a time. A response can be taken out again, and tallies of the same questionnaire merged; whatever the order,
/// the figures equal those of a full recount.
/// </summary>
public sealed class RoundTally
{
    private readonly QuestionnaireDocument questionnaire;
    private readonly ScaleTally[] scales;
    private readonly ItemTally[] items;
    private readonly Dictionary<string, ScaleTally> scaleByKey;

    /// <summary>An empty tally of a questionnaire version.</summary>
    public RoundTally(QuestionnaireDocument questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        this.questionnaire = questionnaire;
        scales = [.. questionnaire.Instruments.SelectMany(i => i.Scales.Select(s => new ScaleTally(i, s)))];
        scaleByKey = scales.ToDictionary(scale => scale.Key);
        var homes = questionnaire.Instruments.SelectMany(i => i.Items.Select(item => (item.Code, i.Id)))
            .GroupBy(home => home.Code).ToDictionary(g => g.Key, g => g.First().Id);
        items = [.. questionnaire.Items.Select(item => new ItemTally(item, homes.GetValueOrDefault(item.Code, Instrument.Own)))];
    }

    /// <summary>Responses counted.</summary>
    public long Responses { get; private set; }

    /// <summary>Counts one response.</summary>
    /// <param name="sheet">The answers.</param>
    /// <param name="scores">Its scores; a scale without one counts as unscored.</param>
    /// <param name="shown">The items shown; worked out from the answers where not given.</param>
    public void Add(AnswerSheet sheet, IReadOnlyList<ScaleScore> scores, IReadOnlySet<string>? shown = null) => Count(sheet, scores, shown, 1);

    /// <summary>Takes out a response counted before, for example one withdrawn.</summary>
    /// <inheritdoc cref="Add"/>
    public void Remove(AnswerSheet sheet, IReadOnlyList<ScaleScore> scores, IReadOnlySet<string>? shown = null)
    {
        if (Responses == 0) throw new InvalidOperationException("Nothing is left to take out.");
        Count(sheet, scores, shown, -1);
    }

    /// <summary>Adds what another tally of the same questionnaire version counted.</summary>
    public void Merge(RoundTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.questionnaire.ContentHash != questionnaire.ContentHash)
            throw new ArgumentException("The tallies are of different questionnaires.", nameof(other));
        Responses += other.Responses;
        for (var i = 0; i < scales.Length; i++) scales[i].Merge(other.scales[i]);
        for (var i = 0; i < items.Length; i++) items[i].Merge(other.items[i]);
    }

    /// <summary>What was counted so far.</summary>
    /// <param name="invited">People invited; null for an open link.</param>
    public RoundFigures ToFigures(long? invited) => new()
    {
        Questionnaire = questionnaire,
        Responses = Responses,
        Invited = invited,
        Scales = [.. scales.Select(scale => scale.ToFigures())],
        Items = [.. items.Select(item => item.ToFigures())],
    };

    private void Count(AnswerSheet sheet, IReadOnlyList<ScaleScore> scores, IReadOnlySet<string>? shown, int people)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(scores);
        shown ??= Shown.Items(questionnaire.Items, sheet);
        var scored = 0;
        foreach (var score in scores)
        {
            if (!scaleByKey.TryGetValue(score.Key, out var scale))
                throw new ArgumentException($"The questionnaire has no scale {score.Key}.", nameof(scores));
            scale.Count(score, people);
            scored++;
        }

        if (scored < scales.Length)
        {
            foreach (var scale in scales.Where(scale => scores.All(score => score.Key != scale.Key))) scale.CountUnscored(UnscoredReason.NotAsked, people);
        }

        foreach (var item in items) item.Count(sheet, shown, people);
        Responses += people;
    }
}
