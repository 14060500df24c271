using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>The way out of the house: a folder, an SMTP server, or GOV.UK Notify. Tests stand in for the world here.</summary>
public interface IMailer
{
    /// <summary>Whether sending a letter again cannot make a second copy of it.</summary>
    bool KnowsItsOwn { get; }

    /// <param name="letter">What is sent; its id and dedup key name it to the world outside.</param>
    /// <param name="message">How it is worded now.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What the provider calls it, where it gives things names.</returns>
    /// <exception cref="MailDownException">Nothing can be sent this way at present; later messages need not be tried now.</exception>
    /// <exception cref="MailLaterException">This message is to be tried again later; others may go.</exception>
    /// <exception cref="MailRefusedException">This message will never be taken.</exception>
    Task<string?> SendAsync(Letter letter, OutgoingMessage message, CancellationToken cancellationToken);
}

public sealed class MailDownException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>When it is worth trying again, where the other side has said so.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Whether the message may have been taken nevertheless.</summary>
    public bool MayBeSent { get; init; }
}

public sealed class MailLaterException(string message, Exception? inner = null) : Exception(message, inner);

public sealed class MailRefusedException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether it is the address, or the number, that does not exist.</summary>
    public bool IsAddressBad { get; init; }
}
