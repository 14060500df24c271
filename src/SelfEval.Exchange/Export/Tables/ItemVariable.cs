using System.Globalization;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>An item's column, or its columns where several options may be chosen.</summary>
internal sealed class ItemVariable
{
    private static readonly FieldOption[] Ticks = [new("0", 0, "not chosen"), new("1", 1, "chosen")];
    private readonly Dictionary<string, int> options = [];
    private readonly Dictionary<string, MissingKind> missing = [];
    private readonly MissingCodes codes;

    internal ItemVariable(Item item, FieldNames names, string language)
    {
        Item = item;
        Name = names.Take(item.Code);
        codes = MissingCodes.For(item);
        var substantive = new List<ResponseOption>();
        foreach (var option in item.Responses?.Options ?? [])
        {
            if (option.Missing is { } kind) missing[option.Code] = kind;
            else
            {
                options[option.Code] = substantive.Count;
                substantive.Add(option);
            }
        }

        Fields = item.Kind == ItemKind.SeveralChoices
            ? [.. substantive.Select(option => Tick(option, names, language))]
            : [One(substantive, language)];
    }

    internal Item Item { get; }

    internal string Name { get; }

    internal IReadOnlyList<ExportField> Fields { get; }

    /// <summary>True where both are the same question, so that their answers belong in one column.</summary>
    internal bool IsSameAs(Item other) =>
        Item.Code == other.Code && Item.Kind == other.Kind && Item.Text.ToString() == other.Text.ToString()
        && Options(Item).SequenceEqual(Options(other)) && codes.Equals(MissingCodes.For(other));

    internal void Fill(AnswerSheet sheet, Span<ExportCell> cells)
    {
        if (!sheet.TryGet(Item.Code, out var answer)) cells.Fill(ExportCell.Of(MissingKind.Skipped));
        else if (Item.Kind == ItemKind.SeveralChoices) FillSeveral(answer.Codes, cells);
        else if (answer.Text is not { } text) throw Unfit("more than one answer");
        else if (missing.TryGetValue(text, out var kind)) cells[0] = ExportCell.Of(kind);
        else cells[0] = Cell(answer, text);
    }

    private ExportCell Cell(Answer answer, string text) => Fields[0].Kind switch
    {
        FieldKind.Choice => options.TryGetValue(text, out var at) ? ExportCell.Option(at) : throw Unfit("an option that it does not have"),
        FieldKind.Number => answer.Number is { } number ? ExportCell.Of(number) : throw Unfit("no number"),
        FieldKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? ExportCell.Of(day) : throw Unfit("no date"),
        _ => ExportCell.Of(ExportText.Escape(text, codes)),
    };

    private void FillSeveral(IReadOnlyList<string> chosen, Span<ExportCell> cells)
    {
        cells.Fill(ExportCell.Option(0));
        for (var i = 0; i < chosen.Count; i++)
        {
            if (missing.TryGetValue(chosen[i], out var kind))
            {
                cells.Fill(ExportCell.Of(kind));
                return;
            }

            cells[options.TryGetValue(chosen[i], out var at) ? at : throw Unfit("an option that it does not have")] = ExportCell.Option(1);
        }
    }

    /// <summary>Answers are checked before they are stored: one that does not fit is a fault to be told, not a value to be guessed.</summary>
    private InvalidDataException Unfit(string what) => new($"An answer to '{Item.Code}' cannot be exported: it is {what}.");

    private ExportField One(List<ResponseOption> substantive, string language)
    {
        var numbers = substantive.ConvertAll(option => Whole(option.Code));
        var kind = Item.IsChoice ? FieldKind.Choice : Item.Kind switch { ItemKind.Number => FieldKind.Number, ItemKind.Date => FieldKind.Date, _ => FieldKind.Text };
        var hasNumbers = kind == FieldKind.Choice && numbers.TrueForAll(number => number is not null);
        return new ExportField
        {
            Name = Name,
            Variable = Name,
            Label = Shorten(Item.Text.In(language)),
            Kind = kind,
            Level = kind switch
            {
                FieldKind.Number or FieldKind.Date => MeasureLevel.Scale,
                FieldKind.Choice when substantive.Count > 0 && substantive.TrueForAll(option => option.Value is not null) => MeasureLevel.Ordinal,
                _ => MeasureLevel.Nominal,
            },
            Options = kind == FieldKind.Choice
                ? [.. substantive.Select((option, i) => new FieldOption(option.Code, hasNumbers ? numbers[i]!.Value : i + 1, option.Label.In(language)))]
                : [],
            HasNumberCodes = hasNumbers,
            Codes = codes,
            Missing = Kinds(),
            Decimals = Item.DecimalPlaces ?? 0,
            IsWritten = Item.IsText,
            Item = Item,
        };
    }

    private ExportField Tick(ResponseOption option, FieldNames names, string language) => new()
    {
        Name = names.Take(ExportColumn.Of(Name, option.Code)),
        Variable = Name,
        Label = $"{Shorten(Item.Text.In(language))}: {option.Label.In(language)}",
        Kind = FieldKind.Choice,
        Options = Ticks,
        HasNumberCodes = true,
        Codes = codes,
        Missing = Kinds(),
        Item = Item,
        Option = option,
    };

    private MissingKind[] Kinds() => [.. missing.Values.Where(kind => kind != MissingKind.NotShown).Append(MissingKind.Skipped).Distinct().Order()];

    private static int? Whole(string code) =>
        int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == code ? number : null;

    private static IEnumerable<(string, string, double?, MissingKind?)> Options(Item item) =>
        (item.Responses?.Options ?? []).Select(option => (option.Code, option.Label.ToString(), option.Value, option.Missing));

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..(char.IsHighSurrogate(text[58]) ? 58 : 59)].TrimEnd() + "…";
}
