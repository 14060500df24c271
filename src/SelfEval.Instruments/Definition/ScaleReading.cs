using System.Text.Json;

namespace SelfEval.Instruments.Definition;

/// <summary>Reads scales with their rules, bands and calibration.</summary>
internal static class ScaleReading
{
    public static Scale Scale(JsonPlace place, TextReading texts)
    {
        var members = place.Members("id", "title", "method", "items", "rules", "minimum", "maximum", "higherIsBetter", "rescaleTo100", "counted",
            "bands", "calibration", "minimumResponses", "transition", "qualityChecks", "tags", "decimals");
        var method = members.Need("method")?.Word<ScoringMethod>() ?? default;
        var rules = members.Need("rules")?.Entries().Select(entry => Rule(entry, texts)).ToList() ?? [];
        if (rules.Count == 0)
            members.Find("rules")?.Complain("must hold at least one rule; the first is the default");
        return new Scale
        {
            Id = members.Need("id")?.Text(Patterns.Id(), Patterns.IdMeaning) ?? "",
            Title = texts.Need(members, "title"),
            Method = method,
            Items = members.Need("items")?.Entries().Select(Item).ToList() ?? [],
            Rules = rules,
            Minimum = members.Need("minimum")?.Number() ?? 0,
            Maximum = members.Need("maximum")?.Number() ?? 0,
            HigherIsBetter = members.Find("higherIsBetter")?.Truth(),
            RescaleTo100 = members.Find("rescaleTo100")?.Truth() ?? false,
            Counted = members.Find("counted")?.Entries().Select(entry => entry.Text()).ToList() ?? [],
            Bands = members.Find("bands")?.Entries().Select(entry => Band(entry, texts)).ToList() ?? [],
            Calibration = members.Find("calibration") is { } calibration ? Calibration(calibration) : null,
            MinimumResponses = members.Find("minimumResponses")?.Whole(1, 100_000),
            Transition = members.Find("transition")?.Truth() ?? false,
            QualityChecks = members.Find("qualityChecks")?.Entries().Select(entry => entry.Word<QualityCheck>()).ToList() ?? [],
            Tags = ItemReading.Tags(members.Find("tags")),
            Decimals = members.Find("decimals")?.Whole(0, 6) ?? 1,
        };
    }

    private static ScaleItem Item(JsonPlace place)
    {
        if (place.Element.ValueKind == JsonValueKind.String)
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
            needless.Complain("only belongs to atMostMissing and atLeastAnswered");
        return new MissingRule
        {
            Id = members.Need("id")?.Text(Patterns.Id(), Patterns.IdMeaning) ?? "",
            Kind = kind,
            Count = counts ? members.Need("count")?.Whole(0, 1000) ?? 0 : null,
            Replacement = members.Find("replacement")?.Word<Replacement>() ?? Replacement.PersonMean,
            NotApplicableIsZero = members.Find("notApplicableIsZero")?.Truth() ?? false,
            Title = texts.Need(members, "title"),
        };
    }

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

    private static RaschCalibration Calibration(JsonPlace place)
    {
        var members = place.Members("locations", "thresholds", "extremeAdjustment", "source", "illustrative");
        var locations = new Dictionary<string, double>();
        foreach (var (code, location) in members.Need("locations")?.FreeMembers() ?? [])
            locations[code] = location.Number();
        var adjustment = members.Find("extremeAdjustment")?.Number() ?? 0.3;
        if (adjustment is <= 0 or >= 1)
            place.Complain(".extremeAdjustment", "must be above 0 and below 1");
        return new RaschCalibration
        {
            Locations = locations,
            Thresholds = members.Need("thresholds")?.Entries().Select(entry => entry.Number()).ToList() ?? [],
            ExtremeAdjustment = adjustment,
            Source = members.Need("source")?.Text() ?? "",
            Illustrative = members.Find("illustrative")?.Truth() ?? false,
        };
    }
}
