using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace SelfEval.Web.Model;

/// <summary>The bank holidays of the United Kingdom's three lists, as data; a year that is not in them is said to be unknown, never guessed.</summary>
public static class BankHolidays
{
    public const string EnglandAndWales = "england-and-wales";
    public const string Scotland = "scotland";
    public const string NorthernIreland = "northern-ireland";

    private static readonly FrozenDictionary<string, FrozenDictionary<int, FrozenDictionary<DateOnly, string>>> Lists = Read();

    public static IReadOnlyCollection<string> Names { get; } = [EnglandAndWales, Scotland, NorthernIreland];

    /// <summary>The last year that every list knows.</summary>
    public static int LastYear { get; } = Lists.Values.Min(years => years.Keys.Max());

    public static bool IsKnown(string list) => Lists.ContainsKey(list);

    public static bool IsOne(DateOnly day, string list) => NameOf(day, list) is not null;

    /// <summary>What the day is called, such as "Good Friday"; null where it is none.</summary>
    public static string? NameOf(DateOnly day, string list) => Lists[list].TryGetValue(day.Year, out var days) ? days.GetValueOrDefault(day) : null;

    public static bool KnowsYear(int year, string list) => Lists[list].ContainsKey(year);

    /// <summary>On which days a round sends nothing; null where it sends on every day.</summary>
    public static Func<DateOnly, bool>? DaysOff(Round round) => DaysOff(round.KeepsDaysOff, round.Holidays);

    /// <summary>The same from a round's two settings.</summary>
    public static Func<DateOnly, bool>? DaysOff(bool keepsDaysOff, string? list)
    {
        if (!keepsDaysOff) return null;
        return day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || (list is not null && IsOne(day, list));
    }

    private static FrozenDictionary<string, FrozenDictionary<int, FrozenDictionary<DateOnly, string>>> Read()
    {
        using var stream = typeof(BankHolidays).Assembly.GetManifestResourceStream("bank-holidays.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().Where(list => list.Value.ValueKind == JsonValueKind.Object).ToFrozenDictionary(
            list => list.Name,
            list => list.Value.EnumerateObject().ToFrozenDictionary(
                year => int.Parse(year.Name, CultureInfo.InvariantCulture),
                year => year.Value.EnumerateObject().ToFrozenDictionary(
                    day => DateOnly.ParseExact($"{year.Name}-{day.Name}", "yyyy-MM-dd", CultureInfo.InvariantCulture), day => day.Value.GetString()!)));
    }
}
