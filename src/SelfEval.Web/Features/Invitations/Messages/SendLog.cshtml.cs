using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.Messages;

/// <summary>
/// What became of every message of a round. In a confidential round a reminder says by itself that somebody has not answered, and a reminder that is missing
/// that they have: there only invitations stand beside names, with reasons that are about addresses, and reminders are counted.
/// </summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class SendLogModel(AppDb db, Scope scope, SendAgain again, TimeProvider clock) : PageModel
{
    private const int LettersOnPage = 100;

    public sealed record Line(long Id, string Name, string What, string By, string When, string Outcome, bool MayBeSentAgain);

    public sealed record Total(string? Day, string Outcome, int Count);

    [FromRoute]
    public int Id { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [FromQuery]
    public string? Done { get; set; }

    public Round Round { get; private set; } = null!;

    public bool IsIdentified => Round.IdentityMode == IdentityMode.Identified;

    public int ToCome { get; private set; }

    public int Count { get; private set; }

    public int Pages => Math.Max(1, (Count + LettersOnPage - 1) / LettersOnPage);

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public IReadOnlyList<Total> Reminders { get; private set; } = [];

    /// <summary>Where people have days of their own, a reminder's day would name the person.</summary>
    public bool HasDays => Round.DaysAfterStart is null;

    public async Task OnGetAsync()
    {
        Round = await scope.Rounds(Right.Lead).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        if (Round.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
        ToCome = await db.Invitations.CountAsync(i => i.RoundId == Id && i.SentAt == null && i.NextSend == 0 && i.NextSendAt != null);
        var all = db.Letters.Where(l => db.Invitations.Any(i => i.Id == l.InvitationId && i.RoundId == Id));
        var named = IsIdentified ? all : all.Where(l => l.Kind == LetterKind.Invitation);
        Count = await named.CountAsync();
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        var isOver = Round.StateAt(clock.GetUtcNow().UtcDateTime) is RoundState.Closed or RoundState.Cancelled;
        var rows = await (
            from l in named
            join i in db.Invitations on l.InvitationId equals i.Id
            orderby l.Id descending
            select new { Letter = l, i.Person!.Contact!.Name, i.Person.Contact.Email, i.Person.Contact.Phone, i.Person.Contact.EmailBouncedAt, i.Person.Contact.PhoneBouncedAt })
            .Skip((PageNumber - 1) * LettersOnPage).Take(LettersOnPage).ToListAsync();
        Lines = rows.ConvertAll(r =>
        {
            var address = r.Letter.Route == SendRoute.Post ? null : r.Letter.SentTo ?? (r.Letter.Route == SendRoute.Sms ? r.Phone : r.Email);
            var isRight = (r.Letter.Route == SendRoute.Sms ? r.PhoneBouncedAt : r.EmailBouncedAt) is null;
            // What becomes of a message that is sent again would say whether it was still needed.
            if (!IsIdentified && r.Letter.DedupKey.Contains(":again:", StringComparison.Ordinal))
                return new Line(r.Letter.Id, r.Name ?? address ?? "", "Invitation", MessageWords.Of(r.Letter.Route), LocalTime.InTable(r.Letter.NotBefore, Round.Zone), "To be sent again, if it is still needed", false);
            var failed = r.Letter.State == LetterState.Failed || (r.Letter.State == LetterState.Sent && r.Letter.BouncedAt is not null);
            return new Line(r.Letter.Id, string.Join(", ", new[] { r.Name, address }.Where(t => !string.IsNullOrEmpty(t))), r.Letter.Kind == LetterKind.Invitation ? "Invitation" : $"Reminder {r.Letter.Number}",
                MessageWords.Of(r.Letter.Route), LocalTime.InTable(r.Letter.SentAt ?? r.Letter.NotBefore, Round.Zone), Outcome(r.Letter.State, r.Letter.DeliveredAt, r.Letter.BouncedAt, r.Letter.Outcome, beside: true),
                failed && isRight && !isOver);
        });
        if (!IsIdentified) Reminders = await TotalsAsync(all);
    }

    public async Task<IActionResult> OnPostAsync(long letter)
    {
        await again.RunAsync(Id, letter);
        return Redirect($"/rounds/{Id}/messages/log?done=again");
    }

    private async Task<List<Total>> TotalsAsync(IQueryable<Letter> all)
    {
        var groups = await all.Where(l => l.Kind == LetterKind.Reminder)
            .GroupBy(l => new { l.NotBefore, l.State, IsDelivered = l.DeliveredAt != null, IsBounced = l.BouncedAt != null, l.Outcome })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        return [.. groups
            .GroupBy(g => (Day: HasDays ? WallClock.ToLocal(g.Key.NotBefore, Round.Zone).Date : DateTime.MinValue,
                Outcome: Outcome(g.Key.State, g.Key.IsDelivered ? g.Key.NotBefore : null, g.Key.IsBounced ? g.Key.NotBefore : null, g.Key.Outcome, beside: false)))
            .OrderByDescending(g => g.Key.Day).ThenBy(g => g.Key.Outcome, StringComparer.Ordinal)
            .Select(g => new Total(HasDays ? LocalTime.Date(g.Key.Day) : null, g.Key.Outcome, g.Sum(x => x.Count)))];
    }

    /// <param name="state">Where it stands.</param>
    /// <param name="deliveredAt">Whether the provider says that it arrived.</param>
    /// <param name="bouncedAt">Whether it came back.</param>
    /// <param name="reason">Why it was not sent.</param>
    /// <param name="beside">Whether it stands beside a name.</param>
    private string Outcome(LetterState state, DateTime? deliveredAt, DateTime? bouncedAt, string? reason, bool beside) => state switch
    {
        LetterState.Waiting => "Waiting",
        LetterState.Sending => "On its way",
        LetterState.Sent when bouncedAt is not null => "Bounced: the address or number does not work",
        LetterState.Sent when deliveredAt is not null => "Delivered",
        LetterState.Sent => "Sent",
        LetterState.Failed => $"Failed: {reason}",
        _ when reason is null || (beside && !IsIdentified && !LetterReasons.MayStandBesideAName(reason)) => "Not sent",
        _ => $"Not sent: {reason}",
    };
}
