namespace SelfEval.Web.Model;

/// <summary>
/// When a round opens and closes for one person. Where it counts from a day of their own, at the round's wall time on the day that is so many days later, so that
/// nobody's link moves by an hour when the clocks change; within the round's own times.
/// </summary>
public sealed record PersonWindow(DateTime OpensAt, DateTime ClosesAt, bool IsOwn)
{
    /// <returns>Null where there is none: no start is known, or it lies outside the round.</returns>
    public static PersonWindow? Of(Round round, DateOnly? startOn)
    {
        if (round.DaysAfterStart is not { } after) return Of(round, null, null);
        if (startOn is not { } start) return null;
        var opensLocal = start.AddDays(after).ToDateTime(TimeOnly.FromDateTime(round.OpensLocal));
        var opens = WallClock.ToUtc(opensLocal, round.Zone, Edge.Opens);
        var closes = WallClock.ToUtc(opensLocal.AddDays(round.DaysToAnswer!.Value), round.Zone, Edge.Closes);
        var window = Of(round, opens, closes);
        return window.OpensAt < window.ClosesAt ? window : null;
    }

    /// <summary>
    /// By the times that an invitation carries, if any. A round that is closed or moved after they were worked out is closed for everybody: nothing is open before
    /// the round is or after it.
    /// </summary>
    public static PersonWindow Of(Round round, DateTime? opensAt, DateTime? closesAt) => new(
        opensAt is { } opens && opens > round.OpensAt ? opens : round.OpensAt,
        closesAt is { } closes && closes < round.ClosesAt ? closes : round.ClosesAt,
        opensAt is not null || closesAt is not null);
}
