namespace SelfEval.Instruments.Definition;

/// <summary>Reads what a score means: bands, differences that matter, values found elsewhere.</summary>
internal static class InterpretationReading
{
    public static IReadOnlyList<Band> Bands(JsonMembers members, TextReading texts) =>
        members.Find("bands")?.Entries().Select(entry => Band(entry, texts)).ToList() ?? [];

    public static IReadOnlyList<BandSet> BandSets(JsonMembers scale, TextReading texts) =>
        scale.Find("bandSets")?.Entries().Select(place =>
        {
            var members = place.Members("scoringVersion", "source", "bands");
            return new BandSet
            {
                ScoringVersion = members.Need("scoringVersion")?.Text(Patterns.OptionCode(), Patterns.OptionCodeMeaning) ?? "",
                Source = members.Need("source")?.Text() ?? "",
                Bands = members.Need("bands")?.Entries().Select(entry => Band(entry, texts)).ToList() ?? [],
            };
        }).ToList() ?? [];

    public static IReadOnlyList<ImportantDifference> Differences(JsonMembers scale) =>
        scale.Find("importantDifferences")?.Entries().Select(place =>
        {
            var members = place.Members("value", "level", "source");
            var value = members.Need("value")?.Number() ?? 0;
            if (value <= 0)
                members.Find("value")?.Complain("must be above 0; the direction is in 'higherIsBetter'");
            return new ImportantDifference
            {
                Value = value,
                Level = members.Need("level")?.Word<DifferenceLevel>() ?? default,
                Source = members.Need("source")?.Text() ?? "",
            };
        }).ToList() ?? [];

    public static IReadOnlyList<ReferenceValue> References(JsonMembers scale, TextReading texts) =>
        scale.Find("referenceValues")?.Entries().Select(place =>
        {
            var members = place.Members("title", "mean", "sd", "n", "source");
            var spread = members.Find("sd")?.Number();
            if (spread < 0)
                place.Complain(".sd", "a standard deviation is never below 0");
            return new ReferenceValue
            {
                Title = texts.NeedForTeams(members, "title"),
                Mean = members.Need("mean")?.Number() ?? 0,
                StandardDeviation = spread,
                People = members.Find("n")?.Whole(1, int.MaxValue),
                Source = members.Need("source")?.Text() ?? "",
            };
        }).ToList() ?? [];

    private static Band Band(JsonPlace place, TextReading texts)
    {
        var members = place.Members("id", "title", "from", "to");
        return new Band
        {
            Id = members.Need("id")?.Text(Patterns.Id(), Patterns.IdMeaning) ?? "",
            Title = texts.Need(members, "title"),
            From = members.Need("from")?.Number() ?? 0,
            To = members.Need("to")?.Number() ?? 0,
        };
    }
}
