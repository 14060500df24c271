using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds;

/// <summary>What a plan must be before it can become a round, each refusal in the words of the person who plans.</summary>
public static class RoundRules
{
    public const int LongestDays = 366;

    /// <summary>For a round that each person enters on a day of their own: it waits for people to come.</summary>
    public const int LongestRollingDays = 1100;
    public const int LargestK = 100;
    public const int MostBreakdowns = 10;
    public const int LongestName = 200;
    public const int LongestReason = 1000;

    /// <summary>Time to read the check page before "not in the past" counts.</summary>
    public static readonly TimeSpan ReadingTime = TimeSpan.FromMinutes(15);

    public static PlannedTimes Check(RoundPlan plan, DateTime now)
    {
        var errors = new Dictionary<string, string[]>();
        void Refuse(string field, string message) => errors.TryAdd(field, [message]);

        if (string.IsNullOrWhiteSpace(plan.Name)) Refuse(nameof(plan.Name), "Enter a name for the round");
        else if (plan.Name.Trim().Length > LongestName) Refuse(nameof(plan.Name), $"The name must be {LongestName} characters or fewer");
        else if (!PlainText.IsStorable(plan.Name)) Refuse(nameof(plan.Name), PlainText.Unstorable);
        else if (plan.Name.Any(char.IsControl)) Refuse(nameof(plan.Name), "The name must be one line of text");
        if (!Enum.IsDefined(plan.Audience)) Refuse(nameof(plan.Audience), "Select who you are asking");
        if (!Enum.IsDefined(plan.IdentityMode)) Refuse(nameof(plan.IdentityMode), "Select how far answers can be joined to people");
        if (plan.IdentityMode == IdentityMode.Identified && string.IsNullOrWhiteSpace(plan.IdentifiedReason))
            Refuse(nameof(plan.IdentifiedReason), "Enter the reason why the team must know who has answered");
        if (plan.IdentifiedReason?.Length > LongestReason) Refuse(nameof(plan.IdentifiedReason), $"The reason must be {LongestReason} characters or fewer");
        if (plan.K is < Round.SmallestK or > LargestK)
            Refuse(nameof(plan.K), $"The smallest group must be a whole number from {Round.SmallestK} to {LargestK}");
        if (!WallClock.IsKnownZone(plan.Zone))
        {
            Refuse(nameof(plan.Zone), "Enter a time zone by its name, like Europe/London");
            throw new InvalidInput(errors);
        }

        var times = PlannedTimes.Resolve(plan.OpensLocal, plan.ClosesLocal, plan.Zone, now);
        if (plan.OpensLocal is not null && plan.DaysAfterStart is null && times.OpensAt < now - ReadingTime)
            Refuse(nameof(plan.OpensLocal), "The opening time must be in the future. Select “As soon as I make the round” to open it now");
        if (CloseProblem(times.OpensAt, times.ClosesAt, now, LongestFor(plan.DaysAfterStart)) is { } problem) Refuse(nameof(plan.ClosesLocal), problem);
        if (TypedReminders.Problem(plan.Reminders, plan.IdentityMode, times.OpensLocal, times.ClosesLocal) is { } reminders) Refuse(reminders.Field, reminders.Message);
        if (plan.Holidays is not null && !BankHolidays.IsKnown(plan.Holidays)) Refuse(nameof(plan.Holidays), "Select one of the lists of bank holidays");
        return errors.Count == 0 ? times : throw new InvalidInput(errors);
    }

    public static int LongestFor(int? daysAfterStart) => daysAfterStart is null ? LongestDays : LongestRollingDays;

    /// <summary>Why a round that opens then cannot close then; null when it can.</summary>
    public static string? CloseProblem(DateTime opensAt, DateTime closesAt, DateTime now, int longestDays = LongestDays) =>
        closesAt <= opensAt ? "The closing time must be after the opening time"
        : closesAt <= now ? "The closing time must be in the future"
        : closesAt - opensAt > TimeSpan.FromDays(longestDays) ? $"A round can be open for at most {longestDays} days"
        : null;
}
