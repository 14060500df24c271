namespace SelfEval.Instruments.Definition;

/// <summary>A composite is made of other scales of the instrument, and never, even roundabout, of itself.</summary>
internal static class CompositeChecks
{
    public static bool CheckParts(Scale scale, string place, IReadOnlyDictionary<string, Scale> scales, JsonComplaints complaints)
    {
        if (scale.Parts.Count == 0)
            complaints.Add(place + ".scales", "must hold at least one scale; write the ids of the scales");
        var seen = new HashSet<string>();
        var sound = scale.Parts.Count > 0;
        for (var i = 0; i < scale.Parts.Count; i++)
        {
            var (id, weight) = scale.Parts[i];
            var problem = !scales.ContainsKey(id) ? $"there is no scale '{id}'{Nearest.Hint(id, [.. scales.Keys.Where(other => other != scale.Id)], "scales")}"
                : !seen.Add(id) ? $"scale '{id}' is listed twice; take one out"
                : weight == 0 ? "a weight of 0 leaves the scale out; remove it or write another weight"
                : weight < 0 && scale.Combine == Combination.Mean ? "a mean cannot have a negative weight"
                : LoopFrom(scale.Id, id, scales, []) is { } loop ? $"scales form a loop: {string.Join(" → ", loop)}; take one of them out"
                : null;
            if (problem is null)
                continue;
            complaints.Add($"{place}.scales[{i}]", problem);
            sound = false;
        }
        return sound;
    }

    private static List<string>? LoopFrom(string start, string at, IReadOnlyDictionary<string, Scale> scales, HashSet<string> seen)
    {
        if (at == start)
            return [start, at];
        if (!seen.Add(at) || !scales.TryGetValue(at, out var scale))
            return null;
        foreach (var part in scale.Parts)
        {
            if (LoopFrom(start, part.Scale, scales, seen) is [_, .. var rest])
                return [start, at, .. rest];
        }
        return null;
    }
}
