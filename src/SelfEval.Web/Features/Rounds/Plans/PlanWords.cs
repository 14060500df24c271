using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>A plan in the words that pages use.</summary>
public static class PlanWords
{
    public static IReadOnlyList<DayOfWeek> Weekdays { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static string Of(PlanKind kind) => kind switch
    {
        PlanKind.Dates => "On named days",
        PlanKind.Monthly => "Every month or every few months",
        _ => "So long after each person’s own day",
    };

    /// <summary>When the rounds are, as it was asked for: "Every 3 months, on the second Tuesday".</summary>
    public static string Of(PlanRule rule) => rule switch
    {
        { Monthly: { } monthly } => $"Every {(monthly.EveryMonths == 1 ? "month" : $"{monthly.EveryMonths} months")}, on the {On(monthly)}",
        { FromStart: { } start } => $"{RoundWords.Joined(start.After.Select(a => a.ToString()))} after each person’s own day",
        { Days: { } days } => $"On named days: {RoundWords.Joined(days.Select(d => d.Day is { } day ? LocalTime.Date(day.ToDateTime(TimeOnly.MinValue)) : $"{d.After} after the first"))}",
        _ => Of(rule.Kind),
    };

    private static string On(MonthlyRule rule) => rule.Weekday is { } weekday
        ? $"{new[] { "first", "second", "third", "fourth", "last" }[weekday.Which - 1]} {weekday.Day}"
        : $"{Ordinal(rule.DayOfMonth!.Value)}{(rule.DayOfMonth > 28 ? ", or the last day of a shorter month" : "")}";

    private static string Ordinal(int day) => (day % 10, day / 10) switch
    {
        (1, not 1) => $"{day}st",
        (2, not 1) => $"{day}nd",
        (3, not 1) => $"{day}rd",
        _ => $"{day}th",
    };

    /// <summary>A wall time with its day of the week, what the clocks are called then, and the instant.</summary>
    public static string Moment(DateTime utc, string zone)
    {
        var local = WallClock.ToLocal(utc, zone);
        return $"{Weekday(local)} {LocalTime.InTable(utc, zone)} {ZoneWords.At(utc, zone)}";
    }

    public static string Utc(DateTime utc) => utc.ToString("d MMM yyyy HH:mm", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));

    public static string Month(DateTime utc, string zone) => WallClock.ToLocal(utc, zone).ToString("MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));

    public static string Weekday(DateTime local) => local.DayOfWeek.ToString()[..3];
}
