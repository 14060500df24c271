using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>Why no round of a plan will ask somebody who is in it.</summary>
public enum NotAskedReason
{
    PlanEnded,
    AllOver,
    NoStart,
    TooLate,
    TooEarly,
}

/// <summary>Whether any round of a plan will still ask somebody of it, by the rule by which rounds are made ready.</summary>
public static class PlanAsking
{
    /// <param name="plan">Which.</param>
    /// <param name="rounds">All of its rounds.</param>
    /// <param name="startOn">The day that it counts from for the person.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Null where some round will.</returns>
    public static NotAskedReason? WhyNot(Plan plan, IReadOnlyCollection<Round> rounds, DateOnly? startOn, DateTime now)
    {
        var left = rounds.Where(r => r.CancelledAt is null && r.ClosesAt > now).ToList();
        if (left.Count == 0) return plan.EndedAt is null ? NotAskedReason.AllOver : NotAskedReason.PlanEnded;
        if (left.Exists(r => PersonWindow.Of(r, startOn) is { } window && window.ClosesAt > now)) return null;
        if (startOn is null) return NotAskedReason.NoStart;
        // Too late where the plan is over before their first day comes, otherwise their days have passed.
        return left.Exists(r => startOn.Value.AddDays(r.DaysAfterStart ?? 0) >= DateOnly.FromDateTime(r.ClosesLocal)) ? NotAskedReason.TooLate : NotAskedReason.TooEarly;
    }

    public static string Words(NotAskedReason reason) => reason switch
    {
        NotAskedReason.PlanEnded => "the plan has ended",
        NotAskedReason.AllOver => "every round of the plan is over",
        NotAskedReason.NoStart => "no start day is known",
        NotAskedReason.TooLate => "the start day is too late: the rounds are over before it is their turn",
        _ => "the start day is too early: their days in the rounds that are left have passed",
    };
}
