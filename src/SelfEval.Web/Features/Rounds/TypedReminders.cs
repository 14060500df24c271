using System.Globalization;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Rounds;

/// <summary>Reminders as people type them: days after the opening ("7, 14"), and the time of day at which they go.</summary>
public static class TypedReminders
{
    public const int Most = 7;

    /// <summary>Null where it is not numbers.</summary>
    public static IReadOnlyList<int>? Days(string? typed)
    {
        var parts = (typed ?? "").Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var days = new List<int>();
        foreach (var part in parts)
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var day)) return null;
            days.Add(day);
        }

        return days;
    }

    /// <summary>After both have been found to be right.</summary>
    public static IReadOnlyList<Reminder> Read(string? days, string? time) =>
        [.. Days(days)!.Distinct().Order().Select(day => new Reminder(day, TimeOfDay.Read(time)!.Value))];

    /// <summary>As it is typed again: the days, and the first one's time.</summary>
    public static (string Days, string Time) Write(string reminders)
    {
        var all = Reminder.Read(reminders);
        return (string.Join(", ", all.Select(r => r.Days)), all.Count == 0 ? "9am" : RoundWords.Time(all[0].At));
    }

    /// <summary>What is wrong with them, by field: <c>ReminderDays</c> or <c>ReminderTime</c>; null where nothing is.</summary>
    public static (string Field, string Message)? Problem(IReadOnlyList<Reminder> reminders, IdentityMode mode, DateTime? opensLocal, DateTime closesLocal)
    {
        if (reminders.Count == 0) return null;
        if (mode == IdentityMode.Anonymous)
            return ("ReminderDays", "An anonymous round has no list of people, so nobody can be reminded. Leave this empty");
        if (reminders.Count > Most) return ("ReminderDays", $"Plan at most {Most} reminders. More are taken for a nuisance");
        if (reminders.Any(r => r.Days is < 1 or > 365)) return ("ReminderDays", "A reminder goes from 1 to 365 days after the opening");
        if (reminders.Any(r => r.At < RoundSends.DayBegins || r.At >= RoundSends.DayEnds)) return ("ReminderTime", "Enter a time from 8am to before 8pm. Nobody is written to at night");
        var late = opensLocal is { } opens ? reminders.FirstOrDefault(r => opens.Date.AddDays(r.Days) + r.At.ToTimeSpan() >= closesLocal) : null;
        return late is null ? null : ("ReminderDays", $"Day {late.Days} is after the round has closed. Leave it out, or let the round close later");
    }
}
