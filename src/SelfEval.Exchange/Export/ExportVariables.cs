using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Export;

/// <summary>
/// The columns of all questionnaire versions together. A question that stayed the same keeps its column and its name; another question under the same
/// code (own items of two teams) gets the next name: <c>own_1</c>, <c>own_1__2</c>.
/// </summary>
internal sealed class ExportVariables
{
    private readonly Dictionary<string, Version> versions = [];

    internal ExportVariables(IReadOnlyList<QuestionnaireDocument> questionnaires, bool includeTexts)
    {
        var all = new List<ExportVariable>();
        foreach (var questionnaire in questionnaires)
        {
            foreach (var item in questionnaire.Items.Where(item => includeTexts || !item.IsText))
            {
                var same = all.Count(variable => variable.Item.Code == item.Code);
                if (!all.Any(variable => variable.IsSameAs(item)))
                    all.Add(new ExportVariable(item, same == 0 ? item.Code : $"{item.Code}__{same + 1}"));
            }
        }

        All = all;
        foreach (var questionnaire in questionnaires)
        {
            versions[questionnaire.ContentHash] = new Version(
                [.. all.Select(variable => questionnaire.Items.Any(variable.IsSameAs))], questionnaire.Items, questionnaire.Items.Any(item => item.ShowIf is not null));
        }
    }

    internal IReadOnlyList<ExportVariable> All { get; }

    internal void Write(CsvWriter csv, ExportRow row)
    {
        if (!versions.TryGetValue(row.QuestionnaireHash, out var version))
            throw new ArgumentException($"A row answers questionnaire {row.QuestionnaireHash}, which is not among those exported.", nameof(row));
        var shown = version.HasConditions ? Shown.Items(version.Items, row.Answers) : null;
        for (var i = 0; i < All.Count; i++)
            All[i].Write(csv, row.Answers, version.Asked[i] && shown?.Contains(All[i].Item.Code) != false);
    }

    private sealed record Version(bool[] Asked, IReadOnlyList<Item> Items, bool HasConditions);
}
