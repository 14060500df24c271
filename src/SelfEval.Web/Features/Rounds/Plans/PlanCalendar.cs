using System.Globalization;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>One round that a plan will have.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Name">The plan's name, when, and which of how many.</param>
/// <param name="OpensLocal">Wall time.</param>
/// <param name="ClosesLocal">Wall time.</param>
/// <param name="DaysAfterStart">Where each person enters it on a day of their own.</param>
/// <param name="DaysToAnswer">For how many days their link works then.</param>
/// <param name="Note">Why it is not on the day one would expect; null where it is.</param>
public sealed record PlannedRound(
    int Number, string Name, DateTime OpensLocal, DateTime ClosesLocal, int? DaysAfterStart = null, int? DaysToAnswer = null, string? Note = null);

/// <summary>
/// The rounds of a plan as wall times, by calendar arithmetic alone. Months are counted from the first day each time, never from the round before, so that
/// the 31st comes back after a February.
/// </summary>
public static class PlanCalendar
{
    public const int MostRounds = 60;

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <param name="rule">What was asked for.</param>
    /// <param name="today">In the plan's zone.</param>
    public static IReadOnlyList<PlannedRound> Of(PlanRule rule, DateOnly today) => rule.Kind switch
    {
        PlanKind.Dates => Fixed(rule, NamedDays(rule.Days!)),
        PlanKind.Monthly => Fixed(rule, MonthlyDays(rule.Monthly!)),
        _ => OwnDays(rule, rule.FromStart!, today),
    };

    /// <summary>A round's name after it has moved, where the name says when it opens.</summary>
    public static string Renamed(string name, DateTime from, DateTime to)
    {
        foreach (var format in new[] { "d MMMM yyyy", "MMMM yyyy" })
            if (name.Contains($", {from.ToString(format, English)} (", StringComparison.Ordinal))
                return name.Replace($", {from.ToString(format, English)} (", $", {to.ToString(format, English)} (", StringComparison.Ordinal);
        return name;
    }

    /// <summary>The day of a month that a rule means: the 31st is the last day where there is none.</summary>
    public static DateOnly DayIn(int year, int month, int dayOfMonth) => new(year, month, Math.Min(dayOfMonth, DateTime.DaysInMonth(year, month)));

    public static DateOnly DayIn(int year, int month, WeekdayOfMonth weekday)
    {
        var first = new DateOnly(year, month, 1);
        var day = first.AddDays(((int)weekday.Day - (int)first.DayOfWeek + 7) % 7);
        if (weekday.Which != WeekdayOfMonth.Last) return day.AddDays(7 * (weekday.Which - 1));
        while (day.AddDays(7).Month == month) day = day.AddDays(7);
        return day;
    }

    private static List<(DateOnly Day, string? Note)> NamedDays(IReadOnlyList<NamedDay> days)
    {
        var first = days[0].Day!.Value;
        return [.. days.Select(named => named.Day is { } day ? (Day: day, Note: (string?)null) : After(first, named.After!)).OrderBy(d => d.Day).DistinctBy(d => d.Day)];
    }

    private static (DateOnly Day, string? Note) After(DateOnly first, Delay after)
    {
        if (after.Unit != DelayUnit.Months) return (first.AddDays(after.Days), null);
        var day = first.AddMonths(after.Count);
        return (day, day.Day == first.Day ? null : NoSuchDay(day, first.Day));
    }

    private static IEnumerable<(DateOnly Day, string? Note)> MonthlyDays(MonthlyRule rule)
    {
        var made = 0;
        for (var i = 0; made < (rule.Count ?? MostRounds + 1) && made <= MostRounds; i++)
        {
            var month = new DateOnly(rule.From.Year, rule.From.Month, 1).AddMonths(i * rule.EveryMonths);
            var day = rule.Weekday is { } weekday ? DayIn(month.Year, month.Month, weekday) : DayIn(month.Year, month.Month, rule.DayOfMonth!.Value);
            if (day > rule.Until) yield break;
            if (day < rule.From) continue;
            made++;
            yield return (day, rule.Weekday is null && day.Day != rule.DayOfMonth ? NoSuchDay(day, rule.DayOfMonth!.Value) : null);
        }
    }

    private static string NoSuchDay(DateOnly day, int wanted) =>
        string.Create(English, $"{day:MMMM yyyy} has no day {wanted}, so the round opens on {day:d MMMM}, the last day of the month.");

    private static List<PlannedRound> Fixed(PlanRule rule, IEnumerable<(DateOnly Day, string? Note)> days)
    {
        var all = days.ToList();
        // Two rounds in one month need the day in their names to be told apart.
        var needsDay = all.Select(d => (d.Day.Year, d.Day.Month)).Distinct().Count() < all.Count;
        return all.ConvertAll(d =>
        {
            var number = all.IndexOf(d) + 1;
            var when = d.Day.ToString(needsDay ? "d MMMM yyyy" : "MMMM yyyy", English);
            return new PlannedRound(number, $"{rule.Name}, {when} ({number} of {all.Count})",
                d.Day.ToDateTime(rule.OpensTime), d.Day.AddDays(rule.OpenDays).ToDateTime(rule.ClosesTime), Note: d.Note);
        });
    }

    private static List<PlannedRound> OwnDays(PlanRule rule, StartRule start, DateOnly today)
    {
        var after = start.After.OrderBy(s => s.Days).DistinctBy(s => s.Days).ToList();
        return [.. after.Select((span, i) =>
        {
            var opens = start.FirstStart.AddDays(span.Days);
            return new PlannedRound(i + 1, $"{rule.Name}, {span} after the start ({i + 1} of {after.Count})",
                (opens < today ? today : opens).ToDateTime(rule.OpensTime), start.LastDay.ToDateTime(rule.ClosesTime), span.Days, rule.OpenDays,
                span.Unit == DelayUnit.Months ? $"{span} is counted as {span.Days} days after each person’s start." : null);
        })];
    }
}
