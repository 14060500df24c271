using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>Makes the message of a letter. The Message-ID comes from the dedup key, so that a second copy can be told and dropped by mail servers.</summary>
public sealed class Envelope(IOptions<SelfEvalOptions> options)
{
    public MimeMessage Make(Letter letter, MailText text, DateTime now)
    {
        if (!MailText.IsAddress(text.To) || !MailText.IsOneLine(text.Subject))
            throw new MailRefusedException("The address or the subject would forge headers.");
        var settings = options.Value;
        var message = new MimeMessage
        {
            Subject = text.Subject,
            MessageId = $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter.DedupKey)))[..32]}@{new Uri(settings.PublicBaseUrl).Host}",
            Date = new DateTimeOffset(now, TimeSpan.Zero),
            Body = new TextPart("plain") { Text = text.Text.ReplaceLineEndings("\r\n") },
        };
        message.From.Add(MailboxAddress.Parse(settings.Mail.From));
        message.To.Add(MailboxAddress.Parse(text.To));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
