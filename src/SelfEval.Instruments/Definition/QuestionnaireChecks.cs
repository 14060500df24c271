namespace SelfEval.Instruments.Definition;

/// <summary>What must hold in a questionnaire before it can be published.</summary>
public static class QuestionnaireChecks
{
    /// <summary>Everything wrong, in plain words; empty where all is well.</summary>
    public static IReadOnlyList<string> Check(string title, IReadOnlyList<QuestionnairePage> pages, IReadOnlyList<Instrument> instruments)
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(instruments);
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(title))
            problems.Add("The questionnaire has no title.");
        foreach (var group in instruments.GroupBy(instrument => instrument.Id).Where(group => group.Count() > 1))
            problems.Add($"Instrument {group.Key} is used twice.");
        var items = new Dictionary<string, Item>();
        foreach (var item in instruments.SelectMany(instrument => instrument.Items))
        {
            if (!items.TryAdd(item.Code, item))
                problems.Add($"Item code {item.Code} is used twice.");
        }
        var asked = new HashSet<string>();
        for (var i = 0; i < pages.Count; i++)
        {
            if (pages[i].Items.Count == 0)
                problems.Add($"Page {i + 1} has no items.");
            foreach (var code in pages[i].Items)
            {
                if (!items.TryGetValue(code, out var item))
                    problems.Add($"Page {i + 1} asks {code}, which is in none of the instruments.");
                else if (item.ShowIf?.Items.FirstOrDefault(other => !asked.Contains(other)) is { } needed)
                    problems.Add($"{code} is shown depending on {needed}, so {needed} must be asked before it.");
                if (!asked.Add(code))
                    problems.Add($"{code} is asked twice.");
            }
        }
        foreach (var code in items.Keys.Where(code => !asked.Contains(code)))
            problems.Add($"{code} is on no page.");
        if (pages.Count == 0)
            problems.Add("The questionnaire has no pages.");
        return problems;
    }
}
