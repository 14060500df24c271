using System.Globalization;
using System.Text;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Export;

/// <summary>An item's column, or its columns where several options may be chosen.</summary>
internal sealed class ExportVariable
{
    private static readonly byte[] Yes = "1"u8.ToArray(), No = "0"u8.ToArray(), SkippedCode = "-9"u8.ToArray();
    private readonly Dictionary<string, byte[]> codes = [];
    private readonly Dictionary<string, byte[]> missing = [];
    private readonly string[] options;

    internal ExportVariable(Item item, string name)
    {
        Item = item;
        Name = name;
        foreach (var option in item.Responses?.Options ?? [])
        {
            if (option.Missing is { } kind) missing[option.Code] = Encoding.UTF8.GetBytes(MissingCode.Of(kind)?.ToString(CultureInfo.InvariantCulture) ?? "");
            else codes[option.Code] = Encoding.UTF8.GetBytes(option.Code);
        }

        options = [.. (item.Responses?.Options ?? []).Where(option => option.Missing is null).Select(option => option.Code)];
        Columns = item.Kind == ItemKind.SeveralChoices ? [.. options.Select(code => ExportColumn.Of(name, code))] : [name];
    }

    internal Item Item { get; }

    internal string Name { get; }

    internal IReadOnlyList<string> Columns { get; }

    /// <summary>The option a column of several choices stands for; null for any other item.</summary>
    internal ResponseOption? OptionOf(int column) => Item.Kind == ItemKind.SeveralChoices ? Item.Responses?.Find(options[column]) : null;

    internal void Write(CsvWriter csv, AnswerSheet sheet, bool shown)
    {
        if (!shown)
        {
            foreach (var _ in Columns) csv.Blank();
        }
        else if (Item.Kind == ItemKind.SeveralChoices) WriteSeveral(csv, sheet);
        else if (!sheet.TryGet(Item.Code, out var answer)) csv.Token(SkippedCode);
        else if (answer.Text is { } text && missing.TryGetValue(text, out var token)) csv.Token(token);
        else if (Item.Kind == ItemKind.Number) csv.Number(answer.Number);
        else if (answer.Text is { } code && codes.TryGetValue(code, out token)) csv.Token(token);
        else csv.Text(answer.Text ?? string.Join(' ', answer.Codes));
    }

    /// <summary>True where both are the same question, so that their answers belong in one column.</summary>
    internal bool IsSameAs(Item other) =>
        Item.Code == other.Code && Item.Kind == other.Kind && Item.Text.ToString() == other.Text.ToString()
        && Options(Item).SequenceEqual(Options(other));

    private static IEnumerable<(string, string, MissingKind?)> Options(Item item) =>
        (item.Responses?.Options ?? []).Select(option => (option.Code, option.Label.ToString(), option.Missing));

    private void WriteSeveral(CsvWriter csv, AnswerSheet sheet)
    {
        var chosen = sheet.Codes(Item.Code);
        byte[]? absent = chosen.Count == 0 ? SkippedCode : null;
        foreach (var code in chosen)
        {
            if (missing.TryGetValue(code, out var kind)) absent = kind;
        }

        foreach (var option in options) csv.Token(absent ?? (Holds(chosen, option) ? Yes : No));
    }

    private static bool Holds(IReadOnlyList<string> chosen, string option)
    {
        for (var i = 0; i < chosen.Count; i++)
        {
            if (chosen[i] == option) return true;
        }

        return false;
    }
}
