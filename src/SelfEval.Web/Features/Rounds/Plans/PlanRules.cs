using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>What a plan must be before it can become rounds, each refusal at the field that says it and in the words of the person who plans.</summary>
public static class PlanRules
{
    public const int LongestPlanName = 120;
    public const int FurthestYears = 10;

    /// <summary>The rounds that it will have.</summary>
    public static IReadOnlyList<PlannedRound> Check(PlanRule rule, DateTime now)
    {
        var errors = new Dictionary<string, string[]>();
        void Refuse(string field, string message) => errors.TryAdd(field, [message]);

        if (rule.Name.Length is 0 or > LongestPlanName) Refuse(nameof(rule.Name), $"Enter a name of at most {LongestPlanName} characters");
        if (!WallClock.IsKnownZone(rule.Zone)) throw new InvalidInput(nameof(rule.Zone), "Enter a time zone by its name, like Europe/London");
        if (rule.Holidays is { } list && !BankHolidays.IsKnown(list)) Refuse(nameof(rule.Holidays), "Select one of the lists");
        var today = DateOnly.FromDateTime(WallClock.ToLocal(now, rule.Zone));
        CheckReminders(rule, today, Refuse);
        CheckDays(rule, today, Refuse);
        if (errors.Count > 0) throw new InvalidInput(errors);

        var rounds = PlanCalendar.Of(rule, today);
        var field = DaysField(rule.Kind);
        if (rounds.Count == 0) Refuse(field, "No round falls between these days");
        if (rounds.Count > PlanCalendar.MostRounds) Refuse(field, $"A plan can have at most {PlanCalendar.MostRounds} rounds. Make it shorter, or the steps longer");
        // A round of people's own days may have opened this morning: some of them are due already.
        if (rounds.FirstOrDefault(r => r.DaysAfterStart is null && WallClock.ToUtc(r.OpensLocal, rule.Zone, Edge.Opens) < now - RoundRules.ReadingTime) is { } past)
            Refuse(field, $"The round of {LocalTime.Words(past.OpensLocal)} would open in the past. Name days in the future");
        if (rounds.FirstOrDefault(r => r.ClosesLocal <= r.OpensLocal) is { DaysAfterStart: { } days })
            Refuse(field, $"Nobody could answer {days} days after their start, because the last day is before that");
        return errors.Count == 0 ? rounds : throw new InvalidInput(errors);
    }

    /// <summary>The field of the form that says when the rounds are.</summary>
    public static string DaysField(PlanKind kind) => kind switch
    {
        PlanKind.Dates => "Days",
        PlanKind.Monthly => "EveryMonths",
        _ => "After",
    };

    private static void CheckReminders(PlanRule rule, DateOnly today, Action<string, string> refuse)
    {
        if (rule.OpenDays is < 1 or > RoundRules.LongestDays)
            refuse(nameof(rule.OpenDays), $"The number of days must be a whole number from 1 to {RoundRules.LongestDays}");
        // Nobody is written to in an anonymous plan: its rounds have none.
        else if (rule.IdentityMode != IdentityMode.Anonymous && TypedReminders.Problem(rule.Reminders, rule.IdentityMode,
            today.ToDateTime(rule.OpensTime), today.AddDays(rule.OpenDays).ToDateTime(rule.ClosesTime)) is { } problem) refuse(problem.Field, problem.Message);
    }

    private static void CheckDays(PlanRule rule, DateOnly today, Action<string, string> refuse)
    {
        var furthest = today.AddYears(FurthestYears);
        string tooFar = $"Plan at most {FurthestYears} years ahead";
        switch (rule.Kind)
        {
            case PlanKind.Dates:
                if (rule.Days is not [{ Day: not null }, ..]) refuse("Days", "Enter a date on the first line, like 2 March 2027");
                else if (rule.Days.Any(d => d.Day > furthest || d.After?.Days > 366 * FurthestYears)) refuse("Days", tooFar);
                break;
            case PlanKind.Monthly when rule.Monthly is { } monthly:
                if (monthly.EveryMonths is < 1 or > 24) refuse("EveryMonths", "The number of months must be a whole number from 1 to 24");
                if (monthly is { Weekday: null, DayOfMonth: < 1 or > 31 }) refuse("DayOfMonth", "The day of the month must be a whole number from 1 to 31");
                if (monthly.Count is < 1 or > PlanCalendar.MostRounds) refuse("Count", $"The number of rounds must be a whole number from 1 to {PlanCalendar.MostRounds}");
                if (monthly.Until < monthly.From) refuse("Until", "The last day must be after the first");
                if (monthly.From > furthest || monthly.Until > furthest) refuse("Until", tooFar);
                break;
            case PlanKind.FromStart when rule.FromStart is { } start:
                if (rule.IdentityMode == IdentityMode.Anonymous)
                    refuse("IdentityMode", "Days that count from each person’s start need personal links. Select confidential or identified, or other days");
                if (start.After.Count == 0) refuse("After", "Enter how long after the start, like 7 days");
                else if (start.After.Any(a => a.Days is < 0 or > 366 * 3)) refuse("After", "Enter at most 3 years");
                if (start.LastDay < today || start.LastDay < start.FirstStart) refuse("LastDay", "The last day must be in the future and after the first start");
                else if (start.LastDay > today.AddDays(RoundRules.LongestRollingDays - 1))
                    refuse("LastDay", $"The last day can be at most {RoundRules.LongestRollingDays - 1} days ahead");
                break;
        }
    }
}
