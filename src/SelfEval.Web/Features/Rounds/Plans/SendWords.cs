using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>A message of a round in the words that pages use.</summary>
public static class SendWords
{
    public static string Of(int number) => number == 0 ? "Invitation" : $"Reminder {number}";

    public static string Of(SendRoute route) => route switch
    {
        SendRoute.Email => "email",
        SendRoute.Sms => "text message",
        _ => "post",
    };

    public static string Language(string code) => code switch
    {
        "en" => "English",
        "cy" => "Welsh",
        _ => code,
    };

    /// <summary>Why a message does not go when it was planned for.</summary>
    public static string Why(DueSend send, Round round)
    {
        var wall = send.MovedFrom!.Value;
        var time = TimeOnly.FromDateTime(wall);
        var reasons = new List<string>();
        if (WallClock.KindOf(wall, round.Zone) == WallTimeKind.Skipped) reasons.Add($"the clocks skip {LocalTime.Time(wall)} that day");
        if (time < RoundSends.DayBegins || time >= RoundSends.DayEnds) reasons.Add("nothing is sent between 8pm and 8am");
        for (var day = DateOnly.FromDateTime(wall); round.KeepsDaysOff && day < DateOnly.FromDateTime(send.Local); day = day.AddDays(1))
            if (Off(day, round) is { } off && !reasons.Contains(off)) reasons.Add(off);
        return $"moved from {PlanWords.Weekday(wall)} {LocalTime.Words(wall)}: {RoundWords.Joined(reasons)}";
    }

    public static string Moved(DueSend send, Round round) => $"{Of(send.Number)} goes on {PlanWords.Weekday(send.Local)} {LocalTime.Words(send.Local)}, {Why(send, round)}.";

    private static string? Off(DateOnly day, Round round) =>
        (round.Holidays is { } list ? BankHolidays.NameOf(day, list) : null)
        ?? (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? "weekend" : null);
}
