namespace SelfEval.Instruments.Definition;

/// <summary>Bands cover the range of their scale without gap or overlap, and sets of bands have a scoring version to choose them by.</summary>
internal static class BandChecks
{
    public static void Check(Scale scale, string place, IReadOnlyDictionary<string, Item> items, JsonComplaints complaints)
    {
        CheckBands(scale.Bands, scale, place + ".bands", complaints);
        if (scale is { Bands.Count: > 0, BandSets.Count: > 0 })
            complaints.Add(place + ".bands", "a scale has either 'bands' or 'bandSets'; take one out");
        if (scale is { ScoringVersion: not null, ScoringVersionFrom: not null })
            complaints.Add(place + ".scoringVersionFrom", "a scale has either 'scoringVersion' or 'scoringVersionFrom'; take one out");
        var versions = VersionsOf(scale, place, items, complaints);
        var seen = new HashSet<string>();
        for (var i = 0; i < scale.BandSets.Count; i++)
        {
            var set = scale.BandSets[i];
            var at = $"{place}.bandSets[{i}]";
            if (!seen.Add(set.ScoringVersion))
                complaints.Add(at + ".scoringVersion", $"scoring version '{set.ScoringVersion}' has two sets of bands; take one out");
            if (versions is not null && !versions.Contains(set.ScoringVersion))
                complaints.Add(at + ".scoringVersion", $"no score has the scoring version '{set.ScoringVersion}'{Nearest.Hint(set.ScoringVersion, versions, "versions")}");
            if (set.Bands.Count == 0)
                complaints.Add(at + ".bands", "must hold at least one band");
            CheckBands(set.Bands, scale, at + ".bands", complaints);
        }
    }

    // Which versions a score can have; null where that is already complained of.
    private static List<string>? VersionsOf(Scale scale, string place, IReadOnlyDictionary<string, Item> items, JsonComplaints complaints)
    {
        if (scale.ScoringVersionFrom is { } code)
        {
            if (!items.TryGetValue(code, out var item))
                complaints.Add(place + ".scoringVersionFrom", $"there is no item '{code}'{Nearest.Hint(code, [.. items.Keys], "items")}");
            else if (item.Kind != ItemKind.SingleChoice)
                complaints.Add(place + ".scoringVersionFrom", $"item '{code}' must be a singleChoice whose option codes are the scoring versions");
            else
                return [.. item.Responses?.Options.Where(option => option.Missing is null).Select(option => option.Code) ?? []];
            return null;
        }
        if (scale.ScoringVersion is { } version)
            return [version];
        if (scale.BandSets.Count > 0)
            complaints.Add(place + ".bandSets", "nothing says which set is used; add 'scoringVersion', or 'scoringVersionFrom' with the code of an item");
        return null;
    }

    private static void CheckBands(IReadOnlyList<Band> bands, Scale scale, string place, JsonComplaints complaints)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < bands.Count; i++)
        {
            var band = bands[i];
            var at = $"{place}[{i}]";
            var starts = i == 0 ? scale.Minimum : bands[i - 1].To;
            if (!ids.Add(band.Id))
                complaints.Add(at + ".id", $"band '{band.Id}' is defined twice; give one of them another id");
            if (band.From >= band.To)
                complaints.Add(at, "'from' must be below 'to'");
            if (band.From > starts)
                complaints.Add(at + ".from", FormattableString.Invariant($"leaves a gap from {starts} to {band.From}; write {starts}"));
            if (band.From < starts)
                complaints.Add(at + ".from", FormattableString.Invariant($"overlaps what ends at {starts}; write {starts}"));
        }
        if (bands.Count > 0 && bands[^1].To != scale.Maximum)
            complaints.Add($"{place}[{bands.Count - 1}].to", FormattableString.Invariant($"the last band must end at the maximum, {scale.Maximum}"));
    }
}
