using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>What is different in a round from the one before it, apart from its date: the sentences that let a planner see at a glance that nothing surprises.</summary>
public static class RoundDifference
{
    public static IReadOnlyList<string> Of(AskingRound before, AskingRound after, IReadOnlyDictionary<int, string> questionnaires)
    {
        var (a, b) = (before.Round, after.Round);
        var said = new List<string>();
        if (a.QuestionnaireVersionId != b.QuestionnaireVersionId)
            said.Add($"It asks {questionnaires[b.QuestionnaireVersionId]} instead of {questionnaires[a.QuestionnaireVersionId]}, about {RoundWords.Times(after.Minutes, "minute", "minutes")} instead of {before.Minutes}.");
        People(before, after, said);
        if (a.DaysAfterStart != b.DaysAfterStart)
            said.Add($"Each person enters it {RoundWords.Times(b.DaysAfterStart ?? 0, "day", "days")} after their own day instead of {a.DaysAfterStart ?? 0}.");
        else Times(a, b, said);
        if (a.Reminders != b.Reminders) said.Add($"Reminders: {RoundWords.Of(Reminder.Read(b.Reminders))}. Before: {RoundWords.Of(Reminder.Read(a.Reminders))}.");
        else if (b.DaysAfterStart is null) Sends(a, b, said);
        if ((a.Holidays, a.KeepsDaysOff) != (b.Holidays, b.KeepsDaysOff)) said.Add($"{RoundWords.DaysOff(b.Holidays, b.KeepsDaysOff)}.");
        return said;
    }

    private static void People(AskingRound before, AskingRound after, List<string> said)
    {
        var (old, now) = (before.People.Select(p => p.PersonId).ToHashSet(), after.People.Select(p => p.PersonId).ToHashSet());
        var (joined, left) = (now.Count(p => !old.Contains(p)), old.Count(p => !now.Contains(p)));
        if (joined > 0) said.Add($"It asks {RoundWords.Times(joined, "person", "people")} whom the round before does not ask.");
        if (left > 0) said.Add($"It does not ask {RoundWords.Times(left, "person", "people")} of the round before.");
    }

    private static void Times(Round a, Round b, List<string> said)
    {
        if (a.OpensLocal.TimeOfDay != b.OpensLocal.TimeOfDay)
            said.Add($"It opens at {LocalTime.Time(b.OpensLocal)} instead of {LocalTime.Time(a.OpensLocal)}.");
        else if (a.OpensAt.TimeOfDay != b.OpensAt.TimeOfDay)
            said.Add($"The clocks have changed in between: {LocalTime.Time(b.OpensLocal)} is now {LocalTime.Time(b.OpensAt)} UTC, and was {LocalTime.Time(a.OpensAt)} UTC.");
        var (was, days) = ((a.ClosesLocal.Date - a.OpensLocal.Date).Days, (b.ClosesLocal.Date - b.OpensLocal.Date).Days);
        if (was != days) said.Add($"It is open for {RoundWords.Times(days, "day", "days")} instead of {was}.");
        if (a.ClosesLocal.TimeOfDay != b.ClosesLocal.TimeOfDay) said.Add($"It closes at {LocalTime.Time(b.ClosesLocal)} instead of {LocalTime.Time(a.ClosesLocal)}.");
    }

    /// <summary>The same plan can still give other messages: a day off moves one, and of two that meet on a day one is left out.</summary>
    private static void Sends(Round a, Round b, List<string> said)
    {
        var old = RoundSends.Of(a, a.OpensAt, a.ClosesAt, BankHolidays.DaysOff(a)).ToDictionary(s => s.Number);
        var now = RoundSends.Of(b, b.OpensAt, b.ClosesAt, BankHolidays.DaysOff(b)).ToDictionary(s => s.Number);
        foreach (var (number, send) in now)
        {
            if (!old.TryGetValue(number, out var other)) said.Add($"{SendWords.Of(number)} is sent; in the round before it is not.");
            else if ((send.Local.Date - b.OpensLocal.Date, send.Local.TimeOfDay) != (other.Local.Date - a.OpensLocal.Date, other.Local.TimeOfDay))
                said.Add($"{SendWords.Of(number)} goes {After(send, b)} instead of {After(other, a)}{(send.MovedFrom is null ? "" : $" ({SendWords.Why(send, b)})")}.");
        }

        foreach (var number in old.Keys.Except(now.Keys)) said.Add($"{SendWords.Of(number)} is not sent, because another message goes that day or the round has closed.");
    }

    private static string After(DueSend send, Round round) =>
        $"{RoundWords.Times((send.Local.Date - round.OpensLocal.Date).Days, "day", "days")} after the opening at {LocalTime.Time(send.Local)}";
}
