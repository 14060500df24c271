using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Instruments.Comparison;

/// <summary>
/// The scores of one round, scale by scale, ready to be joined with those of another. Not for anyone's eyes: only what the disclosure gate makes of them
/// may be shown.
/// </summary>
public sealed class RoundScores
{
    private readonly Dictionary<string, ScaleScores> scales;
    private readonly List<string> people = [];
    private readonly HashSet<string> languages = [];

    /// <summary>A round without responses yet.</summary>
    /// <param name="questionnaire">The questionnaire version asked.</param>
    /// <param name="joins">Whether pseudonyms link a person's rounds; they do not in an anonymous round.</param>
    public RoundScores(QuestionnaireDocument questionnaire, bool joins)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        (Questionnaire, Joins) = (questionnaire, joins);
        scales = questionnaire.Instruments.SelectMany(i => i.Scales.Select(s => new ScaleScores(i, s))).ToDictionary(scale => scale.Key);
    }

    /// <summary>The questionnaire version asked.</summary>
    public QuestionnaireDocument Questionnaire { get; }

    /// <summary>Whether pseudonyms link a person's rounds.</summary>
    public bool Joins { get; }

    /// <summary>Responses added.</summary>
    public int Responses { get; private set; }

    /// <summary>The scales in questionnaire order.</summary>
    public IEnumerable<string> Keys => scales.Keys;

    /// <summary>The language that all were asked in; null where they were several, or nobody answered.</summary>
    public string? Language => languages.Count == 1 ? languages.First() : null;

    /// <summary>Pseudonyms of those added, in that order.</summary>
    internal IReadOnlyList<string> People => people;

    /// <summary>Notes that somebody was asked in a language, where their scores are not needed.</summary>
    public void Asked(string language) => languages.Add(language);

    /// <summary>Adds one response. Where pseudonyms link nothing, only how it was asked and scored is kept.</summary>
    /// <param name="pseudonym">Links the person's rounds.</param>
    /// <param name="language">The language it was answered in.</param>
    /// <param name="scores">Its scores.</param>
    public void Add(string pseudonym, string language, IReadOnlyList<ScaleScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        languages.Add(language);
        foreach (var score in scores)
        {
            if (!scales.TryGetValue(score.Key, out var scale)) throw new ArgumentException($"The questionnaire has no scale {score.Key}.", nameof(scores));
            if (score.Value is not null) scale.Add(Joins ? people.Count : null, score);
        }

        if (Joins) people.Add(pseudonym);
        Responses++;
    }

    /// <summary>The scale with this key, or null.</summary>
    internal ScaleScores? Find(string key) => scales.GetValueOrDefault(key);
}

/// <summary>One scale's scores of one round.</summary>
internal sealed class ScaleScores(Instrument instrument, Scale scale)
{
    private readonly Dictionary<int, (double Value, double? Error)> byRow = [];
    private readonly HashSet<string?> versions = [];

    internal string Key { get; } = $"{instrument.Id}.{scale.Id}";

    internal Instrument Instrument => instrument;

    internal Scale Scale => scale;

    /// <summary>Rows with a score.</summary>
    internal IReadOnlyCollection<int> Rows => byRow.Keys;

    /// <summary>Scoring versions seen; the scale's own where none was told.</summary>
    internal IReadOnlyCollection<string?> Versions => versions.Count == 0 ? [scale.ScoringVersion] : versions;

    internal void Add(int? row, ScaleScore score)
    {
        if (row is { } at) byRow[at] = (score.Value!.Value, score.StandardError);
        versions.Add(score.ScoringVersion ?? scale.ScoringVersion);
    }

    internal bool Has(int row) => byRow.ContainsKey(row);

    internal (double Value, double? Error) At(int row) => byRow[row];

    internal double[] Values(IEnumerable<int> rows) => [.. rows.Select(row => byRow[row].Value)];
}
