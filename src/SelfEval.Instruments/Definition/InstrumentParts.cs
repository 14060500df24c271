namespace SelfEval.Instruments.Definition;

/// <summary>Turns the parts of an instrument file into their records.</summary>
internal static class InstrumentParts
{
    public static Instrument? Read(JsonPlace place)
    {
        var members = place.Members("$schema", "id", "version", "title", "description", "standing", "licence", "sources", "languages",
            "responseSets", "items", "forms", "scales");
        var languages = members.Need("languages") is { } tags ? Languages(tags) : [];
        if (languages.Count == 0)
            return null;

        var texts = new TextReading(languages);
        var sets = members.Find("responseSets")?.Entries().Select(entry => (Place: entry, Set: ResponseReading.Set(entry, texts))).ToList() ?? [];
        var setsById = new Dictionary<string, ResponseSet>();
        foreach (var (entry, set) in sets)
        {
            if (set.Id is ResponseSet.Bipolar or ResponseSet.ZeroToTen)
                entry.Complain(".id", $"'{set.Id}' is built in and cannot be defined again");
            else if (!setsById.TryAdd(set.Id, set))
                entry.Complain(".id", $"response set '{set.Id}' is defined twice");
        }
        var items = members.Need("items")?.Entries().Select(entry => ItemReading.Item(entry, texts, setsById)).ToList() ?? [];
        if (items.Count == 0)
            members.Find("items")?.Complain("must hold at least one item");

        return new Instrument
        {
            Id = members.Need("id")?.Text(Patterns.Id(), Patterns.IdMeaning) ?? "",
            Version = members.Need("version")?.Text(Patterns.Version(), Patterns.VersionMeaning) ?? "",
            Title = texts.Need(members, "title"),
            Description = texts.Find(members, "description"),
            Standing = members.Need("standing")?.Word<Standing>() ?? default,
            Licence = members.Need("licence") is { } licence ? ReadLicence(licence, texts) : new Licence { Name = "" },
            Sources = members.Find("sources")?.Entries().Select(ReadSource).ToList() ?? [],
            Languages = languages,
            ResponseSets = sets.Select(pair => pair.Set).ToList(),
            Items = items,
            Forms = members.Find("forms")?.Entries().Select(entry => ReadForm(entry, texts)).ToList() ?? [],
            Scales = members.Find("scales")?.Entries().Select(entry => ScaleReading.Scale(entry, texts)).ToList() ?? [],
            ContentHash = "",
            Json = "",
        };
    }

    private static List<string> Languages(JsonPlace place)
    {
        var languages = new List<string>();
        foreach (var entry in place.Entries())
        {
            var tag = entry.Text(Patterns.Language(), Patterns.LanguageMeaning);
            if (languages.Contains(tag))
                entry.Complain($"language '{tag}' is listed twice");
            else if (tag.Length > 0)
                languages.Add(tag);
        }
        if (languages.Count == 0)
            place.Complain("must list at least one language");
        return languages;
    }

    private static Licence ReadLicence(JsonPlace place, TextReading texts)
    {
        var members = place.Members("name", "holder", "url", "terms");
        return new Licence
        {
            Name = members.Need("name")?.Text() ?? "",
            Holder = members.Find("holder")?.Text(),
            Url = members.Find("url")?.Text(),
            Terms = texts.Find(members, "terms"),
        };
    }

    private static Source ReadSource(JsonPlace place)
    {
        var members = place.Members("citation", "doi", "url");
        return new Source
        {
            Citation = members.Need("citation")?.Text() ?? "",
            Doi = members.Find("doi")?.Text(),
            Url = members.Find("url")?.Text(),
        };
    }

    private static Form ReadForm(JsonPlace place, TextReading texts)
    {
        var members = place.Members("id", "title", "items");
        return new Form
        {
            Id = members.Need("id")?.Text(Patterns.Id(), Patterns.IdMeaning) ?? "",
            Title = texts.Need(members, "title"),
            Items = members.Need("items")?.Entries().Select(entry => entry.Text()).ToList() ?? [],
        };
    }
}
