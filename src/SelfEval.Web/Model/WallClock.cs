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
/// time that happens twice opens at the earlier and closes at the later, so that nobody loses an hour.
/// </summary>
public static class WallClock
{
    public static DateTime ToUtc(DateTime local, string zone, Edge edge)
    {
        var z = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (z.IsInvalidTime(wall))
        {
            var after = wall;
            while (z.IsInvalidTime(after)) after = after.AddMinutes(1);
            wall = new DateTime(after.Year, after.Month, after.Day, after.Hour, after.Minute, 0, DateTimeKind.Unspecified);
        }

        if (!z.IsAmbiguousTime(wall)) return TimeZoneInfo.ConvertTimeToUtc(wall, z);
        var offsets = z.GetAmbiguousTimeOffsets(wall);
        var offset = edge == Edge.Opens ? offsets.Max() : offsets.Min();
        return DateTime.SpecifyKind(wall - offset, DateTimeKind.Utc);
    }

    public static DateTime ToLocal(DateTime utc, string zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), TimeZoneInfo.FindSystemTimeZoneById(zone));

    /// <summary>Whether the clocks skip this wall time, show it twice, or show it once as on any other day.</summary>
    public static WallTimeKind KindOf(DateTime local, string zone)
    {
        var z = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return z.IsInvalidTime(wall) ? WallTimeKind.Skipped : z.IsAmbiguousTime(wall) ? WallTimeKind.Twice : WallTimeKind.Once;
    }

    public static bool IsKnownZone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;
}
