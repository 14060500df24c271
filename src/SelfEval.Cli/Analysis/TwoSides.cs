namespace SelfEval.Cli.Analysis;

/// <summary>The two rounds or groups that are compared.</summary>
/// <param name="Column">The column that tells them apart.</param>
/// <param name="FirstValue">What it holds for the first.</param>
/// <param name="FirstRows">Its rows.</param>
/// <param name="SecondValue">What it holds for the second.</param>
/// <param name="SecondRows">Its rows.</param>
internal sealed record TwoSides(string Column, string FirstValue, HashSet<int> FirstRows, string SecondValue, HashSet<int> SecondRows)
{
    /// <summary>What the first is called in a sentence.</summary>
    public string First => Groups.Label(Column, FirstValue);

    /// <summary>What the second is called in a sentence.</summary>
    public string Second => Groups.Label(Column, SecondValue);

    /// <summary>The two values of a column, in the order in which they appear unless it is said otherwise.</summary>
    public static TwoSides Of(AnalysisData data, string[] names, string column, string? first, string? second)
    {
        var groups = Groups.Of(names, data.Rows);
        (string Name, HashSet<int> Rows) Named(string name) => groups.FirstOrDefault(group => group.Name == name) is { Name: not null } found ? found
            : throw new InputException($"{data.File}: column '{column}' never holds '{name}'{NearName.Hint(name, [.. groups.Select(group => group.Name)], "values")}");
        if (first is not null && second is not null)
        {
            if (first == second) throw new UsageException("--first and --second are the same");
            return new TwoSides(column, first, Named(first).Rows, second, Named(second).Rows);
        }
        if (groups.Count != 2)
        {
            throw new InputException($"{data.File}: column '{column}' holds {groups.Count} different values ({string.Join(", ", groups.Take(8).Select(group => group.Name))}{(groups.Count > 8 ? ", …" : "")}); "
                + (groups.Count < 2 ? "two are needed" : "say which two to compare with --first and --second"));
        }
        var (one, two) = (groups[0], groups[1]);
        if (first is not null && Named(first).Name == two.Name || second is not null && Named(second).Name == one.Name) (one, two) = (two, one);
        return new TwoSides(column, one.Name, one.Rows, two.Name, two.Rows);
    }
}
