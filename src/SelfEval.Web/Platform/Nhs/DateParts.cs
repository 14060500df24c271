using System.Globalization;

namespace SelfEval.Web.Platform.Nhs;

/// <summary>What a person typed into the three boxes of a date; a property of this type binds to <c>nhs-date-input</c>.</summary>
public sealed record DateParts
{
    public string? Day { get; init; }

    public string? Month { get; init; }

    public string? Year { get; init; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    public static DateParts From(DateOnly? date) => date is not { } day ? new() : new()
    {
        Day = day.Day.ToString(CultureInfo.InvariantCulture),
        Month = day.Month.ToString(CultureInfo.InvariantCulture),
        Year = day.Year.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The date, or null when the boxes do not name one. A year has four digits; a month may be a word.</summary>
    public DateOnly? ToDate()
    {
        if (!Whole(Day, out var day) || !Whole(Year, out var year) || year is < 1000 or > 9999 || MonthNumber() is not { } month)
            return null;
        return day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private int? MonthNumber()
    {
        if (Whole(Month, out var number))
            return number is >= 1 and <= 12 ? number : null;
        var word = Month?.Trim();
        if (word is not { Length: >= 3 })
            return null;
        var names = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;
        var at = Array.FindIndex(names, name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : at + 1;
    }

    private static bool Whole(string? text, out int value) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
