using System.Text.Json;

namespace SelfEval.Instruments.Definition;

/// <summary>
/// Reads texts. What participants read must exist in every language of the instrument; what only teams read, at least in the first.
/// </summary>
/// <param name="languages">The instrument's languages, the default one first.</param>
/// <param name="sound">False where the list of languages itself is wrong: then no text is complained of for its language.</param>
internal sealed class TextReading(IReadOnlyList<string> languages, bool sound = true)
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
        if (place.Element.ValueKind == JsonValueKind.String)
        {
            place.Complain($"must say in which language it is; write {{ \"{languages[0]}\": {place.Element.GetRawText()} }}");
            return LocalText.Of("", languages[0]);
        }
        foreach (var (language, text) in place.FreeMembers())
        {
            if (sound && !languages.Contains(language))
                text.Complain($"'{language}' is not among the instrument's languages ({string.Join(", ", languages)}); add it to 'languages' or take it out here");
            else
                found[language] = text.Text();
        }
        foreach (var language in needed)
        {
            if (found.TryAdd(language, "") && sound)
                place.Complain($"has no text in '{language}'; add \"{language}\": \"…\"");
        }
        return new LocalText(languages[0], found);
    }
}
