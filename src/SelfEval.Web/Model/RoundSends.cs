using System.Globalization;

namespace SelfEval.Web.Model;

/// <summary>One message that a person of a round is due: 0 is the invitation, 1 and up are the reminders.</summary>
/// <param name="Number">Which.</param>
/// <param name="Local">Wall time in the round's zone.</param>
/// <param name="At">The instant, UTC.</param>
/// <param name="MovedFrom">The wall time it was planned for, where that was moved: at night, on a day off, or skipped by the clocks.</param>
public sealed record DueSend(int Number, DateTime Local, DateTime At, DateTime? MovedFrom = null);

/// <summary>A reminder as it is planned: so many calendar days after the person's round opens, at a wall time.</summary>
public sealed record Reminder(int Days, TimeOnly At)
{
    /// <summary>One a line, such as <c>7 09:00</c>.</summary>
    public static IReadOnlyList<Reminder> Read(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Select(part =>
            new Reminder(int.Parse(part[0], CultureInfo.InvariantCulture), TimeOnly.ParseExact(part[1], "HH:mm", CultureInfo.InvariantCulture)))];

    public static string Write(IEnumerable<Reminder> reminders) =>
        string.Join('\n', reminders.OrderBy(r => r.Days).ThenBy(r => r.At).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Days} {r.At:HH\\:mm}")));
}

/// <summary>
/// When a person of a round is written to: the one rule that the rehearsal, the sending and the progress page share. Nothing goes between 20:00 and
/// 08:00 of the round's zone, nor on days off where the round keeps them free; what would, goes at the next time that is allowed. Of two that
/// would fall on one day the later one is left out, and so is what would come after the close.
/// </summary>
public static class RoundSends
{
    public static readonly TimeOnly DayBegins = new(8, 0);
    public static readonly TimeOnly DayEnds = new(20, 0);

    /// <param name="round">Zone and reminders.</param>
    /// <param name="opensAt">When it opens for this person, UTC.</param>
    /// <param name="closesAt">When it closes for this person, UTC.</param>
    /// <param name="isDayOff">Whether nothing is sent on that day; null where every day will do.</param>
    public static IReadOnlyList<DueSend> Of(Round round, DateTime opensAt, DateTime closesAt, Func<DateOnly, bool>? isDayOff = null) =>
        Of(round.Zone, Reminder.Read(round.Reminders), opensAt, closesAt, isDayOff);

    /// <summary>The same for a round that is not one yet.</summary>
    public static IReadOnlyList<DueSend> Of(string zone, IReadOnlyList<Reminder> reminders, DateTime opensAt, DateTime closesAt, Func<DateOnly, bool>? isDayOff = null)
    {
        var sends = new List<DueSend>();
        var opensLocal = WallClock.ToLocal(opensAt, zone);
        // The minute as it is: a round that opens at once at 09:00:30 invites at once.
        Add(0, opensLocal, opensAt);
        foreach (var (reminder, number) in reminders.Select((r, i) => (r, i + 1)))
        {
            var wall = opensLocal.Date.AddDays(reminder.Days) + reminder.At.ToTimeSpan();
            Add(number, wall, null);
        }

        return sends;

        void Add(int number, DateTime wall, DateTime? instant)
        {
            var allowed = Allowed(wall, isDayOff);
            var at = allowed == wall && instant is { } exact ? exact : WallClock.ToUtc(allowed, zone, Edge.Opens);
            var local = WallClock.ToLocal(at, zone);
            if (at >= closesAt || (sends.Count > 0 && local.Date <= sends[^1].Local.Date)) return;
            sends.Add(new(number, local, at, local == wall ? null : wall));
        }
    }

    /// <summary>Whether nothing may go at this instant.</summary>
    public static bool IsQuiet(DateTime utc, string zone)
    {
        var time = TimeOnly.FromDateTime(WallClock.ToLocal(utc, zone));
        return time < DayBegins || time >= DayEnds;
    }

    /// <summary>The first instant from then on at which something may go.</summary>
    public static DateTime NextAllowed(DateTime utc, string zone, Func<DateOnly, bool>? isDayOff = null)
    {
        var local = WallClock.ToLocal(utc, zone);
        var allowed = Allowed(local, isDayOff);
        return allowed == local ? utc : WallClock.ToUtc(allowed, zone, Edge.Opens);
    }

    private static DateTime Allowed(DateTime wall, Func<DateOnly, bool>? isDayOff)
    {
        var time = TimeOnly.FromDateTime(wall);
        if (time < DayBegins) wall = wall.Date + DayBegins.ToTimeSpan();
        else if (time >= DayEnds) wall = wall.Date.AddDays(1) + DayBegins.ToTimeSpan();
        // A year without a working day is no calendar; the bound keeps a wrong list from an endless loop.
        for (var i = 0; isDayOff is not null && i < 366 && isDayOff(DateOnly.FromDateTime(wall)); i++) wall = wall.AddDays(1);
        return wall;
    }
}
