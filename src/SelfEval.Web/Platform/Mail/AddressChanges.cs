using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>
/// That a person's address or number was changed: written down each time, and told to where they were reached until now, also where that is said not to work. Whoever changes it
/// may have put in an address of their own, and for a month nothing of the person's goes there on its strength alone.
/// </summary>
public sealed class AddressChanges(AppDb db, Postbox postbox, Audit audit, CurrentAccount who, IOptions<SelfEvalOptions> options, TimeProvider clock)
{
    public const int MostADay = 5;
    public static readonly TimeSpan IsNewFor = TimeSpan.FromDays(30);
    private const string Action = "people.address_changed";

    /// <summary>Inside the gate, before the contact changes. What stays the same is nothing to tell of.</summary>
    /// <param name="contact">As it was.</param>
    /// <param name="email">The address that is to be.</param>
    /// <param name="phone">The number that is to be.</param>
    /// <param name="programmeId">Whose team the person is of.</param>
    /// <param name="roundId">The round on whose page it is put right; null for a list.</param>
    public async Task TellAsync(Contact contact, string? email, string? phone, int programmeId, int? roundId)
    {
        var (newEmail, newPhone) = (contact.Email != email, contact.Phone != phone);
        if (!newEmail && !newPhone) return;
        audit.Add(Action, $"person:{contact.PersonId}", programmeId, contact.TeamId, $"{(newEmail && newPhone ? "email and telephone" : newEmail ? "email" : "telephone")}{(roundId is { } round ? $", round {round}" : ", by a list")}");
        var (settings, now) = (options.Value, clock.GetUtcNow().UtcDateTime);
        var team = await db.Teams.Where(t => t.Id == contact.TeamId).Select(t => t.Name).SingleAsync();
        var key = $"address-changed:{Secrets.NewPseudonym()}";
        var what = newEmail ? "email address" : "telephone number";
        if (contact.Email is not null && MailText.IsAddress(contact.Email))
        {
            postbox.Write(db, LetterKind.Notice, key, contact.Email, $"{settings.ServiceName}: the {what} held for you was changed",
                $"""
                Hello,

                The {what} by which the team {OneLine(team)} writes to you about its questionnaires was changed. This message goes to the one that was held before. A link to a questionnaire that you were sent before may no longer work.

                If you asked for this, you need not do anything. If it was not you, tell those who run this service:
                {settings.PublicBaseUrl.TrimEnd('/')}/privacy
                """, now, now.AddDays(7));
        }

        if (contact.Phone is { } old && newPhone && settings.Mail.CanText && PhoneNumber.TakesTexts(old))
            postbox.WriteText(db, LetterKind.Notice, $"{key}:text", old, $"{settings.ServiceName}: the telephone number held for somebody at this number was changed. If you did not ask for this, see {settings.PublicBaseUrl.TrimEnd('/')}/privacy", now, now.AddDays(7));
    }

    /// <summary>Whether it was changed, by anybody, within the month. What was put right before changes were told apart counts as one.</summary>
    public Task<bool> IsNewAsync(int personId)
    {
        var (subject, since) = ($"person:{personId}", clock.GetUtcNow().UtcDateTime - IsNewFor);
        return db.AuditEntries.AnyAsync(e => e.Subject == subject && e.At > since && (e.Action == Action || (e.Action == "people.corrected" && e.Detail == null)));
    }

    /// <summary>Whether whoever asks has changed as many addresses on this round's pages within a day as one person may.</summary>
    public async Task<bool> WereTooManyAsync(int roundId)
    {
        var (me, since, end) = (who.RequiredId, clock.GetUtcNow().UtcDateTime.AddDays(-1), $", round {roundId}");
        return await db.AuditEntries.CountAsync(e => e.AccountId == me && e.At > since && e.Action == Action && e.Detail!.EndsWith(end)) >= MostADay;
    }

    /// <summary>Inside the gate: a file of all that is held of somebody went to another address than these, to which the service wrote to them before.</summary>
    public async Task TellOfFileAsync(int personId, string? present, string key)
    {
        var before = await db.Letters.Where(l => l.Route == SendRoute.Email && l.SentTo != null && l.SentTo != present && db.Invitations.Any(i => i.Id == l.InvitationId && i.PersonId == personId))
            .Select(l => l.SentTo!).Distinct().ToListAsync();
        var (settings, now) = (options.Value, clock.GetUtcNow().UtcDateTime);
        foreach (var (address, number) in before.Where(MailText.IsAddress).Select((a, i) => (a, i)))
        {
            postbox.Write(db, LetterKind.Notice, $"{key}:before:{number}", address, $"{settings.ServiceName}: what is held about you was asked for",
                $"""
                Hello,

                Somebody asked what is held about you. A link to it was sent to the email address or number that is held for you now, which is not this one.

                If you asked for this, you need not do anything. If it was not you, tell those who run this service at once:
                {settings.PublicBaseUrl.TrimEnd('/')}/privacy
                """, now, now.AddDays(7));
        }
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
