using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Messages;

/// <summary>Messages in the words, and the addresses, that pages use.</summary>
public static class MessageWords
{
    private static readonly (MessageKind Kind, string Slug, string Words)[] Kinds =
    [
        (MessageKind.Invitation, "invitation", "Invitation"),
        (MessageKind.NotOpened, "not-opened", "Reminder to those who have not opened their link"),
        (MessageKind.HalfFinished, "half-finished", "Reminder to those who have begun and not sent"),
    ];

    private static readonly (SendRoute Route, string Slug, string Words)[] Routes =
        [(SendRoute.Email, "email", "Email"), (SendRoute.Sms, "text", "Text message"), (SendRoute.Post, "post", "Post")];

    /// <summary>Reminders are not printed: whoever is written to by post gets one letter.</summary>
    public static IEnumerable<MessageKind> KindsBy(SendRoute route) => route == SendRoute.Post ? [MessageKind.Invitation] : Kinds.Select(k => k.Kind);

    public static IEnumerable<SendRoute> AllRoutes => Routes.Select(r => r.Route);

    public static string Of(MessageKind kind) => Kinds.Single(k => k.Kind == kind).Words;

    public static string Of(SendRoute route) => Routes.Single(r => r.Route == route).Words;

    public static string Slug(MessageKind kind) => Kinds.Single(k => k.Kind == kind).Slug;

    public static string Slug(SendRoute route) => Routes.Single(r => r.Route == route).Slug;

    /// <summary>What an address names; null where it names nothing.</summary>
    public static (MessageKind Kind, SendRoute Route, MessageLanguage Language)? Read(string kind, string route, string language)
    {
        var (k, r, l) = (Array.Find(Kinds, x => x.Slug == kind), Array.Find(Routes, x => x.Slug == route), MessageLanguage.Find(language));
        return k.Slug is null || r.Slug is null || l is null || !KindsBy(r.Route).Contains(k.Kind) ? null : (k.Kind, r.Route, l);
    }

    /// <summary>"Tuesday 3 March 2026, 9:00am".</summary>
    public static string Day(DateTime local) => $"{local.DayOfWeek} {LocalTime.Words(local)}";

    /// <summary>Why a message goes at another time than it was planned for; null where it does not.</summary>
    public static string? Moved(DueSend send, Round round)
    {
        if (send.MovedFrom is not { } wall) return null;
        var reasons = new List<string>();
        if (WallClock.KindOf(wall, round.Zone) == WallTimeKind.Skipped) reasons.Add("the clocks skip that time");
        if (TimeOnly.FromDateTime(wall) < RoundSends.DayBegins || TimeOnly.FromDateTime(wall) >= RoundSends.DayEnds) reasons.Add("nothing is sent between 8pm and 8am");
        if (round.KeepsDaysOff && BankHolidays.DaysOff(round)!(DateOnly.FromDateTime(send.Local.AddDays(-1))) && send.Local.Date > wall.Date)
            reasons.Add(round.Holidays is null ? "nothing is sent on weekends" : "nothing is sent on weekends and bank holidays");
        return $"Moved from {Day(wall)}: {string.Join("; ", reasons)}";
    }
}
