namespace SelfEval.Instruments.Definition;

/// <summary>Reads what single scoring methods need: a table, a calibration, the scales of a composite, goals.</summary>
internal static class MethodReading
{
    // Farther out, a chance is 0 or 1 to all the digits of a double, and nothing can be estimated.
    private const double MostLogits = 20;

    public static LookupTable? Table(JsonMembers scale, ScoringMethod method)
    {
        if (Of(scale, "table", method, ScoringMethod.Lookup) is not { } place)
            return null;
        var members = place.Members("rows", "source", "illustrative");
        return new LookupTable
        {
            Rows = members.Need("rows")?.Entries().Select(Row).ToList() ?? [],
            Source = members.Need("source")?.Text() ?? "",
            Illustrative = members.Find("illustrative")?.Truth() ?? false,
        };
    }

    public static IReadOnlyList<ScalePart> Parts(JsonMembers scale, ScoringMethod method) =>
        Of(scale, "scales", method, ScoringMethod.Composite)?.Entries().Select(Part).ToList() ?? [];

    public static Combination Combine(JsonMembers scale, ScoringMethod method) =>
        Of(scale, "combine", method, ScoringMethod.Composite)?.Word<Combination>() ?? default;

    public static IReadOnlyList<GoalSlot> Goals(JsonMembers scale, ScoringMethod method) =>
        Of(scale, "goals", method, ScoringMethod.Goals)?.Entries().Select(Goal).ToList() ?? [];

    public static RaschCalibration Calibration(JsonPlace place)
    {
        var members = place.Members("locations", "thresholds", "itemThresholds", "extremeAdjustment", "source", "illustrative");
        var adjustment = members.Find("extremeAdjustment")?.Number() ?? 0.3;
        if (adjustment is <= 0 or >= 1)
            place.Complain(".extremeAdjustment", "must be above 0 and below 1; 0.3 is usual");
        var calibration = new RaschCalibration
        {
            ExtremeAdjustment = adjustment,
            Source = members.Need("source")?.Text() ?? "",
            Illustrative = members.Find("illustrative")?.Truth() ?? false,
        };
        if (members.Find("itemThresholds") is not { } own)
        {
            return calibration with
            {
                Locations = ByItem(members.Need("locations"), Logit),
                Thresholds = Logits(members.Need("thresholds")),
            };
        }
        foreach (var shared in new[] { "locations", "thresholds" })
            members.Find(shared)?.Complain("does not go with 'itemThresholds', where every item has thresholds of its own; take one of them out");
        var thresholds = ByItem<IReadOnlyList<double>>(own, item => Logits(item));
        if (thresholds.Count == 0)
            own.Complain("must hold the thresholds of every item, such as { \"abc_1\": [ -1.0, 1.0 ], … }");
        return calibration with { ItemThresholds = thresholds };
    }

    private static Dictionary<string, T> ByItem<T>(JsonPlace? place, Func<JsonPlace, T> read)
    {
        var found = new Dictionary<string, T>();
        foreach (var (code, value) in place?.FreeMembers() ?? [])
            found[code] = read(value);
        return found;
    }

    private static double[] Logits(JsonPlace? place) => place?.Entries().Select(Logit).ToArray() ?? [];

    private static double Logit(JsonPlace place)
    {
        var logit = place.Number();
        if (Math.Abs(logit) <= MostLogits)
            return logit;
        place.Complain($"must be from -{MostLogits} to {MostLogits} logits; calibrations mostly lie between -4 and 4");
        return 0;
    }

    // Needed by its own method, out of place with any other.
    private static JsonPlace? Of(JsonMembers scale, string name, ScoringMethod method, ScoringMethod own)
    {
        if (method == own)
            return scale.Need(name);
        var word = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(own.ToString());
        scale.Find(name)?.Complain($"only belongs to {word}; take it out, or write \"method\": \"{word}\"");
        return null;
    }

    private static LookupRow Row(JsonPlace place)
    {
        var members = place.Members("raw", "value", "se");
        var row = new LookupRow(members.Need("raw")?.Number() ?? 0, members.Need("value")?.Number() ?? 0, members.Find("se")?.Number());
        if (row.StandardError < 0)
            place.Complain(".se", "a standard error is never below 0");
        return row;
    }

    private static ScalePart Part(JsonPlace place)
    {
        if (place.Element.ValueKind == System.Text.Json.JsonValueKind.String)
            return new ScalePart(place.Text());
        var members = place.Members("scale", "weight");
        return new ScalePart(members.Need("scale")?.Text() ?? "", members.Find("weight")?.Number() ?? 1);
    }

    private static GoalSlot Goal(JsonPlace place)
    {
        var members = place.Members("text", "rating");
        return new GoalSlot(members.Need("text")?.Text() ?? "", members.Need("rating")?.Text() ?? "");
    }
}
