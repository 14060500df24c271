using System.Globalization;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Model;

public sealed class WallClockTests
{
    [Theory]
    // An ordinary winter and summer time.
    [InlineData("2026-03-02T09:00", Edge.Opens, "2026-03-02T09:00", WallTimeKind.Once)]
    [InlineData("2026-07-02T09:00", Edge.Closes, "2026-07-02T08:00", WallTimeKind.Once)]
    // The clocks go forward at 01:00: the first valid instant after the gap.
    [InlineData("2026-03-29T00:59", Edge.Opens, "2026-03-29T00:59", WallTimeKind.Once)]
    [InlineData("2026-03-29T01:00", Edge.Opens, "2026-03-29T01:00", WallTimeKind.Skipped)]
    [InlineData("2026-03-29T01:30", Edge.Opens, "2026-03-29T01:00", WallTimeKind.Skipped)]
    [InlineData("2026-03-29T01:59", Edge.Closes, "2026-03-29T01:00", WallTimeKind.Skipped)]
    [InlineData("2026-03-29T02:00", Edge.Closes, "2026-03-29T01:00", WallTimeKind.Once)]
    // The clocks go back at 02:00: opens the first time, closes the second.
    [InlineData("2026-10-25T00:59", Edge.Opens, "2026-10-24T23:59", WallTimeKind.Once)]
    [InlineData("2026-10-25T01:30", Edge.Opens, "2026-10-25T00:30", WallTimeKind.Twice)]
    [InlineData("2026-10-25T01:30", Edge.Closes, "2026-10-25T01:30", WallTimeKind.Twice)]
    [InlineData("2026-10-25T02:00", Edge.Opens, "2026-10-25T02:00", WallTimeKind.Once)]
    public void A_wall_time_in_London_is_one_instant(string local, Edge edge, string utc, WallTimeKind kind)
    {
        var wall = DateTime.Parse(local, CultureInfo.InvariantCulture);

        var instant = WallClock.ToUtc(wall, "Europe/London", edge);

        Assert.Equal(DateTime.Parse(utc, CultureInfo.InvariantCulture), instant);
        Assert.Equal(DateTimeKind.Utc, instant.Kind);
        Assert.Equal(kind, WallClock.KindOf(wall, "Europe/London"));
    }

    [Theory]
    [InlineData("Europe/London", true)]
    [InlineData("GMT Standard Time", false)]
    [InlineData("Nowhere/Else", false)]
    [InlineData("", false)]
    public void Zones_are_known_by_their_IANA_names(string zone, bool known) => Assert.Equal(known, WallClock.IsKnownZone(zone));

    [Theory]
    // Ireland's summer time is its standard time and winter the exception; the instants are London's all the same.
    [InlineData("Europe/Dublin", "2026-03-29T01:30", Edge.Opens, "2026-03-29T01:00", WallTimeKind.Skipped)]
    [InlineData("Europe/Dublin", "2026-03-29T01:30", Edge.Closes, "2026-03-29T01:00", WallTimeKind.Skipped)]
    [InlineData("Europe/Dublin", "2026-10-25T01:30", Edge.Opens, "2026-10-25T00:30", WallTimeKind.Twice)]
    [InlineData("Europe/Dublin", "2026-10-25T01:30", Edge.Closes, "2026-10-25T01:30", WallTimeKind.Twice)]
    [InlineData("Europe/Dublin", "2027-03-28T01:59", Edge.Opens, "2027-03-28T01:00", WallTimeKind.Skipped)]
    [InlineData("Europe/Dublin", "2027-10-31T01:00", Edge.Closes, "2027-10-31T01:00", WallTimeKind.Twice)]
    // Samoa went from one side of the date line to the other and had no 30 December 2011 at all.
    [InlineData("Pacific/Apia", "2011-12-29T23:59", Edge.Opens, "2011-12-30T09:59", WallTimeKind.Once)]
    [InlineData("Pacific/Apia", "2011-12-30T09:00", Edge.Opens, "2011-12-30T10:00", WallTimeKind.Skipped)]
    [InlineData("Pacific/Apia", "2011-12-30T23:59", Edge.Closes, "2011-12-30T10:00", WallTimeKind.Skipped)]
    [InlineData("Pacific/Apia", "2011-12-31T00:00", Edge.Opens, "2011-12-30T10:00", WallTimeKind.Once)]
    // It has kept its summer time off since 2021: the same offset all year.
    [InlineData("Pacific/Apia", "2026-03-29T01:30", Edge.Opens, "2026-03-28T12:30", WallTimeKind.Once)]
    [InlineData("Pacific/Apia", "2026-10-25T01:30", Edge.Closes, "2026-10-24T12:30", WallTimeKind.Once)]
    public void Odd_zones_keep_the_same_rules(string zone, string local, Edge edge, string utc, WallTimeKind kind)
    {
        var wall = DateTime.Parse(local, CultureInfo.InvariantCulture);
        Assert.Equal(DateTime.Parse(utc, CultureInfo.InvariantCulture), WallClock.ToUtc(wall, zone, edge));
        Assert.Equal(kind, WallClock.KindOf(wall, zone));
    }
}
