using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>Which items a person is asked, given what they answered.</summary>
public static class Shown
{
    /// <summary>Codes of the items shown. An answer to an item that is itself hidden counts as no answer, so hiding carries through.</summary>
    /// <param name="items">All items, in asking order.</param>
    /// <param name="sheet">The answers.</param>
    public static IReadOnlySet<string> Items(IReadOnlyList<Item> items, AnswerSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(sheet);
        var shown = new HashSet<string>(items.Count);
        foreach (var item in items)
        {
            if (item.ShowIf is null || item.ShowIf.IsMet(code => shown.Contains(code) ? sheet.Codes(code) : []))
                shown.Add(item.Code);
        }
        return shown;
    }
}
