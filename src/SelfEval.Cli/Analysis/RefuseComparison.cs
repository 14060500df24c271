using SelfEval.Instruments.Definition;

namespace SelfEval.Cli.Analysis;

/// <summary>Refuses what may not be compared, with the reason in words; what may be is decided by <see cref="Comparability"/> alone.</summary>
internal static class RefuseComparison
{
    /// <summary>By the definitions, before anything is read.</summary>
    public static void Of(Instrument first, Scale scale, Instrument second, ComparisonUse use)
    {
        if (second.FindScale(scale.Id) is not { } other)
            throw new InputException($"{first.Id}.{scale.Id}: cannot be compared, as {second.Id} {second.Version} has no such scale");
        Check(new ScaleInUse(first, scale), new ScaleInUse(second, other), use);
    }

    /// <summary>By the languages and scoring versions that the rows hold: all that were used must be comparable, within a round as between two.</summary>
    public static void OfRows(AnalysisData data, Measured measure, TwoSides sides, ComparisonUse use)
    {
        if (measure is not { Instrument: { } instrument, Scale: { } scale }) return;
        var languages = data.Text(Role.Language);
        var used = new HashSet<(string? Language, string? Version)>();
        for (var row = 0; row < data.Rows; row++)
        {
            if (measure.Values[row] is not null && (sides.FirstRows.Contains(row) || sides.SecondRows.Contains(row)))
                used.Add((languages?[row] is { Length: > 0 } language ? language : null, measure.Versions[row]));
        }
        foreach (var one in used)
        {
            foreach (var two in used)
                Check(new ScaleInUse(instrument, scale, one.Language, one.Version), new ScaleInUse(instrument, scale, two.Language, two.Version), use);
        }
    }

    private static void Check(ScaleInUse one, ScaleInUse two, ComparisonUse use)
    {
        var result = Comparability.Of(one, two, use);
        if (result.Verdict == ComparabilityVerdict.Comparable) return;
        var name = $"{one.Instrument.Id}.{one.Scale.Id}";
        var lines = new List<string> { $"{name}: this comparison is refused." };
        lines.AddRange(result.Reasons);
        if (result.Verdict == ComparabilityVerdict.ThroughCommonItems)
            lines.Add($"Scores made anew from the items that both have are comparable: --only {string.Join(",", result.CommonItems)} on both.");
        else if (use == ComparisonUse.PersonChange && Comparability.Of(one, two).Verdict == ComparabilityVerdict.Comparable)
            lines.Add("Leave out --id to compare the two rounds as levels.");
        throw new InputException(lines);
    }
}
