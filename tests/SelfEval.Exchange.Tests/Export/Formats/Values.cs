using System.Globalization;
using SelfEval.Exchange.Export;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>What a cell says, in words that are the same whatever the format: taken from the answers themselves, or from a file by its stated conventions.</summary>
internal static class Values
{
    internal const string Blank = "blank";

    /// <summary>The wide table as the answers have it, by no code of the product but what says which items were shown.</summary>
    internal static List<string[]> Expected(RandomExport export) => [.. export.Rows.Select(row => Expected(export, row))];

    internal static string Text(string text) => "text:" + text;

    internal static string Number(double number) => "number:" + number.ToString("R", CultureInfo.InvariantCulture);

    internal static string Day(DateOnly day) => "day:" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Missing(MissingKind kind) => kind == MissingKind.NotShown ? Blank : "missing:" + kind;

    /// <summary>For programs that print fewer digits of a number than it has.</summary>
    internal static string Rounded(string value) =>
        value.StartsWith("number:", StringComparison.Ordinal) ? "number:" + double.Parse(value.AsSpan("number:".Length), CultureInfo.InvariantCulture).ToString("G13", CultureInfo.InvariantCulture) : value;

    internal static string MissingByName(string? name) => Missing(Enum.GetValues<MissingKind>().Single(kind => MissingCodes.Name(kind) == name));

    /// <summary>A cell of a text format.</summary>
    internal static string OfText(ExportField field, string cell)
    {
        if (cell.Length == 0) return Blank;
        if (field.Codes?.KindOf(cell) is { } kind) return Missing(kind);
        return field.Kind switch
        {
            FieldKind.Number => Number(double.Parse(cell, CultureInfo.InvariantCulture)),
            FieldKind.Date => Day(DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
            FieldKind.Choice => "option:" + field.Options.Single(option => option.Code == cell).Code,
            _ => Text(ExportText.Unescape(cell)),
        };
    }

    /// <summary>A cell of a format that holds numbers for choices and for days.</summary>
    internal static string OfNumber(ExportField field, double? cell, Func<double, DateOnly> day)
    {
        if (cell is not { } number) return Blank;
        if (field.Codes is { } codes && number == Math.Round(number) && codes.KindOf(number.ToString(CultureInfo.InvariantCulture)) is { } kind) return Missing(kind);
        return field.Kind switch
        {
            FieldKind.Date => Day(day(number)),
            FieldKind.Choice => "option:" + field.Options.Single(option => option.Number == number).Code,
            _ => Number(number),
        };
    }

    private static string[] Expected(RandomExport export, ExportRow row)
    {
        var questionnaire = export.Questionnaires.Single(one => one.ContentHash == row.QuestionnaireHash);
        var shown = Shown.Items(questionnaire.Items, row.Answers);
        return [.. export.Frame.Table(ExportLayout.Responses).Fields.Select(field => field switch
        {
            { Item: { } item } => questionnaire.FindItem(item.Code) is { } asked && asked.Text.ToString() == item.Text.ToString() && asked.Kind == item.Kind && shown.Contains(item.Code) ? Answer(field, item, row) : Blank,
            { Scale: { } scale } => Score(field, row.Scores.SingleOrDefault(score => score.Key == scale)),
            _ => Fixed(field.Name, row),
        })];
    }

    private static string Score(ExportField field, ScaleScore? score) => score is null ? Blank
        : field.Label.StartsWith("Score", StringComparison.Ordinal) ? score.Value is { } value ? Number(value) : Blank
        : field.Label.StartsWith("Items", StringComparison.Ordinal) ? Number(score.Answered)
        : score.Band is { } band ? "option:" + band : Blank;

    private static string Answer(ExportField field, Item item, ExportRow row)
    {
        var codes = row.Answers.Codes(item.Code);
        if (codes.Count == 0) return Missing(MissingKind.Skipped);
        if (codes.Select(code => item.Responses?.Find(code)?.Missing).FirstOrDefault(kind => kind is not null) is { } missing) return Missing(missing);
        return item.Kind switch
        {
            ItemKind.SeveralChoices => "option:" + (codes.Contains(field.Option!.Code) ? "1" : "0"),
            ItemKind.Number => Number(row.Answers.Number(item.Code)!.Value),
            ItemKind.Date => "day:" + codes[0],
            ItemKind.ShortText or ItemKind.LongText => Text(codes[0]),
            _ => "option:" + codes[0],
        };
    }

    private static string Fixed(string name, ExportRow row) => name switch
    {
        "pseudonym" => Text(row.Pseudonym),
        "round" => Text(row.Round),
        "round_label" => Text(row.RoundLabel),
        "team" => Text(row.Team),
        "programme" => Text(row.Programme),
        "questionnaire" => Text(row.QuestionnaireHash[..12]),
        "language" => Text(row.Language),
        "channel" => Text(row.Channel),
        "started" => row.Started is { } day ? Day(day) : Blank,
        "completed" => Day(row.Completed!.Value),
        _ => "option:" + (row.Late ? "1" : "0"),
    };
}
