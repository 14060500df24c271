using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>A message as it leaves the house, the same for every route.</summary>
/// <param name="Route">By which way.</param>
/// <param name="To">One address, or one number in international form.</param>
/// <param name="Subject">One line; empty for a text message.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">The same as simple HTML; null where there is only text.</param>
/// <param name="UnsubscribeUrl">Takes an empty POST that says "no more" (RFC 8058); null for mail to staff.</param>
public sealed record OutgoingMessage(SendRoute Route, string To, string Subject, string Text, string? Html = null, string? UnsubscribeUrl = null);

/// <summary>
/// Words letters at the moment they are carried, so that they say what is true then. A slice registers one for its kinds:
/// <c>services.AddScoped&lt;LetterWords, ParticipantWords&gt;()</c>. Letters that keep their own sealed text need none.
/// </summary>
public abstract class LetterWords
{
    public abstract bool Writes(LetterKind kind);

    /// <returns>Null where there is nobody to write to any more.</returns>
    public abstract Task<OutgoingMessage?> WordAsync(Letter letter, CancellationToken cancellationToken);
}
