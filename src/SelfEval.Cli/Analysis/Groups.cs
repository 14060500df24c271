namespace SelfEval.Cli.Analysis;

/// <summary>The rows of each value of a column, in the order in which the values first appear.</summary>
internal static class Groups
{
    public static IReadOnlyList<(string Name, HashSet<int> Rows)> Of(string[]? names, int rows)
    {
        if (names is null) return [("all", [.. Enumerable.Range(0, rows)])];
        var groups = new List<(string Name, HashSet<int> Rows)>();
        var places = new Dictionary<string, int>();
        for (var row = 0; row < names.Length; row++)
        {
            if (!places.TryGetValue(names[row], out var at))
            {
                places[names[row]] = at = groups.Count;
                groups.Add((names[row], []));
            }
            groups[at].Rows.Add(row);
        }
        return groups;
    }

    /// <summary>What a value is called in a sentence: "round 1" for a bare number, otherwise the value.</summary>
    public static string Label(string column, string value) => value.Length > 0 && value.All(char.IsAsciiDigit) ? $"{column} {value}" : value;
}
