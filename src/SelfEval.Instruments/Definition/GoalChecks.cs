namespace SelfEval.Instruments.Definition;

/// <summary>Every goal has a text item that names it and an item that rates it, and all are rated alike.</summary>
internal static class GoalChecks
{
    public static bool Check(Scale scale, string place, IReadOnlyDictionary<string, Item> items, JsonComplaints complaints)
    {
        if (scale.Goals.Count == 0)
            complaints.Add(place + ".goals", "must hold at least one goal; write { \"text\": \"…\", \"rating\": \"…\" } with the codes of two items");
        var seen = new HashSet<string>();
        var sound = scale.Goals.Count > 0;
        (double, double)? range = null;
        for (var i = 0; i < scale.Goals.Count; i++)
        {
            var goal = scale.Goals[i];
            var at = $"{place}.goals[{i}]";
            void Complain(string below, string message)
            {
                complaints.Add(at + below, message);
                sound = false;
            }

            if (!items.TryGetValue(goal.Text, out var text))
                Complain(".text", $"there is no item '{goal.Text}'{Nearest.Hint(goal.Text, [.. items.Keys], "items")}");
            else if (!text.IsText)
                Complain(".text", $"item '{goal.Text}' must be a shortText or longText, in which the person names the goal");
            if (!items.TryGetValue(goal.Rating, out var rating))
                Complain(".rating", $"there is no item '{goal.Rating}'{Nearest.Hint(goal.Rating, [.. items.Keys], "items")}");
            else if (ScaleItemChecks.WhyUnfit(scale, new ScaleItem(goal.Rating), rating) is { } unfit)
                Complain(".rating", unfit);
            else if ((range ??= ScaleBounds.Of(rating)) != ScaleBounds.Of(rating))
                Complain(".rating", "must have the same range as the other goals");
            if (!seen.Add(goal.Text) | !seen.Add(goal.Rating))
                Complain("", "uses an item of another goal; each goal needs its own text and rating");
        }
        return sound;
    }
}
