using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>
/// When a round opens and closes for one person. Where it counts from a day of their own, at the round's wall time on the day that is so many days later, so that
/// nobody's link moves by an hour when the clocks change; within the round's own times.
/// </summary>
public sealed record PersonWindow(DateTime OpensAt, DateTime ClosesAt, bool IsOwn)
{
    /// <returns>Null where there is none: no start is known, or it lies outside the round.</returns>
    public static PersonWindow? Of(Round round, DateOnly? startOn)
    {
        if (round.DaysAfterStart is not { } after) return new(round.OpensAt, round.ClosesAt, false);
        if (startOn is not { } start) return null;
        var opensLocal = start.AddDays(after).ToDateTime(TimeOnly.FromDateTime(round.OpensLocal));
        var opens = WallClock.ToUtc(opensLocal, round.Zone, Edge.Opens);
        var closes = WallClock.ToUtc(opensLocal.AddDays(round.DaysToAnswer!.Value), round.Zone, Edge.Closes);
        opens = opens < round.OpensAt ? round.OpensAt : opens;
        closes = closes > round.ClosesAt ? round.ClosesAt : closes;
        return opens < closes ? new(opens, closes, true) : null;
    }
}
