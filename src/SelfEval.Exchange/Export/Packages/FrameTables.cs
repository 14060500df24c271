using System.Globalization;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Packages;

/// <summary>A small table of the zip, known before any row is.</summary>
/// <param name="Name">Name of its file, without an ending.</param>
/// <param name="Title">What one row is.</param>
/// <param name="Columns">Its columns, each with what it says.</param>
/// <param name="Rows">Its rows; null is blank.</param>
internal sealed record SmallTable(string Name, string Title, IReadOnlyList<(string Name, string Title)> Columns, IEnumerable<IReadOnlyList<string?>> Rows);

/// <summary>What stands beside the rows: rounds with their denominators, which variable is which question of which version, and how each scale is made.</summary>
internal static class FrameTables
{
    internal static IEnumerable<SmallTable> Of(ExportFrame frame) =>
    [
        new("codebook", "One row a column of responses.csv", [.. Codebook.Columns.Select(column => (column, column.Replace('_', ' ')))], Codebook.Rows(frame)),
        Rounds(frame), Variables(frame), Scales(frame), ScaleItems(frame),
    ];

    private static SmallTable Rounds(ExportFrame frame) => new("rounds", "One row a round: how many were asked and how many answered",
        [
            ("round", "Id of the round"), ("label", "Name of the round"), ("team", "Team"), ("programme", "Programme"), ("questionnaire", "Questionnaire version"),
            ("responses", "Responses in the files"), ("invited", "People invited; blank where there is no denominator (open link)"), ("response_rate", "Responses divided by invited"),
        ],
        frame.About.Rounds.Select(round => (IReadOnlyList<string?>)
        [
            round.Id, ExportText.Escape(round.Label), ExportText.Escape(round.Team), ExportText.Escape(round.Programme), QuestionnaireVersions.ShortHash(round.QuestionnaireHash), Spell(round.Responses),
            round.Invited is > 0 and { } invited ? Spell(invited) : null, round.Invited is > 0 and { } people ? Spell((double)round.Responses / people) : null,
        ]));

    private static SmallTable Variables(ExportFrame frame) => new("variables", "One row a variable and questionnaire version that asks it",
        [
            ("variable", "Column of responses.csv"), ("questionnaire", "Questionnaire version"), ("instrument", "Instrument"), ("version", "Version of the instrument"),
            ("item", "The item's code in that version"), ("option", "The option, where several may be chosen"), ("place", "Place of the item in that version, from 1"), ("page", "Page, from 1"), ("item_text", "The question in that version"),
        ],
        from field in frame.Wide.Fields
        where field.Item is not null
        let variable = frame.Versions.Variables.First(one => one.Fields.Contains(field))
        from questionnaire in frame.Questionnaires
        let place = questionnaire.Items.ToList().FindIndex(variable.IsSameAs)
        where place >= 0
        let item = questionnaire.Items[place]
        let home = questionnaire.Instruments.First(instrument => instrument.FindItem(item.Code) is not null)
        select (IReadOnlyList<string?>)
        [
            field.Name, QuestionnaireVersions.ShortHash(questionnaire.ContentHash), home.Id, home.Version, item.Code, field.Option?.Code, Spell(place + 1),
            Spell(questionnaire.Pages.ToList().FindIndex(page => page.Items.Contains(item.Code)) + 1), ExportText.Escape(item.Text.In(frame.About.Language)),
        ]);

    private static SmallTable Scales(ExportFrame frame) => new("scales", "One row a scale and questionnaire version: how its score is made",
        [
            ("column", "Its score in responses.csv"), ("questionnaire", "Questionnaire version"), ("instrument", "Instrument"), ("version", "Version of the instrument"), ("standing", "style, adapted, bespoke or licensed"),
            ("scale", "Scale"), ("title", "What a report prints"), ("method", "How the score is made"), ("rule", "Rule for missing answers"), ("rule_kind", "How many must be answered"), ("rule_count", "The number in that rule"),
            ("replacement", "What takes the place of a missing item"), ("not_applicable_is_zero", "1 where does not apply counts as 0"), ("minimum", "Lowest score"), ("maximum", "Highest score"),
            ("rescaled", "1 where the raw score is stretched to minimum and maximum"), ("raw_minimum", "Lowest raw score, where it is stretched"), ("raw_maximum", "Highest raw score, where it is stretched"),
            ("scoring_version", "Scoring version"), ("parts", "Scales of a composite with their weights"), ("counted", "Options that are counted"), ("minimum_responses", "How many responses a published figure needs, for the published measure"),
        ],
        Each(frame).Select(one => (IReadOnlyList<string?>)
        [
            one.Column, one.Version, one.Home.Id, one.Home.Version, ScoresTable.Word(one.Home.Standing), one.Scale.Id, ExportText.Escape(one.Scale.Title.In(frame.About.Language)), Camel(one.Scale.Method.ToString()),
            one.Scale.Rule.Id, Camel(one.Scale.Rule.Kind.ToString()), Spell(one.Scale.Rule.Count), Camel(one.Scale.Rule.Replacement.ToString()), one.Scale.Rule.NotApplicableIsZero ? "1" : "0",
            Spell(one.Scale.Minimum), Spell(one.Scale.Maximum), one.Scale.IsRescaled ? "1" : "0", Spell(Raw(one.Home, one.Scale)?.Lowest), Spell(Raw(one.Home, one.Scale)?.Highest), one.Scale.ScoringVersion,
            Join(one.Scale.Parts.Select(part => $"{part.Scale}*{Spell(part.Weight)}")), Join(one.Scale.Counted), Spell(one.Scale.MinimumResponses),
        ]));

    private static SmallTable ScaleItems(ExportFrame frame) => new("scale_items", "One row an item of a scale",
        [
            ("column", "The scale's score in responses.csv"), ("questionnaire", "Questionnaire version"), ("instrument", "Instrument"), ("version", "Version of the instrument"), ("scale", "Scale"), ("variable", "Column of responses.csv"),
            ("reverse", "1 where the value is turned round: item_minimum + item_maximum - value"), ("weight", "Weight in a sum or mean"), ("item_minimum", "Lowest value"), ("item_maximum", "Highest value"),
        ],
        from one in Each(frame)
        from part in one.Scale.Items
        let item = one.Home.FindItem(part.Code)
        let range = Range(item)
        select (IReadOnlyList<string?>)
        [
            one.Column, one.Version, one.Home.Id, one.Home.Version, one.Scale.Id, frame.Versions.Variables.FirstOrDefault(variable => variable.IsSameAs(item))?.Name,
            part.Reverse ? "1" : "0", Spell(part.Weight), Spell(range?.Lowest), Spell(range?.Highest),
        ]);

    private static IEnumerable<(string Column, string Version, Instrument Home, Scale Scale)> Each(ExportFrame frame) =>
        from questionnaire in frame.Questionnaires
        from home in questionnaire.Instruments
        from scale in home.Scales
        select (frame.Versions.Scores.First(score => score.IsSameAs(home, scale)).Fields[0].Name, QuestionnaireVersions.ShortHash(questionnaire.ContentHash), home, scale);

    private static (double Lowest, double Highest)? Range(Item? item)
    {
        if (item is null) return null;
        if (item.Kind == ItemKind.Number) return item is { Minimum: { } low, Maximum: { } high } ? (low, high) : null;
        var values = (item.Responses?.Options ?? []).Where(option => option.Value is not null).Select(option => option.Value!.Value).ToList();
        return values.Count > 0 ? (values.Min(), values.Max()) : null;
    }

    /// <summary>The range of a raw sum or mean before it is stretched, with every item answered.</summary>
    private static (double Lowest, double Highest)? Raw(Instrument home, Scale scale)
    {
        if (!scale.IsRescaled || scale.Items.Count == 0 || !(scale.IsMean || scale.Method == ScoringMethod.Sum)) return null;
        var (low, high, weights) = (0.0, 0.0, 0.0);
        foreach (var part in scale.Items)
        {
            if (Range(home.FindItem(part.Code)) is not { } range) return null;
            low += part.Weight * (part.Weight >= 0 ? range.Lowest : range.Highest);
            high += part.Weight * (part.Weight >= 0 ? range.Highest : range.Lowest);
            weights += part.Weight;
        }

        return scale.IsMean ? (low / weights, high / weights) : (low, high);
    }

    private static string Camel(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static string? Join(IEnumerable<string> words) => string.Join(' ', words) is { Length: > 0 } joined ? joined : null;

    private static string? Spell(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);
}
