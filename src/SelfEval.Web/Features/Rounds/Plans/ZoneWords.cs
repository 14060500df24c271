using System.Globalization;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>What the clocks of a zone are called at an instant, and when they change. Ireland calls summer its standard time; the offset says the same either way.</summary>
public static class ZoneWords
{
    public static string At(DateTime utc, string zone)
    {
        var offset = Offset(utc, zone);
        return zone switch
        {
            "Europe/London" or "Europe/Belfast" or "GB" => offset == TimeSpan.Zero ? "GMT" : "BST",
            "Europe/Dublin" => offset == TimeSpan.Zero ? "GMT" : "IST",
            _ when offset == TimeSpan.Zero => "UTC",
            _ => string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset.Duration().Hours}{(offset.Minutes == 0 ? "" : $":{offset.Duration().Minutes:00}")}"),
        };
    }

    /// <summary>What to say of a moment on the day of a clock change, or of a day that the zone skipped; null on any other day.</summary>
    public static string? Change(DateTime utc, string zone)
    {
        var local = WallClock.ToLocal(utc, zone);
        var (before, after) = (Offset(WallClock.ToUtc(local.Date, zone, Edge.Opens), zone), Offset(WallClock.ToUtc(local.Date.AddDays(1), zone, Edge.Opens), zone));
        return before == after ? null : $"clocks go {(after > before ? "forward" : "back")} that day: {LocalTime.Time(local)} {At(utc, zone)}";
    }

    private static TimeSpan Offset(DateTime utc, string zone) =>
        TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}
