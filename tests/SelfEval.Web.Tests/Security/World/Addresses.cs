using System.Text.RegularExpressions;

namespace SelfEval.Web.Tests.Security.World;

/// <summary>What stands at each place of an address: the id of something that somebody owns, or a plain word. A place that nobody has named here fails the sweeps.</summary>
public static partial class Addresses
{
    /// <summary>By what comes before the place; the longer one wins.</summary>
    private static readonly (string After, string Kind)[] Owned =
    [
        ("programmes/", "programme"), ("teams/", "team"), ("rounds/", "round"), ("plans/", "plan"), ("questionnaires/", "questionnaire"), ("accounts/", "account"),
        ("people/", "person"), ("tests-of-change/", "test"), ("s/", "secret"), ("a/", "handle"), ("planted/teams/", "team"), ("comments/", "comment"), ("codebooks/", "codebook"), ("code/", "codebook"), ("agreement/", "codebook"),
        ("rounds/{id}/people/lists/", "list"), ("plans/{id}/people/lists/", "plan-list"),
    ];

    private static readonly Dictionary<string, string> Words = new()
    {
        ["number"] = "1", ["part"] = "1", ["instrument"] = "care-style", ["kind"] = "invitation", ["way"] = "email", ["language"] = "en", ["documentName"] = "v1", ["path"] = "jobs/succeeded",
        ["token"] = "AAAAAAAAAAAAAAAAAAAAAA", ["library"] = "care-style",
        // Of what is held about a person; participants' links stand under s/.
        ["secret"] = "AAAAAAAAAAAAAAAAAAAAAA",
    };

    /// <summary>Doors that need another of the owner's things than the usual one.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Others = new()
    {
        ["rounds/{id}/cancel"] = new() { ["round"] = "planned-round" },
        ["rounds/{id}/link"] = new() { ["round"] = "anonymous-round" },
        ["rounds/{id}/poster"] = new() { ["round"] = "anonymous-round" },
        ["questionnaires/{id}/own/{kind}"] = new() { ["kind"] = "longText" },
    };

    /// <summary>What a door is asked for beside its address.</summary>
    private static readonly Dictionary<string, (string Name, string Kind)> Queries = new() { ["accounts/invite"] = ("team", "team") };

    /// <summary>Names of places and what owned thing stands there, in order; null for a plain word.</summary>
    public static IReadOnlyList<(string Name, string? Kind)> Places(string route) => [.. Place().Matches(route).Select(m => (m.Groups[1].Value, KindOf(route, m)))];

    /// <summary>The address with what stands at each place: by the kinds of a place of the world, unless given by name.</summary>
    public static string Of(Door door, IReadOnlyDictionary<string, string> ids, IReadOnlyDictionary<string, string>? instead = null)
    {
        var others = Others.GetValueOrDefault(door.Route) ?? [];
        var path = Place().Replace(door.Route, m =>
        {
            var name = m.Groups[1].Value;
            if (instead?.GetValueOrDefault(name) is { } given) return given;
            if (KindOf(door.Route, m) is { } kind) return Uri.EscapeDataString(ids[others.GetValueOrDefault(kind, kind)]);
            return others.GetValueOrDefault(name) ?? (door.Route.StartsWith("library/", StringComparison.Ordinal) || door.Route.EndsWith("instruments/{id}", StringComparison.Ordinal) ? Words["library"] : Words.GetValueOrDefault(name))
                ?? throw new InvalidOperationException($"Addresses.cs does not say what stands at {{{name}}} of /{door.Route}.");
        });
        string[] query = [.. door.Handler.Length == 0 ? Array.Empty<string>() : [$"handler={door.Handler}"], .. Queries.TryGetValue(door.Route, out var asked) ? [$"{asked.Name}={ids[asked.Kind]}"] : Array.Empty<string>()];
        return "/" + path + (query.Length == 0 ? "" : "?" + string.Join('&', query));
    }

    /// <summary>The same kind of thing as <see cref="Of"/> puts there, of another owner.</summary>
    public static string IdAt(Door door, string kind, IReadOnlyDictionary<string, string> ids) =>
        ids[Others.GetValueOrDefault(door.Route)?.GetValueOrDefault(kind) ?? kind];

    private static string? KindOf(string route, Match place)
    {
        var before = route[..place.Index];
        return Owned.Where(o => before == o.After || before == "api/v1/" + o.After || before.EndsWith("/" + o.After, StringComparison.Ordinal)).OrderByDescending(o => o.After.Length).Select(o => o.Kind).FirstOrDefault();
    }

    [GeneratedRegex(@"\{([a-zA-Z]+)\}")]
    private static partial Regex Place();
}
