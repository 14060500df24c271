using System.Text.Json;

namespace SelfEval.Instruments.Definition;

/// <summary>Reads and writes quality checks: <c>"straightLine"</c> or <c>{"check": "longestRun", "atLeast": 8}</c>.</summary>
internal static class QualityCheckReading
{
    private static readonly (QualityCheckKind Kind, string Bound)[] Bounds =
    [
        (QualityCheckKind.LongestRun, "atLeast"), (QualityCheckKind.LowSpread, "below"), (QualityCheckKind.NotApplicable, "moreThan"),
        (QualityCheckKind.Speed, "secondsPerItem"),
    ];

    public static IReadOnlyList<QualityCheck> Checks(JsonMembers members) => members.Find("qualityChecks")?.Entries().Select(Check).ToList() ?? [];

    public static void Write(Utf8JsonWriter json, QualityCheck check)
    {
        if (check.Bound is not { } bound)
        {
            json.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(check.Kind.ToString()));
            return;
        }
        json.WriteStartObject();
        InstrumentWriter.Word(json, "check", check.Kind);
        json.WriteNumber(BoundOf(check.Kind)!, bound);
        json.WriteEndObject();
    }

    private static QualityCheck Check(JsonPlace place)
    {
        if (place.Element.ValueKind == JsonValueKind.String)
        {
            var named = place.Word<QualityCheckKind>();
            if (BoundOf(named) is { } needed)
                place.Complain($"needs its bound; write {{ \"check\": \"{place.Text()}\", \"{needed}\": … }}");
            return new QualityCheck(named);
        }
        var members = place.Members(["check", .. Bounds.Select(bound => bound.Bound)]);
        var kind = members.Need("check")?.Word<QualityCheckKind>() ?? default;
        var name = BoundOf(kind);
        foreach (var (_, other) in Bounds.Where(bound => bound.Bound != name))
            members.Find(other)?.Complain(name is null ? $"does not belong to {Word(kind)}, which needs no bound" : $"does not belong to {Word(kind)}; write '{name}'");
        if (name is null)
            return new QualityCheck(kind);
        return new QualityCheck(kind, kind switch
        {
            QualityCheckKind.LongestRun => members.Need(name)?.Whole(2, 1000),
            QualityCheckKind.NotApplicable => members.Need(name)?.Whole(0, 1000),
            _ => Positive(members.Need(name)),
        } ?? 0);
    }

    private static double? Positive(JsonPlace? place)
    {
        var bound = place?.Number();
        if (bound <= 0)
            place?.Complain("must be above 0");
        return bound;
    }

    private static string? BoundOf(QualityCheckKind kind) => Bounds.FirstOrDefault(bound => bound.Kind == kind).Bound;

    private static string Word(QualityCheckKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
