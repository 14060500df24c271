namespace SelfEval.Web.Tests.Security.World;

/// <summary>What is typed where the page's own form, filled in anyhow, would not be taken: recipes.txt, one door a line. A value @round is the id of the owner's round, and so on.</summary>
internal static class Recipes
{
    /// <summary>Not a field: the handlers that lead to this one, as When>Check.</summary>
    public const string Via = "via";

    private static readonly Dictionary<string, (string Name, string Value)[]> All = TextFile.Lines("recipes.txt").Select(l => l.Split(" | "))
        .ToDictionary(l => l[0], l => l[1].Split(" & ").Select(f => f.Split('=', 2)).Select(f => (f[0], f[1].Replace("\\n", "\n", StringComparison.Ordinal))).ToArray());

    public static IEnumerable<string> Doors => All.Keys;

    public static IReadOnlyList<KeyValuePair<string, string>> Of(Door door, Place place) =>
        [.. All.GetValueOrDefault(door.Name, []).Select(f => new KeyValuePair<string, string>(f.Name, f.Value.StartsWith('@') ? place.Ids[f.Value[1..]] : f.Value))];
}
