namespace SelfEval.Instruments.Definition;

/// <summary>Guesses what somebody meant to write.</summary>
internal static class Nearest
{
    private const int MostListed = 12;

    // What people write who know another program or the literature.
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["average"] = "mean", ["total"] = "sum", ["add"] = "sum", ["rasch"] = "raschMeasure", ["irt"] = "raschMeasure", ["table"] = "lookup",
        ["conversion"] = "lookup", ["percent"] = "optionProportions", ["percentage"] = "optionProportions", ["likert"] = "singleChoice",
        ["radio"] = "singleChoice", ["select"] = "singleChoice", ["checkbox"] = "severalChoices", ["multipleChoice"] = "severalChoices",
        ["integer"] = "number", ["numeric"] = "number", ["text"] = "shortText", ["string"] = "shortText", ["textarea"] = "longText",
        ["slider"] = "zeroToTen", ["own"] = "bespoke", ["official"] = "licensed", ["notApplicable"] = "doesNotApply", ["na"] = "doesNotApply",
        ["dontKnow"] = "notSure", ["complete"] = "allAnswered", ["none"] = "allAnswered", ["half"] = "atLeastHalf", ["maxMissing"] = "atMostMissing",
        ["minAnswered"] = "atLeastAnswered", ["name"] = "title", ["label"] = "title", ["question"] = "text", ["reversed"] = "reverse",
        ["min"] = "minimum", ["max"] = "maximum", ["response"] = "responses", ["values"] = "options", ["choices"] = "options", ["license"] = "licence",
    };

    /// <summary>The candidate that a word is most like, or null where none is near.</summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        var among = candidates as IReadOnlyCollection<string> ?? [.. candidates];
        if (Synonyms.TryGetValue(word, out var meant) && among.Contains(meant))
            return meant;
        string? nearest = null;
        var allowed = Math.Max(1, word.Length / 3);
        foreach (var candidate in among)
        {
            var distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance > allowed)
                continue;
            allowed = distance - 1;
            nearest = candidate;
        }
        return nearest;
    }

    /// <summary>"; did you mean 'x'?", or what there is to choose from where it is not much.</summary>
    public static string Hint(string word, IReadOnlyCollection<string> candidates, string plural) =>
        Of(word, candidates) is { } near ? $"; did you mean '{near}'?"
        : candidates.Count is > 0 and <= MostListed ? $"; the {plural} are {string.Join(", ", candidates)}" : "";

    // Insertions, deletions, replacements and swaps of neighbours (Damerau's distance, restricted).
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, replaced);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[a.Length, b.Length];
    }
}
