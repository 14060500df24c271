using System.Globalization;

namespace SelfEval.Web.Model;

public enum AlarmKind
{
    /// <summary>Messages that were due have not been written or carried.</summary>
    SendsLate = 1,

    /// <summary>Addresses were refused.</summary>
    Bounced = 2,

    /// <summary>Messages could not be sent after many tries.</summary>
    Failed = 3,
}

/// <summary>Something a team's leads must know about a round: shown on its progress page until it is over, and written to those who lead the team then.</summary>
public sealed class Alarm
{
    /// <summary>A day of the round's own calendar and a reason: what goes on being wrong is told once a day.</summary>
    public static string KeyOf(AlarmKind kind, int roundId, DateTime about, string zone) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}:{roundId}:{WallClock.ToLocal(about, zone):yyyy-MM-dd}").ToLowerInvariant();

    public int Id { get; init; }

    public required int RoundId { get; init; }

    public Round? Round { get; init; }

    public required AlarmKind Kind { get; init; }

    /// <summary>Says what the alarm is, so that it is raised once, such as "late:41:2026-03-02T09:00".</summary>
    public required string Key { get; init; }

    /// <summary>The instant it is about.</summary>
    public required DateTime About { get; init; }

    public required int Count { get; set; }

    public required DateTime RaisedAt { get; init; }

    public DateTime? ClearedAt { get; set; }
}
