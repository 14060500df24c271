using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.Messages;

/// <summary>When the people of a round are written to, and in which words.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class RoundMessagesModel(AppDb db, Scope scope, RoundTexts texts, SendingState sending, TimeProvider clock) : PageModel
{
    /// <param name="What">Which message.</param>
    /// <param name="When">Wall time in the round's zone, or the day of each person's own.</param>
    /// <param name="Note">Why then, where it was planned for another time, or why it does not go.</param>
    /// <param name="Sent">So many have gone.</param>
    public sealed record SendLine(string What, string When, string? Note, int Sent);

    [FromRoute]
    public int Id { get; set; }

    [FromQuery]
    public string? Done { get; set; }

    public Round Round { get; private set; } = null!;

    public bool IsOver { get; private set; }

    public IReadOnlyList<SendLine> Sends { get; private set; } = [];

    public IReadOnlyList<MessageText> Own { get; private set; } = [];

    public string? Paused { get; private set; }

    public string? DoneWords => Done == "reminders" ? "The reminders are changed." : null;

    public async Task OnGetAsync()
    {
        Round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        if (Round.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
        IsOver = Round.StateAt(clock.GetUtcNow().UtcDateTime) is RoundState.Closed or RoundState.Cancelled;
        if (!IsOver) Paused = (await sending.ReadAsync())?.Words(Round.Zone);
        Own = await texts.OwnAsync(Id, Round.PlanId);
        var sent = await db.Letters.Where(l => l.RoundId == Id && l.SentAt != null).GroupBy(l => l.Number).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var due = RoundSends.Of(Round, Round.OpensAt, Round.ClosesAt, BankHolidays.DaysOff(Round)).ToDictionary(s => s.Number);
        var reminders = Reminder.Read(Round.Reminders);
        Sends = [.. Enumerable.Range(0, reminders.Count + 1).Select(n => Line(n, n == 0 ? null : reminders[n - 1], due.GetValueOrDefault(n), sent.GetValueOrDefault(n)))];
    }

    private SendLine Line(int number, Reminder? reminder, DueSend? send, int sent)
    {
        var what = number == 0 ? "Invitation" : $"Reminder {number}";
        // In a round that each person enters on a day of their own, every date is one person's.
        if (Round.DaysAfterStart is not null)
        {
            var days = reminder is null ? "" : reminder.Days == 1 ? "1 day later" : $"{reminder.Days} days later";
            return new(what, reminder is null ? "When the round opens for the person" : $"{days}, {LocalTime.Time(DateTime.MinValue + reminder.At.ToTimeSpan())}", null, sent);
        }

        return send is null
            ? new(what, "Not sent", "The round has closed by then, or another message goes on the same day", sent)
            : new(what, MessageWords.Day(send.Local), MessageWords.Moved(send, Round), sent);
    }
}
