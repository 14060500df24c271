using Microsoft.AspNetCore.DataProtection;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>
/// Writes a mail into the same unit of work as what causes it: both are there, or neither. A job carries it later.
/// The dedup key says what the mail is, so the database refuses to hold it twice.
/// </summary>
public sealed class Postbox(Sealing sealing)
{
    /// <param name="db">The context inside the write gate.</param>
    /// <param name="kind">What sort of mail it is.</param>
    /// <param name="dedupKey">At most 100 characters, e.g. <c>invitation:41</c>; also the source of its Message-ID.</param>
    /// <param name="to">One address.</param>
    /// <param name="subject">One line.</param>
    /// <param name="text">Plain text.</param>
    /// <param name="notBefore">UTC; not sent earlier.</param>
    /// <param name="expiresAt">UTC; not sent from then on.</param>
    /// <param name="invitationId">For invitations and reminders: whose round and person are looked at again before sending.</param>
    public Letter Write(
        AppDb db, LetterKind kind, string dedupKey, string to, string subject, string text,
        DateTime notBefore, DateTime expiresAt, int? invitationId = null)
    {
        if (!MailText.IsAddress(to)) throw new InvalidInput("Email", "Enter one email address, like name@example.nhs.uk");
        if (!MailText.IsOneLine(subject)) throw new InvalidInput("Subject", "The subject must be one line of text");
        return Add(db, SendRoute.Email, kind, dedupKey, new MailText(to, subject, text), notBefore, expiresAt, invitationId);
    }

    /// <summary>The same as a text message, to one number in international form.</summary>
    public Letter WriteText(AppDb db, LetterKind kind, string dedupKey, string to, string text, DateTime notBefore, DateTime expiresAt) =>
        Add(db, SendRoute.Sms, kind, dedupKey, new MailText(to, "", text), notBefore, expiresAt, null);

    private Letter Add(AppDb db, SendRoute route, LetterKind kind, string dedupKey, MailText text, DateTime notBefore, DateTime expiresAt, int? invitationId)
    {
        var letter = new Letter
        {
            DedupKey = dedupKey,
            Kind = kind,
            Route = route,
            InvitationId = invitationId,
            Sealed = sealing.Letters.Protect(text.ToJson()),
            NotBefore = notBefore,
            ExpiresAt = expiresAt,
        };
        db.Letters.Add(letter);
        return letter;
    }
}
