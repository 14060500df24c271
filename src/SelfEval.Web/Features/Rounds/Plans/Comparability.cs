using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>Which results of two questionnaires will not be comparable, said before anybody changes from the one to the other.</summary>
public static class Comparability
{
    public static IReadOnlyList<string> Lost(QuestionnaireDocument before, QuestionnaireDocument after)
    {
        var (old, now) = (Scales(before), Scales(after));
        var said = new List<string>();
        foreach (var (key, (instrument, scale)) in old)
        {
            if (!now.TryGetValue(key, out var other)) said.Add($"“{scale.Title}” is not asked any more, so it shows no change from then on.");
            else if (instrument.Version != other.Instrument.Version)
                said.Add($"“{scale.Title}” is asked in version {other.Instrument.Version} instead of {instrument.Version}: results before and after are not compared.");
            else if (!IsSame(scale, other.Scale))
                said.Add($"“{scale.Title}” is made of other questions or by another rule than before: results before and after are not compared.");
        }

        foreach (var (key, (_, scale)) in now)
            if (!old.ContainsKey(key)) said.Add($"“{scale.Title}” is asked for the first time, so there is nothing earlier to compare it with.");
        Questions(before, after, said);
        return said;
    }

    private static Dictionary<(string, string), (Instrument Instrument, Scale Scale)> Scales(QuestionnaireDocument document) =>
        document.Instruments.SelectMany(i => i.Scales.Select(s => (Instrument: i, Scale: s))).ToDictionary(s => (s.Instrument.Id, s.Scale.Id));

    private static bool IsSame(Scale a, Scale b) =>
        a.Method == b.Method && a.Rule.Id == b.Rule.Id && a.ScoringVersion == b.ScoringVersion && a.Items.SequenceEqual(b.Items);

    /// <summary>Questions that no scale is made of: a team's own, and those about the person.</summary>
    private static void Questions(QuestionnaireDocument before, QuestionnaireDocument after, List<string> said)
    {
        var (old, now) = (Unscored(before), Unscored(after));
        var (gone, come) = (old.Count(q => !now.Contains(q)), now.Count(q => !old.Contains(q)));
        if (gone > 0) said.Add($"{RoundWords.Times(gone, "other question is", "other questions are")} not asked any more, or not in these words.");
        if (come > 0) said.Add($"{RoundWords.Times(come, "other question is", "other questions are")} new, or in new words.");
    }

    private static HashSet<(string, string)> Unscored(QuestionnaireDocument document)
    {
        var scored = document.Instruments.SelectMany(i => i.Scales).SelectMany(s => s.Items).Select(i => i.Code).ToHashSet();
        return [.. document.Items.Where(i => !scored.Contains(i.Code)).Select(i => (i.Code, i.Text.ToString()))];
    }
}
