using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>A plan in the words that pages use.</summary>
public static class PlanWords
{
    public static IReadOnlyList<DayOfWeek> Weekdays { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static string OfHolidays(string list) => list switch
    {
        BankHolidays.EnglandAndWales => "England and Wales",
        BankHolidays.Scotland => "Scotland",
        _ => "Northern Ireland",
    };

    public static string DaysOff(string? holidays, bool areKept) => (holidays, areKept) switch
    {
        ({ } list, true) => $"Nothing is sent on weekends and bank holidays ({OfHolidays(list)})",
        ({ } list, false) => $"We warn about bank holidays ({OfHolidays(list)}), and send on every day",
        (null, true) => "Nothing is sent on weekends; no list of bank holidays",
        _ => "Sent on every day; no list of bank holidays",
    };

    public static string Of(IReadOnlyList<Reminder> reminders) => reminders.Count == 0 ? "None"
        : $"{Joined(reminders.Select(r => $"{r.Days}"))} {(reminders is [{ Days: 1 }] ? "day" : "days")} after the invitation, at {Joined(reminders.Select(r => Time(r.At)).Distinct())}, to those who have not answered";

    public static string Of(PlanKind kind) => kind switch
    {
        PlanKind.Dates => "On named days",
        PlanKind.Monthly => "Every month or every few months",
        _ => "So long after each person’s own day",
    };

    public static string Time(TimeOnly time) => LocalTime.Time(DateTime.MinValue + time.ToTimeSpan());

    /// <summary>A wall time with its day of the week, what the clocks are called then, and the instant.</summary>
    public static string Moment(DateTime utc, string zone)
    {
        var local = WallClock.ToLocal(utc, zone);
        return $"{Weekday(local)} {LocalTime.InTable(utc, zone)} {ZoneWords.At(utc, zone)}";
    }

    public static string Utc(DateTime utc) => utc.ToString("d MMM yyyy HH:mm", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));

    public static string Month(DateTime utc, string zone) => WallClock.ToLocal(utc, zone).ToString("MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));

    public static string Weekday(DateTime local) => local.DayOfWeek.ToString()[..3];

    public static string Joined(IEnumerable<string> parts)
    {
        var all = parts.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
