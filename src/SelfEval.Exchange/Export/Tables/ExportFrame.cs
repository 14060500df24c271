using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>Which table a file of one table holds.</summary>
public enum ExportLayout : byte
{
    /// <summary>Wide: one record a response, answers and scores in columns.</summary>
    Responses,

    /// <summary>Long: one record a response and variable.</summary>
    Answers,

    /// <summary>One record a response and scale, with the working.</summary>
    Scores,
}

/// <summary>What an export is of: its rounds, the questionnaire versions they asked, and the tables that these make.</summary>
public sealed class ExportFrame
{
    private readonly QuestionnaireVersions versions;

    /// <summary>An export of rounds of these questionnaire versions; a version given twice counts once.</summary>
    /// <param name="about">What the files say beyond what the rows say.</param>
    /// <param name="questionnaires">The versions, in the order in which their questions are to stand.</param>
    /// <param name="layout">What a file of one table holds.</param>
    public ExportFrame(RoundExportAbout about, IEnumerable<QuestionnaireDocument> questionnaires, ExportLayout layout = ExportLayout.Responses)
    {
        ArgumentNullException.ThrowIfNull(about);
        About = about;
        Layout = layout;
        var names = new FieldNames();
        foreach (var field in RowFields.All) names.Take(field.Name);
        versions = new QuestionnaireVersions([.. questionnaires.DistinctBy(questionnaire => questionnaire.ContentHash)], names, about.IncludesTexts, about.Language);
        Wide = new ResponsesTable(versions);
    }

    /// <summary>What the files say beyond what the rows say.</summary>
    public RoundExportAbout About { get; }

    /// <summary>What a file of one table holds.</summary>
    public ExportLayout Layout { get; }

    /// <summary>The questionnaire versions, each once.</summary>
    public IReadOnlyList<QuestionnaireDocument> Questionnaires => versions.Questionnaires;

    internal QuestionnaireVersions Versions => versions;

    internal ResponsesTable Wide { get; }

    /// <summary>The table of a layout.</summary>
    public ExportTable Table(ExportLayout layout) => layout switch
    {
        ExportLayout.Answers => new AnswersTable(versions, Wide),
        ExportLayout.Scores => new ScoresTable(),
        _ => Wide,
    };
}
