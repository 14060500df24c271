using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>
/// The variables and scores of all questionnaire versions together. A question that stayed the same keeps its column and its name; another question under
/// the same code (own items of two teams) gets the next name: <c>own_1</c>, <c>own_1__2</c>. So do scores that cannot be compared.
/// </summary>
internal sealed class QuestionnaireVersions
{
    private readonly Dictionary<string, Version> versions = [];

    internal QuestionnaireVersions(IReadOnlyList<QuestionnaireDocument> questionnaires, FieldNames names, bool includeTexts, string language)
    {
        var (variables, scores) = (new List<ItemVariable>(), new List<ScoreVariable>());
        foreach (var questionnaire in questionnaires)
        {
            foreach (var item in questionnaire.Items.Where(item => (includeTexts || !item.IsText) && !variables.Exists(variable => variable.IsSameAs(item))))
                variables.Add(new ItemVariable(item, names, language));
        }

        foreach (var (instrument, scale) in questionnaires.SelectMany(questionnaire => questionnaire.Instruments).SelectMany(instrument => instrument.Scales.Select(scale => (instrument, scale))))
        {
            if (!scores.Exists(score => score.IsSameAs(instrument, scale))) scores.Add(new ScoreVariable(instrument, scale, names, language));
        }

        (Questionnaires, Variables, Scores) = (questionnaires, variables, scores);
        foreach (var questionnaire in questionnaires)
        {
            versions[questionnaire.ContentHash] = new Version(
                questionnaire,
                [.. variables.Select(variable => questionnaire.Items.Any(variable.IsSameAs))],
                [.. scores.Select(score => questionnaire.Instruments.Any(instrument => instrument.Scales.Any(scale => score.IsSameAs(instrument, scale))))],
                questionnaire.Items.Any(item => item.ShowIf is not null));
        }
    }

    internal IReadOnlyList<QuestionnaireDocument> Questionnaires { get; }

    internal IReadOnlyList<ItemVariable> Variables { get; }

    internal IReadOnlyList<ScoreVariable> Scores { get; }

    internal Version Of(ExportRow row) => versions.TryGetValue(row.QuestionnaireHash, out var version)
        ? version
        : throw new ArgumentException($"A row answers questionnaire {row.QuestionnaireHash}, which is not among those exported.", nameof(row));

    /// <summary>The first twelve characters of a content hash, by which files name a version.</summary>
    internal static string ShortHash(string hash) => hash.Length > 12 ? hash[..12] : hash;

    /// <summary>One version of the questionnaire.</summary>
    /// <param name="Document">Its text.</param>
    /// <param name="Asked">Which variables it asks.</param>
    /// <param name="Scored">Which scores it has.</param>
    /// <param name="HasConditions">True where some items are shown only to some.</param>
    internal sealed record Version(QuestionnaireDocument Document, bool[] Asked, bool[] Scored, bool HasConditions)
    {
        /// <summary>Codes of the items shown; null where all of them are.</summary>
        internal IReadOnlySet<string>? Shown(ExportRow row) => HasConditions ? Instruments.Scoring.Shown.Items(Document.Items, row.Answers) : null;
    }
}
