using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Operations;

/// <summary>What would be sent, by kind, round and day: counts and never addresses. Letters that are written, and messages of the next week that are not yet.</summary>
public sealed class MessagesAhead(AppDb db, SendingState sending, MailBreaker breaker, IOptions<SelfEvalOptions> options, TimeProvider clock)
{
    private const int MostLines = 200;
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    /// <param name="Kind">Which kind, in words.</param>
    /// <param name="Round">The round, with its team; empty for mail about accounts.</param>
    /// <param name="Day">In the installation's zone.</param>
    /// <param name="Count">How many.</param>
    public sealed record Line(string Kind, string Round, DateOnly Day, int Count);

    /// <param name="Pause">Since when and why nothing is sent; null when it is.</param>
    /// <param name="Troubles">Routes that do not work at present, as this process has found them.</param>
    /// <param name="Due">What would go now.</param>
    /// <param name="Later">What comes in the next week.</param>
    /// <param name="Late">How many are more than a day late.</param>
    /// <param name="Failed">How many were given up.</param>
    public sealed record Content(
        SendingState.Pause? Pause, IReadOnlyList<(SendRoute Route, MailBreaker.Trouble Trouble)> Troubles, IReadOnlyList<Line> Due, IReadOnlyList<Line> Later, int Late, int Failed);

    private string Zone => options.Value.Zone;

    public async Task<Content> ReadAsync()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = await LinesAsync(DateTime.MinValue, now);
        var later = await LinesAsync(now, now + Ahead);
        var late = await sending.LateLetters().CountAsync() + await sending.LateInvitations().CountAsync();
        return new(await sending.ReadAsync(), breaker.Troubles(), due, later, late, await db.Letters.CountAsync(l => l.State == LetterState.Failed && l.ExpiresAt > now));
    }

    private async Task<List<Line>> LinesAsync(DateTime after, DateTime until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var letters = await db.Letters
            .Where(l => (l.State == LetterState.Waiting || l.State == LetterState.Sending) && l.NotBefore > after && l.NotBefore <= until && l.ExpiresAt > now && l.Route != SendRoute.Post)
            .Select(l => new { l.Kind, l.Route, RoundId = db.Invitations.Where(i => i.Id == l.InvitationId).Select(i => (int?)i.RoundId).FirstOrDefault(), l.NotBefore.Date })
            .GroupBy(l => new { l.Kind, l.Route, l.RoundId, l.Date })
            .Select(g => new { g.Key.Kind, g.Key.Route, g.Key.RoundId, g.Key.Date, Count = g.Count() }).OrderBy(g => g.Date).Take(MostLines).ToListAsync();
        var people = await db.Invitations
            .Where(i => i.NextSendAt != null && i.NextSendAt > after && i.NextSendAt <= until && i.Route != SendRoute.Post)
            .GroupBy(i => new { IsFirst = i.NextSend == 0, i.Route, i.RoundId, i.NextSendAt!.Value.Date })
            .Select(g => new { g.Key.IsFirst, g.Key.Route, g.Key.RoundId, g.Key.Date, Count = g.Count() }).OrderBy(g => g.Date).Take(MostLines).ToListAsync();
        var lines = letters.Select(l => (l.Kind, l.Route, l.RoundId, l.Date, l.Count))
            .Concat(people.Select(p => (Kind: p.IsFirst ? LetterKind.Invitation : LetterKind.Reminder, p.Route, RoundId: (int?)p.RoundId, p.Date, p.Count)))
            .GroupBy(l => (l.Kind, l.Route, l.RoundId, l.Date)).Select(g => (g.Key.Kind, g.Key.Route, g.Key.RoundId, g.Key.Date, Count: g.Sum(l => l.Count))).ToList();
        var ids = lines.Select(l => l.RoundId).OfType<int>().Distinct().ToList();
        var rounds = await db.Rounds.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, Name = r.Team!.Name + ": " + r.Name }).ToDictionaryAsync(r => r.Id, r => r.Name);
        return [.. lines.OrderBy(l => l.Date).ThenBy(l => l.RoundId).ThenBy(l => l.Kind).Take(MostLines)
            .Select(l => new Line(Words(l.Kind, l.Route), l.RoundId is { } id ? rounds[id] : "", DateOnly.FromDateTime(WallClock.ToLocal(l.Date.AddHours(12), Zone)), l.Count))];
    }

    private static string Words(LetterKind kind, SendRoute route) => kind switch
    {
        LetterKind.Invitation => "Invitation",
        LetterKind.Reminder => "Reminder",
        LetterKind.AccountInvite => "Invitation to an account",
        LetterKind.PasswordReset => "Password reset",
        LetterKind.ResultsReady => "Results are ready",
        LetterKind.PersonalFile => "Link to somebody’s own data",
        _ => "Notice to staff",
    } + (route == SendRoute.Sms ? ", text message" : ", email");
}
