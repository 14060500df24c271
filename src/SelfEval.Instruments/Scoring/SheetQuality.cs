using System.Globalization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>What is known of how a sheet was answered. All of it may be unknown.</summary>
public sealed record SheetSituation
{
    private readonly double? seconds;

    /// <summary>The day on which it was answered.</summary>
    public DateOnly? AnsweredOn { get; init; }

    /// <summary>How many seconds it took, from the first page to the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0, or not a number.</exception>
    public double? Seconds
    {
        get => seconds;
        init => seconds = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "A sheet does not take less than no time.");
    }
}

/// <summary>A flag of the whole sheet or of one item.</summary>
/// <param name="Code">One of <see cref="SheetFlagCode"/>.</param>
/// <param name="Item">The item; null where the flag is of the whole sheet.</param>
/// <param name="Words">What was found, one sentence.</param>
public sealed record SheetFlag(string Code, string? Item, string Words);

/// <summary>The stable codes of sheet flags.</summary>
public static class SheetFlagCode
{
    /// <summary>Fewer seconds for each answer than anybody needs to read.</summary>
    public const string TooFast = "TooFast";

    /// <summary>Many items were answered "does not apply".</summary>
    public const string ManyNotApplicable = ScoreFlag.ManyNotApplicable;

    /// <summary>A date before the earliest that makes sense.</summary>
    public const string DateTooEarly = "DateTooEarly";

    /// <summary>A date after the latest that makes sense.</summary>
    public const string DateTooLate = "DateTooLate";
}

/// <summary>The quality checks of a whole sheet. Flags are for people to look at: they drop nothing and change no score.</summary>
public static class SheetQuality
{
    /// <summary>The flags of one sheet, by the instrument's checks and its items' dates. What is not known is not checked.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="sheet">The answers; the time taken is shared among all answers of the sheet, whichever instrument they belong to.</param>
    /// <param name="situation">What is known of how it was answered.</param>
    /// <param name="shown">Codes of the items that were shown; null lets the instrument's own conditions decide.</param>
    public static IReadOnlyList<SheetFlag> Check(Instrument instrument, AnswerSheet sheet, SheetSituation situation, IReadOnlySet<string>? shown = null)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(situation);
        shown ??= Shown.Items(instrument.Items, sheet);
        var flags = new List<SheetFlag>();
        foreach (var check in instrument.QualityChecks)
        {
            if (check.Kind == QualityCheckKind.Speed && situation.Seconds / sheet.Count < check.Bound)
            {
                flags.Add(new SheetFlag(SheetFlagCode.TooFast, null, string.Create(CultureInfo.InvariantCulture,
                    $"{DisplayNumber.Format(situation.Seconds!.Value, 0)} seconds for {sheet.Count} answers is faster than most people read.")));
            }
            if (check.Kind == QualityCheckKind.NotApplicable && NotApplicable(instrument, sheet, shown) is var count && count > check.Bound)
                flags.Add(new SheetFlag(SheetFlagCode.ManyNotApplicable, null, string.Create(CultureInfo.InvariantCulture, $"{count} items were answered \"does not apply\".")));
        }
        foreach (var item in instrument.Items.Where(item => item.Kind == ItemKind.Date && shown.Contains(item.Code)))
        {
            if (Date(sheet, item) is { } date)
                Add(flags, item, date, situation.AnsweredOn);
        }
        return flags;
    }

    private static void Add(List<SheetFlag> flags, Item item, DateOnly date, DateOnly? answeredOn)
    {
        if ((item.Earliest is { } earliest ? earliest.Day ?? answeredOn : null) is { } from && date < from)
            flags.Add(new SheetFlag(SheetFlagCode.DateTooEarly, item.Code, $"{Day(date)} is before {Day(from)}, the earliest that makes sense."));
        if ((item.Latest is { } latest ? latest.Day ?? answeredOn : null) is { } to && date > to)
            flags.Add(new SheetFlag(SheetFlagCode.DateTooLate, item.Code, $"{Day(date)} is after {Day(to)}, the latest that makes sense."));
    }

    private static int NotApplicable(Instrument instrument, AnswerSheet sheet, IReadOnlySet<string> shown) =>
        instrument.Items.Count(item => shown.Contains(item.Code)
            && sheet.Codes(item.Code).Any(code => item.Responses?.Find(code)?.Missing == MissingKind.DoesNotApply));

    private static DateOnly? Date(AnswerSheet sheet, Item item) =>
        DateOnly.TryParseExact(sheet.Text(item.Code), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
