using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>Makes the mail of a message. The Message-ID comes from the dedup key, so that a second copy can be told and dropped by mail servers.</summary>
public sealed class Envelope(IOptions<SelfEvalOptions> options, TimeProvider clock)
{
    public MimeMessage Make(Letter letter, OutgoingMessage message)
    {
        if (!MailText.IsAddress(message.To) || !MailText.IsOneLine(message.Subject) || (message.UnsubscribeUrl is { } url && !IsOneUrl(url)))
            throw new MailRefusedException("The address, the subject or the unsubscribe link would forge headers.");
        var settings = options.Value;
        var mail = new MimeMessage
        {
            Subject = message.Subject,
            MessageId = $"{Name(letter)}@{new Uri(settings.PublicBaseUrl).Host}",
            Date = clock.GetUtcNow(),
            Body = Body(message),
        };
        mail.From.Add(MailboxAddress.Parse(settings.Mail.From));
        mail.To.Add(MailboxAddress.Parse(message.To));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (message.UnsubscribeUrl is not null)
        {
            mail.Headers.Add("List-Unsubscribe", $"<{message.UnsubscribeUrl}>");
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return mail;
    }

    /// <summary>The same for the same letter, whoever makes it and when.</summary>
    public static string Name(Letter letter) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter.DedupKey)))[..32];

    private static MimeEntity Body(OutgoingMessage message)
    {
        var text = new TextPart("plain") { Text = message.Text.ReplaceLineEndings("\r\n") };
        if (message.Html is null) return text;
        return new MultipartAlternative { text, new TextPart("html") { Text = message.Html.ReplaceLineEndings("\r\n") } };
    }

    private static bool IsOneUrl(string url) =>
        MailText.IsOneLine(url) && !url.Any(c => c is '<' or '>' or ' ' or ',') && Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "https" or "http";
}
