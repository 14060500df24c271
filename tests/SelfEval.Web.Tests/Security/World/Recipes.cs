namespace SelfEval.Web.Tests.Security.World;

/// <summary>What is typed where the page's own form, filled in anyhow, would not be taken.</summary>
internal static class Recipes
{
    private static readonly Dictionary<string, (string Name, string Value)[]> All = [];

    public static IReadOnlyList<KeyValuePair<string, string>> Of(Door door, Place place) =>
        [.. All.GetValueOrDefault(door.Name, []).Select(f => new KeyValuePair<string, string>(f.Name, f.Value.StartsWith('@') ? place.Ids[f.Value[1..]] : f.Value))];
}
