namespace SelfEval.Instruments.Definition;

/// <summary>
/// Reads texts. What participants read must exist in every language of the instrument; what only teams read, at least in the first.
/// </summary>
internal sealed class TextReading(IReadOnlyList<string> languages)
{
    public LocalText Need(JsonMembers members, string name) =>
        members.Need(name) is { } place ? Read(place) : LocalText.Of("", languages[0]);

    public LocalText? Find(JsonMembers members, string name) => members.Find(name) is { } place ? Read(place) : null;

    public LocalText NeedForTeams(JsonMembers members, string name) =>
        members.Need(name) is { } place ? Read(place, [languages[0]]) : LocalText.Of("", languages[0]);

    public LocalText? FindForTeams(JsonMembers members, string name) => members.Find(name) is { } place ? Read(place, [languages[0]]) : null;

    private LocalText Read(JsonPlace place) => Read(place, languages);

    private LocalText Read(JsonPlace place, IReadOnlyList<string> needed)
    {
        var found = new Dictionary<string, string>();
        foreach (var (language, text) in place.FreeMembers())
        {
            if (!languages.Contains(language))
                text.Complain($"'{language}' is not among the instrument's languages ({string.Join(", ", languages)}); add it to 'languages' or take it out here");
            else
                found[language] = text.Text();
        }
        foreach (var language in needed)
        {
            if (found.TryAdd(language, ""))
                place.Complain($"has no text in '{language}'; add \"{language}\": \"…\"");
        }
        return new LocalText(languages[0], found);
    }
}
