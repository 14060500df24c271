using MimeKit;

namespace SelfEval.Web.Platform.Mail;

/// <summary>The way out of the house: a folder, or an SMTP server. Tests stand in for the world here.</summary>
public interface IMailer
{
    /// <exception cref="MailDownException">Nothing can be sent at present; later mails need not be tried now.</exception>
    /// <exception cref="MailRefusedException">This mail will never be taken.</exception>
    Task SendAsync(MimeMessage message, CancellationToken cancellationToken);
}

public sealed class MailDownException(string message, Exception? inner = null) : Exception(message, inner);

public sealed class MailRefusedException(string message, Exception? inner = null) : Exception(message, inner);
