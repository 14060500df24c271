using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>Something about a round's day that a planner should see before anything else.</summary>
public sealed record PlanNote(string Round, string Text);

/// <summary>Bank holidays, weekends and clock changes on the days of a round, and years that no list knows.</summary>
public static class PlanNotes
{
    public static IEnumerable<PlanNote> Of(string round, PlannedTimes times, string? note, string? holidays)
    {
        foreach (var text in new[] { note, times.OpensNote, times.ClosesNote }.Where(t => t is not null)) yield return new(round, text!);
        foreach (var text in OnDay(times.OpensAt, times.Zone, holidays, "Opens")) yield return new(round, text);
        foreach (var text in OnDay(times.ClosesAt, times.Zone, holidays, "Closes")) yield return new(round, text);
    }

    /// <summary>What is special about a moment's day.</summary>
    public static IEnumerable<string> OnDay(DateTime utc, string zone, string? holidays, string what)
    {
        var local = WallClock.ToLocal(utc, zone);
        var day = DateOnly.FromDateTime(local);
        if (holidays is not null && BankHolidays.NameOf(day, holidays) is { } name) yield return $"{what} on {name}, {LocalTime.Date(local)}.";
        else if (local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) yield return $"{what} on a {local.DayOfWeek}, {LocalTime.Date(local)}.";
        if (holidays is not null && !BankHolidays.KnowsYear(day.Year, holidays)) yield return $"There is no list of bank holidays for {day.Year} yet.";
        if (ZoneWords.Change(utc, zone) is { } change) yield return $"{what} on {LocalTime.Date(local)}: {change}.";
    }

    /// <summary>What is special about the days before and after.</summary>
    public static IEnumerable<string> Near(DateTime utc, string zone, string? holidays)
    {
        var day = DateOnly.FromDateTime(WallClock.ToLocal(utc, zone));
        foreach (var (near, words) in new[] { (day.AddDays(1), "The day after is"), (day.AddDays(-1), "The day before is") })
        {
            if (holidays is not null && BankHolidays.NameOf(near, holidays) is { } name) yield return $"{words} {name}.";
            if (ZoneWords.Change(WallClock.ToUtc(near.ToDateTime(new TimeOnly(12, 0)), zone, Edge.Opens), zone) is { } change)
                yield return $"{words} the day on which {change.Split(" that day")[0]}.";
        }
    }
}
