namespace SelfEval.Instruments.Definition;

/// <summary>Reads texts that must exist in every language of the instrument.</summary>
internal sealed class TextReading(IReadOnlyList<string> languages)
{
    public LocalText Need(JsonMembers members, string name) =>
        members.Need(name) is { } place ? Read(place) : LocalText.Of("", languages[0]);

    public LocalText? Find(JsonMembers members, string name) => members.Find(name) is { } place ? Read(place) : null;

    public LocalText Read(JsonPlace place)
    {
        var found = new Dictionary<string, string>();
        foreach (var (language, text) in place.FreeMembers())
        {
            if (!languages.Contains(language))
                text.Complain($"'{language}' is not among the instrument's languages ({string.Join(", ", languages)})");
            else
                found[language] = text.Text();
        }
        foreach (var language in languages)
        {
            if (found.TryAdd(language, ""))
                place.Complain($"has no text in '{language}'");
        }
        return new LocalText(languages[0], found);
    }
}
