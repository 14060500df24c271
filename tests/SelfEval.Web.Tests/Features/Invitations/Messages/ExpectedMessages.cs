using System.Globalization;
using SelfEval.Web.Model;

namespace SelfEval.Web.Tests.Features.Invitations.Messages;

/// <summary>Somebody asked in a round, as the oracle sees them.</summary>
internal sealed class ExpectedPerson
{
    public required int InvitationId { get; init; }
    public required ExpectedRound Round { get; init; }
    public required string Address { get; init; }
    public required DateTime JoinedAt { get; init; }
    public DateTime? StartedAt { get; set; }
    public DateTime? StoppedAt { get; set; }
    public DateTime Handled { get; set; } = DateTime.MinValue;
    public DateTime? Due { get; set; }
    public bool IsInvited { get; set; }
    public List<(DateTime At, string Kind)> Got { get; } = [];

    /// <summary>The round was changed: whoever was written to gets only what is still to come.</summary>
    public void IsLookedAtAnew(DateTime now)
    {
        Due = null;
        if (IsInvited && Handled < now) Handled = now;
    }
}

internal sealed class ExpectedRound
{
    public required int Programme { get; init; }
    public required int Cap { get; init; }
    public required DateTime OpensAt { get; init; }
    public required DateTime ClosesAt { get; set; }
    public required IReadOnlyList<(int Days, TimeOnly At)> Reminders { get; init; }
    public required bool KeepsDaysOff { get; init; }
    public DateTime? CancelledAt { get; set; }
}

/// <summary>
/// What everybody should get, worked out from the rules as they are written down and by none of the product's own code: an invitation when the round opens,
/// reminders so many days later, never at night or on a day off, one message a day at most, nothing made up for, nothing after the person said no,
/// answered or could not be reached, and no reminder beyond the programme's limit in 30 days.
/// </summary>
internal sealed class ExpectedMessages
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private readonly Dictionary<(int, string), List<DateTime>> _had = [];

    public List<ExpectedPerson> People { get; } = [];

    public static DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, London);

    public static IReadOnlyList<DateTime> Planned(ExpectedRound round)
    {
        var times = new List<DateTime>();
        var opens = Local(round.OpensAt);
        foreach (var wall in new[] { opens }.Concat(round.Reminders.Select(r => opens.Date.AddDays(r.Days) + r.At.ToTimeSpan())))
        {
            var allowed = Forward(wall, round);
            var at = TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(allowed, DateTimeKind.Unspecified), London);
            if (at < round.ClosesAt && (times.Count == 0 || allowed.Date > Local(times[^1]).Date)) times.Add(at);
        }

        return times;
    }

    /// <summary>The site looks at this moment.</summary>
    public void Tick(DateTime now)
    {
        var due = new List<(DateTime Due, ExpectedPerson Person)>();
        foreach (var person in People.Where(p => p.JoinedAt <= now))
        {
            // Who joins late is due what was planned last.
            var planned = Planned(person.Round);
            var first = planned.LastOrDefault(t => t <= person.JoinedAt);
            var past = planned.Where(t => t <= now && t > person.Handled && t >= first).ToList();
            if (past.Count > 0 && (person.Due ?? past[0]) <= now) due.Add((person.Due ?? past[0], person));
        }

        foreach (var (_, person) in due.OrderBy(d => d.Due).ThenBy(d => d.Person.InvitationId)) Write(person, now);
    }

    private void Write(ExpectedPerson person, DateTime now)
    {
        var round = person.Round;
        if (person.StoppedAt <= now || round.CancelledAt <= now || now >= round.ClosesAt) return;
        var local = Local(now);
        if (Forward(local, round) != local)
        {
            person.Due = TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(Forward(local, round), DateTimeKind.Unspecified), London);
            return;
        }

        if (!_had.TryGetValue((round.Programme, person.Address), out var had)) _had[(round.Programme, person.Address)] = had = [];
        if (!person.IsInvited)
        {
            person.Got.Add((now, "invitation"));
            had.Add(now);
        }
        else if (had.Count(t => t > now.AddDays(-30)) < round.Cap)
        {
            person.Got.Add((now, person.StartedAt <= now ? "half finished" : "not opened"));
            had.Add(now);
        }

        person.IsInvited = true;
        person.Due = null;
        // Whatever else was planned for this day does not go.
        person.Handled = TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local.Date.AddDays(1), DateTimeKind.Unspecified), London).AddTicks(-1);
    }

    private static DateTime Forward(DateTime wall, ExpectedRound round)
    {
        if (wall.Hour < 8) wall = wall.Date.AddHours(8);
        if (wall.Hour >= 20) wall = wall.Date.AddDays(1).AddHours(8);
        while (round.KeepsDaysOff && (wall.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || BankHolidays.IsOne(DateOnly.FromDateTime(wall), "england-and-wales")))
            wall = wall.AddDays(1);
        return wall;
    }

    public static string Words(IEnumerable<(DateTime At, string Kind)> messages) =>
        string.Join("; ", messages.OrderBy(m => m.At).Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.At:yyyy-MM-dd HH:mm} {m.Kind}")));
}
