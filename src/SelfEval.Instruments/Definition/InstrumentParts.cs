namespace SelfEval.Instruments.Definition;

/// <summary>Turns the parts of an instrument file into their records.</summary>
internal static class InstrumentParts
{
    public static Instrument? Read(JsonPlace place)
    {
        var members = place.Members("$schema", "id", "version", "title", "description", "standing", "licence", "sources", "languages", "translations",
            "responseSets", "items", "forms", "scales", "qualityChecks");
        var (languages, sound) = members.Need("languages") is { } tags ? Languages(tags) : ([], false);
        if (languages.Count == 0)
            return null;

        var texts = new TextReading(languages, sound);
        var sets = members.Find("responseSets")?.Entries().Select(entry => (Place: entry, Set: ResponseReading.Set(entry, texts))).ToList() ?? [];
        var setsById = new Dictionary<string, ResponseSet>();
        foreach (var (entry, set) in sets)
        {
            if (set.Id is ResponseSet.Bipolar or ResponseSet.ZeroToTen)
                entry.Complain(".id", $"'{set.Id}' is built in and cannot be defined again; choose another id");
            else if (!setsById.TryAdd(set.Id, set))
                entry.Complain(".id", $"response set '{set.Id}' is defined twice; give one of them another id");
        }
        var items = members.Need("items")?.Entries().Select(entry => ItemReading.Item(entry, texts, setsById)).ToList() ?? [];
        if (items.Count == 0)
            members.Find("items")?.Complain("must hold at least one item");

        return new Instrument
        {
            Id = members.Need("id")?.Text(Patterns.Id(), Patterns.IdMeaning) ?? "",
            Version = members.Need("version")?.Text(Patterns.Version(), Patterns.VersionMeaning) ?? "",
            Title = texts.Need(members, "title"),
            Description = texts.FindForTeams(members, "description"),
            Standing = members.Need("standing")?.Word<Standing>() ?? default,
            Licence = members.Need("licence") is { } licence ? ReadLicence(licence, texts) : new Licence { Name = "" },
            Sources = members.Find("sources")?.Entries().Select(ReadSource).ToList() ?? [],
            Languages = languages,
            Translations = members.Find("translations")?.Entries().Select(entry => ReadTranslation(entry, languages)).ToList() ?? [],
            ResponseSets = sets.Select(pair => pair.Set).ToList(),
            Items = items,
            Forms = members.Find("forms")?.Entries().Select(entry => ReadForm(entry, texts)).ToList() ?? [],
            Scales = members.Find("scales")?.Entries().Select(entry => ScaleReading.Scale(entry, texts)).ToList() ?? [],
            QualityChecks = QualityCheckReading.Checks(members),
            ContentHash = "",
            Json = "",
        };
    }

    private static (List<string> Languages, bool Sound) Languages(JsonPlace place)
    {
        var languages = new List<string>();
        var sound = true;
        foreach (var entry in place.Entries())
        {
            var tag = entry.Text(Patterns.Language(), Patterns.LanguageMeaning);
            sound &= Patterns.Language().IsMatch(tag);
            if (languages.Contains(tag))
                entry.Complain($"language '{tag}' is listed twice");
            else if (tag.Length > 0)
                languages.Add(tag);
        }
        if (languages.Count == 0)
            place.Complain("must list at least one language");
        return (languages, sound);
    }

    private static Licence ReadLicence(JsonPlace place, TextReading texts)
    {
        var members = place.Members("name", "holder", "url", "terms");
        return new Licence
        {
            Name = members.Need("name")?.Text() ?? "",
            Holder = members.Find("holder")?.Text(),
            Url = members.Find("url")?.Text(),
            Terms = texts.FindForTeams(members, "terms"),
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

    private static Translation ReadTranslation(JsonPlace place, List<string> languages)
    {
        var members = place.Members("language", "status", "source");
        var translation = new Translation
        {
            Language = members.Need("language")?.Text() ?? "",
            Status = members.Need("status")?.Word<TranslationStatus>() ?? default,
            Source = members.Find("source")?.Text(),
        };
        if (translation.Language.Length > 0 && !languages.Contains(translation.Language))
            place.Complain(".language", $"'{translation.Language}' is not among the instrument's languages ({string.Join(", ", languages)})");
        if (translation is { Status: TranslationStatus.Validated, Source: null })
            place.Complain("a validated translation needs its 'source': where was it tested?");
        return translation;
    }

    private static Form ReadForm(JsonPlace place, TextReading texts)
    {
        var members = place.Members("id", "title", "items");
        return new Form
        {
            Id = members.Need("id")?.Text(Patterns.Id(), Patterns.IdMeaning) ?? "",
            Title = texts.NeedForTeams(members, "title"),
            Items = members.Need("items")?.Entries().Select(entry => entry.Text()).ToList() ?? [],
        };
    }
}
