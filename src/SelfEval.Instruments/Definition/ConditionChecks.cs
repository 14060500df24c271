namespace SelfEval.Instruments.Definition;

/// <summary>A condition may only look at items asked before, and only for answers they can have.</summary>
internal static class ConditionChecks
{
    public static void Check(IReadOnlyList<Item> items, JsonComplaints complaints)
    {
        var order = new Dictionary<string, int>();
        for (var i = 0; i < items.Count; i++)
            order.TryAdd(items[i].Code, i);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].ShowIf is not { } condition)
                continue;
            var place = $"$.items[{i}].showIf";
            foreach (var code in condition.Items.Distinct())
            {
                if (!order.TryGetValue(code, out var position))
                    complaints.Add(place, $"there is no item '{code}'{Nearest.Hint(code, order.Keys, "items")}");
                else if (LoopThrough(items[i].Code, code, items, order) is { } loop)
                    complaints.Add(place, $"conditions form a loop: {string.Join(" → ", loop)}; take one of the conditions out");
                else if (position >= i)
                    complaints.Add(place, $"looks at '{code}', which is asked later; move '{code}' before '{items[i].Code}'");
            }
            CheckAnswers(condition, place, code => order.TryGetValue(code, out var position) ? items[position] : null, complaints);
        }
    }

    private static List<string>? LoopThrough(string start, string next, IReadOnlyList<Item> items, Dictionary<string, int> order)
    {
        var seen = new HashSet<string>();
        List<string>? Walk(string code)
        {
            if (code == start)
                return [code];
            if (!seen.Add(code) || !order.TryGetValue(code, out var position))
                return null;
            foreach (var further in items[position].ShowIf?.Items ?? [])
            {
                if (Walk(further) is { } rest)
                    return [code, .. rest];
            }
            return null;
        }
        return Walk(next) is { } path ? [start, .. path] : null;
    }

    private static void CheckAnswers(Condition condition, string place, Func<string, Item?> find, JsonComplaints complaints)
    {
        switch (condition)
        {
            case Condition.AllOf all:
                foreach (var part in all.Parts)
                    CheckAnswers(part, place, find, complaints);
                break;
            case Condition.AnyOf any:
                foreach (var part in any.Parts)
                    CheckAnswers(part, place, find, complaints);
                break;
            case Condition.Negated not:
                CheckAnswers(not.Part, place, find, complaints);
                break;
            case Condition.OneOf within when find(within.Item) is { IsChoice: true, Responses: { } set }:
                foreach (var code in within.Codes.Where(code => set.Find(code) is null))
                    complaints.Add(place, $"'{code}' is not an option of item '{within.Item}'{Nearest.Hint(code, [.. set.Options.Select(option => option.Code)], "options")}");
                break;
            case Condition.AtLeast(var item, _) when find(item) is { } looked && !HasNumbers(looked):
            case Condition.AtMost(var other, _) when find(other) is { } also && !HasNumbers(also):
                complaints.Add(place, "atLeast and atMost need an item answered with numbers; use 'equals' or 'in' with option codes");
                break;
        }
    }

    private static bool HasNumbers(Item item) =>
        item.Kind is ItemKind.Number or ItemKind.Bipolar or ItemKind.ZeroToTen
        || (item is { Kind: ItemKind.SingleChoice, Responses: { } set }
            && set.Options.All(option => option.Missing is not null || double.TryParse(option.Code, System.Globalization.CultureInfo.InvariantCulture, out _)));
}
