using System.Globalization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export;

/// <summary>The codebook: one row a variable of <c>responses.csv</c>.</summary>
internal sealed class Codebook(IReadOnlyList<QuestionnaireDocument> questionnaires, ExportVariables variables, string language)
{
    private static readonly string[] Columns =
        ["variable", "label", "item_text", "kind", "values", "missing_codes", "instrument", "version", "standing", "scales", "reversed_in"];

    private static readonly (string Name, string Label, string Kind, string Values)[] Fixed =
    [
        ("pseudonym", "The person, within this export only", "text", ""),
        ("round", "Id of the round", "text", ""),
        ("round_label", "Name of the round", "text", ""),
        ("team", "Team", "text", ""),
        ("programme", "Programme", "text", ""),
        ("questionnaire", "Questionnaire version (start of its content hash)", "text", ""),
        ("language", "Language answered in", "text", ""),
        ("channel", "How the answers came", "text", ""),
        ("started", "Day on which answering began", "date", "yyyy-mm-dd"),
        ("completed", "Day on which the answers were sent", "date", "yyyy-mm-dd"),
        ("late", "Sent after the round had closed", "number", "0=no | 1=yes"),
    ];

    internal async Task WriteAsync(Stream output, CancellationToken cancellation)
    {
        var csv = new CsvWriter(output);
        await csv.HeaderAsync(Columns, cancellation);
        foreach (var (name, label, kind, values) in Fixed)
            await RowAsync(csv, [name, label, null, kind, values, null, null, null, null, null, null], cancellation);
        foreach (var variable in variables.All)
        {
            for (var column = 0; column < variable.Columns.Count; column++)
                await RowAsync(csv, Describe(variable, column), cancellation);
        }

        await csv.FlushAsync(cancellation);
    }

    private static ValueTask RowAsync(CsvWriter csv, IEnumerable<string?> cells, CancellationToken cancellation)
    {
        foreach (var cell in cells) csv.Text(cell);
        return csv.EndRowAsync(cancellation);
    }

    private string?[] Describe(ExportVariable variable, int column)
    {
        var item = variable.Item;
        var homes = questionnaires.Where(q => q.Items.Any(variable.IsSameAs))
            .SelectMany(q => q.Instruments).Where(i => i.FindItem(item.Code) is not null)
            .DistinctBy(i => (i.Id, i.Version, i.Standing)).ToList();
        var uses = homes.SelectMany(i => i.Scales.Select(scale => (Key: $"{i.Id}.{scale.Id}", Item: scale.Items.FirstOrDefault(s => s.Code == item.Code))))
            .Where(use => use.Item is not null).DistinctBy(use => use.Key).ToList();
        var option = variable.OptionOf(column);
        var text = item.Text.In(language);
        return
        [
            variable.Columns[column],
            option is null ? Shorten(text) : $"{Shorten(text)}: {option.Label.In(language)}",
            text,
            Kind(item, option),
            option is not null ? "0=not chosen | 1=chosen" : Values(item),
            MissingCode.Declared,
            string.Join(' ', homes.Select(i => i.Id).Distinct()),
            string.Join(' ', homes.Select(i => i.Version).Distinct()),
            string.Join(' ', homes.Select(i => ScoreCells.Standing(i.Standing)).Distinct()),
            string.Join(' ', uses.Select(use => use.Key)),
            string.Join(' ', uses.Where(use => use.Item!.Reverse).Select(use => use.Key)),
        ];
    }

    private string Values(Item item) => item.Kind switch
    {
        ItemKind.Number => item.Minimum is null && item.Maximum is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{item.Minimum} to {item.Maximum}"),
        ItemKind.Date => "yyyy-mm-dd",
        ItemKind.ShortText or ItemKind.LongText => "",
        _ => string.Join(" | ", (item.Responses?.Options ?? []).Where(option => option.Missing is null)
            .Select(option => $"{option.Code}={option.Label.In(language)}")),
    };

    private static string Kind(Item item, ResponseOption? option) =>
        option is not null ? "several choices" : item.Kind switch
        {
            ItemKind.SingleChoice => "single choice",
            ItemKind.Number => "number",
            ItemKind.Date => "date",
            ItemKind.ShortText => "short text",
            ItemKind.LongText => "long text",
            ItemKind.Bipolar => "bipolar",
            _ => "0 to 10",
        };

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..59].TrimEnd() + "…";
}
