namespace SelfEval.Cli;

/// <summary>What a person may have meant by a name that does not exist.</summary>
internal static class NearName
{
    private const int MostListed = 12;

    /// <summary>"; did you mean 'x'?", or what there is, where that is not much.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> names, string plural) =>
        Of(name, names) is { } near ? $"; did you mean '{near}'?"
        : names.Count == 0 ? ""
        : $"; the {plural} are {string.Join(", ", names.Take(MostListed))}{(names.Count > MostListed ? ", …" : "")}";

    /// <summary>A name that is the same but for capitals, spaces, hyphens, underscores and leading zeros.</summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        var plain = Plain(name);
        return plain.Length == 0 ? null : names.FirstOrDefault(candidate => candidate != name && Plain(candidate) == plain);
    }

    private static string Plain(string name)
    {
        var kept = name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).ToList();
        for (var i = kept.Count - 2; i >= 0; i--)
        {
            if (kept[i] == '0' && char.IsDigit(kept[i + 1]) && (i == 0 || !char.IsDigit(kept[i - 1])))
                kept.RemoveAt(i);
        }
        return new string([.. kept]);
    }
}
