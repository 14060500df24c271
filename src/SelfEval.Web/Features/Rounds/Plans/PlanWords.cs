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
