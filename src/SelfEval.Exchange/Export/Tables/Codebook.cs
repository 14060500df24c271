using System.Globalization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>
/// The codebook: one row a variable of the wide table. It has one set of columns in every format, and the same as the template has by which questionnaires
/// are brought in, so that what went out can come back.
/// </summary>
public static class Codebook
{
    /// <summary>Its columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "variable", "label", "item", "option", "item_text", "hint", "kind", "level", "values", "numbers", "scoring_values", "missing_codes", "minimum", "maximum", "decimals", "max_length",
        "section", "instrument", "version", "standing", "scales", "reversed_in", "shown_if", "tags", "questionnaires", "notes",
    ];

    private static readonly Dictionary<string, int> Places = Columns.Index().ToDictionary(column => column.Item, column => column.Index);

    /// <summary>Its rows, each with one cell a column; null is blank.</summary>
    public static IEnumerable<IReadOnlyList<string?>> Rows(ExportFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.Wide.Fields.Select(field => field.Item is { } item ? OfItem(frame, field, item) : OfOther(frame, field));
    }

    private static string?[] OfOther(ExportFrame frame, ExportField field)
    {
        var homes = field.Scale is null ? [] : frame.Versions.Scores.Where(score => score.Fields.Contains(field)).Select(score => score.Instrument).ToList();
        return Row(
            ("variable", field.Name), ("label", field.Label), ("kind", Kind(field)), ("level", Level(field)), ("values", Values(field)), ("numbers", Numbers(field)),
            ("instrument", Join(homes.Select(home => home.Id))), ("version", Join(homes.Select(home => home.Version))),
            ("standing", Join(homes.Select(home => ScoresTable.Word(home.Standing)))), ("scales", field.Scale));
    }

    private static string?[] OfItem(ExportFrame frame, ExportField field, Item item)
    {
        var variable = frame.Versions.Variables.First(one => one.Fields.Contains(field));
        var askedIn = frame.Questionnaires.Where(questionnaire => questionnaire.Items.Any(variable.IsSameAs)).ToList();
        var homes = askedIn.SelectMany(questionnaire => questionnaire.Instruments).Where(home => home.FindItem(item.Code) is not null)
            .DistinctBy(home => (home.Id, home.Version, home.Standing)).ToList();
        var uses = homes.SelectMany(home => home.Scales.Select(scale => (Key: $"{home.Id}.{scale.Id}", Item: scale.Items.FirstOrDefault(part => part.Code == item.Code))))
            .Where(use => use.Item is not null).DistinctBy(use => use.Key).ToList();
        var language = frame.About.Language;
        var options = (item.Responses?.Options ?? []).Where(option => option.Missing is null).ToList();
        return Row(
            ("variable", field.Name), ("label", field.Label), ("item", item.Code), ("option", field.Option?.Code), ("item_text", item.Text.In(language)), ("hint", item.Hint?.In(language)),
            ("kind", Kind(field)), ("level", Level(field)), ("values", Values(field)), ("numbers", Numbers(field)),
            ("scoring_values", field.Option is not null ? null : List(options.Where(option => option.Value is not null).Select(option => (option.Code, Spell(option.Value!.Value)!)))),
            ("missing_codes", field.Codes!.Declared), ("minimum", Spell(item.Minimum)), ("maximum", Spell(item.Maximum)),
            ("decimals", item.Kind == ItemKind.Number ? Spell(item.DecimalPlaces ?? 0) : null), ("max_length", Spell(item.MaxLength)),
            ("section", Join(askedIn.SelectMany(questionnaire => questionnaire.Pages).Where(page => page.Items.Contains(item.Code)).Select(page => page.Title ?? ""), " | ")),
            ("instrument", Join(homes.Select(home => home.Id))), ("version", Join(homes.Select(home => home.Version))),
            ("standing", Join(homes.Select(home => ScoresTable.Word(home.Standing)))),
            ("scales", Join(uses.Select(use => use.Key))), ("reversed_in", Join(uses.Where(use => use.Item!.Reverse).Select(use => use.Key))),
            ("shown_if", item.ShowIf is { } condition ? ConditionWords.Of(condition) : null), ("tags", Join(item.Tags)),
            ("notes", field.IsWritten ? ExportText.Stated : null),
            ("questionnaires", Join(askedIn.Select(questionnaire => QuestionnaireVersions.ShortHash(questionnaire.ContentHash)))));
    }

    private static string?[] Row(params ReadOnlySpan<(string Column, string? Cell)> cells)
    {
        var row = new string?[Columns.Count];
        foreach (var (column, cell) in cells) row[Places[column]] = string.IsNullOrEmpty(cell) ? null : column == "notes" ? cell : ExportText.Escape(cell);
        return row;
    }

    private static string? Values(ExportField field) => field.Kind switch
    {
        FieldKind.Date => "yyyy-mm-dd",
        FieldKind.Choice => List(field.Options.Select(option => (option.Code, option.Label))),
        _ => null,
    };

    /// <summary>What stands for the codes in statistical formats, where it is not the codes themselves.</summary>
    private static string? Numbers(ExportField field) =>
        field.Kind == FieldKind.Choice && !field.HasNumberCodes ? List(field.Options.Select(option => (option.Code, Spell((double)option.Number)!))) : null;

    private static string Level(ExportField field) => field.Level switch { MeasureLevel.Scale => "scale", MeasureLevel.Ordinal => "ordinal", _ => "nominal" };

    private static string Kind(ExportField field) => field.Option is not null ? "several choices" : field.Item?.Kind switch
    {
        ItemKind.SingleChoice => "single choice",
        ItemKind.ShortText => "short text",
        ItemKind.LongText => "long text",
        ItemKind.Bipolar => "bipolar",
        ItemKind.ZeroToTen => "0 to 10",
        _ => field.Kind switch { FieldKind.Number => "number", FieldKind.Date => "date", FieldKind.Choice => "single choice", _ => "text" },
    };

    /// <summary>Pairs as <c>code=words | code=words</c>; a bar in the words has a backslash before it.</summary>
    private static string List(IEnumerable<(string Code, string Words)> pairs) =>
        string.Join(" | ", pairs.Select(pair => $"{pair.Code}={pair.Words.Replace("|", @"\|", StringComparison.Ordinal)}"));

    private static string Join(IEnumerable<string> words, string between = " ") => string.Join(between, words.Where(word => word.Length > 0).Distinct());

    private static string? Spell(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);
}
