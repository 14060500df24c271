namespace SelfEval.Web.Model;

public enum Edge
{
    Opens,
    Closes,
}

public enum WallTimeKind
{
    Once,
    Skipped,
    Twice,
}

/// <summary>
/// Turns a wall time into an instant. A time that the clocks skip becomes the first valid instant after the gap; a
/// time that happens twice opens at the earlier and closes at the later, so that nobody loses an hour. It asks for nothing
/// but the offset at an instant: what the framework calls an invalid or an ambiguous time is wrong for Ireland, whose
/// summer is its standard time, and for Samoa, which once left out a whole day.
/// </summary>
public static class WallClock
{
    // No zone is further from UTC than that, on either side.
    private static readonly TimeSpan FurthestEast = TimeSpan.FromHours(15);
    private static readonly TimeSpan FurthestWest = TimeSpan.FromHours(13);

    public static DateTime ToUtc(DateTime local, string zone, Edge edge)
    {
        var z = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var (wall, first, second) = Instants(local, z);
        if (first is null) return second ?? AfterGap(wall, z);
        return second is null || (edge == Edge.Opens) == (first < second) ? first.Value : second.Value;
    }

    public static DateTime ToLocal(DateTime utc, string zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), TimeZoneInfo.FindSystemTimeZoneById(zone));

    /// <summary>Whether the clocks skip this wall time, show it twice, or show it once as on any other day.</summary>
    public static WallTimeKind KindOf(DateTime local, string zone)
    {
        var (_, first, second) = Instants(local, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return (first, second) switch
        {
            (null, null) => WallTimeKind.Skipped,
            (not null, not null) => WallTimeKind.Twice,
            _ => WallTimeKind.Once,
        };
    }

    public static bool IsKnownZone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;

    /// <summary>The instants at which clocks show a wall time, by the offset before any change nearby and by the one after it.</summary>
    private static (DateTime Wall, DateTime? First, DateTime? Second) Instants(DateTime local, TimeZoneInfo zone)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        var (before, after) = (zone.GetUtcOffset(wall - FurthestEast), zone.GetUtcOffset(wall + FurthestWest));
        DateTime? By(TimeSpan offset) => zone.GetUtcOffset(wall - offset) == offset ? wall - offset : null;
        return (wall, By(before), before == after ? null : By(after));
    }

    /// <summary>The instant at which the clocks go forward over a wall time.</summary>
    private static DateTime AfterGap(DateTime wall, TimeZoneInfo zone)
    {
        var (from, to) = (wall - FurthestEast, wall + FurthestWest);
        from = from.AddTicks(-(from.Ticks % TimeSpan.TicksPerMinute));
        var after = zone.GetUtcOffset(to);
        while (to - from > TimeSpan.FromMinutes(1))
        {
            var middle = from.AddMinutes(Math.Floor((to - from).TotalMinutes / 2));
            if (zone.GetUtcOffset(middle) == after) to = middle;
            else from = middle;
        }

        return to.AddTicks(-(to.Ticks % TimeSpan.TicksPerMinute));
    }
}
