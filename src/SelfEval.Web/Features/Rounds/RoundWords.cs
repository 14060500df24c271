using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds;

/// <summary>A round in the words that pages use.</summary>
public static class RoundWords
{
    public static string Of(RoundState state) => state switch
    {
        RoundState.Planned => "Planned",
        RoundState.Open => "Open",
        RoundState.Closed => "Closed",
        _ => "Cancelled",
    };

    public static string Colour(RoundState state) => state switch
    {
        RoundState.Planned => "blue",
        RoundState.Open => "green",
        RoundState.Closed => "grey",
        _ => "red",
    };

    public static string Of(Audience audience) => audience switch
    {
        Audience.Patients => "Patients",
        Audience.Carers => "Carers",
        _ => "Staff",
    };

    public static string Of(IdentityMode mode) => mode switch
    {
        IdentityMode.Anonymous => "Anonymous",
        IdentityMode.Confidential => "Confidential",
        _ => "Identified",
    };

    public static string Meaning(IdentityMode mode) => mode switch
    {
        IdentityMode.Anonymous =>
            "One open link or QR code for everybody. Nothing joins an answer to a person, so you cannot see a response rate or follow people from round to round.",
        IdentityMode.Confidential =>
            "Each person gets a link of their own. A random pseudonym joins a person’s rounds, so that change can be measured. Nobody sees who has answered or what they said.",
        _ =>
            "Each person gets a link of their own, and your team sees who has answered. Participants are told so, with your reason. What each person said is still not shown.",
    };

    public static string Of(SendRoute route) => route switch
    {
        SendRoute.Email => "Email",
        SendRoute.Sms => "Text message",
        _ => "Post",
    };

    public static string Holidays(string list) => list switch
    {
        BankHolidays.EnglandAndWales => "England and Wales",
        BankHolidays.Scotland => "Scotland",
        _ => "Northern Ireland",
    };

    public static string DaysOff(string? holidays, bool areKept) => (holidays, areKept) switch
    {
        ({ } list, true) => $"Nothing is sent on weekends and bank holidays ({Holidays(list)})",
        ({ } list, false) => $"We warn about bank holidays ({Holidays(list)}), and send on every day",
        (null, true) => "Nothing is sent on weekends; no list of bank holidays",
        _ => "Sent on every day; no list of bank holidays",
    };

    public static string Of(IReadOnlyList<Reminder> reminders) => reminders.Count == 0 ? "None"
        : $"{Joined(reminders.Select(r => $"{r.Days}"))} {(reminders is [{ Days: 1 }] ? "day" : "days")} after the opening, at {Joined(reminders.Select(r => Time(r.At)).Distinct())}, to those who have not answered";

    public static string Time(TimeOnly time) => LocalTime.Time(DateTime.MinValue + time.ToTimeSpan());

    public static string Joined(IEnumerable<string> parts)
    {
        var all = parts.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    public static string Times(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count:N0} {many}";

    /// <summary>What happens next with a round, in a sentence or two.</summary>
    public static string Next(Round round, RoundCounts counts, DateTime now)
    {
        var opens = LocalTime.Words(round.OpensAt, round.Zone);
        var closes = LocalTime.Words(round.ClosesAt, round.Zone);
        return round.StateAt(now) switch
        {
            RoundState.Cancelled => $"This round was cancelled on {LocalTime.Words(round.CancelledAt!.Value, round.Zone)}. Its links no longer work and no messages are sent.",
            RoundState.Planned when round.IdentityMode == IdentityMode.Anonymous => $"The open link works from {opens} until {closes}. Print the poster or share the link before then.",
            RoundState.Planned when counts.Invited == 0 && round.PlanId is not null => $"The round opens on {opens}. A day before, everybody who is in its plan is added to it.",
            RoundState.Planned when counts.Invited == 0 => $"Nobody has been added yet. Add people before the round opens on {opens}, so that their invitations go out then.",
            RoundState.Planned => $"{Times(counts.Waiting, "invitation", "invitations")} will be sent when the round opens on {opens}.",
            RoundState.Open when round.IdentityMode != IdentityMode.Anonymous && counts.Invited < round.K && counts.Completed < round.K =>
                $"Results need {round.K} answers, and {(counts.Invited == 0 ? "nobody is" : Times(counts.Invited, "person is", "people are"))} asked. Add people, or no results will be shown. The round closes on {closes}.",
            RoundState.Open when counts.Completed < round.K =>
                $"Results appear when {round.K} people have answered. The round closes on {closes}.",
            RoundState.Open => $"The round closes on {closes}. Results are brought up to date when {round.K} more people have answered, and at the close.",
            _ when now < round.ClosesAt + Round.Grace =>
                $"The round closed on {closes}. Those who had begun can still send their answers until {LocalTime.Time(WallClock.ToLocal(round.ClosesAt + Round.Grace, round.Zone))}; the final results follow.",
            _ when counts.Completed < round.K =>
                $"The round closed on {closes}. Fewer than {round.K} people answered, so no results are shown, to protect those who did.",
            _ => $"The round closed on {closes}. The final results are on the results page.",
        };
    }
}
