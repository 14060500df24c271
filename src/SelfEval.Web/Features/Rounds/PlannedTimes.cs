using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds;

/// <summary>The wall times of a plan and the instants they mean, with a sentence where the clocks change just then.</summary>
public sealed record PlannedTimes(DateTime OpensLocal, DateTime OpensAt, DateTime ClosesLocal, DateTime ClosesAt, string Zone)
{
    public static PlannedTimes Resolve(DateTime? opensLocal, DateTime closesLocal, string zone, DateTime now)
    {
        // To the minute, so that the page can say the moment in full.
        var opensAt = opensLocal is { } opens ? WallClock.ToUtc(opens, zone, Edge.Opens) : now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        return new(opensLocal ?? WallClock.ToLocal(opensAt, zone), opensAt, closesLocal, WallClock.ToUtc(closesLocal, zone, Edge.Closes), zone);
    }

    public string? OpensNote => Note(OpensLocal, OpensAt, Edge.Opens);

    public string? ClosesNote => Note(ClosesLocal, ClosesAt, Edge.Closes);

    public static string Instant(DateTime utc) => $"{LocalTime.Words(utc)} UTC";

    private string? Note(DateTime local, DateTime utc, Edge edge) => WallClock.KindOf(local, Zone) switch
    {
        WallTimeKind.Skipped =>
            $"The clocks go forward and skip {LocalTime.Time(local)} that day, so it is {LocalTime.Time(WallClock.ToLocal(utc, Zone))}.",
        WallTimeKind.Twice when edge == Edge.Opens =>
            $"The clocks go back and show {LocalTime.Time(local)} twice that day. The round opens the first time.",
        WallTimeKind.Twice =>
            $"The clocks go back and show {LocalTime.Time(local)} twice that day. The round closes the second time.",
        _ => null,
    };
}
