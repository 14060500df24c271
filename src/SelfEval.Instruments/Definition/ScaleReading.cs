namespace SelfEval.Instruments.Definition;

/// <summary>Reads scales with their rules.</summary>
internal static class ScaleReading
{
    public static Scale Scale(JsonPlace place, TextReading texts)
    {
        var members = place.Members("id", "title", "method", "items", "scales", "combine", "goals", "table", "rules", "minimum", "maximum",
            "higherIsBetter", "rescaleTo100", "rescale", "counted", "bands", "bandSets", "scoringVersion", "scoringVersionFrom", "calibration",
            "minimumResponses", "transition", "personChange", "importantDifferences", "referenceValues", "qualityChecks", "tags", "decimals");
        var method = members.Need("method")?.Word<ScoringMethod>() ?? default;
        var rules = members.Need("rules")?.Entries().Select(entry => Rule(entry, texts)).ToList() ?? [];
        if (rules.Count == 0)
            members.Find("rules")?.Complain("must hold at least one rule; the first is the default");
        var goals = MethodReading.Goals(members, method);
        return new Scale
        {
            Id = members.Need("id")?.Text(Patterns.Id(), Patterns.IdMeaning) ?? "",
            Title = texts.Need(members, "title"),
            Method = method,
            Items = Items(members, method, goals),
            Parts = MethodReading.Parts(members, method),
            Combine = MethodReading.Combine(members, method),
            Goals = goals,
            Table = MethodReading.Table(members, method),
            Rules = rules,
            Minimum = members.Need("minimum")?.Number() ?? 0,
            Maximum = members.Need("maximum")?.Number() ?? 0,
            HigherIsBetter = members.Find("higherIsBetter")?.Truth(),
            RescaleTo100 = members.Find("rescaleTo100")?.Truth() ?? false,
            Rescale = members.Find("rescale")?.Truth() ?? false,
            Counted = members.Find("counted")?.Entries().Select(entry => entry.Text()).ToList() ?? [],
            Bands = InterpretationReading.Bands(members, texts),
            BandSets = InterpretationReading.BandSets(members, texts),
            ScoringVersion = members.Find("scoringVersion")?.Text(Patterns.OptionCode(), Patterns.OptionCodeMeaning),
            ScoringVersionFrom = members.Find("scoringVersionFrom")?.Text(),
            Calibration = members.Find("calibration") is { } calibration ? MethodReading.Calibration(calibration) : null,
            MinimumResponses = members.Find("minimumResponses")?.Whole(1, 100_000),
            Transition = members.Find("transition")?.Truth() ?? false,
            PersonChange = members.Find("personChange")?.Truth(),
            ImportantDifferences = InterpretationReading.Differences(members),
            ReferenceValues = InterpretationReading.References(members, texts),
            QualityChecks = QualityCheckReading.Checks(members),
            Tags = ItemReading.Tags(members.Find("tags")),
            Decimals = members.Find("decimals")?.Whole(0, 6) ?? 1,
        };
    }

    private static List<ScaleItem> Items(JsonMembers members, ScoringMethod method, IReadOnlyList<GoalSlot> goals)
    {
        if (method is not (ScoringMethod.Composite or ScoringMethod.Goals))
            return members.Need("items")?.Entries().Select(Item).ToList() ?? [];
        members.Find("items")?.Complain(method == ScoringMethod.Composite
            ? "a composite is made of scales, not of items; name them in 'scales'" : "the items of goals are named in 'goals'; take 'items' out");
        return [.. goals.Select(goal => new ScaleItem(goal.Rating))];
    }

    private static ScaleItem Item(JsonPlace place)
    {
        if (place.Element.ValueKind == System.Text.Json.JsonValueKind.String)
            return new ScaleItem(place.Text());
        var members = place.Members("code", "reverse", "weight");
        return new ScaleItem(members.Need("code")?.Text() ?? "", members.Find("reverse")?.Truth() ?? false, members.Find("weight")?.Number() ?? 1);
    }

    private static MissingRule Rule(JsonPlace place, TextReading texts)
    {
        var members = place.Members("id", "kind", "count", "replacement", "notApplicableIsZero", "title");
        var kind = members.Need("kind")?.Word<MissingRuleKind>() ?? default;
        var counts = kind is MissingRuleKind.AtMostMissing or MissingRuleKind.AtLeastAnswered;
        if (!counts && members.Find("count") is { } needless)
            needless.Complain("only belongs to atMostMissing and atLeastAnswered; take it out or change 'kind'");
        return new MissingRule
        {
            Id = members.Need("id")?.Text(Patterns.Id(), Patterns.IdMeaning) ?? "",
            Kind = kind,
            Count = counts ? members.Need("count")?.Whole(0, 1000) ?? 0 : null,
            Replacement = members.Find("replacement")?.Word<Replacement>() ?? Replacement.PersonMean,
            NotApplicableIsZero = members.Find("notApplicableIsZero")?.Truth() ?? false,
            Title = texts.NeedForTeams(members, "title"),
        };
    }
}
