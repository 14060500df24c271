using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>What differs between two versions, in plain words, for a team that is about to publish.</summary>
public sealed record VersionDiff(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed)
{
    public bool IsEmpty => Added.Count + Removed.Count + Changed.Count == 0;

    public static VersionDiff Between(QuestionnaireDocument before, QuestionnaireDocument after)
    {
        var changed = new List<string>();
        if (before.Title != after.Title) changed.Add($"Title: “{after.Title}”, was “{before.Title}”");
        if (before.Introduction != after.Introduction) changed.Add("The introduction");
        var old = before.Items.ToDictionary(item => item.Code);
        foreach (var item in after.Items)
        {
            if (!old.TryGetValue(item.Code, out var was)) continue;
            if (Words(was.Text) != Words(item.Text)) changed.Add($"“{Words(item.Text)}”, was “{Words(was.Text)}”");
            else if (Asked(was) != Asked(item)) changed.Add($"“{Words(item.Text)}”: its answers, hint, limits or when it is shown");
        }

        foreach (var instrument in after.Instruments)
        {
            if (before.Instruments.FirstOrDefault(i => i.Id == instrument.Id) is not { } was) continue;
            if (was.Version != instrument.Version)
                changed.Add($"{Words(instrument.Title)}: version {instrument.Version}, was {was.Version}");
            foreach (var scale in instrument.Scales)
                if (was.FindScale(scale.Id) is { } earlier && earlier.Rule.Id != scale.Rule.Id)
                    changed.Add($"{Words(scale.Title)}: missing answers by “{Words(scale.Rule.Title)}”, was “{Words(earlier.Rule.Title)}”");
        }

        var kept = after.Items.Where(item => old.ContainsKey(item.Code)).Select(item => item.Code).ToList();
        var newCodes = after.Items.Select(item => item.Code).ToHashSet();
        if (!kept.SequenceEqual(before.Items.Select(item => item.Code).Where(newCodes.Contains)))
            changed.Add("The order of the questions");
        else if (!Layout(before).SequenceEqual(Layout(after)))
            changed.Add("The pages");

        return new VersionDiff(
            [.. after.Items.Where(item => !old.ContainsKey(item.Code)).Select(item => Words(item.Text))],
            [.. before.Items.Where(item => !newCodes.Contains(item.Code)).Select(item => Words(item.Text))],
            changed);
    }

    private static string Words(LocalText text) => text.In("en");

    private static IEnumerable<string> Layout(QuestionnaireDocument document) =>
        document.Pages.Select(page => $"{page.Title}\n{page.Lead}\n{string.Join(' ', page.Items)}");

    private static string Asked(Item item) => string.Join('\n',
        [
            item.Kind.ToString(), item.Hint?.In("en"), item.LowAnchor?.In("en"), item.HighAnchor?.In("en"),
            FormattableString.Invariant($"{item.Minimum} {item.Maximum} {item.DecimalPlaces} {item.MaxLength} {item.Optional}"),
            .. (item.Responses?.Options ?? []).Select(option => $"{option.Code} {option.Label.In("en")}"),
            item.ShowIf is Condition.OneOf one ? $"{one.Item}: {string.Join(' ', one.Codes)}" : item.ShowIf?.ToString(),
        ]);
}
